"""What an organisation sees of itself, and the files it gets."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.disclosure.protect import protect
from raat_analysis.disclosure.writing import write_published
from raat_analysis.errors import RaatError

Row = dict[str, object]
WISHES = ["more_hours_now_pct", "more_hours_conditional_pct", "fewer_hours_pct", "discussed_pct"]
POTENTIALS = [f"potential_{part}_fte" for part in ("now", "conditional", "fewer", "net")]


def rows(respondents: int, **values: float) -> list[Row]:
    """All wishes and potentials of an organisation, 15 each unless said otherwise."""
    key: Row = {"contributors": respondents, "edition": "2026-1", "period": "2026-1"}
    return [key | {"measure": measure, "value": values.get(measure, 15.0)} for measure in (*WISHES, *POTENTIALS)]


def hidden(own: Any, table: Any, found: list[Row]) -> list[str]:
    published = protect([table([])], own(found))
    return sorted(published.members.filter(status="secret")["measure"].unique().to_list())


def test_with_ten_respondents_everything_is_shown(own: Any, table: Any) -> None:
    assert hidden(own, table, rows(10)) == []


def test_with_nine_respondents_nothing_but_the_response_is_shown(own: Any, table: Any) -> None:
    response: Row = {"measure": "fase0_respondents", "value": 9.0, "contributors": 9}
    assert hidden(own, table, [*rows(9), response]) == sorted([*WISHES, *POTENTIALS])


@pytest.mark.parametrize(
    ("respondents", "chosen", "shown"), [(5, 5, True), (6, 7, False), (9, 12, False), (10, 12, True)]
)
def test_an_organisation_may_choose_to_see_outcomes_of_five(
    own: Any, table: Any, respondents: int, chosen: int, shown: bool
) -> None:
    """For itself alone; a choice above ten changes nothing."""
    both = pl.concat([own(rows(respondents)), own(rows(respondents), "TW-V02")])
    published = protect([table([])], both, choices={"TW-V01": chosen})
    first, second = (published.members.filter(organisation_code=code) for code in ("TW-V01", "TW-V02"))
    assert (first["status"][0] != "secret") == shown
    assert (second["status"][0] != "secret") == (respondents >= 10)


def test_nobody_may_choose_fewer_than_five(own: Any, table: Any) -> None:
    with pytest.raises(RaatError, match=r"1 organisations chose fewer than 5(.|\n)*TW-V01: 4"):
        protect([table([])], own(rows(50)), choices={"TW-V01": 4})


def test_nobody_out_of_nineteen_is_secret_and_so_is_what_gives_it_away(own: Any, table: Any) -> None:
    expected = ["discussed_pct", "more_hours_now_pct", "potential_net_fte", "potential_now_fte"]
    assert hidden(own, table, rows(19, more_hours_now_pct=0.0)) == expected
    assert hidden(own, table, rows(20, more_hours_now_pct=0.0)) == []


def test_everybody_out_of_nineteen_is_secret(own: Any, table: Any) -> None:
    assert hidden(own, table, rows(19, discussed_pct=100.0)) == ["discussed_pct"]


def test_how_answers_spread_needs_twenty_respondents(own: Any, table: Any) -> None:
    spread: Row = {"measure": "obstacle_pct", "breakdown": "obstacle", "category": "roster", "value": 30.0}
    assert hidden(own, table, [spread | {"contributors": 19}]) == ["obstacle_pct"]
    assert hidden(own, table, [spread | {"contributors": 20}]) == []


def test_conditions_would_give_away_that_nobody_asks_for_them(own: Any, table: Any) -> None:
    condition: Row = {"measure": "condition_pct", "breakdown": "condition", "category": "pay", "value": 0.0}
    found = [*rows(19, more_hours_conditional_pct=0.0), condition | {"contributors": 25, "edition": "2026-1"}]
    assert "condition_pct" in hidden(own, table, found)


def test_what_is_secret_in_a_round_hides_the_difference_with_it_in_the_next(own: Any, table: Any) -> None:
    """Nobody of fifteen wanted more in 2025-1; a difference of 20 would say so beside the 20% of 2026-1."""
    change: Row = {"measure": "more_hours_now_change_pp", "value": 20.0, "contributors": 15}
    before: Row = {"measure": "more_hours_now_pct", "value": 0.0, "contributors": 15, "edition": "2025-1"}
    now: Row = {"measure": "more_hours_now_pct", "value": 20.0, "contributors": 40}
    rows = [before | {"period": "2025-1"}, *({"edition": "2026-1", "period": "2026-1"} | row for row in (now, change))]
    members = protect([table([])], own(rows)).members
    assert members.filter(status="secret").select("measure", "edition").rows() == [
        ("more_hours_now_change_pp", "2026-1"),
        ("more_hours_now_pct", "2025-1"),
    ]


def test_the_four_wishes_add_up_so_two_of_them_are_secret(own: Any, table: Any) -> None:
    same: Row = {
        "measure": "same_hours_pct",
        "value": 55.0,
        "contributors": 19,
        "period": "2026-1",
        "edition": "2026-1",
    }
    assert "same_hours_pct" in hidden(own, table, [*rows(19, fewer_hours_pct=0.0), same])
    assert "fewer_hours_pct" in hidden(own, table, [*rows(19), same | {"value": 0.0}])


@pytest.mark.parametrize(
    "measure",
    [
        "potential_more_fte",
        "potential_contract_fte",
        "potential_feasible_fte",
        "potential_expected_fte",
        "potential_expected_persons",
        "potential_nonresponse_fte",
        "potential_more_change_fte",
        "replaces_temporary_fte",
        "fills_open_fte",
        "replaces_temporary_euro",
    ],
)
@pytest.mark.parametrize("wish", ["more_hours_now_pct", "more_hours_conditional_pct"])
def test_what_is_made_of_a_secret_wish_is_secret(own: Any, table: Any, measure: str, wish: str) -> None:
    other: Row = {"measure": measure, "value": 1.0, "contributors": 25, "period": "2026-1", "edition": "2026-1"}
    assert measure in hidden(own, table, [*rows(19, **{wish: 0.0}), other])
    assert measure not in hidden(own, table, [*rows(19), other])


def test_why_few_would_leave_is_secret_and_so_is_what_keeping_them_gives(own: Any, table: Any) -> None:
    place: Row = {"period": "2026-1", "edition": "2026-1"}
    reason: Row = {"measure": "leave_reason_pct", "breakdown": "leave_reason", "category": "pay", "value": 40.0} | place
    kept: Row = {"measure": "retention_fte", "value": 2.0, "contributors": 25} | place
    assert hidden(own, table, [reason | {"contributors": 9}, kept]) == ["leave_reason_pct", "retention_fte"]
    assert hidden(own, table, [reason | {"contributors": 25}, kept]) == []


def test_what_the_personnel_extract_says_is_shown_to_the_organisation_however_few(own: Any, table: Any) -> None:
    fact: Row = {"measure": "staff", "breakdown": "age", "category": "55+", "value": 2.0, "contributors": 12}
    assert hidden(own, table, [fact]) == []


def test_another_organisation_hides_nothing(own: Any, table: Any) -> None:
    other = own(rows(50), "TW-V02")
    published = protect([table([])], pl.concat([own(rows(9)), other]))
    assert set(published.members.filter(status="secret")["organisation_code"]) == {"TW-V01"}


@pytest.fixture
def folder(own: Any, table: Any, tmp_path: Path) -> Path:
    members = pl.concat([own(rows(9)), own(rows(50), "TW-V02")])
    published = protect([table([{"measure": "employees", "value": 55400.0}])], members)
    public = {name: pl.DataFrame({"source": [name]}) for name in ("actions", "published_figures", "sources")}
    write_published(published, public, tmp_path / "published")
    return tmp_path / "published"


def test_every_organisation_gets_a_folder_with_its_own_rows_only(folder: Path) -> None:
    assert sorted(path.name for path in (folder / "members").iterdir()) == ["TW-V01", "TW-V02"]
    for path in (folder / "members").iterdir():
        found = pl.read_parquet(path / "numbers.parquet")
        assert set(found["organisation_code"]) == {path.name}
        assert set(found["region_code"]) == {"RA0205"}


def test_nothing_of_an_organisation_is_in_the_public_folder(folder: Path) -> None:
    names = {path.name for path in (folder / "public").iterdir()}
    tables = {f"{name}.parquet" for name in ("numbers", "cells", "actions", "published_figures", "sources")}
    assert names == {*tables, "protection.json"}
    numbers = pl.read_parquet(folder / "public" / "numbers.parquet")
    assert "organisation_code" not in numbers.columns
    assert numbers["measure"].to_list() == ["employees"]
    assert "TW-V" not in (folder / "public" / "protection.json").read_text(encoding="utf-8")


def test_protection_says_per_source_how_much_is_secret(folder: Path) -> None:
    found = json.loads((folder / "public" / "protection.json").read_text(encoding="utf-8"))["sources"]
    counts = {entry["source"]: entry for entry in found}
    assert counts["fase0_medewerkers"]["own_secret"] == 8
    assert all(entry["sentence"].endswith(".") for entry in found)


def test_the_same_tables_give_the_same_bytes(own: Any, table: Any, folder: Path, tmp_path: Path) -> None:
    members = pl.concat([own(rows(50), "TW-V02"), own(rows(9))]).sample(fraction=1, shuffle=True, seed=4)
    public = {name: pl.DataFrame({"source": [name]}) for name in ("actions", "published_figures", "sources")}
    again = tmp_path / "again"
    write_published(protect([table([{"measure": "employees", "value": 55400.0}])], members), public, again)
    for path in sorted(folder.rglob("*.*")):
        assert path.read_bytes() == (again / path.relative_to(folder)).read_bytes(), path


def test_a_code_that_is_no_folder_name_is_refused(own: Any, table: Any, tmp_path: Path) -> None:
    published = protect([table([])], own(rows(50), "../TW-V01"))
    with pytest.raises(RaatError, match="cannot be the name of a folder"):
        write_published(published, {}, tmp_path / "published")
