"""The levers (knoppen): what each may do against the shortage, alone and together, in every region.

Scenario `vws_2018` is the published example, spread over the regions by their employees; `realistic` has the regions'
own measures of one year, the part that succeeds, and an interval of 8 in 10 draws.
Definitions, sources and limits: docs/methods/levers.md.
"""

import polars as pl

from raat_analysis.models.levers.inputs import draws, middle
from raat_analysis.models.levers.regional import own
from raat_analysis.models.levers.rows import example_rows, realistic_rows
from raat_analysis.models.levers.shortages import shortages
from raat_analysis.numbers_table import number_rows


def levers(numbers: pl.DataFrame) -> pl.DataFrame:
    """Rows for Nederland, Oost-Nederland and the regions with employees; without any, the example for Nederland only.

    Of `numbers` it reads employees, contract_hours_mean, absence_pct, outflow_sector and shortage (SMAL, in total).
    """
    found = own(numbers)
    rows = list(example_rows(found))
    if found is not None:
        rows += realistic_rows(found, shortages(numbers, found), middle(), draws())
    return number_rows(rows)
