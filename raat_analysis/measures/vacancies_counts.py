"""Stock and flow of vacancies by region, branch, qualification and quarter, counted in positions.

Of adverts as they stand on the board, and in the same way of vacancies (the adverts of one vacancy taken together).
Formula: open at the end of a quarter = opened by then and not closed by then; flows count in the quarter of opening or
closing; open = open a quarter ago + opened - filled - withdrawn - expired.
"""

from collections.abc import Mapping

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.contributors import PRIVATE, contributions
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.additivity import refuse_adding
from raat_analysis.measures.quarters import quarters

ENDS = ["filled", "withdrawn", "expired"]
ADVERTS = {what: f"vacancies_{what}" for what in ("opened", "open", *ENDS)}
# Only an advert that was not filled is placed again, so what was filled is the same number.
VACANCIES = {w: m if w == "filled" else f"{m}_without_reposts" for w, m in ADVERTS.items()}
# A total → the branches of which one must be on the board before the total has numbers.
TOTALS = {"VVT": {"VV", "TZ", "VVT"}, "SMAL": set(entries("branches")) - {"KO", "BREED"}, "BREED": {"KO", "BREED"}}
Names = Mapping[str, str]
DIMENSIONS = ["organisation_code", "region_code", "branch_code", "qualification_code"]


def stock_and_flow(table: pl.DataFrame, names: Names, periods: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells by branch and by qualification (of SMAL): measure, positions, who is behind them, provisional.

    `names`: what happened → its measure. A quarter without adverts is 0; the last is provisional.
    """
    happened = events(table, periods, names)
    measures = list(names.values())
    branches = filled_up(_summed(happened, "branch_code"), measures, "branch_code", branches_of(table), periods)
    refuse_broken_identity(branches, names)
    smal = _summed(happened.filter(branch_code="SMAL"), "qualification_code")
    qualified = filled_up(smal, measures, "qualification_code", qualifications(), periods)
    return branches, qualified.with_columns(branch_code=pl.lit("SMAL"))


def periods_covered(adverts: pl.DataFrame, measure: str) -> list[str]:
    """From the first quarter that a measure has (measures.yml: `from`) to the last in which adverts were posted."""
    covered = str(entries("measures")[measure]["from"])
    posted = adverts["posted_period"]
    return quarters(max(covered, str(posted.min())), str(posted.max())) if adverts.height else []


def events(table: pl.DataFrame, periods: list[str], names: Names) -> pl.DataFrame:
    """Positions per employer × measure × quarter × qualification × region they count in × branch they count in.

    An advert is open at the end of a quarter when it was posted by then and not closed by then.
    """
    for dimension in ("region", "branch", "qualification"):
        refuse_adding(list(names.values()), dimension)
    what = [*DIMENSIONS, "posted_period", "closed_period", "status", "positions"]
    slim = table.select(pl.col(name) for name in what)
    opened = slim.with_columns(period="posted_period", measure=pl.lit(names["opened"]))
    ends = [slim.filter(status=s).with_columns(period="closed_period", measure=pl.lit(names[s])) for s in ENDS]
    stock = _open_then(slim, periods).with_columns(measure=pl.lit(names["open"]))
    place = ["measure", *DIMENSIONS, "period"]
    happened = pl.concat([t.select(*place, "positions") for t in (opened, *ends, stock)])
    inside = happened.filter(pl.col("period").is_in(periods))
    return in_totals(inside.group_by(place).agg(pl.col("positions").sum()))  # a national board fits in memory so


def _open_then(table: pl.DataFrame, periods: list[str]) -> pl.DataFrame:
    """A row for each advert and quarter at the end of which it is open."""
    ends = pl.DataFrame({"period": periods}, schema={"period": pl.String})
    life = table.group_by(pl.exclude("positions")).agg(pl.col("positions").sum())
    still = pl.col("closed_period").is_null() | (pl.col("closed_period") > pl.col("period"))
    pairs = life.lazy().join(ends.lazy(), how="cross")  # lazy: most pairs are never made
    return pairs.filter(pl.col("posted_period") <= pl.col("period"), still).collect()


def refuse_broken_identity(cells: pl.DataFrame, names: Names) -> None:
    """Raise unless open now is open a quarter ago, plus opened, minus filled, withdrawn and expired."""
    place = ["region_code", "branch_code"]
    wide = cells.pivot("measure", index=[*place, "period"], values="positions").sort(*place, "period")
    before = pl.col(names["open"]).shift(1).over(place, order_by="period")
    now = before + pl.col(names["opened"]) - sum((pl.col(names[end]) for end in ENDS), pl.lit(0))
    wrong = wide.filter(now != pl.col(names["open"])) if wide.height else wide
    if wrong.height:
        raise RaatError(
            f"Stock and flow of vacancies disagree in {wrong.height} cells:\n"
            f"{cases(wrong.select(*place, 'period').rows())}\nAn advert has a status that does not fit its dates."
        )


def filled_up(
    cells: pl.DataFrame, measures: list[str], column: str, codes: list[str], periods: list[str]
) -> pl.DataFrame:
    """The cells with a row for every measure, region, code and quarter: none happened is 0."""
    lists = {"measure": measures, "region_code": [*wgv_codes(), AREA], column: codes, "period": periods}
    grid = pl.DataFrame({"measure": []}, schema={"measure": pl.String})
    for name, values in lists.items():
        one = pl.DataFrame({name: values}, schema={name: pl.String})
        grid = one if name == "measure" else grid.join(one, how="cross")
    full = grid.join(cells, on=list(lists), how="left", validate="1:1")
    last = periods[-1] if periods else ""
    return full.with_columns(
        pl.col("positions").fill_null(0),
        *(pl.col(name).fill_null(0) for name in PRIVATE if name in full.columns and name != "only_contributor"),
        provisional=pl.col("period") == last,
    )


def in_totals(table: pl.DataFrame) -> pl.DataFrame:
    """Each row once for every region and branch it counts in; work outside the area of the board counts nowhere."""
    regions = {code: [code, AREA] for code in wgv_codes()}
    branches = {code: [code, *entry["part_of"]] for code, entry in entries("branches").items()}
    for column, totals in (("region_code", regions), ("branch_code", branches)):
        codes = pl.col(column).replace_strict(totals, default=[], return_dtype=pl.List(pl.String))
        table = table.with_columns(codes).explode(column, empty_as_null=False)
    return table


def branches_of(table: pl.DataFrame) -> list[str]:
    """The branches on the board and the totals they make up. Without childcare on the board there is no BREED (T5)."""
    there = set(table["branch_code"].unique().to_list())
    made = {total for total, needed in TOTALS.items() if there & needed}
    return [code for code in entries("branches") if code in there | made]


def qualifications() -> list[str]:
    return [code for code in entries("qualifications") if code != "TOTAL"]


def _summed(happened: pl.DataFrame, column: str) -> pl.DataFrame:
    place, amount = ["measure", "region_code", column, "period"], pl.col("positions")
    each = happened.group_by(*place, "organisation_code").agg(amount.sum())
    return each.group_by(place).agg(amount.sum(), **contributions(pl.col("organisation_code"), amount))
