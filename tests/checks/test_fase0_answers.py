"""What becomes of the answers of employees: contradictions, repetitions and texts nobody can read are set aside."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked, check
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from tests.dirty.exports_on_disk import csv_bytes, grid, place_export

EMPLOYEES = contract("fase0_medewerkers").model_copy(update={"allowed_set_aside_pct": 100.0})
GOOD = {
    "organisation_code": "TW-V01",
    "round": "2026-1",
    "response_number": "1",
    "respondent": "",
    "function_group": "Verzorging",
    "age_class": "25 tot 35 jaar",
    "contract_hours": "24",
    "actual_hours": "26",
    "wants": "Ja, onder voorwaarden",
    "desired_hours": "32",
    "conditions": "Vaste dagen; Minder werkdruk",
    "condition": "Vaste dagen",
    "obstacles": "Werkdruk",
    "obstacle": "Werkdruk",
    "discussed": "ja",
    "intends_to_leave": "nee",
    "leave_reason": "",
}


def answers(folder: Path, *changes: dict[str, str]) -> Checked:
    """The check of an export with these answers, numbered 1, 2, …"""
    rows = [{**GOOD, "response_number": str(number), **row} for number, row in enumerate(changes, 1)]
    place_export(folder / "raw", "fase0_medewerkers", csv_bytes(grid("fase0_medewerkers", rows)))
    return check(folder / "raw", {"fase0_medewerkers": EMPLOYEES}, folder / "checked")


def kept(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "checked/fase0_medewerkers.parquet")


def reasons(found: Checked) -> list[tuple[int, str]]:
    [quarantine] = found.quarantine.values()
    return list(quarantine.select("line", "rule").iter_rows())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"contract_hours": "48", "actual_hours": "48"}, "limits"),
        ({"desired_hours": "24"}, "wish_is_more"),
        ({"desired_hours": "16", "wants": "Ja, nu", "conditions": "", "condition": ""}, "wish_is_more"),
        ({"desired_hours": "28", "wants": "Liever minder", "conditions": "", "condition": ""}, "wish_is_fewer"),
        ({"age_class": "Alle leeftijden"}, "one_age"),
        ({"contract_hours": "veel"}, "decimal_notation"),
        ({"contract_hours": "24-32"}, "decimal_notation"),
    ],
)
def test_an_answer_that_cannot_be_is_set_aside_and_counted(tmp_path: Path, changed: dict[str, str], reason: str):
    found = answers(tmp_path, {}, changed)
    assert reasons(found) == [(3, reason)]
    assert kept(tmp_path)["response_number"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"condition": ""}, "condition_is_named"),
        ({"wants": "Ja, nu"}, "conditions_fit_wish"),
        ({"leave_reason": "Salaris"}, "reason_fits_intention"),
        ({"obstacles": "Werkdruk; Geen belemmering"}, "no_obstacle_stands_alone"),
    ],
)
def test_an_answer_that_was_not_asked_is_kept_and_counted(tmp_path: Path, changed: dict[str, str], rule: str):
    found = answers(tmp_path, {}, changed)
    [quality] = found.quality["sources"]
    assert [(warned["rule"], warned["count"]) for warned in quality["warnings"]] == [(rule, 1)]
    assert kept(tmp_path).height == 2


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("24", 24.0),
        ("24,0", 24.0),
        ("24.0", 24.0),
        ("24.5", 24.5),
        ("24,25", 24.25),
        ("24 uur", 24.0),
        ("24,5u", 24.5),
        ("24.5 uur per week", 24.5),
        ("24 UREN", 24.0),
    ],
)
def test_hours_are_read_as_people_write_them(tmp_path: Path, written: str, hours: float):
    answers(tmp_path, {"contract_hours": written})
    assert kept(tmp_path)["contract_hours"].to_list() == [hours]


@pytest.mark.parametrize("written", ["24.000", "24.000 uur"])
def test_hours_that_can_be_read_in_two_ways_stop_the_run(tmp_path: Path, written: str):
    with pytest.raises(ExportRefused, match="a number that can be read in one way"):
        answers(tmp_path, {"contract_hours": written})


def test_of_a_respondent_who_answers_again_the_last_answer_counts(tmp_path: Path):
    found = answers(tmp_path, {"respondent": "k3p"}, {"respondent": "q7w"}, {"respondent": "k3p"}, {}, {})
    assert reasons(found) == [(2, "answered_again")]
    assert kept(tmp_path)["response_number"].to_list() == ["2", "3", "4", "5"]


def test_a_last_answer_that_is_wrong_does_not_bring_back_the_first(tmp_path: Path):
    found = answers(tmp_path, {}, {"respondent": "k3p"}, {"respondent": "k3p", "contract_hours": "48"})
    assert reasons(found) == [(3, "answered_again"), (4, "limits")]


def test_one_code_in_two_organisations_or_rounds_is_of_two_people(tmp_path: Path):
    other = {"respondent": "k3p", "organisation_code": "TW-V02"}
    found = answers(tmp_path, {"respondent": "k3p"}, other, {"respondent": "k3p", "round": "2025-1"})
    assert reasons(found) == []


def test_multiple_choice_is_kept_with_one_sign_between(tmp_path: Path):
    answers(
        tmp_path, {"conditions": "Vaste dagen, Langere diensten, minder gebroken diensten;", "obstacles": "workload"}
    )
    [row] = kept(tmp_path).select("conditions", "obstacles").rows()
    assert row == ("Vaste dagen; Langere diensten, minder gebroken diensten", "workload")


def test_an_unknown_answer_in_multiple_choice_stops_the_run_and_is_not_shown(tmp_path: Path):
    with pytest.raises(ExportRefused) as refused:
        answers(tmp_path, {"conditions": "Vaste dagen; geheim"})
    assert "Voorwaarden die helpen" in str(refused.value)
    assert "geheim" not in str(refused.value)


CELLS = {
    "respondent": ["", "a", "b"],
    "contract_hours": ["24", "48", "24.0", "24 uur", "x", ""],
    "wants": ["Ja, nu", "Ja, onder voorwaarden", "Nee", "Liever minder"],
    "desired_hours": ["8", "24", "32", "41"],
    "conditions": [
        "",
        "Vaste dagen",
        "pay, nearby",
        "n.v.t.",
        "Vaste dagen;Langere diensten, minder gebroken diensten",
    ],
    "obstacles": ["", "Werkdruk|Geen belemmering", "none"],
    "leave_reason": ["", "Salaris"],
}
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}), min_size=1)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_one_verdict_on_every_answer(rows: list[dict[str, str]]):
    """Great Expectations and the engine agree (or the check ends), and every answer is accepted or set aside."""
    with TemporaryDirectory() as folder:
        found = answers(Path(folder), *rows)
        aside = {line for line, _ in reasons(found)}
        assert kept(Path(folder)).height + len(aside) == len(rows)


@given(st.permutations(["a", "a", "b", "", ""]))
@settings(max_examples=20, deadline=None)
def test_one_answer_is_left_of_each_respondent(codes: list[str]):
    with TemporaryDirectory() as folder:
        answers(Path(folder), *({"respondent": code} for code in codes))
        left = kept(Path(folder))
    assert left.height == 4
    last = max(place for place, code in enumerate(codes, 1) if code == "a")
    assert str(last) in left["response_number"].to_list()
