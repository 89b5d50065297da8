"""The nineteen indicators of the programme monitor, with what we can and cannot fill."""

from collections.abc import Mapping

from raat_analysis.codelists import entries
from raat_analysis.codelists import monitor as indicators
from raat_analysis.codelists.catalogue import NONE
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth
from raat_analysis.tables.signs import with_signs

CAUTION = "Een indicator laat niet zien of het programma werkt: ook andere oorzaken tellen mee."


def monitor(facts: Mapping[str, tuple[Fact, Fact, Fact]], region: str, titles: Mapping[str, str]) -> Table:
    """A row per indicator with a source, in the order of the programme. `facts`: measure → (now, a year before,
    Nederland); `titles`: source → its title, the code where it is not there.
    """
    rows = tuple(_row(each, facts, titles) for each in indicators() if each["measure"] in facts)
    header = ("Indicator", region, "In een jaar", "Nederland", "Stand en bron")
    return Table(f"Indicatoren met een bron, {region}", header, rows, with_signs(rows, CAUTION))


def without_source() -> Table:
    """A row per indicator that no export gives, with the source that it needs."""
    there = connected()
    rows = tuple((each["indicator"], _needs(each)) for each in indicators() if each["measure"] not in there)
    return Table("Indicatoren zonder bron", ("Indicator", "Nodig"), rows, _order(), annex=True)


def _needs(indicator: Mapping[str, str]) -> str:
    return str(entries("measures")[indicator["measure"]]["needs"])


def connected() -> list[str]:
    """The measures of the indicators that an export gives, in the order of the programme."""
    return [row["measure"] for row in indicators() if entries("measures")[row["measure"]]["source"] != NONE]


def _row(
    indicator: Mapping[str, str], facts: Mapping[str, tuple[Fact, Fact, Fact]], titles: Mapping[str, str]
) -> tuple[str, ...]:
    name, measure = indicator["indicator"], indicator["measure"]
    now, before, country = facts[measure]
    state = period_label(now.period) if now.period else "geen cijfer voor deze regio"
    code = str(entries("measures")[measure]["source"])
    source = titles.get(code, code)
    return name, now.cell, growth(now, before) if now.period else "", country.cell, f"{state}; {source}"


def _order() -> str:
    """How many indicators belong to the goal and to each line of action."""
    lines = [indicator["line"] for indicator in indicators()]
    return (
        "Alle indicatoren van het programma, per doel en actielijn: "
        + ", ".join(f"{line} ({lines.count(line)})" for line in dict.fromkeys(lines))
        + "."
    )
