"""Fase 0 in tidy tables: multiple choice becomes rows, and what was not asked of somebody does not count."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.contracts import contract
from raat_analysis.tidy.fase0 import answer_choices, employee_answers, manager_answers, workforce
from raat_analysis.tidy.organisations import organisations

Tables = dict[str, pl.DataFrame]
SURVEYS = ("fase0_medewerkers", "fase0_leidinggevenden")
LABELS = {code: str(entry["name"]) for code, entry in entries("conditions").items()}
KEY = ["organisation_code", "round", "survey", "response_number", "question", "code"]


def changed(tables: Tables, source: str, **cells: object) -> Tables:
    values = [pl.lit(cell, dtype=tables[source].schema[name]).alias(name) for name, cell in cells.items()]
    return {**tables, source: tables[source].with_columns(values)}


def named(tables: Tables) -> list[tuple[str, str, str]]:
    """Survey, question and code of every row."""
    rows = answer_choices({source: tables[source] for source in SURVEYS})
    return sorted(rows.select("survey", "question", "code").iter_rows())


def test_each_thing_that_an_answer_names_is_a_row(tables: Tables):
    assert named(tables) == [
        ("employees", "obstacles", "not_asked"),
        ("employees", "obstacles", "workload"),
        ("managers", "feasible_conditions", "fixed_days"),
        ("managers", "feasible_conditions", "longer_shifts"),
    ]
    assert answer_choices({source: tables[source] for source in SURVEYS}).columns == KEY


def test_an_answer_that_names_nothing_has_no_row(tables: Tables):
    nothing = changed(changed(tables, SURVEYS[0], obstacles=None), SURVEYS[1], feasible_conditions=None)
    assert named(nothing) == []


@pytest.mark.parametrize(("wants", "count"), [("Ja, onder voorwaarden", 1), ("Ja, nu", 0), ("Nee", 0)])
def test_conditions_count_of_who_wants_more_under_conditions(tables: Tables, wants: str, count: int):
    asked = changed(tables, SURVEYS[0], wants=wants, conditions="Vaste dagen", condition="Vaste dagen")
    assert named(asked).count(("employees", "conditions", "fixed_days")) == count
    assert employee_answers(asked[SURVEYS[0]])["condition"].drop_nulls().len() == count


@pytest.mark.parametrize(("intends", "reason"), [("ja", "pay"), ("nee", None)])
def test_a_reason_counts_of_who_thinks_of_leaving(tables: Tables, intends: str, reason: str | None):
    asked = changed(tables, SURVEYS[0], intends_to_leave=intends, leave_reason="Salaris")
    assert employee_answers(asked[SURVEYS[0]])["leave_reason"].to_list() == [reason]


@given(st.sets(st.sampled_from(sorted(LABELS)), min_size=1))
def test_any_conditions_come_back_as_their_codes(codes: set[str]):
    text = "; ".join(LABELS[code] for code in sorted(codes))
    team = {"organisation_code": ["TW-A01"], "round": ["2026-1"], "response_number": ["1"]}
    coded = {"asks_in_review": ["ja"], "room_in_budget": ["ja"], "feasible_condition": [None], "obstacle": [None]}
    managers = pl.DataFrame({**team, **coded, "feasible_conditions": [text]}).cast(pl.String)
    employees = dict.fromkeys(contract(SURVEYS[0]).columns, pl.String)
    rows = answer_choices({SURVEYS[0]: pl.DataFrame(schema=employees), SURVEYS[1]: managers})
    assert set(rows["code"]) == codes
    assert rows.height == len(codes)


def test_the_code_of_the_invitation_stays_behind(tables: Tables):
    assert "respondent" in tables[SURVEYS[0]].columns
    made = [employee_answers(tables[SURVEYS[0]]), manager_answers(tables[SURVEYS[1]])]
    made.append(answer_choices({source: tables[source] for source in SURVEYS}))
    assert [table.columns for table in made if "respondent" in table.columns] == []


def test_a_contract_is_permanent_temporary_or_on_call(tables: Tables):
    kinds = [("Vast", "permanent"), ("Tijdelijk", "temporary"), ("Oproep of nul uren", "on_call")]
    for label, code in kinds:
        assert workforce(changed(tables, "fase0_hr", contract_kind=label)["fase0_hr"])["contract_kind"].item() == code


def test_an_organisation_may_take_part_with_a_part(tables: Tables):
    says = changed(tables, "organisaties", takes_part="deels")
    assert organisations(says["organisaties"])["takes_part"].to_list() == ["partly"]
