"""Fase 0: the personnel extract and the answers of employees and managers. Personal data: never published as it is."""

import polars as pl

from raat_analysis.tidy.coding import coded


def workforce(extract: pl.DataFrame) -> pl.DataFrame:
    """One row is an employee of a participating organisation."""
    return coded(extract, "fase0_hr").select(
        "organisation_code",
        "round",
        "employee_number",
        "function_group",
        "age_class",
        "contract_hours",
        "actual_hours",
    )


def employee_answers(answers: pl.DataFrame) -> pl.DataFrame:
    """One row is an employee's answer; condition and obstacle are empty when not answered."""
    return coded(answers, "fase0_medewerkers").select(
        "organisation_code",
        "round",
        "response_number",
        "function_group",
        "age_class",
        "contract_hours",
        "actual_hours",
        "wants",
        "desired_hours",
        "condition",
        "obstacle",
        "discussed",
        "intends_to_leave",
    )


def manager_answers(answers: pl.DataFrame) -> pl.DataFrame:
    """One row is a manager's answer about a team."""
    return coded(answers, "fase0_leidinggevenden").select(
        "organisation_code",
        "round",
        "response_number",
        "team_size",
        "open_hours",
        "expects_more_hours",
        "asks_in_review",
        "room_in_budget",
        "feasible_condition",
        "obstacle",
    )
