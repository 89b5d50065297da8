"""What the personnel extract of an organisation says: exact, and for the organisation itself only.

With an extract of the round before also who is in both, whose contract grew or shrank, and who left. An employee keeps
the number over the rounds.
"""

from collections.abc import Iterator

import polars as pl

from raat_analysis.potential.assumptions import assumptions
from raat_analysis.potential.employees import CATEGORIES, contract_class
from raat_analysis.potential.hours import FULL_TIME
from raat_analysis.potential.surveyed import Row, Surveyed

KINDS = ("permanent", "temporary", "on_call")
SMALL = 24.0  # a contract below this is small
CLOSE = 1e-9


def staff_rows(each: Surveyed, before: Surveyed | None) -> list[Row]:
    """Rows of an organisation and round; `before` is the same organisation a round earlier."""
    rows = [*_counts(each.register), *_hours(each.register)]
    found = rows if before is None else [*rows, *_changes(each.register, before.register)]
    return [{"status": "final", "contributors": each.staff} | row for row in found]


def _counts(register: pl.DataFrame) -> Iterator[Row]:
    """Employees, and how they spread; a category with nobody in it is a zero."""
    yield {"measure": "staff", "value": float(register.height)}
    categories = {**CATEGORIES, "contract_kind": KINDS}
    traits = {
        "age": pl.col("age_class"),
        "contract": contract_class(),
        "function": pl.col("function_group"),
        "contract_kind": pl.col("contract_kind"),
    }
    for breakdown, trait in traits.items():
        counted = dict(register.group_by(trait.alias("code")).len().iter_rows())
        for code in categories[breakdown]:
            value = float(counted.get(code, 0))
            yield {"measure": "staff", "breakdown": breakdown, "category": code, "value": value}


def _hours(register: pl.DataFrame) -> Iterator[Row]:
    contract = float(register["contract_hours"].sum())
    above = float((register["actual_hours"] - register["contract_hours"]).clip(lower_bound=0).sum())
    small, people = float((register["contract_hours"] < SMALL).sum()), float(register.height)
    yield _ratio("staff_fte", contract, FULL_TIME)
    yield _ratio("staff_part_time_factor_pct", contract, people * FULL_TIME, 100)
    yield _ratio("staff_contract_hours_mean", contract, people)
    yield _ratio("staff_small_contracts_pct", small, people, 100)
    yield _ratio("staff_above_contract_fte", above, FULL_TIME)


def _changes(now: pl.DataFrame, before: pl.DataFrame) -> Iterator[Row]:
    """Who is in both extracts, and what became of the contract: from two hours a week it counts as a change."""
    old = before.select("employee_number", old_hours="contract_hours")
    both = now.join(old, on="employee_number", how="inner", validate="1:1")  # who stayed
    grown = (both["contract_hours"] - both["old_hours"]).to_numpy()
    least = assumptions().change_hours - CLOSE
    larger, smaller = grown[grown >= least], -grown[grown <= -least]
    yield {"measure": "staff_in_both_rounds", "value": float(both.height)}
    yield {"measure": "staff_extended", "value": float(larger.size)}
    yield _ratio("staff_extended_fte", float(larger.sum()), FULL_TIME)
    yield {"measure": "staff_reduced", "value": float(smaller.size)}
    yield _ratio("staff_reduced_fte", float(smaller.sum()), FULL_TIME)
    yield _ratio("staff_left_pct", float(before.height - both.height), float(before.height), 100)


def _ratio(measure: str, numerator: float, denominator: float, factor: float = 1) -> Row:
    value = factor * numerator / denominator
    return {"measure": measure, "value": value, "numerator": numerator, "denominator": denominator}
