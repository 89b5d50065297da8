"""In- and outflow over twelve months: leaving the employer, the branch and the sector are three concepts (T1).

The source has persons at the start and end of the year and who came and left, for region × branch × age. So both
stocks, and with them both denominators (T2), exist at employer, branch and sector level, in every region and total.
What the source lacks is where newcomers came from: inflow is that of employers; the inflow of the sector follows only
where the moves within care close, for Nederland with childcare.
"""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import added, difference
from raat_analysis.measures.rows import counts
from raat_analysis.measures.turnover_identities import refuse_broken_balance, refuse_negative, refuse_wider_sector
from raat_analysis.measures.turnover_rates import CONCEPTS, END, RATES, SECTOR_INFLOW, START, Rate, rates

KEY = ["region_code", "branch_code", "age_class", "period"]
OUTFLOW = [f"outflow_{concept}" for concept in CONCEPTS]
QUANTITIES = [START, "inflow", *OUTFLOW, END, "source_cells"]


def turnover(table: pl.DataFrame, leavers: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy tables turnover and leavers. A branch's outflow in a total is the sum over its branches."""
    cells = with_totals(flows(table, leavers), QUANTITIES, ["age", "branch", "region"])
    refuse_wider_sector(cells)
    refuse_broken_balance(cells)
    cells = cells.with_columns(
        flow_balance=difference("inflow", "outflow_employer"),
        through_flow=difference("outflow_employer", "outflow_sector"),
        **{f"stayers_{concept}": pl.col(START) - pl.col(f"outflow_{concept}") for concept in CONCEPTS},
    )
    everybody = cells.filter(age_class="total")
    ages = cells.filter(pl.col("age_class") != "total", branch_code="SMAL")
    parts = [*_numbers(everybody, "total"), *_numbers(ages, "age"), *_into_sector(everybody)]
    return pl.concat([*parts, *_by_destination(leavers, everybody)])


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
    return cells.with_columns(source_cells=pl.lit(1, pl.Int64)).select(*KEY, *QUANTITIES)


def _numbers(cells: pl.DataFrame, breakdown: str) -> list[pl.DataFrame]:
    """Counts and rates of one breakdown. The persons behind a rate are its flow; behind a balance the fewer flow."""
    fewer = pl.min_horizontal("inflow", "outflow_employer")
    people = [
        counts(cells.with_columns(contributors=m), [m], breakdown)
        for m in ("outflow_employer", "outflow_sector", "through_flow", "inflow")
    ]
    balance = counts(cells.with_columns(contributors=fewer), ["flow_balance"], breakdown)
    return [*people, balance, rates(cells, RATES, breakdown)]


def _into_sector(cells: pl.DataFrame) -> list[pl.DataFrame]:
    """Inflow into the sector: in the whole country and with childcare, who moves within care also arrives within it."""
    whole = cells.filter(region_code=COUNTRY, branch_code="BREED")
    whole = whole.with_columns(inflow_sector=pl.col("inflow") - pl.col("through_flow"))
    refuse_negative(whole, "inflow_sector")
    people = counts(whole.with_columns(contributors="inflow_sector"), ["inflow_sector"])
    return [people, rates(whole, SECTOR_INFLOW, "total")]


def _by_destination(leavers: pl.DataFrame, everybody: pl.DataFrame) -> list[pl.DataFrame]:
    """Leavers of SMAL by destination: all of them for the employer, those outside care for the sector.

    A destination's share is of all employees at the start, as at CBS; so the shares add up to the outflow, not to 100.
    """
    shown = ["outflow_employer", "outflow_sector"]
    cells = with_totals(_concepts(leavers).drop("outflow_branch"), shown, ["age", "branch", "region"])
    stocks = everybody.select(*KEY, START, END, "source_cells")
    smal = cells.filter(branch_code="SMAL", age_class="total").join(stocks, on=KEY, how="left", validate="m:1")
    outside = [code for code, entry in entries("destinations").items() if entry["level"] == "sector"]
    kept = {"outflow_employer": smal, "outflow_sector": smal.filter(pl.col("destination").is_in(outside))}
    return [
        pl.concat([counts(t.with_columns(contributors=m), [m], "destination"), rates(t, [_share(m)], "destination")])
        for m, t in kept.items()
    ]


def _share(flow: str) -> Rate:
    return Rate(f"{flow}_pct", flow, START, START, flow)


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
