"""A rule that polars cannot answer is told with contract, rule and reason; it never ends the run in a traceback."""

from pathlib import Path

import pytest

from raat_analysis.checks import check
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from tests.checks.adverts_on_disk import adverts, place_export

LINES = ["Z1;Almelo;24;1;01-09-2026;;Jan", "Z2;Almelo;24;5;01-09-2026;;Piet"]


def ruled(*holds: str, **changes: object) -> Contract:
    rules = [{"id": f"rule_{n}", "holds": h, "severity": "row", "sentence": "Klopt."} for n, h in enumerate(holds)]
    return adverts(rules=rules, **changes)


def refusal(folder: Path, contract: Contract) -> str:
    place_export(folder / "raw", LINES)
    with pytest.raises(ExportRefused) as refused:
        check(folder / "raw", {"adverts": contract}, folder / "checked")
    return str(refused.value)


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        ("positions > place", "cannot be evaluated on columns of these types: cannot compare string with numeric type"),
        ("opened > '2020-01-01'", "cannot be evaluated on columns of these types"),
        ("ABS(number) > 1", "cannot be evaluated on columns of these types"),
        ("REGEXP_LIKE(number, '[')", "cannot be evaluated on columns of these types: regex"),
        ("positions", "gives Int64, not true or false"),
        ("COUNT(*) > 1", "gives one answer for all rows together"),
    ],
)
def test_a_rule_that_does_not_fit_its_columns_is_refused_before_a_file_is_read(tmp_path: Path, holds: str, words: str):
    told = refusal(tmp_path, ruled("positions > 0", holds))
    assert told.startswith("adverts.yml: 1 rules cannot be held against a row:\n  - rules.rule_1.holds: ")
    assert words in told
    assert "Next step: mend them in raat_analysis/contracts/adverts.yml, then raat contract check." in told


@pytest.mark.parametrize("kind", ["public", "personal"])
def test_a_rule_that_fits_its_columns_and_not_their_values_is_named_without_the_values(tmp_path: Path, kind: str):
    told = refusal(tmp_path, ruled("positions > 0", "CAST(number AS INTEGER) > 0", kind_of_data=kind))
    assert "adverts: 1 rules cannot be held against these values:\n  - rules.rule_1.holds: conversion from" in told
    assert "Z1" not in told
    assert "TRY_CAST" in told


def test_a_rule_that_tries_to_read_a_number_has_no_answer_where_there_is_none(tmp_path: Path):
    place_export(tmp_path / "raw", LINES)
    contract = ruled("TRY_CAST(SUBSTR(number, 2, 1) AS INTEGER) < 2", allowed_set_aside_pct=50)
    found = check(tmp_path / "raw", {"adverts": contract}, tmp_path / "checked")
    assert found.table("adverts")["number"].to_list() == ["Z1"]
