"""The Great Expectations suite of a contract says exactly what the contract says."""

import subprocess
import sys

import polars as pl
import pytest

from raat_analysis.checks import great
from raat_analysis.checks.expected import KEY, RULE, expected, view_columns
from raat_analysis.contracts import codes, contract, contracts


def suite_of(source: str) -> set[tuple[str, str]]:
    return {
        (item.expectation_type, item.configuration.kwargs.get("column", ""))
        for item in great.suite(contract(source)).expectations
    }


@pytest.mark.parametrize("source", list(contracts()))
def test_a_suite_has_what_its_contract_demands_and_nothing_else(source: str):
    asked = contract(source)
    wanted = {("expect_table_columns_to_match_set", ""), ("expect_column_values_to_be_unique", KEY)}
    for name, column in asked.columns.items():
        limits = column.minimum is not None or column.maximum is not None
        wanted |= {("expect_column_values_to_not_be_null", name)} if column.required else set()
        wanted |= {("expect_column_values_to_be_in_set", name)} if column.type == "code" else set()
        wanted |= {("expect_column_values_to_match_regex", name)} if column.pattern or column.type == "codes" else set()
        ends = [name + "_low", name + "_high"] if column.type == "hours" else [name]
        wanted |= {("expect_column_values_to_be_between", end) for end in ends} if limits else set()
    wanted |= {("expect_column_values_to_be_in_set", RULE + rule.id) for rule in asked.rules}
    assert suite_of(source) == wanted


def test_a_set_holds_the_codes_of_the_codelist():
    [status] = [e for e in expected(contract("zorgselect")) if e.on == "status" and e.expectation == "in_set"]
    assert status.arguments["value_set"] == ["expired", "filled", "open", "withdrawn"]
    [place] = [e for e in expected(contract("zorgselect")) if e.on == "place" and e.expectation == "in_set"]
    assert set(place.arguments["value_set"]) == set(codes(contract("zorgselect").columns["place"]).values())


def test_all_failing_rows_come_back_not_the_first_few():
    asked = contract("cbs_werkzame_personen")
    rows = 500
    view = pl.DataFrame({"row_id": range(rows), "year": [2000] * rows}).with_columns(
        pl.lit(-1).alias("employees_thousand"),
        pl.lit(1).alias("self_employed_thousand"),
        pl.lit("final").alias("status"),
        pl.lit(True).alias(RULE + "fewer_self_employed"),
        pl.col("row_id").cast(pl.String).alias(KEY),
    )
    failing = {
        o.expected.column: len(o.rows) for o in great.run(asked, view.select(view_columns(asked))) if not o.success
    }
    assert failing == {"employees_thousand": rows}


def test_an_expectation_that_cannot_be_evaluated_is_not_taken_for_a_verdict():
    asked = contract("cbs_werkzame_personen")
    view = pl.DataFrame({name: ["x"] for name in view_columns(asked)})
    with pytest.raises(RuntimeError, match="could not evaluate"):
        great.run(asked, view.with_columns(pl.lit(0).alias("row_id")))


def test_usage_statistics_are_off_and_the_slow_grammar_is_not_loaded():
    code = (
        "import os, sys; from raat_analysis.checks import great; great._whole_table(); "
        "print(os.environ['GX_ANALYTICS_ENABLED'], os.environ['DVC_NO_ANALYTICS'], 'rfc3987_syntax' in sys.modules); "
        "import jsonschema; jsonschema.validate(1, {'type': 'integer'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["false", "1", "False"]
