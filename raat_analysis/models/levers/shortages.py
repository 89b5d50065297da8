"""The shortage that the levers work against, per region: what the forecast expects when the levers have worked."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.models.levers.bases import Array, years
from raat_analysis.models.levers.regional import Own

WITHOUT, WITH = "reference", "new_policy"  # scenarios of the forecast: without and with policy in the making


@dataclass(frozen=True)
class Shortages:
    """Per region the lowest and highest expected shortage (nan: none is expected, or nothing is known)."""

    edition: str
    low: Array
    high: Array

    def at(self, share: Array) -> Array:
        """The shortage so far between the two scenarios."""
        return np.asarray(self.low + share * (self.high - self.low))


def shortages(numbers: pl.DataFrame, found: Own) -> Shortages:
    """Of the latest edition (SMAL, persons) for the year in which the levers have worked.

    Between the scenarios, as VWS gave 100 to 125 thousand; with one scenario only both ends are that one.
    """
    rows = numbers.filter(
        measure="shortage", branch_code="SMAL", breakdown="total", period=str(found.year + years())
    ).filter(pl.col("value").is_not_null())
    edition = str(rows.filter(scenario=WITHOUT)["edition"].max() or "")
    latest = rows.filter(edition=edition)
    without, with_policy = _values(latest, WITHOUT, found.regions), _values(latest, WITH, found.regions)
    without = np.where(without > 0, without, np.nan)
    with_policy = np.where(np.isnan(with_policy), without, with_policy)
    return Shortages(edition, np.minimum(without, with_policy), np.maximum(without, with_policy))


def _values(rows: pl.DataFrame, scenario: str, regions: list[str]) -> Array:
    values = dict(rows.filter(scenario=scenario).select("region_code", "value").iter_rows())
    return np.array([values.get(region, np.nan) for region in regions])
