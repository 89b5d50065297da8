"""Months of stock: how long it would take to fill the open vacancies at the pace of the quarter.

Formula: 3 × open at the end of the quarter ÷ filled in the quarter, both in positions of adverts; a vacancy has one
advert at a time, so the stock on the board counts none twice, and only an advert that was filled counts as filled.
Interval: the delta method on the logarithm of the ratio, over employers (Wolter 2007, Introduction to Variance
Estimation, ch. 6): with o and f an employer's open and filled and n employers,
variance = n ÷ (n - 1) × Σ (o ÷ open - f ÷ filled)², and Student's t with n - 1 degrees of freedom.
Limits: of one board only, and without job-seekers, so this is no tension on the labour market: it never gets the names
of UWV's classes. Nothing filled gives no number. Open and filled of one quarter are not the same vacancies.
"""

import polars as pl
from scipy.stats import t

from raat_analysis.contributors import PRIVATE, contributions
from raat_analysis.measures.rows import ratios
from raat_analysis.measures.vacancies_counts import ADVERTS, events
from raat_analysis.measures.vacancies_settings import settings

OPEN, FILLED = ADVERTS["open"], ADVERTS["filled"]
MONTHS = 3  # in a quarter
PLACE = ["region_code", "branch_code", "period"]


def months_of_stock(adverts: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Numbers by region and branch; `cells` are the stock and flow of the same adverts."""
    sides = [pl.col("positions").filter(pl.col("measure") == m).sum().alias(m) for m in (OPEN, FILLED)]
    wide = cells.group_by(*PLACE, "provisional").agg(sides).sort(PLACE)
    employers = wide.join(_over_employers(adverts, wide), on=PLACE, how="left", validate="1:1")
    found = employers.with_columns(pl.col(name).fill_null(0) for name in PRIVATE if name != "only_contributor")
    return _with_interval(ratios(found, "vacancies_months_of_stock", OPEN, FILLED, MONTHS), found)


def _over_employers(adverts: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """Per cell: employers with open or filled vacancies, those with filled ones, and how far apart they are."""
    happened = events(adverts, wide["period"].unique().sort().to_list(), ADVERTS)
    sides = happened.filter(pl.col("measure").is_in([OPEN, FILLED]))
    own = [pl.col("positions").filter(pl.col("measure") == m).sum().alias(f"own_{m}") for m in (OPEN, FILLED)]
    each = sides.group_by(*PLACE, "organisation_code").agg(own)
    beside = each.join(wide.select(*PLACE, OPEN, FILLED), on=PLACE, how="left", validate="m:1")
    apart = (pl.col(f"own_{OPEN}") * pl.col(FILLED) - pl.col(OPEN) * pl.col(f"own_{FILLED}")) ** 2  # whole numbers
    filling = pl.col(f"own_{FILLED}") > 0
    who, filled = (pl.col(name).filter(filling) for name in ("organisation_code", f"own_{FILLED}"))
    return beside.group_by(PLACE).agg(employers=pl.len(), apart=apart.sum(), **contributions(who, filled))


def _with_interval(rows: pl.DataFrame, employers: pl.DataFrame) -> pl.DataFrame:
    """The rows with the interval over employers, where there are enough and something is open and filled."""
    limits = settings()["months_of_stock"]
    keyed = rows.join(employers.select(*PLACE, "employers", "apart"), on=PLACE, how="left", validate="1:1")
    enough = (pl.col("employers") >= limits["fewest_employers"]) & (pl.col("value") > 0)
    n = pl.when(enough).then(pl.col("employers")).cast(pl.Float64)
    size = pl.col("numerator") * pl.col("denominator")
    deviation = (n / (n - 1) * pl.col("apart")).sqrt() / size
    level = 0.5 + limits["interval_pct"] / 200
    occurring = employers["employers"].drop_nulls().unique().sort().to_list()
    quantiles = {count: float(t.ppf(level, count - 1)) for count in occurring if count > 1}
    factor = (deviation * pl.col("employers").replace_strict(quantiles, default=None, return_dtype=pl.Float64)).exp()
    return keyed.with_columns(
        lower=(pl.col("value") / factor).round_sig_figs(10),
        upper=(pl.col("value") * factor).round_sig_figs(10),
        interval_pct=pl.when(factor.is_not_null()).then(pl.lit(limits["interval_pct"])).cast(pl.Int32),
    ).select(rows.columns)
