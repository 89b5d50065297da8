"""In- and outflow over twelve months: leaving the employer, the branch and the sector are three concepts (T1).

All rates have the employees at the start of the year as denominator (begin cohort, T2), as AZW and CBS do.
"""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import added, difference
from raat_analysis.measures.rows import counts, ratios, with_interval

KEY = ["region_code", "branch_code", "age_class", "period"]
CONCEPTS = ["employer", "branch", "sector"]  # from wide to narrow; a destination counts up to its level
OUTFLOW = [f"outflow_{concept}" for concept in CONCEPTS]
QUANTITIES = ["employees_start", "inflow", *OUTFLOW]


def turnover(table: pl.DataFrame, leavers: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy tables turnover and leavers. A branch's outflow in a total is the sum over its branches."""
    cells = with_totals(flows(table, leavers), QUANTITIES, ["age", "branch", "region"])
    cells = cells.with_columns(flow_balance=difference("inflow", "outflow_employer"))
    refuse_wider_sector(cells)
    ages = cells.filter(pl.col("age_class") != "total", branch_code="SMAL")
    parts = [*_numbers(cells.filter(age_class="total"), "total"), *_numbers(ages, "age")]
    return pl.concat([*parts, *_by_destination(leavers)])


def flows(table: pl.DataFrame, leavers: pl.DataFrame) -> pl.DataFrame:
    """Cells region × branch × age × year with stocks and flows as delivered; leavers must add up to the outflow."""
    out = added(_concepts(leavers), "destination", OUTFLOW)
    cells = _with_period(table).join(out, on=KEY, how="left", validate="1:1")
    wrong = cells.filter(~pl.col("outflow").eq_missing(pl.col("outflow_employer")))
    if wrong.height or out.height != table.height:
        raise RaatError(
            f"Destinations do not add up to the outflow in {wrong.height} cells ({table.height} cells have turnover, "
            f"{out.height} have destinations):\n{cases(wrong.select(KEY).sort(KEY).rows())}\nMend the export uitstroom."
        )
    return cells.select(*KEY, *QUANTITIES)


def refuse_wider_sector(cells: pl.DataFrame) -> None:
    """Raise unless who leaves the sector also leaves the branch, and who leaves the branch the employer (T1)."""
    inside = pl.col("outflow_sector").le(pl.col("outflow_branch")) & pl.col("outflow_branch").le(
        pl.col("outflow_employer")
    )
    wrong = cells.filter(~inside)
    if wrong.height:
        raise RaatError(
            f"{wrong.height} cells have more leavers of the sector than of the branch, or of the branch than of the "
            f"employer:\n{cases(wrong.select(KEY).sort(KEY).rows())}\nCheck the destinations in the export uitstroom."
        )


def _numbers(cells: pl.DataFrame, breakdown: str) -> list[pl.DataFrame]:
    """Counts and rates of one breakdown. The persons behind a rate are its leavers; behind a balance the fewer flow."""
    fewer = pl.min_horizontal("inflow", "outflow_employer")
    people = [
        counts(cells.with_columns(contributors=m), [m], breakdown)
        for m in ("outflow_employer", "outflow_sector", "inflow")
    ]
    balance = counts(cells.with_columns(contributors=fewer), ["flow_balance"], breakdown)
    rates = [
        with_interval(ratios(cells.with_columns(contributors=m), f"{m}_pct", m, "employees_start", breakdown=breakdown))
        for m in OUTFLOW
    ]
    return [*people, balance, *rates]


def _by_destination(leavers: pl.DataFrame) -> list[pl.DataFrame]:
    """Leavers of SMAL by destination: all of them for the employer, those outside care for the sector."""
    shown = ["outflow_employer", "outflow_sector"]
    cells = with_totals(_concepts(leavers).drop("outflow_branch"), shown, ["age", "branch", "region"])
    smal = cells.filter(branch_code="SMAL", age_class="total")
    outside = [code for code, entry in entries("destinations").items() if entry["level"] == "sector"]
    kept = {"outflow_employer": smal, "outflow_sector": smal.filter(pl.col("destination").is_in(outside))}
    return [counts(t.with_columns(contributors=m), [m], "destination") for m, t in kept.items()]


def _concepts(leavers: pl.DataFrame) -> pl.DataFrame:
    """Cells with destination: the leavers under each concept of outflow that counts the destination."""
    level = pl.col("destination").replace_strict({c: e["level"] for c, e in entries("destinations").items()})
    return _with_period(leavers).select(
        *KEY,
        "destination",
        **{
            f"outflow_{concept}": pl.when(level.is_in(CONCEPTS[rank:])).then("leavers").otherwise(pl.lit(0, pl.Int64))
            for rank, concept in enumerate(CONCEPTS)
        },
    )


def _with_period(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(period=pl.col("year").cast(pl.String)).drop("year")
