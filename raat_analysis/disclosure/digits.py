"""Numbers with no more digits than readers see, where more would say something about single contributors."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.disclosure.policy import policy
from raat_analysis.rounding import half_up

ROUNDED = ["value", "lower", "upper"]


def with_digits_as_shown(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the same order; value and margin of the measures in policy.yml (digits_as_shown) rounded, half up.

    They are rounded as on the page, so nothing is rounded twice.
    """
    numbered = rows.with_row_index("place")
    ours = pl.col("measure").is_in(policy().digits_as_shown)
    parts = numbered.filter(ours).partition_by("measure", as_dict=True)
    rounded = [_rounded(part, int(entries("measures")[str(key[0])]["decimals"])) for key, part in parts.items()]
    return pl.concat([numbered.filter(~ours), *rounded]).sort("place").drop("place")


def _rounded(part: pl.DataFrame, decimals: int) -> pl.DataFrame:
    def as_shown(value: float) -> float:
        return float(half_up(value, decimals))

    return part.with_columns(pl.col(name).map_elements(as_shown, return_dtype=pl.Float64) for name in ROUNDED)
