"""The nineteen indicators of the programme monitor, with what we can and cannot fill."""

from collections.abc import Mapping

from raat_analysis.codelists import monitor as indicators
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth
from raat_analysis.tables.signs import with_signs

CAUTION = "Een indicator laat niet zien of het programma werkt: ook andere oorzaken tellen mee."


def monitor(facts: Mapping[str, tuple[Fact, Fact, Fact]], region: str) -> Table:
    """A row per indicator, in the order of the programme. `facts`: measure → (now, a year before, Nederland)."""
    rows = tuple(_row(indicator, facts) for indicator in indicators())
    header = ("Indicator", region, "In een jaar", "Nederland", "Stand, of de bron die nog nodig is")
    return Table(
        f"De negentien indicatoren van het programma, {region}", header, rows, with_signs(rows, CAUTION, _order())
    )


def _row(indicator: Mapping[str, str], facts: Mapping[str, tuple[Fact, Fact, Fact]]) -> tuple[str, ...]:
    name, measure = indicator["indicator"], indicator["measure"]
    if not measure:
        return name, MISSING, "", "", f"nodig: {indicator['needs']}"
    now, before, country = facts[measure]
    state = period_label(now.period) if now.period else "geen cijfer voor deze regio"
    return name, now.cell, growth(now, before) if now.period else "", country.cell, state


def _order() -> str:
    """How many indicators, from the top, belong to the goal and to each line of action."""
    lines = [indicator["line"] for indicator in indicators()]
    return (
        "Van boven naar beneden: " + ", ".join(f"{line} ({lines.count(line)})" for line in dict.fromkeys(lines)) + "."
    )
