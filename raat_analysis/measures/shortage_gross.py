"""The shortages of the qualifications added up, without the surpluses (T11).

A shortage of all employees together is net: a surplus of one qualification hides a shortage of another. The gross one
is Σ max(0, demand − supply) over the qualifications of a region; the net one is that sum minus the surpluses. An area
adds up its regions: who is too many in one region does not fill a place in another. Method: docs/methods/shortage.md.
"""

from collections.abc import Sequence

import polars as pl

from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import added

PLACE = ["edition", "scenario", "region_code", "branch_code", "period"]
MEASURE = "shortage_gross"


def gross(qualified: pl.DataFrame, net: pl.DataFrame, apart: Sequence[str]) -> pl.DataFrame:
    """Cells with shortage_gross per place, from cells by qualification; `net` has the shortage of the place itself.

    Only where the qualifications add up to the net shortage: a list of some qualifications says nothing of the whole.
    """
    whole = qualified.group_by(PLACE).agg(pl.col("shortage").sum()).join(net, on=[*PLACE, "shortage"], how="semi")
    cells = qualified.join(whole, on=PLACE, how="semi").select(
        *PLACE, "qualification_code", pl.col("shortage").clip(lower_bound=0).alias(MEASURE)
    )
    return with_totals(added(cells, "qualification", [MEASURE]), [MEASURE], ["region"], apart)
