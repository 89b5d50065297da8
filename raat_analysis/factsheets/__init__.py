"""Which sections a report has, and their content, from the published tables only.

factsheet("RA0205", "2026Q3").vacancies()
"""

from raat_analysis.factsheets.fase0_organisation import Fase0Organisation, fase0_organisation
from raat_analysis.factsheets.fase0_region import Fase0Region, fase0_region
from raat_analysis.factsheets.fase0_round_table import Fase0RoundTable, fase0_round_table, round_table_branches
from raat_analysis.factsheets.published import (
    data_hash,
    data_slice,
    fase0_open_data,
    member_codes,
    open_data,
    shown_rows,
)
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet, factsheet

__all__ = [
    "Factsheet",
    "Fase0Organisation",
    "Fase0Region",
    "Fase0RoundTable",
    "data_hash",
    "data_slice",
    "factsheet",
    "fase0_open_data",
    "fase0_organisation",
    "fase0_region",
    "fase0_round_table",
    "member_codes",
    "open_data",
    "round_table_branches",
    "sections",
    "shown_rows",
]
