"""Tables of the vacancies on the board by branch: how long until they are filled, and how the forecast did before."""

from dataclasses import replace

from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.vacancies import HARD_TO_FILL, MEDIAN
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.by_branch import by_branch

DURATIONS = (MEDIAN, *(f"vacancies_filled_within_{days}_days_pct" for days in (30, 60, 90)), HARD_TO_FILL)
TESTED = ("vacancies_forecast_skill_pct", "vacancies_forecast_coverage_pct")
SMALL = "Tussen haakjes de marge van 95%. Geen mediaan: de helft is niet bereikt, of het zijn er minder dan 100."
GOAL = (
    "Winst: hoeveel procent kleiner de fout was dan met het cijfer van een jaar eerder; bij 0% is de verwachting dat "
    "cijfer. Trefkans: hoe vaak eerdere verwachtingen binnen hun marge van 80% uitkwamen; bedoeld is ongeveer 80%, en "
    "het zijn er weinig."
)


def time_to_fill(sheet: Sheet) -> Table | None:
    """A row per branch of the last quarter; None without numbers."""
    last = sheet.latest(MEDIAN)
    rows = _rows(sheet, last, DURATIONS)
    caption = f"Hoe lang vacatures openstaan, {sheet.name}, {period_label(last.period)}" if rows else ""
    return by_branch(rows, caption, _note(sheet, SMALL)) if rows else None


def forecast_tested(sheet: Sheet) -> Table | None:
    """Gain and coverage of past forecasts per branch; None when they are not there."""
    last = sheet.latest(TESTED[0], scenario="forecast")
    rows = _rows(sheet, last, TESTED)
    return by_branch(rows, f"Hoe de verwachting het eerder deed, {sheet.name}", _note(sheet, GOAL)) if rows else None


def _rows(sheet: Sheet, last: Fact, measures: tuple[str, ...]) -> list[list[Fact]]:
    if not last.period:
        return []
    found = sheet.split(last.measure, last.period, scenario=last.scenario, breakdown="total")
    whole = [each for each in found if each.branch_code == ALL]
    branches = [*whole, *present(sheet, found)]
    return [[sheet.like(replace(each, measure=measure)) for measure in measures] for each in branches]


def _note(sheet: Sheet, meaning: str) -> str:
    return " ".join(text for text in (meaning, absent_note(sheet)) if text)
