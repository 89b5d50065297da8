"""What each kind of break looks like in a comparison: one function per kind, one row per break it finds."""

from itertools import pairwise

import polars as pl

from raat_analysis.checks.past.compare import PAIR, PREVIOUS
from raat_analysis.checks.past.profile import ALL, BRANCH, CELL, EXPORT, REGION, ROWS, SIZE
from raat_analysis.contracts import Contract

FOUND = [*PAIR, "kind", *CELL, "previous", "value", "ratio"]
PLACE = [*PAIR, "dimension"]
PLACES = (REGION, BRANCH)
SMALL = 30.0  # per period; below it chance alone makes a cell some times larger or smaller
EMPTY = 10.0  # rows per period; chance leaves such a cell empty once in twenty thousand periods
REVISED = 1.25  # how far a period that was delivered before may be revised; fte for persons is further (about 0.7)
SHIFT_LIKE = 0.05  # a shifted column is this near to its neighbour's previous total
SHIFT_UNLIKE = 0.1  # and further than this from its own
MOVED = 0.25  # the part of a total that may go to other regions or branches (total variation distance)
RARE = 0.01  # a size that fewer than 1 % of the rows had
FEW_ROWS = 3


def gone(compared: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Regions and branches that had rows and have none. A cell so small that chance empties it does not count.

    It counts when it had at least EMPTY rows, when every code had as many rows (a table, not a count of events), or
    when what was delivered before came without it (in a list without periods: FEW_ROWS or more).
    """
    cells = compared.filter(pl.col("dimension").is_in(PLACES))
    here = cells.filter(pl.col("column") == ROWS, pl.col("previous") > 0)
    peers = pl.col("previous").over(PLACE, mapping_strategy="join")
    table = (peers.list.n_unique() == 1) & (peers.list.len() >= 2)
    before = pl.col("common") & (pl.col("previous") >= (1 if _has_periods(contract) else FEW_ROWS))
    counts = here.with_columns(((pl.col("previous") >= EMPTY) | table | before).alias("counts"))
    kind = (pl.col("dimension") + "_gone").alias("kind")
    found = counts.filter(pl.col("counts"), pl.col("value") == 0).with_columns(kind, pl.lit(ALL).alias("column"))
    return found.select(FOUND)


def factors(compared: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Totals, and regions and branches of at least SMALL, that differ more than the contract's factor."""
    limit = contract.compared.factor if contract.compared else 1.0
    return _differing(compared, limit, "factor")


def restated(compared: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Periods delivered before that come back with other numbers. Editions of a forecast are meant to differ."""
    if contract.compared is None or contract.compared.same or not _has_periods(contract):
        return _differing(compared.clear(), REVISED, "restated")
    return _differing(compared.filter("common"), REVISED, "restated")


def _differing(compared: pl.DataFrame, limit: float, kind: str) -> pl.DataFrame:
    """Cells whose ratio is outside the limit. A cell that only follows its total is not told again."""
    cells = compared.filter(pl.col("dimension") != SIZE).filter(_large_enough())
    far = cells.filter(pl.col("ratio").is_not_null(), _outside(pl.col("ratio"), limit))
    totals = far.filter(pl.col("dimension") == ALL).select(*PAIR, "column", pl.col("ratio").alias("of_total"))
    beside = far.join(totals, on=[*PAIR, "column"], how="left", validate="m:1")
    follows = (pl.col("of_total") == 0) | ~_outside(pl.col("ratio") / pl.col("of_total"), limit)
    own = beside.filter((pl.col("dimension") == ALL) | ~follows.fill_null(False))
    return own.with_columns(pl.lit(kind).alias("kind")).select(FOUND)


def _large_enough() -> pl.Expr:
    """A total of a column; else at least SMALL, in SMALL rows or in as many as before. Empty cells are `gone`.

    Four adverts have more than 30 hours together and are still four adverts.
    """
    rows = [pl.col(side).filter(pl.col("column") == ROWS).max().over(*PLACE, "code") for side in ("previous", "value")]
    as_many = (rows[1] / rows[0] - 1).abs() <= 0.1
    large = (pl.col("previous") >= SMALL) & ((rows[0] >= SMALL) | as_many)
    total = (pl.col("dimension") == ALL) & (pl.col("column") != ROWS)
    return (rows[1] > 0) & (large | total)


def _outside(ratio: pl.Expr, limit: float) -> pl.Expr:
    return (ratio > limit) | (ratio < 1 / limit)


def shifted(compared: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Exports in which most columns look like the column beside them did, and not like themselves.

    It takes at least two columns that stand beside each other in the contract and are both summed.
    """
    names = list(contract.columns)
    totals = compared.filter(pl.col("dimension") == ALL, pl.col("column") != ROWS)
    right = dict(pairwise(names))
    left = {name: neighbour for neighbour, name in right.items()}
    found = [_moved(totals, neighbour) for neighbour in (left, right)]
    exports = pl.concat(found).group_by(PAIR).agg(pl.len())
    rows = compared.filter(pl.col("dimension") == ALL, pl.col("column") == ROWS)
    kind = pl.lit("shifted").alias("kind"), pl.lit(ALL).alias("column")
    return rows.join(exports, on=PAIR, how="semi").with_columns(kind).select(FOUND)


def _moved(totals: pl.DataFrame, neighbour: dict[str, str]) -> pl.DataFrame:
    """The exports in which most columns look like their neighbour did."""
    beside = totals.select(*PAIR, pl.col("column").alias("neighbour"), pl.col("previous").alias("its_previous"))
    pairs = totals.with_columns(pl.col("column").replace_strict(neighbour, default=None).alias("neighbour"))
    pairs = pairs.join(beside, on=[*PAIR, "neighbour"], how="inner", validate="1:1")
    like = (pl.col("value") / pl.col("its_previous") - 1).abs() <= SHIFT_LIKE
    moved = like & _outside(pl.col("ratio").fill_null(0), 1 + SHIFT_UNLIKE)
    counted = pairs.group_by(PAIR).agg(moved.sum().alias("moved"), pl.len().alias("of"))
    return counted.filter(pl.col("moved") >= 2, 2 * pl.col("moved") > pl.col("of")).select(PAIR)


def distributions(compared: pl.DataFrame) -> pl.DataFrame:
    """Rows or sums of which more than MOVED went to other regions or branches; value is the part that moved.

    Only where both totals are at least SMALL per code: with less, chance moves as much.
    """
    groups = [*PLACE, "column"]
    cells = compared.filter(pl.col("dimension").is_in(PLACES))
    shares = [pl.col(side) / pl.col(side).sum() for side in ("previous", "value")]
    enough = pl.min_horizontal(pl.col("previous").sum(), pl.col("value").sum()) >= SMALL * pl.len()
    moved = ((shares[0] - shares[1]).abs().sum() / 2).alias("value")
    found = cells.group_by(groups).agg(moved, enough.alias("enough"))
    found = found.filter(pl.col("enough"), pl.col("value") > MOVED)
    fixed = pl.lit("distribution").alias("kind"), pl.lit("").alias("code"), pl.lit(0.0).alias("previous")
    return found.with_columns(*fixed, pl.lit(None, dtype=pl.Float64).alias("ratio")).select(FOUND)


def scales(compared: pl.DataFrame) -> pl.DataFrame:
    """Columns of which some values have a size a hundred times from any size before: 7.4 for 7400 in some rows.

    previous and value are the share of rows of such a size.
    """
    sizes = compared.filter(pl.col("dimension") == SIZE).with_columns(pl.col("code").cast(pl.Int16).alias("power"))
    total = [pl.col(side).sum().over(*PAIR, "column") for side in ("previous", "value")]
    shares = sizes.with_columns(before=pl.col("previous") / total[0], now=pl.col("value") / total[1])
    usual = shares.filter(pl.col("before") >= RARE).group_by(*PAIR, "column").agg(pl.col("power").alias("usual"))
    known = shares.join(usual, on=[*PAIR, "column"], how="inner", validate="m:1").explode("usual")
    distance = (pl.col("power") - pl.col("usual")).abs().min().alias("distance")
    strange = known.group_by(*PAIR, "column", "power").agg(distance, pl.col("before", "now", "value").first())
    totals = pl.col("before").sum(), pl.col("now").sum(), pl.col("value").sum().alias("rows")
    found = strange.filter(pl.col("distance") >= 2).group_by(*PAIR, "column").agg(totals)
    found = found.filter(pl.col("now") >= RARE, pl.col("rows") >= FEW_ROWS)
    fixed = pl.lit("scale").alias("kind"), pl.lit(ALL).alias("dimension"), pl.lit("").alias("code")
    shown = pl.col("before").alias("previous"), pl.col("now").alias("value")
    return found.with_columns(*fixed, *shown, pl.lit(None, dtype=pl.Float64).alias("ratio")).select(FOUND)


def repeated(profile: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Exports with every sum equal to that of an earlier one, whatever the periods are called."""
    same = contract.compared is not None and contract.compared.same
    sums = profile.filter(pl.col("dimension").is_in([ALL, *PLACES]), pl.col("column") != ROWS, pl.lit(same))
    ranked = sums.with_columns(pl.col("period").rank("dense").over(EXPORT).alias("rank")).sort(EXPORT, *CELL, "rank")
    cell = pl.concat_str("dimension", "code", "rank", "column", "value", separator=" ")
    prints = ranked.group_by(EXPORT, maintain_order=True).agg(
        cell.str.join("\n").alias("print"), pl.col("value").filter(pl.col("dimension") == ALL).sum().alias("total")
    )
    earlier = pl.col(EXPORT).shift(1).over("print").alias(PREVIOUS)
    twice = prints.filter(pl.col("total") > 0).with_columns(earlier).filter(pl.col(PREVIOUS).is_not_null())
    fixed = pl.lit("repeated").alias("kind"), pl.lit(ALL).alias("dimension"), pl.lit("").alias("code")
    shown = pl.col("total").alias("previous"), pl.col("total").alias("value"), pl.lit(1.0).alias("ratio")
    return twice.with_columns(*fixed, pl.lit(ALL).alias("column"), *shown).select(FOUND)


def _has_periods(contract: Contract) -> bool:
    return contract.compared is not None and contract.compared.period is not None
