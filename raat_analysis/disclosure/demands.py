"""From cells with their rules to what must stay unknown about each, and the system that they are in."""

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from raat_analysis.disclosure.policy import EmployersRule, PersonsRule, sources_of
from raat_analysis.disclosure.system import NOBODY, Demands, Flags, Sizes, System, Whole

Asked = tuple[pl.Expr, pl.Expr, pl.Expr]  # below, above, width


def system_of(cells: pl.DataFrame, lines: pl.DataFrame, fixed: Flags) -> System:
    """The cells (in the order of their number) and the sums between them. `fixed` stay public whatever happens."""
    signs = np.where(lines["total"].to_numpy(), -1.0, 1.0)
    line, cell = _numbers(lines, "line"), _numbers(lines, "cell")
    table = csr_array((signs, (line, cell)), shape=(int(line.max(initial=-1)) + 1, cells.height))
    counts = cells["count"].fill_null(0.0).to_numpy().astype(np.float64)
    most = cells["most"].fill_null(np.inf).to_numpy().astype(np.float64)
    unpublished = cells["unpublished"].to_numpy().astype(np.bool_)
    return System(table, counts, np.zeros(counts.size), np.maximum(most, counts), fixed, unpublished)


def demands_of(cells: pl.DataFrame, lines: pl.DataFrame) -> Demands:
    """What must stay unknown of each secret cell, by the rule of its source; `lines` tell which are the same person.

    People: the range is `fewest` wide, reaches `fewest`, and when few are left of the whole it reaches as far down.
    Employers: the p% rule, on both sides at least one.
    """
    asked = [pl.lit(0.0), pl.lit(0.0), pl.lit(0.0)]
    for source, found in [*_people(), *_employers()]:
        asked = [pl.when(source=source).then(new).otherwise(old) for new, old in zip(found, asked, strict=True)]
    below, above, width = (_sizes(cells, expression) for expression in asked)
    secret = cells["secret"].to_numpy().astype(np.bool_)
    return Demands(secret, below, above, width, knowers(cells, lines))


def _people() -> list[tuple[str, Asked]]:
    return [(source, _asked_of_people(float(rule.fewest))) for source, rule in sources_of(PersonsRule).items()]


def _asked_of_people(fewest: float) -> Asked:
    left = pl.col("most") - pl.col("count")
    few_left = ((left > 0) & (left < fewest)).fill_null(False)
    below = pl.when(few_left).then(fewest - left).otherwise(0.0)
    above = pl.when(few_left).then(0.0).otherwise(pl.max_horizontal(fewest - pl.col("count"), pl.lit(1.0)))
    return below, above, pl.lit(fewest)


def _employers() -> list[tuple[str, Asked]]:
    return [(source, _asked_of_employers(rule.p_pct)) for source, rule in sources_of(EmployersRule).items()]


def _asked_of_employers(p_pct: float) -> Asked:
    """How close the second largest may come to the first (Hundepool et al. 2012, table 4.2)."""
    rest = pl.col("contributed") - pl.col("largest") - pl.col("second_largest")
    away = (p_pct / 100 * pl.col("largest") - rest).ceil().clip(lower_bound=1).fill_null(1.0)
    return pl.min_horizontal(away, pl.col("count")), away, pl.lit(0.0)


def knowers(cells: pl.DataFrame, lines: pl.DataFrame) -> Whole:
    """Per cell who knows it by being the only one in it: an employer, or the one person who is counted."""
    one = (pl.col("count") == 1) & pl.col("source").is_in(list(sources_of(PersonsRule)))
    same = pl.Series("same", _same_person(cells, lines))
    person = pl.when(one).then(pl.format("person {}", same))
    named = cells.select(pl.coalesce("only_contributor", person).alias("who"))["who"]
    return named.rank("dense").cast(pl.Int64).fill_null(NOBODY).to_numpy().astype(np.int64)


def _same_person(cells: pl.DataFrame, lines: pl.DataFrame) -> Whole:
    """Cells under one number when they count the same one person: a total of one and its part of one."""
    counts = cells["count"].fill_null(-1.0).to_numpy()
    line, cell = _numbers(lines, "line"), _numbers(lines, "cell")
    of_one = np.zeros(int(line.max(initial=-1)) + 1, dtype=np.bool_)
    of_one[line[lines["total"].to_numpy() & (counts[cell] == 1)]] = True
    inside = of_one[line] & (counts[cell] == 1)
    beside = coo_array((np.ones(inside.sum()), (line[inside], cell[inside])), shape=(of_one.size, counts.size)).tocsr()
    return np.asarray(connected_components(beside.T @ beside, directed=False)[1], dtype=np.int64)


def _sizes(cells: pl.DataFrame, expression: pl.Expr) -> Sizes:
    asked = pl.when("secret").then(expression).otherwise(0.0).fill_null(0.0).alias("asked")
    return np.asarray(cells.select(asked)["asked"].to_numpy(), dtype=np.float64)


def _numbers(table: pl.DataFrame, name: str) -> Whole:
    return np.asarray(table[name].to_numpy(), dtype=np.int64)
