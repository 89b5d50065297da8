"""Vacancies on ZorgSelect, the board of the WGV area: its four regions and Oost-Nederland, never Nederland.

Counted are positions, not adverts. Adverts for work outside the area stay in the tidy table and count in no measure.
"""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.additivity import refuse_adding
from raat_analysis.measures.quarters import quarters
from raat_analysis.measures.rows import counts, ratios

ENDS = {"vacancies_filled": "filled", "vacancies_withdrawn": "withdrawn", "vacancies_expired": "expired"}
MEASURES = ["vacancies_opened", "vacancies_open", *ENDS]
# A total → the branches of which one must be on the board before the total has numbers.
TOTALS = {"VVT": {"VV", "TZ", "VVT"}, "SMAL": set(entries("branches")) - {"KO", "BREED"}, "BREED": {"KO", "BREED"}}


def vacancies(table: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy tables vacancies and employment (cells of measures.employment.employees).

    By region and branch, and for SMAL by qualification. A quarter without adverts is 0; the last is provisional.
    """
    periods = periods_covered(table)
    happened = events(table, periods)
    branches = _filled_up(_summed(happened, "branch_code"), "branch_code", _branches(table), periods)
    smal = happened.filter(branch_code="SMAL")
    qualified = _filled_up(_summed(smal, "qualification_code"), "qualification_code", _qualifications(), periods)
    refuse_broken_identity(branches)
    parts = [
        counts(cells.filter(measure=m).rename({"positions": m}).drop("measure"), [m], breakdown)
        for cells, breakdown in (
            (branches, "total"),
            (qualified.with_columns(branch_code=pl.lit("SMAL")), "qualification"),
        )
        for m in MEASURES
    ]
    return pl.concat([*parts, per_1000_employees(branches, employees)])


def periods_covered(table: pl.DataFrame) -> list[str]:
    """From the first quarter that the exports cover (measures.yml: `from`) to the last in which adverts were posted."""
    covered = str(entries("measures")["vacancies_opened"]["from"])
    posted = table["posted_period"]
    return quarters(max(covered, str(posted.min())), str(posted.max())) if table.height else []


def events(table: pl.DataFrame, periods: list[str]) -> pl.DataFrame:
    """One row per advert × measure × quarter × region it counts in × branch it counts in.

    An advert is open at the end of a quarter when it was posted by then and not closed by then.
    """
    for dimension in ("region", "branch", "qualification"):
        refuse_adding(MEASURES, dimension)
    opened = table.with_columns(period="posted_period", measure=pl.lit("vacancies_opened"))
    ends = [table.filter(status=s).with_columns(period="closed_period", measure=pl.lit(m)) for m, s in ENDS.items()]
    ends_of_quarters = table.join(pl.DataFrame({"period": periods}, schema={"period": pl.String}), how="cross")
    still = pl.col("closed_period").is_null() | (pl.col("closed_period") > pl.col("period"))
    open_then = ends_of_quarters.filter(pl.col("posted_period") <= pl.col("period"), still)
    stock = open_then.with_columns(measure=pl.lit("vacancies_open"))
    columns = [
        "measure",
        "region_code",
        "branch_code",
        "qualification_code",
        "period",
        "positions",
        "organisation_code",
    ]
    happened = pl.concat([t.select(columns) for t in (opened, *ends, stock)]).filter(pl.col("period").is_in(periods))
    return _in_totals(_in_totals(happened, "region_code", _regions()), "branch_code", _branch_totals())


def per_1000_employees(cells: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Open vacancies per 1000 employees of the same quarter, for the quarters that both sources have."""
    stock = cells.filter(measure="vacancies_open").drop("measure")
    people = employees.filter(age_class="total").rename({"provisional": "employees_provisional"}).drop("age_class")
    both = stock.filter(pl.col("period").is_in(people["period"].unique().to_list()))
    joined = both.join(people, on=["region_code", "branch_code", "period"], how="left", validate="1:1")
    lone = joined.filter(pl.col("employees").is_null())
    if lone.height:
        keys = lone.select("region_code", "branch_code", "period").sort(pl.all())
        raise RaatError(
            f"{keys.height} cells with vacancies have no employees in azw_kerncijfers:\n{cases(keys.rows())}\n"
            "Complete that export."
        )
    flag = pl.col("provisional") | pl.col("employees_provisional")
    return ratios(joined.with_columns(provisional=flag), "vacancies_per_1000_employees", "positions", "employees", 1000)


def refuse_broken_identity(cells: pl.DataFrame) -> None:
    """Raise unless open now is open a quarter ago, plus opened, minus filled, withdrawn and expired."""
    place = ["region_code", "branch_code"]
    wide = cells.pivot("measure", index=[*place, "period"], values="positions").sort(*place, "period")
    before = pl.col("vacancies_open").shift(1).over(place, order_by="period")
    now = before + pl.col("vacancies_opened") - sum((pl.col(m) for m in ENDS), pl.lit(0))
    wrong = wide.filter(now != pl.col("vacancies_open")) if wide.height else wide
    if wrong.height:
        raise RaatError(
            f"Stock and flow of vacancies disagree in {wrong.height} cells:\n"
            f"{cases(wrong.select(*place, 'period').rows())}\nAn advert has a status that does not fit its dates."
        )


def _summed(happened: pl.DataFrame, column: str) -> pl.DataFrame:
    grouped = happened.group_by("measure", "region_code", column, "period")
    return grouped.agg(pl.col("positions").sum(), contributors=pl.col("organisation_code").n_unique())


def _filled_up(cells: pl.DataFrame, column: str, codes: list[str], periods: list[str]) -> pl.DataFrame:
    """The cells with a row for every measure, region, code and quarter: none happened is 0."""
    lists = {"measure": MEASURES, "region_code": [*wgv_codes(), AREA], column: codes, "period": periods}
    grid = pl.DataFrame({"measure": []}, schema={"measure": pl.String})
    for name, values in lists.items():
        one = pl.DataFrame({name: values}, schema={name: pl.String})
        grid = one if name == "measure" else grid.join(one, how="cross")
    full = grid.join(cells, on=list(lists), how="left", validate="1:1")
    last = periods[-1] if periods else ""
    return full.with_columns(
        pl.col("positions").fill_null(0),
        pl.col("contributors").fill_null(0),
        provisional=pl.col("period") == last,
    )


def _in_totals(table: pl.DataFrame, column: str, totals: dict[str, list[str]]) -> pl.DataFrame:
    """Each row once for every code it counts in; a code that counts nowhere has no rows."""
    return table.with_columns(pl.col(column).replace_strict(totals, default=[])).explode(column, empty_as_null=False)


def _regions() -> dict[str, list[str]]:
    return {code: [code, AREA] for code in wgv_codes()}


def _branch_totals() -> dict[str, list[str]]:
    return {code: [code, *entry["part_of"]] for code, entry in entries("branches").items()}


def _branches(table: pl.DataFrame) -> list[str]:
    """The branches on the board and the totals they make up. Without childcare on the board there is no BREED (T5)."""
    there = set(table["branch_code"].unique().to_list())
    made = {total for total, needed in TOTALS.items() if there & needed}
    return [code for code in entries("branches") if code in there | made]


def _qualifications() -> list[str]:
    return [code for code in entries("qualifications") if code != "TOTAL"]
