"""Rates of outflow against the chances behind the demonstration exports, on seeds that nothing was set on.

A cell's own chance in a year is drawn around a chance that region, branch and age share (beta-binomial, ρ = 0,0008).
Intervals are about chance in who leaves, so they hold the first; the second lies further away than they say.
"""

import subprocess
import sys
from functools import cache
from tempfile import TemporaryDirectory

import polars as pl
import pytest

from raat_analysis.measures.turnover import turnover

SEEDS = (11, 12, 13)
CELL = ["region_code", "branch_code", "age_class", "year"]
CONCEPTS = ("employer", "sector")
# The demonstration keeps what it has drawn, so another seed runs in a process of its own.
WRITE = """
import sys
import numpy as np
import polars as pl
from raat_analysis.demo import randomness
randomness.stream.__defaults__ = (int(sys.argv[1]),)
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.turnover import WITHIN, YEARS, chances, turnover
table = turnover().rename({"region": "region_code", "branch": "branch_code"})
table.write_parquet(sys.argv[2] + "/turnover.parquet")
strength, found = 1 / figures("turnover")["overdispersion"] - 1, []
for year in YEARS:
    chance = chances(year)
    mean = chance.sum(axis=3)
    own = randomness.stream(f"turnover {year}").beta(mean * strength, (1 - mean) * strength)
    within = chance[..., WITHIN:].sum(axis=3) / mean
    cells = table.filter(year=year).select("region_code", "branch_code", "age_class", "year")
    order = [cells[c].unique(maintain_order=True).to_list() for c in ("region_code", "branch_code", "age_class")]
    places = pl.DataFrame([(r, b, a, year) for r in order[0] for b in order[1] for a in order[2]],
                          schema=cells.schema, orient="row")
    sides = {"own_employer": own, "own_sector": own * within, "shared_employer": mean, "shared_sector": mean * within}
    found.append(places.with_columns(**{name: pl.Series(side.ravel()) for name, side in sides.items()}))
pl.concat(found).write_parquet(sys.argv[2] + "/chances.parquet")
"""


@cache
def demonstration(seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rates by region and branch, and by region and age, with their intervals; and the cells with their chances."""
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", WRITE, str(seed), folder], check=True)
        wide = pl.read_parquet(f"{folder}/turnover.parquet")
        cells = wide.join(pl.read_parquet(f"{folder}/chances.parquet"), on=CELL, validate="1:1")
    named = {name: name.removeprefix("to_") for name in wide.columns if name.startswith("to_")}
    left = wide.rename(named).unpivot(list(named.values()), index=CELL, variable_name="destination")
    stocks = wide.select(*CELL, "employees_start", "inflow", "outflow", "employees_end")
    return turnover(stocks, left.rename({"value": "leavers"})), cells


def held(seed: int, chance: str, breakdown: str) -> float:
    """The share of intervals, of rates of at least 50 people, that hold the chance (`own` or `shared`)."""
    numbers, cells = demonstration(seed)
    people, inside = pl.col("employees_start"), []
    by = "age_class" if breakdown == "age" else "branch_code"
    chosen = cells.filter(pl.col("branch_code") != "KO") if breakdown == "age" else cells
    for concept in CONCEPTS:
        truth = (people * pl.col(f"{chance}_{concept}")).sum() / people.sum()
        true = chosen.group_by("region_code", by, pl.col("year").cast(pl.String).alias("period")).agg(truth=truth)
        rates = numbers.filter(pl.col("denominator") >= 50, measure=f"outflow_{concept}_pct", breakdown=breakdown)
        both = rates.rename({"category": "age_class"}).join(true, on=["region_code", by, "period"])
        inside.append(both.select(held=(100 * pl.col("truth")).is_between("lower", "upper"))["held"])
    return float(pl.concat(inside).mean())  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("breakdown", ["total", "age"])
@pytest.mark.parametrize("seed", SEEDS)
def test_intervals_hold_the_own_chance_of_a_place_and_year_in_95_of_100(seed: int, breakdown: str) -> None:
    """2 × 2.100 rates by branch and 2 × 980 by age: measured 0,944 to 0,951."""
    assert 0.93 <= held(seed, "own", breakdown) <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_they_hold_the_chance_that_places_share_less_often(seed: int) -> None:
    """Measured 0,890 to 0,900 by branch and 0,859 to 0,866 by age: an interval is no judgement about a place."""
    assert 0.87 <= held(seed, "shared", "total") <= 0.92
    assert 0.84 <= held(seed, "shared", "age") <= 0.89
