"""The section about leaving and coming: employer and sector are two concepts (T1)."""

from dataclasses import replace

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, meaning, section
from raat_analysis.figures.turnover import destinations_stacked
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number, rounded
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import verdict_clause
from raat_analysis.tables.turnover import outflow_rates


def turnover(sheet: Sheet) -> Section:
    """Outflow from the employer and the sector, destinations, and inflow."""
    sector, employer = sheet.latest("outflow_sector_pct"), sheet.latest("outflow_employer_pct")
    if not known(sector) and not known(employer):
        return empty(f"Over instroom en uitstroom in {place(sheet.name)} zijn geen cijfers te tonen.")
    return section(
        finding(_sentence(sheet, employer, sector)),
        _destinations(sheet),
        meaning(meanings.turnover(sheet)),
        detail(_balance(sheet)),
        detail(_reasons(sheet)),
        _rates(sheet, employer.period or sector.period),
    )


def _sentence(sheet: Sheet, employer: Fact, sector: Fact) -> str:
    """Both levels of outflow, in sentences that begin with a word."""
    beside = _by_age(sheet, sector) + verdict_clause(*verdict(sheet, sector), sheet.country(sector))
    leaving = f"Uit zorg en welzijn vertrok {sector.text}{beside}." if known(sector) else ""
    if not known(employer):
        return f"Van de werknemers vertrok {sector.text} in {sector.period} uit zorg en welzijn{beside}."
    left = f"In {employer.period} vertrok {employer.text} van de werknemers bij de werkgever"
    same = sector.period == employer.period
    return f"{left}. {leaving}" if leaving and same else f"{left}."


def verdict(sheet: Sheet, outflow: Fact) -> tuple[Fact, Fact]:
    """How the region's outflow compares with the country: by the funnel of all regions, and as a difference."""
    concept = outflow.measure.removesuffix("_pct")
    found = [replace(outflow, measure=f"{concept}_{name}") for name in ("verdict", "rest_difference_pp")]
    return sheet.like(found[0]), sheet.like(found[1])


def _by_age(sheet: Sheet, outflow: Fact) -> str:
    """' (8,7% na correctie voor leeftijd)', or ''."""
    found = sheet.like(replace(outflow, measure=outflow.measure.replace("_pct", "_standardised_pct")))
    return f" ({found.text} na correctie voor leeftijd)" if known(outflow, found) else ""


def _destinations(sheet: Sheet) -> Picture | None:
    order = list(entries("destinations"))
    measure = "outflow_employer"
    period = max(sheet.periods(measure, breakdown="destination"), default="")
    facts = sheet.split(measure, period, branch_code="SMAL", breakdown="destination")
    facts = sorted((f for f in facts if f.category in order), key=lambda each: order.index(each.category))
    return destinations_stacked(facts, sheet.name) if any(each.value for each in facts) else None


def _balance(sheet: Sheet) -> str:
    """How many came in, and how many more or fewer that is than left; '' when it is not known."""
    inflow = sheet.latest("inflow")
    balance = sheet.like(Fact("flow_balance", sheet.region_code, period=inflow.period))
    if not known(inflow, balance):
        return ""
    more, net = ("meer", value_of(balance)) if value_of(balance) >= 0 else ("minder", -value_of(balance))
    beside = f"{number(net)} {more} dan er vertrokken" if rounded(net) else "evenveel als er vertrokken"
    return f"In {inflow.period} kwamen er bij de werkgevers {inflow.text} binnen: {beside}."


def _reasons(sheet: Sheet) -> str:
    """The three reasons that leavers named most, published for Nederland."""
    rows = sheet.published_figures.filter(pl.col("period") <= sheet.edition, topic="leavers_survey_reason")
    rows = rows.filter(pl.col("period") == pl.col("period").max()).sort("value", "category", descending=[True, False])
    named = [f"{row['category'].lower()} ({number(row['value'], 1)}%)" for row in rows.head(3).iter_rows(named=True)]
    if not named:
        return ""
    return (
        f"Waarom mensen vertrekken, is alleen voor heel Nederland bekend. In {rows['period'][0]} noemden zij het "
        f"vaakst: {', '.join(named)}. Bron: Uitstroomonderzoek, gepubliceerd."
    )


def _rates(sheet: Sheet, period: str) -> Table | None:
    employer = present(sheet, sheet.split("outflow_employer_pct", period, breakdown="total"))
    sector = {each.branch_code: each for each in sheet.split("outflow_sector_pct", period, breakdown="total")}
    rows = [
        (each, left, sheet.like(replace(left, measure="outflow_sector_modelled_pct")), sheet.country(left))
        for each in employer
        if (left := sector.get(each.branch_code))
    ]
    return outflow_rates(rows, sheet.name, absent_note(sheet)) if rows else None
