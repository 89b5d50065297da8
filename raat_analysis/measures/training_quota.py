"""Training quota (opleidingsquote): training places in fte per 100 fte of care staff; the target is 15.

    quota = 100 × (hours of work-based places ÷ 1.280 + hours of internships ÷ 1.440) ÷ fte of care staff

Places of BBL and dual are one fte at 1.280 hours a year, those of BOL and full time at 1.440
(zonderzorg2020.nl/opleidingsquote-veelgestelde-vragen; target: RAAT Twente 2018). Staff is in fte of 36 hours a week:
the two bases are not the same thing (T7), and the definition divides them knowingly.

No export holds the hours of a place or the fte of care staff, so the flow makes no row of it: whoever has an employer's
figures gives them here. A place without hours leaves the quota of its region and year missing, never too low.
"""

import polars as pl

from raat_analysis.measures.additivity import added
from raat_analysis.measures.rows import ratios

YEAR_HOURS = {"bbl": 1280, "dual": 1280, "bol": 1440, "full_time": 1440}  # of one fte
TARGET_PER_100_FTE = 15
HOURS = {"training_hours_work_based": ["bbl", "dual"], "training_hours_school_based": ["bol", "full_time"]}
PLACE = ["region_code", "period"]


def place_fte(route: str, hours: float) -> float:
    """The fte of places of one route with so many hours a year together; an unknown route is a KeyError."""
    return hours / YEAR_HOURS[route]


def training_quota(places: pl.DataFrame, care_staff: pl.DataFrame) -> pl.DataFrame:
    """Numbers per region and period. `places`: region_code, period, route, training_places, hours_per_place (per year,
    whole, null where not known); `care_staff`: region_code, period, care_staff_fte. A region without staff: missing.
    """
    hours = added(_hours(places), "route", list(HOURS))
    cells = hours.join(_without_hours(places), on=PLACE, how="left", validate="1:1")
    fte = sum((pl.col(name) / YEAR_HOURS[routes[0]] for name, routes in HOURS.items()), pl.lit(0.0))
    whole = cells.with_columns(places_fte=pl.when(~pl.col("lacks_hours")).then(fte)).drop("lacks_hours", *HOURS)
    return ratios(
        whole.join(care_staff, on=PLACE, how="left", validate="1:1"),
        "training_quota_per_100_fte",
        "places_fte",
        "care_staff_fte",
    )


def fte_to_target(places_fte: float, care_staff_fte: float) -> float:
    """How many fte of places more the target asks; negative when there are more than it asks."""
    return TARGET_PER_100_FTE * care_staff_fte / 100 - places_fte


def _hours(places: pl.DataFrame) -> pl.DataFrame:
    hours = (pl.col("training_places") * pl.col("hours_per_place")).fill_null(0).cast(pl.Int64)
    nothing = pl.lit(0, pl.Int64)
    return places.select(
        *PLACE,
        "route",
        **{
            name: pl.when(pl.col("route").is_in(routes)).then(hours).otherwise(nothing)
            for name, routes in HOURS.items()
        },
    )


def _without_hours(places: pl.DataFrame) -> pl.DataFrame:
    lacks = (pl.col("training_places") > 0) & pl.col("hours_per_place").is_null()
    return places.group_by(PLACE).agg(lacks_hours=lacks.any())
