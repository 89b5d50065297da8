"""Every row read is accepted or set aside with a reason, and a value is never changed."""

from collections.abc import Callable
from datetime import date

import pytest

from raat_analysis.checks import Checked
from raat_analysis.errors import ExportRefused
from tests.checks.adverts_on_disk import adverts

GOOD = "Z1;Almelo;24-32;1;01-09-2026;;Jan"
Checker = Callable[..., Checked]


def reasons(found: Checked) -> list[tuple[int, str, str, str]]:
    return found.quarantine["adverts"].select("line", "column", "rule", "scope").rows()


def numbers(found: Checked) -> list[str]:
    return found.table("adverts")["number"].to_list()


def test_a_good_row_is_accepted_as_delivered(checked: Checker):
    found = checked([GOOD])
    assert found.table("adverts").rows() == [
        ("Z1", "Almelo", "24-32", 1, date(2026, 9, 1), None, "adverts/2026-09-01/export.csv", 2)
    ]
    assert reasons(found) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Z2;Geesteren;24;1;01-09-2026;;", (3, "Plaats", "place_ambiguous", "row")),
        ("Z2;Atlantis;24;1;01-09-2026;;", (3, "Plaats", "place_unknown", "row")),
        ("Z2;;24;1;01-09-2026;;", (3, "Plaats", "required", "row")),
        ("Z2;Almelo;24;1;31-02-2026;;", (3, "Van", "date_exists", "row")),
        ("Z2;Almelo;24;1;01-09-2019;;", (3, "Van", "limits", "row")),
        ("Z2;Almelo;24;1;02-09-2026;01-09-2026;", (3, "", "closed_after_opened", "row")),
        (GOOD, (3, "", "duplicate_row", "row")),
    ],
)
def test_a_bad_row_is_set_aside_with_its_reason(checked: Checker, line: str, reason: tuple[int, str, str, str]):
    found = checked([GOOD, line])
    assert reasons(found) == [reason]
    assert numbers(found) == ["Z1"]


@pytest.mark.parametrize(
    ("hours", "rule"), [("240", "limits"), ("0", "limits"), ("38-44", "limits"), ("veel", "hours_notation")]
)
def test_a_bad_value_that_may_be_missed_leaves_its_row(checked: Checker, hours: str, rule: str):
    found = checked([GOOD, f"Z2;Almelo;{hours};1;01-09-2026;;"])
    assert reasons(found) == [(3, "Uren", rule, "cell")]
    assert found.table("adverts")["hours"].to_list() == ["24-32", None]


def test_a_spelling_for_not_known_is_accepted_as_empty(checked: Checker):
    found = checked([GOOD, "Z2;Almelo; N.o.t.k. ;1;01-09-2026;;"])
    assert reasons(found) == []
    assert found.table("adverts")["hours"].to_list() == ["24-32", None]


def test_a_later_export_replaces_a_row_even_when_the_newer_row_is_set_aside(checked: Checker):
    older = [GOOD, "Z2;Almelo;24;1;01-09-2026;;", "Z3;Almelo;24;1;01-09-2026;;"]
    found = checked(older, ["Z1;Almelo;36;1;01-09-2026;;", "Z2;Atlantis;24;1;01-09-2026;;"], allowed_set_aside_pct=50)
    assert found.table("adverts").select("number", "hours").rows() == [("Z3", "24"), ("Z1", "36")]
    assert reasons(found) == [
        (2, "", "replaced", "row"),
        (3, "", "replaced", "row"),
        (3, "Plaats", "place_unknown", "row"),
    ]


def test_one_key_with_two_contents_sets_both_aside(checked: Checker):
    found = checked([GOOD, "Z2;Almelo;24;1;01-09-2026;;", "Z2;Almelo;32;1;01-09-2026;;", "Z3;Almelo;8;1;01-09-2026;;"])
    assert [rule for _, _, rule, _ in reasons(found)] == ["key_repeated", "key_repeated"]
    assert numbers(found) == ["Z1", "Z3"]


def test_repeated_and_replaced_rows_do_not_count_as_lost(checked: Checker):
    found = checked([GOOD], [GOOD, GOOD, GOOD], allowed_set_aside_pct=0)
    assert found.sources.select("rows_read", "rows_accepted", "rows_set_aside").rows() == [(1, 0, 1), (3, 1, 2)]


def test_the_contact_column_is_in_no_output(checked: Checker):
    found = checked(
        ["Z1;Almelo;24;1;01-09-2026;;geheim@voorbeeld.nl", "Z2;Atlantis;24;1;31-02-2026;;geheim@voorbeeld.nl"]
    )
    everything = [
        found.table("adverts").rows(),
        found.quarantine["adverts"].rows(),
        found.sources.rows(),
        found.quality,
    ]
    assert "geheim" not in str(everything)
    assert found.quality["sources"][0]["files"][0]["dropped"] == ["Contactpersoon"]


STOPS = {
    "unreadable date": ("Z2;Almelo;24;1;gisteren;;", ["gisteren", "line 3", "column Van", "dd-mm-jjjj"]),
    "not a number": ("Z2;Almelo;24;een;01-09-2026;;", ["line 3: een", "column Plaatsen", "a whole number"]),
    "outside the limits": ("Z2;Almelo;24;10;01-09-2026;;", ["line 3: 10", "between 1 and 9"]),
    "wrong form": ("A2;Almelo;24;1;01-09-2026;;", ["line 3: A2", "column Nummer", "^Z"]),
}


@pytest.mark.parametrize("case", STOPS)
def test_a_value_that_must_be_right_stops_the_run_with_one_message(checked: Checker, case: str):
    line, words = STOPS[case]
    with pytest.raises(ExportRefused) as refused:
        checked([GOOD, line])
    message = str(refused.value)
    assert [word for word in (*words, "adverts: 1 rows", "Next step") if word not in message] == [], message


def test_a_broken_rule_can_stop_the_run(checked: Checker):
    rule = {"id": "few", "holds": "positions < 5", "severity": "stop", "sentence": "Het zijn er minder dan vijf."}
    with pytest.raises(ExportRefused, match=r"stop at rule few:\n.*line 3: 7\nExpected: Het zijn er minder dan vijf"):
        checked([GOOD, "Z2;Almelo;24;7;01-09-2026;;"], rules=[rule])


def test_a_rule_without_an_answer_is_broken(checked: Checker):
    rule = {"id": "later", "holds": "closed >= opened", "severity": "row", "sentence": "Later."}
    assert reasons(checked([GOOD, "Z2;Almelo;24;1;01-09-2026;02-09-2026;"], rules=[rule])) == [(2, "", "later", "row")]


def test_a_key_in_two_exports_stops_when_a_later_one_may_not_replace(checked: Checker):
    with pytest.raises(ExportRefused, match=r"2 rows stop at rule key_repeated:[\s\S]*every Nummer once"):
        checked([GOOD], ["Z1;Almelo;36;1;01-09-2026;;"], later_export_replaces=False)


def test_too_many_rows_set_aside_stop_the_run(checked: Checker):
    with pytest.raises(ExportRefused, match=r"adverts/2026-09-01: 1 of 2 rows .*more than the 40%.*place_unknown 1"):
        checked([GOOD, "Z2;Atlantis;24;1;01-09-2026;;"], allowed_set_aside_pct=40)


def test_too_many_cells_of_a_column_stop_the_run(checked: Checker):
    with pytest.raises(ExportRefused, match=r"1 of 2 cells of hours .*more than the 40%"):
        checked([GOOD, "Z2;Almelo;240;1;01-09-2026;;"], allowed_set_aside_pct=40)


def test_all_that_is_wrong_is_said_at_once(checked: Checker):
    with pytest.raises(ExportRefused) as refused:
        checked([GOOD, "A2;Almelo;24;99;morgen;;"], ["Z3;Almelo"])
    message = str(refused.value)
    assert message.startswith("2 things are wrong")
    assert "line 2: 2 cells" in message
    assert "morgen" in message


def test_only_the_first_five_cases_are_shown(checked: Checker):
    with pytest.raises(ExportRefused, match=r"7 rows stop.*[\s\S]*line 6: e\n  - … and 2 more"):
        checked([f"Z{i};Almelo;24;1;{'abcdefg'[i]};;" for i in range(7)])


def test_one_column_with_and_without_thousands_points_is_refused(checked: Checker):
    columns = {
        **adverts().model_dump()["columns"],
        "positions": {"header": "Plaatsen", "type": "integer", "description": ""},
    }
    with pytest.raises(
        ExportRefused,
        match=r"Plaatsen has numbers with and without .*1 like 7\.400 \(line 2\) and 1 like 7400 \(line 3\)",
    ):
        checked(["Z1;Almelo;24;7.400;01-09-2026;;", "Z2;Almelo;24;7400;01-09-2026;;"], columns=columns)
