"""Do editions of a forecast agree: the shortage of one year as each edition foresaw it."""

from itertools import pairwise

from raat_analysis.exploration.provenance import source_and_kind
from raat_analysis.factsheets import prognosis
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.places import place

SPREAD = (
    "De uitgever geeft geen marge. Het verschil tussen edities is er ook geen: edities delen hun methode en hun "
    "fouten, en geen ervan is al uitgekomen."
)


def revisions(sheet: Sheet, year: str | None = None) -> Section:
    """The shortage of a year (without one: the last that all editions have) in each edition, oldest first."""
    found = {edition: prognosis.forecast(sheet, "shortage", edition) for edition in prognosis.editions(sheet)}
    shared = set.intersection(*({each.period for each in facts} for facts in found.values())) if found else set()
    asked = year or max(shared, default="")
    facts = [each for edition in found.values() for each in edition if each.period == asked]
    if len(facts) < 2:
        years = f" Wel van: {', '.join(sorted(shared))}." if shared else ""
        return empty(f"Van {asked or 'geen jaar'} zijn er geen twee edities voor {place(sheet.name)}.{years}")
    return section(finding(_said(facts, sheet.name)), _picture(sheet, facts))


def _said(facts: list[Fact], region: str) -> str:
    low, high = (pick(facts, key=value_of) for pick in (min, max))
    return (
        f"{len(facts)} edities zijn het voor {facts[0].period} in {place(region)} niet eens: van {low.cell} personen "
        f"({month_label(low.edition)}) tot {high.cell} personen ({month_label(high.edition)})."
    )


def _picture(sheet: Sheet, facts: list[Fact]) -> Picture:
    changes = [MISSING, *(_signed(value_of(b) - value_of(a)) for a, b in pairwise(facts))]
    rows = tuple((month_label(each.edition), each.cell, c) for each, c in zip(facts, changes, strict=True))
    caption = f"Verwacht tekort in {facts[0].period}, {sheet.name}, per editie"
    note = f"{MISSING} = geen eerdere editie. {source_and_kind('azw_prognose', sheet.sources)}"
    table = Table(caption, ("Editie", "Personen", "Anders dan de vorige"), rows, note)
    bars = [Bar(month_label(each.edition), value_of(each), each.cell) for each in facts]
    alt = "Staafdiagram: " + "; ".join(f"editie {bar.label} {bar.text}" for bar in bars) + " personen."
    return Picture(caption, bar_chart(f"revisions-{sheet.region_code}", bars), alt, table, SPREAD)


def _signed(change: float) -> str:
    return f"+{number(change)}" if change > 0 else number(change)
