"""The members of the employers' organisation, and the actions of the regional programmes."""

import polars as pl

from raat_analysis.tidy.coding import coded


def organisations(register: pl.DataFrame) -> pl.DataFrame:
    """One row is an organisation; `takes_part` in Fase 0: yes, partly or no."""
    table = coded(register, "organisaties").rename({"region": "region_code", "branch": "branch_code"})
    return table.select("organisation_code", "region_code", "branch_code", "employees", "takes_part")


def actions(programmes: pl.DataFrame) -> pl.DataFrame:
    """One row is an action of a programme in a region; `lever` is empty when it pulls none of the eight."""
    table = coded(programmes, "programma").rename({"region": "region_code"})
    return table.select("programme", "region_code", "action_line", "place", "action", "lever", "horizon", "kind")
