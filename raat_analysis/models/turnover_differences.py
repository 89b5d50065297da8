"""How far a rate of outflow is from the rest of the country, and from a year before, each with its own interval.

Newcombe's hybrid score interval (R.G. Newcombe 1998, Statistics in Medicine 17, method 10). Two intervals that
overlap are no test; the difference has its own. A region is set against the rest of the country, which does not
contain it. Limits: a year and the next share many people, so their difference is judged as chance in leaving, not in
who is there. Method: docs/methods/turnover.md.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
from statsmodels.stats.proportion import confint_proportions_2indep

from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.models.turnover_cells import CONCEPTS, cells, known, year_before

Pair = tuple[float, float]
Row = dict[str, object]
LEVEL = 95


def differences(public: pl.DataFrame) -> Iterator[Row]:
    """Rows for every public region, branch and year: minus the rest of the country, and minus the year before."""
    places: list[Row] = []
    pairs: list[tuple[Pair, Pair]] = []
    for concept in CONCEPTS:
        found = known(cells(public, concept))
        for (region, branch, period), here in found.items():
            place: Row = {"region_code": region, "branch_code": branch, "period": period}
            country = found.get((COUNTRY, branch, period))
            rest = (country[0] - here[0], country[1] - here[1]) if country and region != COUNTRY else (0.0, 0.0)
            if rest[1] > 0:
                places.append(place | {"measure": f"outflow_{concept}_rest_difference_pp"})
                pairs.append((here, rest))
            before = found.get((region, branch, year_before(period)))
            if before:
                places.append(place | {"measure": f"outflow_{concept}_year_difference_pp"})
                pairs.append((here, before))
    yield from (place | found for place, found in zip(places, intervals(pairs), strict=True))


def difference(here: Pair, there: Pair) -> Row:
    """The first rate minus the second in percentage points, from (count, total) of both."""
    [found] = intervals([(here, there)])
    return found


def intervals(pairs: Sequence[tuple[Pair, Pair]]) -> list[Row]:
    """The differences of all pairs at once."""
    if not pairs:
        return []
    (y1, n1), (y2, n2) = np.array(pairs).transpose(1, 2, 0)
    low, high = confint_proportions_2indep(y1, n1, y2, n2, method="newcomb", compare="diff", alpha=1 - LEVEL / 100)
    told = {"status": "final", "interval_pct": LEVEL}
    return [
        told | {"value": value, "lower": lower, "upper": upper}
        for value, lower, upper in zip(*((100 * part).tolist() for part in (y1 / n1 - y2 / n2, low, high)), strict=True)
    ]
