"""The nineteen indicators of the programme monitor, with what we can and cannot fill."""

from collections.abc import Mapping

from raat_analysis.codelists import monitor as indicators
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth


def monitor(facts: Mapping[str, tuple[Fact, Fact, Fact]], region: str) -> Table:
    """A row per indicator, in the order of the programme. `facts`: measure → (now, a year before, Nederland)."""
    rows = tuple(_row(indicator, facts) for indicator in indicators())
    header = ("Indicator", "Actielijn", region, "Verschil met een jaar eerder", "Nederland", "Stand of bron")
    note = "Een indicator laat niet zien of het programma werkt: ook andere oorzaken tellen mee. x = niet openbaar."
    return Table(f"De negentien indicatoren van het programma, {region}", header, rows, note)


def _row(indicator: Mapping[str, str], facts: Mapping[str, tuple[Fact, Fact, Fact]]) -> tuple[str, ...]:
    name, line, measure = indicator["indicator"], indicator["line"], indicator["measure"]
    if not measure:
        return name, line, ".", "", "", f"geen bron aangesloten: {indicator['needs']}"
    now, before, country = facts[measure]
    state = period_label(now.period) if now.period else "geen cijfer voor deze regio"
    return name, line, now.cell, growth(now, before) if now.period else "", country.cell, state
