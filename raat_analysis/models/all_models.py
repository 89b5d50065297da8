"""The model stage as a whole: every number that is estimated rather than counted."""

from collections.abc import Mapping

import polars as pl

from raat_analysis.measures.fair_share import fair_shares
from raat_analysis.models.ageing import ageing
from raat_analysis.models.forecast import forecast
from raat_analysis.models.levers import levers
from raat_analysis.models.seasonal_adjustment import without_season
from raat_analysis.numbers_table import KEY
from raat_analysis.potential.fase0 import fase0


def modelled(measures: pl.DataFrame, tidy: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows for models/numbers.parquet, and the confidential rows for models/members.parquet.

    `tidy` holds the tables of Fase 0 (potential/fase0.py).
    """
    members, regions = fase0(tidy)
    shares = fair_shares(tidy["organisations"], measures).join(members, on="organisation_code", how="semi")
    own = pl.concat([members, shares]).sort("organisation_code", *KEY)
    found = [model(measures) for model in (forecast, without_season, ageing, levers)]
    return pl.concat([*found, regions]).sort(KEY), own
