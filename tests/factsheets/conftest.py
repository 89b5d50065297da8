"""A small published folder with numbers checkable by head: Twente, Oost-Nederland, Nederland, and Groningen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.disclosure.previous import PREVIOUS_COLUMNS
from raat_analysis.numbers_table import PUBLIC
from tests.factsheets.fase0_example import hr_rows, member_rows, region_rows
from tests.factsheets.rows import SECRET, Row, rate, row

QUARTERS = [f"{year}Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)] + ["2026Q1", "2026Q2", "2026Q3"]
SIZES = {"RA0205": 1.0, "RA0101": 1.0, "RA02": 3.0, "NL01": 20.0}
MORE_SIZES = SIZES | {"RA0204": 0.7, "RA0206": 0.9, "RA0207": 0.5, "RA0102": 0.8, "RA0103": 0.6, "RA0818": 1.2}
AGES = {"<25": 7400, "25-35": 12400, "35-45": 10500, "45-55": 12000, "55+": 13100}  # Twente 2022: 55.400
BRANCHES = {"VVT": 20000, "ZKH": 15000, "GHZ": 12000, "GGZ": 8400}
DESTINATIONS = {
    "same_branch": 3000,
    "other_branch": 1200,
    "other_sector": 2500,
    "self_employed": 400,
    "benefit": 500,
    "pension": 1000,
    "inactive": 400,
}


def _employment(region: str, size: float) -> Iterator[Row]:
    for place, period in enumerate(QUARTERS[:-1]):
        grown = size * (1 + 0.005 * (place - len(QUARTERS) + 2))
        total = sum(BRANCHES.values()) * grown
        yield row("employees", region, period, round(total))
        for branch, employees in BRANCHES.items():
            yield row("employees", region, period, round(employees * grown), branch_code=branch)
        older = 1.0 if region != "NL01" else 0.95
        for age, employees in AGES.items():
            counted = employees * grown * (older if age == "55+" else 1)
            yield rate("employees_share_pct", region, period, counted, total, breakdown="age", category=age)
        status = "provisional" if place > 7 else "final"
        yield row(
            "absence_pct", region, period, 7.0 + 0.1 * (place % 4) + (0.2 if region == "NL01" else 0), status=status
        )


def _vacancies(region: str, size: float) -> Iterator[Row]:
    for place, period in enumerate(QUARTERS):
        yield row("vacancies_opened", region, period, (1900 + 10 * place) * size)
        yield row("vacancies_opened_without_reposts", region, period, (1500 + 10 * place) * size)
        yield row("vacancies_open", region, period, (900 + 5 * place) * size)
        yield row("vacancies_days_to_filled_median", region, period, 36, denominator=1650.0)
        yield row("vacancies_open_over_90_days_pct", region, period, 3.46, denominator=1650.0)
        yield row("uwv_tension", region, period, None, status="missing")
        yield row("vacancies_per_1000_employees", region, period, 17.2)
        for branch in BRANCHES:
            yield row("vacancies_opened_without_reposts", region, period, (370 + place) * size, branch_code=branch)
            yield row("vacancies_open", region, period, (220 + place) * size, branch_code=branch)
            yield row("vacancies_open_over_90_days_pct", region, period, 4.0, branch_code=branch, denominator=300.0)
    for ahead, period in enumerate(("2026Q4", "2027Q1", "2027Q2", "2027Q3"), start=1):
        for width, half in ((50, 40 * ahead), (80, 80 * ahead)):
            middle = 1620 * size
            ends = {"lower": middle - half * size, "upper": middle + half * size, "interval_pct": width}
            more = {"scenario": "forecast", "status": "forecast"}
            yield row("vacancies_opened_forecast", region, period, middle, **ends, **more)
    tested = {"scenario": "forecast", "status": "modelled"}
    yield row("vacancies_forecast_skill_pct", region, QUARTERS[-1], 12.0, denominator=8.0, **tested)
    yield rate("vacancies_forecast_coverage_pct", region, QUARTERS[-1], 26, 32, **tested)


def _turnover(region: str, size: float) -> Iterator[Row]:
    for year in ("2024", "2025"):
        leaving = 4800 if region != "NL01" else 4400
        yield rate("outflow_sector_pct", region, year, leaving * size, 55400 * size)
        yield rate("outflow_employer_pct", region, year, 9000 * size, 55400 * size)
        if region in ("RA0205", "RA0101"):
            yield row("outflow_sector_verdict", region, year, 1, status="modelled")
        standard = {"lower": 8.2, "upper": 8.8, "interval_pct": 95, "status": "modelled"}
        yield row("outflow_sector_standardised_pct", region, year, 8.5, **standard)
        yield row("inflow", region, year, 9500 * size)
        yield row("flow_balance", region, year, 500 * size)
        for branch, employees in BRANCHES.items():
            more = {"branch_code": branch}
            yield rate("outflow_sector_pct", region, year, 0.08 * employees * size, employees * size, **more)
            yield rate("outflow_employer_pct", region, year, 0.16 * employees * size, employees * size, **more)
            ends = {"lower": 7.2, "upper": 8.9, "interval_pct": 90, "status": "modelled"}
            yield row("outflow_sector_modelled_pct", region, year, 8.1, **more, **ends)
        for code, leavers in DESTINATIONS.items():
            more = 60 if region == "RA02" and code == "other_sector" else 0  # no two regions have the same shares
            yield row("outflow_employer", region, year, leavers * size + more, breakdown="destination", category=code)
        yield row("entrants", region, year, (1200 if year == "2025" else 1250) * size)
        yield row("training_places", region, year, 2000 * size)
        yield row("training_places_work_based", region, year, 800 * size)
        yield row("training_places_internship", region, year, 1200 * size)
        yield row("working_in_sector", region, year, 800 * size)
        yield rate("sector_return_pct", region, year, 800 * size, 1000 * size)


def _outlook(region: str, size: float) -> Iterator[Row]:
    for edition, extra in (("2024-12", 0), ("2025-12", 400)):
        for place, year in enumerate(range(2026, 2036)):
            for branch in ("SMAL", "VVT", "ZKH"):
                more = {"branch_code": branch, "scenario": "reference", "edition": edition, "status": "forecast"}
                demand, supply = (56000 + 600 * place + extra) * size, (55400 + 300 * place) * size
                yield row("demand", region, str(year), demand, **more)
                yield row("supply", region, str(year), supply, **more)
                yield row("shortage", region, str(year), demand - supply, **more)
    for years, exit_age, retired in (("10", 65, 13100), ("10", 67, 9892), ("20", 65, 25100), ("20", 67, 22700)):
        more = {"breakdown": "horizon", "category": years, "scenario": f"exit_{exit_age}", "status": "modelled"}
        yield row("retirements", region, "2026Q2", retired * size, **more)
        yield rate("retirements_pct", region, "2026Q2", retired * size, 55400 * size, **more)
    yield from _expected_retirements(region, size)
    yield from _revision(region, size)
    yield from _levers(region, size)


def _expected_retirements(region: str, size: float) -> Iterator[Row]:
    """6.000 (5.300 to 6.600) in ten years; in the first year 5.000 leave, 600 to retire; demand grows by 600."""
    usual = {"scenario": "aow_exits", "status": "modelled"}
    more = usual | {"breakdown": "horizon", "category": "10"}
    retired = (6000 if region != "NL01" else 5700) * size
    yield row("retirements", region, "2026Q2", retired, lower=5300 * size, upper=6600 * size, **more)
    yield rate("retirements_pct", region, "2026Q2", retired, 55400 * size, **more)
    for period, leaving in (("2027Q2", 5000), ("2028Q2", 5100)):
        yield row("replacement_demand", region, period, leaving * size, **usual)
        for cause, people in (("retirement", 600), ("other", leaving - 600)):
            yield row("replacement_demand", region, period, people * size, breakdown="cause", category=cause, **usual)
        yield row("job_openings", region, period, (leaving + 600) * size, **usual)


def _revision(region: str, size: float) -> Iterator[Row]:
    """The edition of 2025 has 400 more for 2035: a higher level. By qualification 4.100 are short, 3.700 net."""
    more = {"scenario": "reference", "edition": "2025-12", "status": "forecast"}
    yield row("shortage_gross", region, "2035", 4100 * size, **more)
    yield row("shortage_revision", region, "2035", 400 * size, **more)
    for part, persons in (("start_level", 500), ("demand_growth", -100), ("supply_growth", 0)):
        yield row("shortage_revision", region, "2035", persons * size, breakdown="bridge", category=part, **more)


def _levers(region: str, size: float) -> Iterator[Row]:
    """Each lever in the example of VWS and in what is likely; of a shortage of 7.000 in Twente 4.200 remains."""
    for place, code in enumerate(entries("levers")):
        key = {"breakdown": "lever", "category": code}
        middle = (500 - 40 * place) * size
        likely = {"scenario": "realistic", "status": "derived" if place else "modelled", "interval_pct": 80}
        ends = {"lower": 0.4 * middle, "upper": 1.6 * middle}
        yield row("lever_effect_persons", region, "2030", middle, **key, **likely, **ends)
        yield row("lever_effect_persons", region, "2022", 2.5 * middle, **key, scenario="vws_2018", status="derived")
    moved = {"breakdown": "lever", "category": "task_shifting", "scenario": "realistic"}
    yield row("lever_moved_work_persons", region, "2030", 380 * size, **moved)
    moves = {"breakdown": "input", "scenario": "realistic", "interval_pct": 80}
    for code, half in (("realised_entrants", 300 * size), ("overlap", 75 * size)):
        yield row(
            "lever_sensitivity_persons", region, "2030", 2 * half, category=code, lower=-half, upper=half, **moves
        )
    gap = {"scenario": "realistic", "edition": "2025-12", "numerator": 7000 * size}
    yield row("lever_remaining_gap_persons", region, "2030", 4200 * size, **gap)


def _people(region: str, size: float) -> Iterator[Row]:
    for period in ("2025Q3", "2026Q3"):
        yield row("inhabitants", region, period, 630000 * size)
        yield row("labour_force", region, period, 329000 * size)
        yield row("unemployed_under_6_months", region, period, 500 * size)
        yield rate("care_share_pct", region, period, 55400 * size, 329000 * size)
        yield rate("green_pressure_pct", region, period, 130000 * size, 360000 * size)
        yield rate("grey_pressure_pct", region, period, 140000 * size, 360000 * size)


def example_rows(sizes: Mapping[str, float] = SIZES) -> list[Row]:
    """All public numbers of the example; `sizes`: how often Twente goes into each region."""
    rows: list[Row] = []
    for region, size in sizes.items():
        rows += [*_employment(region, size), *_turnover(region, size), *_outlook(region, size), *_people(region, size)]
        rows += _vacancies(region, size) if region.startswith("RA02") else []
    return [*rows, *region_rows("RA0205")]


def write_published(folder: Path, rows: list[Row], kind: str = "demonstration", previous: Sequence[Row] = ()) -> Path:
    """A published folder with these numbers, two sources and five actions: one without a lever, one national.

    `previous`: what the edition before published, with `published_in`.
    """
    public = folder / "public"
    public.mkdir(parents=True, exist_ok=True)
    _table(rows, PUBLIC).write_parquet(public / "numbers.parquet")
    actions = [
        ("Anders werken in de zorg", "5.8", "Grotere contracten aanbieden", "contract_hours", "short", "procedure"),
        ("Anders werken in de zorg", "5.1", "Roosters met de medewerkers maken", "retention", "long", "process"),
        ("Beter leren in de zorg", "3.4", "Begeleiding van leerlingen", "retention", "short", "not_stated"),
        ("Anders werken in de zorg", "6.3", "Ziekte voorkomen", None, "medium_long", "condition"),
    ]
    columns = ["action_line", "place", "action", "lever", "horizon", "kind"]
    table = pl.DataFrame(actions, schema=columns, orient="row")
    named = table.select(pl.lit("RAAT 2018").alias("programme"), pl.lit("RA0205").alias("region_code"), pl.all())
    national = named.head(1).with_columns(programme=pl.lit("VWS 2018"), region_code=pl.lit("NL01"))
    pl.concat([named, national]).write_parquet(public / "actions.parquet")
    published = [
        "source",
        "topic",
        "region_code",
        "branch_code",
        "period",
        "category",
        "value",
        "unit",
        "status",
        "url",
    ]
    pl.DataFrame(schema=dict.fromkeys(published, pl.String)).write_parquet(public / "published_figures.parquet")
    _table(previous, PREVIOUS_COLUMNS).write_parquet(public / "previous.parquet")
    sources = [
        ("azw_kerncijfers", "AZW-kerncijfers (StatLine)", kind, "2026-10-01", "a.csv", "CBS", "CC BY 4.0", 100, 100, 0),
        ("zorgselect", "ZorgSelect", kind, "2026-10-02", "z.csv", "WGV", "CC0-1.0", 2000, 1990, 10),
    ]
    sources = [(*source, mark * 64) for source, mark in zip(sources, "ab", strict=True)]
    names = ["source", "title", "kind", "obtained_on", "file", "origin", "licence"]
    names += ["rows_read", "rows_accepted", "rows_set_aside", "sha256"]
    pl.DataFrame(sources, schema=names, orient="row").write_parquet(public / "sources.parquet")
    (public / "protection.json").write_text('{"sources": []}', encoding="utf-8")
    return folder


def write_member(folder: Path, code: str, respondents: int, before: bool = False) -> None:
    """The confidential numbers of one organisation in Twente; without respondents only those of its personnel.

    `before`: it took part in the round before too.
    """
    target = folder / "members" / code
    target.mkdir(parents=True)
    rows = [*hr_rows(before), *(member_rows(respondents, before) if respondents else [])]
    shown = ("fase0_hr", "fase0_respondents", "fase0_response_pct")
    if respondents < 10:
        rows = [each if {each["source"], each["measure"]} & set(shown) else {**each, **SECRET} for each in rows]
    table = _table(rows, PUBLIC)
    table.select(pl.lit(code).alias("organisation_code"), pl.all()).write_parquet(target / "numbers.parquet")


def _table(rows: Sequence[Row], schema: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema, strict=False)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a published folder: TW-A01 has 120 answers and an earlier round, TW-A02 7 answers, TW-A03 none."""
    folder = write_published(tmp_path_factory.mktemp("published"), example_rows())
    write_member(folder, "TW-A01", 120, before=True)
    write_member(folder, "TW-A02", 7)
    write_member(folder, "TW-A03", 0)
    return folder


@pytest.fixture(scope="session")
def siblings_too(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the four regions of Oost-Nederland, Groningen with its siblings, and Rijn Gouwe without any."""
    return write_published(tmp_path_factory.mktemp("siblings"), example_rows(MORE_SIZES))


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A published folder whose rows went through a function."""

    def made(change: Callable[[Row], Row], kind: str = "demonstration") -> Path:
        folder = tmp_path_factory.mktemp("changed")
        return write_published(folder, [change(each) for each in example_rows()], kind)

    return made
