"""The section about the regional programme: its monitor."""

from raat_analysis.codelists import entries
from raat_analysis.codelists import monitor as indicators
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.changes import DOWN, UP, change
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.places import place
from raat_analysis.tables.monitor import connected, without_source
from raat_analysis.tables.monitor import monitor as monitor_table


def monitor(sheet: Sheet) -> Section:
    """The indicators with a source; those without one are in the annex."""
    facts = {m: (now := sheet.latest(m), sheet.earlier(now), sheet.country(now)) for m in connected()}
    filled = sum(known(now) for now, _, _ in facts.values())
    if not filled:
        return empty(f"Voor de indicatoren van het programma zijn voor {place(sheet.name)} geen cijfers te tonen.")
    return section(
        finding(
            f"Van de {len(indicators())} indicatoren is er voor {filled} een cijfer over {place(sheet.name)}. "
            f"{_better(facts)}"
        ),
        monitor_table(facts, sheet.name, dict(sheet.sources.select("source", "title").iter_rows())),
        without_source(),
    )


def _better(facts: dict[str, tuple[Fact, Fact, Fact]]) -> str:
    """How many indicators moved the right way in a year, as the codelist of measures says which way that is."""
    good = {"higher": UP, "lower": DOWN}
    moved = [
        change(now, before)[:1] == good[better]
        for measure, (now, before, _) in facts.items()
        if known(now, before)
        and (better := str(entries("measures")[measure]["better"])) in good
        and change(now, before)[:1] in (UP, DOWN)
    ]
    if not moved:
        return "Daarvan is er geen beter of slechter dan een jaar eerder."
    return f"Vergeleken met een jaar eerder: {sum(moved)} beter, {len(moved) - sum(moved)} slechter."
