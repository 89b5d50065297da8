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
