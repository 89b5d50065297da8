"""The ledger is only added to, a changed row is noticed, and what it holds protects the next edition."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.disclosure import policy as policies
from raat_analysis.disclosure.cells import CELL
from raat_analysis.disclosure.ledger import COLUMNS, EMPTY, Ledger, added, read_ledger, refuse_broken_seals
from raat_analysis.disclosure.policy import FILE as POLICY
from raat_analysis.disclosure.policy import checked
from raat_analysis.disclosure.protect import Published, protect
from raat_analysis.errors import RaatError
from raat_analysis.yaml_files import read_yaml

AGES = ["<25", "25-35", "35-45", "45-55", "55+"]


def cells(counts: dict[str, float | None]) -> pl.DataFrame:
    """Leavers of Twente by age as published: None is hidden."""
    usual = {"counted": "outflow_sector", "region_code": "RA0205", "branch_code": "VVT", "period": "2025"}
    rows = [
        usual
        | {"scenario": "", "edition": "", "breakdown": "age", "category": age, "lower": count or 0.0, "upper": count}
        | {"hidden": count is None}
        for age, count in counts.items()
    ]
    return pl.DataFrame(rows, schema={name: kind for name, kind in COLUMNS.items() if name != "published_in"})


def test_an_edition_adds_what_is_new_or_other_than_before(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert added(path, "2026Q1", cells({"<25": None, "55+": 40.0})) == 2
    assert added(path, "2026Q2", cells({"<25": None, "55+": 41.0, "25-35": 12.0})) == 2
    assert added(path, "2026Q2", cells({"<25": None, "55+": 41.0, "25-35": 12.0})) == 0
    found = read_ledger(path)
    assert found.rows["published_in"].to_list() == ["2026Q1"] * 2 + ["2026Q2"] * 2
    assert found.last().sort("category")["upper"].to_list() == [12.0, 41.0, None]


def test_what_was_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    added(path, "2026Q1", cells({"<25": None, "55+": 40.0}))
    before = path.read_bytes()
    added(path, "2026Q2", cells({"55+": 41.0}))
    assert path.read_bytes().startswith(before)


def test_an_older_edition_cannot_be_added(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    added(path, "2026Q2", cells({"55+": 40.0}))
    with pytest.raises(RaatError, match="has edition 2026Q2 already; 2026Q1 is older"):
        added(path, "2026Q1", cells({"55+": 39.0}))


def test_no_file_is_a_ledger_without_rows(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.csv").rows.is_empty()


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ledger") / "ledger.csv"
    added(path, "2026Q1", cells({"<25": None, "25-35": 12.0, "55+": 40.0}))
    added(path, "2026Q2", cells({"<25": 11.0, "25-35": None, "55+": 40.0}))
    return path.read_text(encoding="utf-8")


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_row_that_was_left_out_doubled_or_changed_is_noticed(two_editions: str, data: Any) -> None:
    lines = two_editions.splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 1))
    line = lines[place]
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda char: char != line[at]))
    change = data.draw(st.sampled_from([[], [line, line], [line[:at] + other + line[at + 1 :]]]))
    with pytest.raises(RaatError, match=r"rows were changed or left out"):
        refuse_broken_seals("".join(lines[:place] + change + lines[place + 1 :]), "ledger.csv")


def test_the_same_ledger_is_read(two_editions: str) -> None:
    refuse_broken_seals(two_editions, "ledger.csv")


def edition(numbers: pl.DataFrame, own: Any, ledger: Ledger = EMPTY) -> Published:
    return protect([numbers], own([]), ledger)


def after(published: Published, path: Path, name: str = "2026Q2") -> Ledger:
    added(path, name, published.cells)
    return read_ledger(path)


def by_age(table: Any, people: list[int]) -> pl.DataFrame:
    parts = [
        {"measure": "outflow_sector", "breakdown": "age", "category": age, "value": float(number)}
        for age, number in zip(AGES, people, strict=True)
    ]
    return table([*parts, {"measure": "outflow_sector", "value": float(sum(people))}])


def secret(published: Published) -> set[str]:
    return set(published.numbers.filter(status="secret")["category"])


def test_an_unchanged_table_is_published_the_same_again(table: Any, own: Any, tmp_path: Path) -> None:
    first = edition(by_age(table, [5, 40, 30, 20, 50]), own)
    second = edition(by_age(table, [5, 40, 30, 20, 50]), own, after(first, tmp_path / "ledger.csv"))
    assert second.numbers.equals(first.numbers)


def test_what_an_edition_showed_covers_nothing_in_the_next(table: Any, own: Any, tmp_path: Path) -> None:
    """<25 goes from 12 to 5 and 25-35 from 40 to 47: what did not change was shown, so 47 is the only cover."""
    first = edition(by_age(table, [12, 40, 30, 20, 50]), own)
    assert secret(first) == set()
    revised = by_age(table, [5, 47, 30, 20, 50])
    assert secret(edition(revised, own)) == {"<25", "45-55"}
    assert secret(edition(revised, own, after(first, tmp_path / "ledger.csv"))) == {"<25", "25-35"}


def test_a_revision_does_not_show_what_an_edition_hid_beside(table: Any, own: Any, tmp_path: Path) -> None:
    """First 20 covers 5. In the revision 12 is smaller than 20; were it the cover and 20 shown, 5 would follow from the
    first edition: 30 was shown there and is what it was."""
    first = edition(by_age(table, [5, 40, 30, 20, 50]), own)
    assert secret(first) == {"<25", "45-55"}
    second = edition(by_age(table, [5, 12, 30, 20, 50]), own, after(first, tmp_path / "ledger.csv"))
    shown = second.numbers.filter(status="final", breakdown="age")
    assert set(shown["category"]) <= {"25-35", "35-45", "45-55", "55+"}
    assert len(secret(second)) >= 2


def test_what_earlier_editions_give_away_is_refused_by_name(
    table: Any, own: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving the employer (40) and the sector (28) were shown; under a stricter rule the 12 between are secret."""
    numbers = table([{"measure": "outflow_employer", "value": 40.0}, {"measure": "outflow_sector", "value": 28.0}])
    ledger = after(edition(numbers, own), tmp_path / "ledger.csv")
    found = read_yaml(POLICY)
    found["sources"]["uitstroom"]["fewest"] = 15
    stricter = checked(found)
    monkeypatch.setattr(policies, "policy", lambda: stricter)
    for module in ("between", "cells", "lines", "protect"):
        monkeypatch.setattr(f"raat_analysis.disclosure.{module}.policy", lambda: stricter)
    with pytest.raises(RaatError, match=r"1 secret numbers follow from this edition and earlier ones(.|\n)*between"):
        edition(numbers, own, ledger)


def test_a_hidden_cell_that_is_no_longer_counted_is_refused(table: Any, own: Any, tmp_path: Path) -> None:
    first = edition(by_age(table, [5, 40, 30, 20, 50]), own)
    with pytest.raises(RaatError, match=r"2 numbers that earlier editions hid are no longer counted(.|\n)*45-55"):
        edition(table([{"measure": "outflow_sector", "value": 145.0}]), own, after(first, tmp_path / "ledger.csv"))


def test_a_secret_number_of_an_earlier_edition_that_the_ledger_lacks_is_refused(
    table: Any, own: Any, tmp_path: Path
) -> None:
    first = edition(by_age(table, [5, 40, 30, 20, 50]), own)
    ledger = after(first, tmp_path / "ledger.csv")
    previous = first.numbers.with_columns(published_in=pl.lit("2026Q2"))
    ledger.refuse_unrecorded(previous)
    short = Ledger(ledger.rows.filter(~((pl.col("category") == "<25") & pl.col("hidden"))))
    with pytest.raises(RaatError, match=r"1 secret numbers of edition 2026Q2 are not in the ledger(.|\n)*<25"):
        short.refuse_unrecorded(previous)


def test_the_ledger_never_holds_a_hidden_count(table: Any, own: Any) -> None:
    found = edition(by_age(table, [5, 40, 30, 20, 50]), own).cells
    assert set(found.columns) == {*CELL, "lower", "upper", "hidden"}
    assert found.filter("hidden").select("lower", "upper").unique().rows() == [(0.0, None)]
