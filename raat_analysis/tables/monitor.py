"""The nineteen indicators of the programme monitor, with what we can and cannot fill."""

from collections.abc import Mapping

from raat_analysis.codelists import entries
from raat_analysis.codelists import monitor as indicators
from raat_analysis.codelists.catalogue import NONE
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth
from raat_analysis.tables.signs import with_signs

CAUTION = "Een indicator laat niet zien of het programma werkt: ook andere oorzaken tellen mee."
NO_SOURCE = "geen bron aangesloten; nodig:"


def monitor(facts: Mapping[str, tuple[Fact, Fact, Fact]], region: str, titles: Mapping[str, str]) -> Table:
    """A row per indicator, in the order of the programme. `facts`: measure → (now, a year before, Nederland), for the
    measures with a source; `titles`: source → its title, the code where it is not there.
    """
    rows = tuple(_row(indicator, facts, titles) for indicator in indicators())
    header = ("Indicator", region, "In een jaar", "Nederland", "Stand en bron")
    return Table(
        f"De negentien indicatoren van het programma, {region}", header, rows, with_signs(rows, CAUTION, _order())
    )


def connected() -> list[str]:
    """The measures of the indicators that an export gives, in the order of the programme."""
    return [row["measure"] for row in indicators() if entries("measures")[row["measure"]]["source"] != NONE]


def _row(
    indicator: Mapping[str, str], facts: Mapping[str, tuple[Fact, Fact, Fact]], titles: Mapping[str, str]
) -> tuple[str, ...]:
    name, measure = indicator["indicator"], indicator["measure"]
    about = entries("measures")[measure]
    if about["source"] == NONE:
        return name, MISSING, "", "", f"{NO_SOURCE} {about['needs']}"
    now, before, country = facts[measure]
    state = period_label(now.period) if now.period else "geen cijfer voor deze regio"
    source = titles.get(about["source"], about["source"])
    return name, now.cell, growth(now, before) if now.period else "", country.cell, f"{state}; {source}"


def _order() -> str:
    """How many indicators, from the top, belong to the goal and to each line of action."""
    lines = [indicator["line"] for indicator in indicators()]
    return (
        "Van boven naar beneden: " + ", ".join(f"{line} ({lines.count(line)})" for line in dict.fromkeys(lines)) + "."
    )
