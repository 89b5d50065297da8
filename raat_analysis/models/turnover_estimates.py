"""All estimates of turnover, made of public numbers only: what is secret cannot be read back from them.

They are made after disclosure control (disclosure/estimates.py), unlike the other models. A shrunken or standardised
rate is one more equation about the counts in it, and with ten digits that is enough to solve for a hidden one.
"""

import polars as pl

from raat_analysis.models.turnover_ages import age_estimates
from raat_analysis.models.turnover_differences import differences
from raat_analysis.models.turnover_regions import modelled_rows, verdict_rows
from raat_analysis.numbers_table import number_rows

SOURCE = "uitstroom"


def turnover_estimates(public: pl.DataFrame) -> pl.DataFrame:
    """Differences, standardised and modelled rates, parts of changes and verdicts, in the shape of numbers."""
    study = public.filter(pl.col("source") == SOURCE)
    return number_rows([*differences(study), *age_estimates(study), *modelled_rows(study), *verdict_rows(study)])
