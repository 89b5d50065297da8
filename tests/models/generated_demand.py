"""Vacancies with a known truth, for the tests of the forecast: regions × branches × quarters from 2019Q1.

Gamma-Poisson counts around a mean with the size of a region and a branch, a season per branch, a season of each cell's
own (sd `own_season` on the log scale), slow walks of the whole, regions and branches, the corona quarters 2020Q2 and
2020Q3, a level shift in 2021Q1, and regions without the last branch.
"""

from hashlib import sha256

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import AREA, wgv_codes
from raat_analysis.measures.quarters import quarter_index, quarter_name
from raat_analysis.models.history import MEASURE, History, declared
from raat_analysis.models.reconciliation import with_totals
from raat_analysis.models.seasonal import Series
from raat_analysis.numbers_table import number_rows

BRANCHES = ["ZKH", "VVT", "GHZ"]
ALL_BRANCHES = [*BRANCHES, "SMAL"]
SEASON = np.array([0.1, 0.2, -0.2, -0.1])
FIRST = quarter_index("2019Q1")
PULSES = {5: -0.35, 6: -0.15}
SHIFT, SHIFT_EFFECT = 8, 0.16
DISPERSION = 0.02
MEAN_OF_A_CELL = 40.0


def demand(
    seed: int, own_season: float, regions: int = 28, branches: int = 11, quarters: int = 24, without: int = 8
) -> Series:
    """Counts per region, branch and quarter; the last branch is not there in the first `without` regions."""
    drawn = _stream(seed, "vacancies opened")
    sizes = np.log(MEAN_OF_A_CELL * drawn.dirichlet(np.full(regions, 4.0)) * regions)[:, None] + _zipf(branches)
    shared = _season(drawn, 0.15, (branches,)) + _season(drawn, own_season, (regions, branches))
    walks = [_walk(drawn, 0.03, (), quarters), _walk(drawn, 0.02, (regions, 1), quarters)]
    walk = sum(walks, _walk(drawn, 0.02, (branches,), quarters))
    own = sizes + drawn.normal(0, 0.2, (regions, branches))
    logs = own[..., None] + shared[..., np.arange(quarters) % 4] + walk + _exceptions(quarters)
    counts = drawn.poisson(np.exp(logs) * drawn.gamma(1 / DISPERSION, DISPERSION, logs.shape)).astype(np.float64)
    counts[:without, -1] = 0.0
    return counts


def as_history(counts: Series) -> History:
    """With the declared interventions of the project itself."""
    regions, branches = [f"R{r:02}" for r in range(counts.shape[0])], [f"B{b:02}" for b in range(counts.shape[1])]
    return declared(regions, branches, FIRST, counts)


def numbers_of(counts: Series, first: str = "2021Q1", measure: str = MEASURE) -> pl.DataFrame:
    """The measure of regions × branches × quarters with all its totals."""
    start, panel = quarter_index(first), with_totals(counts)
    return number_rows(
        {
            "measure": measure,
            "region_code": region,
            "branch_code": branch,
            "period": quarter_name(start + quarter),
            "value": float(panel[r, b, quarter]),
        }
        for r, region in enumerate([*wgv_codes(), AREA])
        for b, branch in enumerate(ALL_BRANCHES)
        for quarter in range(counts.shape[-1])
    )


def noisy(seed: int, quarters: int = 24) -> Series:
    """A steady level and a shared season with chance: last year's quarter carries its own chance along."""
    drawn = np.random.Generator(np.random.PCG64DXSM(seed))
    mean = np.array([[40.0, 90.0, 25.0], [70, 150, 45], [60, 140, 50], [30, 60, 20]])[..., None]
    return drawn.poisson(mean * np.exp(SEASON[np.arange(quarters) % 4])).astype(np.float64)


def _stream(seed: int, name: str) -> np.random.Generator:
    root = np.random.SeedSequence([seed, *sha256(name.encode()).digest()[:16]])
    return np.random.Generator(np.random.PCG64DXSM(root))


def _zipf(branches: int) -> Series:
    sizes = 1 / np.arange(1, branches + 1) ** 0.8
    return np.asarray(np.log(sizes * branches / sizes.sum()))


def _season(drawn: np.random.Generator, sd: float, shape: tuple[int, ...]) -> Series:
    """Four effects that add up to 0."""
    effects = drawn.normal(0, sd, (*shape, 4))
    return np.asarray(effects - effects.mean(axis=-1, keepdims=True))


def _walk(drawn: np.random.Generator, sd: float, shape: tuple[int, ...], quarters: int) -> Series:
    return np.asarray(drawn.normal(0, sd, (*shape, quarters)).cumsum(axis=-1))


def _exceptions(quarters: int) -> Series:
    effect = np.where(np.arange(quarters) >= SHIFT, SHIFT_EFFECT, 0.0)
    for quarter, size in PULSES.items():
        effect[quarter] += size
    return effect
