"""What must hold between stocks and flows of employees, in every cell and every total; else the run stops."""

import polars as pl

from raat_analysis.errors import RaatError, cases

PLACE = ["region_code", "branch_code", "age_class", "period"]


def refuse_wider_sector(cells: pl.DataFrame) -> None:
    """Raise unless who leaves the sector also leaves the branch, and who leaves the branch the employer (T1)."""
    inside = pl.col("outflow_sector").le(pl.col("outflow_branch")) & pl.col("outflow_branch").le(
        pl.col("outflow_employer")
    )
    wrong = cells.filter(~inside)
    if wrong.height:
        raise RaatError(
            f"{wrong.height} cells have more leavers of the sector than of the branch, or of the branch than of the "
            f"employer:\n{_named(wrong)}\nCheck the destinations in the export uitstroom."
        )


def refuse_broken_balance(cells: pl.DataFrame) -> None:
    """Raise unless inflow minus outflow is the stock at the end minus the stock at the start, to the person."""
    balance = pl.col("inflow") - pl.col("outflow_employer")
    wrong = cells.filter(balance != pl.col("employees_end") - pl.col("employees_start"))
    if wrong.height:
        raise RaatError(
            f"In {wrong.height} cells inflow minus outflow is not the change in employees:\n{_named(wrong)}\n"
            "Check whether windows of twelve months were added up in the export uitstroom."
        )


def refuse_negative(cells: pl.DataFrame, count: str) -> None:
    """Raise when fewer than nobody came in: then more people moved within care than joined an employer."""
    wrong = cells.filter(pl.col(count) < 0)
    if wrong.height:
        raise RaatError(
            f"In {wrong.height} cells more people moved within care and welfare than joined an employer, so {count} is "
            f"below zero:\n{_named(wrong)}\nCheck the destinations and the inflow in the export uitstroom."
        )


def _named(wrong: pl.DataFrame) -> str:
    return cases(wrong.select(PLACE).sort(PLACE).rows())
