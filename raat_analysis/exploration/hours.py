"""What one more hour would do: the arithmetic of an hour for everybody, beside what Fase 0 expects of it."""

from dataclasses import replace

from raat_analysis.codelists import label_of
from raat_analysis.exploration.provenance import source_and_kind, status
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.tables.by_branch import ranged
from raat_analysis.tables.signs import with_signs

FTE_HOURS = 36.0
WIDE = {"ample": "Fase 0, ruim", "expected": "Fase 0 verwacht", "cautious": "Fase 0, voorzichtig"}
NOTE = (
    "Eén uur voor iedereen is rekenwerk: werknemers gedeeld door 36, zonder marge, en het zegt niet of iemand het wil. "
    "Fase 0 vroeg wie meer wil en kan; tussen haakjes de marge van 95%."
)


def one_more_hour(sheet: Sheet, branch_code: str) -> Section:
    """An hour a week more for every employee of a branch in fte, beside the extra fte that Fase 0 expects there."""
    people = sheet.latest("employees", branch_code=branch_code)
    if not known(people) or not value_of(people):
        return empty(f"Het aantal werknemers is hier niet bekend. {status(people)}")
    hours = sheet.latest("contract_hours_mean", branch_code=branch_code)
    expected = {name: _expected(sheet, branch_code, name) for name in WIDE}
    fte = float(value_of(people)) / FTE_HOURS
    return section(
        finding(_said(sheet.name, people, fte, expected["expected"])), _picture(sheet, people, hours, expected)
    )


def _expected(sheet: Sheet, branch_code: str, scenario: str) -> Fact:
    """The newest round that has the branch, up to the sheet's edition."""
    facts = sheet.facts("potential_expected_fte", scenario=scenario, branch_code=branch_code)
    return max(facts, key=lambda each: each.period, default=Fact("potential_expected_fte", sheet.region_code))


def _said(region: str, people: Fact, fte: float, expected: Fact) -> str:
    where = f"{label_of(people.branch_code, 'branches')} in {place(region)}"
    said = f"Eén uur per week meer voor alle {number(value_of(people))} werknemers in {where} is {number(fte)} fte."
    if not known(expected):
        return f"{said} Van Fase 0 is er hier geen openbare uitkomst."
    each = 60 * float(value_of(expected)) / fte
    return f"{said} Fase 0 verwacht {ranged(expected)} fte: gemiddeld {number(each)} minuten per werknemer."


def _picture(sheet: Sheet, people: Fact, hours: Fact, expected: dict[str, Fact]) -> Picture:
    fte = float(value_of(people)) / FTE_HOURS
    bars = [Bar("Eén uur meer voor iedereen", fte, number(fte), "compare", "////")]
    bars += [Bar(WIDE[name], float(value_of(e)), ranged(e)) for name, e in expected.items() if known(e)]
    now = replace(people, measure="more_hours_now_pct")
    wants = sheet.latest(now.measure, branch_code=people.branch_code)
    rows = (
        (f"Werknemers, {period_label(people.period)}", people.cell),
        ("Contracturen per week per werknemer", hours.cell),
        ("Wil nu meer uren", ranged(wants)),
        ("Eén uur meer voor iedereen, fte", number(fte)),
        *((f"{WIDE[name]}, fte", ranged(each)) for name, each in expected.items()),
    )
    caption = f"Eén uur meer, {label_of(people.branch_code, 'branches')}, {sheet.name}"
    sources = [source_and_kind(name, sheet.sources) for name in ("azw_kerncijfers", "fase0_medewerkers")]
    table = Table(caption, ("Wat", "Aantal"), rows, with_signs(rows, *sources))
    alt = "Staafdiagram in fte: " + "; ".join(f"{bar.label} {bar.text}" for bar in bars) + "."
    return Picture(
        f"{caption}, in fte", bar_chart(f"hour-{people.branch_code}-{sheet.region_code}", bars), alt, table, NOTE
    )
