"""What an earlier edition showed is known now, and what it hid stays hidden: revisions through the ledger."""

import polars as pl
import pytest

from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.counts import CELL
from raat_analysis.attacker.ledger import SCHEMA, read_ledger
from raat_analysis.errors import RaatError

AGES = ("<25", "25-35", "35-45")


@pytest.fixture
def editions(tmp_path, row, csv_of):
    """Outflow by age in 2026Q3 as open data and in 2026Q2 as a ledger; x is hidden. The last is the total."""

    def made(now: tuple[str, ...], then: tuple[str, ...]):
        rows = [row(value, Uitsplitsing="leeftijd", Categorie=age) for age, value in zip(AGES, now, strict=False)]
        csv_of([*rows, row(now[-1])], tmp_path / "public" / "alle-cijfers.csv")
        lines = [",".join(SCHEMA)]
        places = [*(("age", age) for age in AGES), ("total", "total")]
        for (breakdown, category), value in zip(places, then, strict=True):
            ends = "0,,true" if value == "x" else f"{value},{value},false"
            lines.append(f"2026Q2,outflow_sector,RA0205,SMAL,2025,,,{breakdown},{category},{ends}")
        ledger = tmp_path / "ledger.csv"
        ledger.write_text("\n".join([*lines, "# 2026Q2: 4 cells; sha256 of all above: 0"]) + "\n", encoding="utf-8")
        return tmp_path / "public", ledger

    return made


def found(public, ledger, policy):
    audited = audit(public, ledger, policy=policy)
    assert audited.findings == []
    return (
        audited.hidden.select("published_in", "category", "lower", "upper", "leak")
        .sort("published_in", "category")
        .rows()
    )


def test_without_a_ledger_two_hidden_ages_are_wide(editions, policy):
    public, _ = editions(("x", "x", "40", "64"), ("x", "18", "40", "64"))
    assert found(public, None, policy) == [("", "25-35", 0, 24, False), ("", "<25", 0, 24, False)]


def test_a_number_that_an_edition_showed_gives_its_neighbour_away_now(editions, policy):
    """18 was shown in 2026Q2 and nothing has changed since: 6 are younger than 25."""
    public, ledger = editions(("x", "x", "40", "64"), ("x", "18", "40", "64"))
    assert found(public, ledger, policy) == [("", "25-35", 18, 18, False), ("", "<25", 6, 6, True)]


def test_an_edition_and_a_revision_that_hide_other_numbers_give_both_away(editions, policy):
    """Then <25 and 35-45 were hidden, now <25 and 25-35 are: together each is shown once."""
    public, ledger = editions(("x", "x", "40", "64"), ("x", "18", "x", "64"))
    assert ("", "<25", 6, 6, True) in found(public, ledger, policy)


def test_after_a_revision_the_old_numbers_are_others(editions, policy):
    """The total went from 64 to 70, so what was 18 then may be another number now; <25 then is 6 for sure."""
    public, ledger = editions(("x", "x", "40", "70"), ("x", "18", "40", "64"))
    assert found(public, ledger, policy) == [
        ("", "25-35", 0, 30, False),
        ("", "<25", 0, 30, False),
        ("2026Q2", "<25", 6, 6, True),
    ]


def test_a_revision_that_leaves_old_and_new_wide_gives_nothing_away(editions, policy):
    public, ledger = editions(("x", "x", "40", "70"), ("x", "x", "40", "64"))
    assert [row[-1] for row in found(public, ledger, policy)] == [False] * 4


def test_a_ledger_is_read_with_its_seals_left_out(editions):
    _, ledger = editions(("x", "x", "40", "64"), ("x", "18", "40", "64"))
    rows = read_ledger(ledger)
    assert rows.height == 4
    assert rows.select("hidden", "lower", "upper").rows()[:2] == [(True, 0, None), (False, 18, 18)]
    assert set(CELL) < set(rows.columns)


def test_a_file_that_is_no_ledger_is_refused(tmp_path):
    (tmp_path / "ledger.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(RaatError, match="differs from a ledger"):
        read_ledger(tmp_path / "ledger.csv")


def test_adverts_of_then_come_from_the_numbers_that_were_kept(tmp_path, row, csv_of, policy):
    """Then 5 of 8 opened were filled or withdrawn (3 open): with 4 withdrawn shown then, 1 was filled.

    Now 9 were opened and all endings are hidden: the old numbers alone tell what was filled then.
    """
    place = {"Bron": "zorgselect", "Branchecode": "VVT", "Periode": "2025Q2"}
    now = {"opened": "9", "open": "3", "filled": "x", "withdrawn": "x", "expired": "x"}
    rows = [row(value, Begripscode=f"vacancies_{name}", **place) for name, value in now.items()]
    rows.append(row("0", Begripscode="vacancies_open", **{**place, "Periode": "2025Q1"}))
    csv_of(rows, tmp_path / "public" / "alle-cijfers.csv")
    usual = {"region_code": "RA0205", "branch_code": "VVT", "breakdown": "total", "category": "total"}
    usual |= {"scenario": "", "edition": "", "source": "zorgselect", "unit": "vacatures"}
    then = {"opened": 8.0, "open": 3.0, "filled": None, "withdrawn": 4.0, "expired": 0.0}
    kept = [
        {
            "measure": f"vacancies_{name}",
            "period": "2025Q2",
            "value": value,
            "status": "final" if value is not None else "secret",
        }
        for name, value in then.items()
    ]
    kept.append({"measure": "vacancies_open", "period": "2025Q1", "value": 0.0, "status": "final"})
    empty = dict.fromkeys(("numerator", "denominator", "lower", "upper"))
    kinds = {**dict.fromkeys([*empty, "value"], pl.Float64), "interval_pct": pl.Int32}
    table = pl.DataFrame([{**usual, **empty, "interval_pct": None, **each} for each in kept], schema_overrides=kinds)
    (tmp_path / "2026Q2").mkdir()
    table.write_parquet(tmp_path / "2026Q2" / "numbers.parquet")
    (old,) = audit(tmp_path / "public", tmp_path / "ledger.csv", policy=policy).leaks.to_dicts()
    assert (old["published_in"], old["measure"], old["lower"], old["upper"]) == ("2026Q2", "vacancies_filled", 1, 1)
