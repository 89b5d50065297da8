"""The section about vacancies: adverts on ZorgSelect, so only in the WGV area."""

from dataclasses import replace

import polars as pl

from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.branches import present
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.regional import QUARTERS_SHOWN
from raat_analysis.factsheets.sections import detail, empty, finding, meaning, section
from raat_analysis.figures.vacancies import vacancies_over_time
from raat_analysis.measures.uwv_tension import tension_class
from raat_analysis.rendering.blocks import Section, Table
from raat_analysis.sentences.changes import change_words
from raat_analysis.sentences.facts import Fact, fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import expected
from raat_analysis.tables.vacancies import BranchRow, vacancies_by_branch

OPENED, OPEN = "vacancies_opened_without_reposts", "vacancies_open"
MEDIAN, HARD_TO_FILL = "vacancies_days_to_filled_median", "vacancies_open_over_90_days_pct"


def vacancies(sheet: Sheet) -> Section:
    """Vacancies opened (without reposts) and open, how long they are open, the forecast, and the branches."""
    opened, stock = sheet.facts(OPENED), sheet.facts(OPEN)
    if not opened:
        return empty(
            f"Vacatures tellen we op ZorgSelect, de site van WGV. Voor {place(sheet.name)} zijn er geen cijfers."
        )
    if not known(opened[-1]) or not stock or not known(stock[-1]):
        return empty(f"De vacatures in {place(sheet.name)} zijn in het laatste kwartaal niet openbaar.")
    coming = forecast(sheet, opened[-1].period)
    return section(
        finding(_sentence(sheet, stock[-1])),
        vacancies_over_time(
            opened[-QUARTERS_SHOWN:],
            stock[-QUARTERS_SHOWN:],
            coming,
            sheet.earlier(opened[-1]),
            sheet.name,
            _beside(sheet, opened[-1], "vacancies_opened"),
        ),
        meaning(meanings.vacancies(sheet)),
        detail(_duration(sheet)),
        detail(_outlook(sheet, coming) if coming else ""),
        _branches(sheet, opened[-1].period),
    )


def forecast(sheet: Sheet, after: str) -> list[Fact]:
    """The forecast rows of the quarters after the last counted one, 50 percent before 80 percent."""
    rows = sheet.numbers.filter(
        pl.col("period") > after,
        measure="vacancies_opened_forecast",
        region_code=sheet.region_code,
        branch_code="SMAL",
        scenario="forecast",
        breakdown="total",
    ).sort("period", "interval_pct")
    facts = [fact(row) for row in rows.iter_rows(named=True)]
    return [each for each in facts if known(each) and each.lower is not None]


def _sentence(sheet: Sheet, stock: Fact) -> str:
    return (
        f"Aan het eind van het {period_label(stock.period)} stonden er {stock.text} open, "
        f"{change_words(stock, sheet.earlier(stock))}."
    )


def _duration(sheet: Sheet) -> str:
    """By when half of the vacancies is filled, and how many are hard to fill; '' when that is not known."""
    half, left = sheet.latest(MEDIAN), sheet.latest(HARD_TO_FILL)
    if not known(left):
        return ""
    those = "Van de vacatures van de laatste twaalf maanden"
    if half.status == "secret":  # hidden is not the same as not reached
        return f"{those} stond na 90 dagen nog {left.text} open: die zijn moeilijk te vervullen."
    filled = f"was de helft binnen {half.text} vervuld" if known(half) else "werd minder dan de helft vervuld"
    return f"{those} {filled}. Na 90 dagen stond nog {left.text} open: die zijn moeilijk te vervullen."


def _tension(sheet: Sheet) -> str:
    """UWV's tension in words; that it cannot be computed when it has no value, and nothing when nobody asks."""
    found = sheet.latest("uwv_tension")
    if known(found):
        name = tension_class(value_of(found))
        return f"Spanning volgens UWV: {found.plain} open vacatures per korte WW-uitkering, {name}."
    if not sheet.facts("uwv_tension"):
        return ""
    return "Spanning volgens UWV: niet te berekenen, want ZorgSelect telt niet alle vacatures van de regio."


def _outlook(sheet: Sheet, coming: list[Fact]) -> str:
    """The next quarter, and how well such forecasts did before."""
    first = next(each for each in coming if each.interval_pct in (80, None))
    return f"Voor het {period_label(first.period)} verwachten we {expected(first)}.{_tested(sheet)}{_hits(sheet)}"


def _tested(sheet: Sheet) -> str:
    """Whether the forecast did better than last year's quarter; one that did not, is last year's quarter."""
    skill = sheet.latest("vacancies_forecast_skill_pct", scenario="forecast")
    if not known(skill):
        return ""
    if value_of(skill) == 0:
        return (
            " Dat is het cijfer van hetzelfde kwartaal een jaar eerder: rekenmodellen kwamen er in de afgelopen twee "
            "jaar niet dichterbij."
        )
    if value_of(skill) < 1:
        return " Eerder zat zo'n verwachting er ongeveer even ver naast als het cijfer van een jaar ervoor."
    return f" Eerder zat zo'n verwachting er {skill.text} minder ver naast dan het cijfer van een jaar ervoor."


def _hits(sheet: Sheet) -> str:
    coverage = sheet.latest("vacancies_forecast_coverage_pct", scenario="forecast")
    if coverage.numerator is None or coverage.denominator is None:
        return ""
    return (
        f" Van de {number(coverage.denominator)} verwachtingen voor de laatste acht kwartalen kwamen er "
        f"{number(coverage.numerator)} binnen zo'n marge uit."
    )


def _branches(sheet: Sheet, period: str) -> Table | None:
    opened = present(sheet, sheet.split(OPENED, period, breakdown="total"))
    beside = (OPEN, "vacancies_per_1000_employees", MEDIAN, HARD_TO_FILL)
    rows = [
        BranchRow(each, sheet.earlier(each), *(_beside(sheet, each, measure) for measure in beside)) for each in opened
    ]
    return vacancies_by_branch(rows, sheet.name, _tension(sheet)) if rows else None


def _beside(sheet: Sheet, each: Fact, measure: str) -> Fact:
    """Another measure of the same branch and quarter."""
    return sheet.like(replace(each, measure=measure))
