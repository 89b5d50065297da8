"""Each sum gives its one hidden term away; sums that published lines contradict are not used."""

import numpy as np
import polars as pl
import pytest

from raat_analysis.attacker.belief import believed
from raat_analysis.attacker.counts import CELL, counts, whole
from raat_analysis.attacker.knowledge import Term, accounts
from raat_analysis.attacker.ranges import ranges
from raat_analysis.attacker.statements import FIGURES, KEY
from raat_analysis.attacker.sums import lines
from raat_analysis.attacker.system import components, system

PLACE = {
    "region_code": "RA0205",
    "branch_code": "SMAL",
    "period": "2025Q2",
    "scenario": "",
    "edition": "",
    "breakdown": "total",
    "category": "total",
}


def interval(known: list[tuple[dict[str, str], float]], asked: dict[str, str]) -> tuple[float, float]:
    """The interval of one hidden count when the other counts are published."""
    rows: list[tuple[dict[str, str], float | None, float | None, bool]] = [
        ({**PLACE, **where}, value, value, False) for where, value in known
    ]
    rows.append(({**PLACE, **asked}, None, None, True))
    cells = whole(
        pl.DataFrame(
            [{**where, "lower": low, "upper": high, "hidden": hidden} for where, low, high, hidden in rows],
            schema_overrides={"lower": pl.Float64, "upper": pl.Float64},
        ).with_columns(source=pl.lit("uitstroom"), measure="counted")
    ).sort(CELL)
    given = system(cells, believed(lines(cells), cells).lines)
    wanted = cells["hidden"].to_numpy()
    found = ranges(given, wanted, components(given, wanted))
    place = int(np.flatnonzero(wanted)[0])
    return float(found.low[place]), float(found.high[place])


def count(name: str, **where: str) -> dict[str, str]:
    return {"counted": name, **where}


# One place in which every account holds; the year or quarter before it; and its leavers by destination.
NOW = {
    **{"employees_start": 1000, "employees_average": 1010, "inflow": 220, "inflow_sector": 90, "flow_balance": 20},
    **{"outflow_employer": 200, "outflow_branch": 150, "outflow_sector": 70, "through_flow": 130},
    **{"vacancies_open": 95, "vacancies_opened": 60, "vacancies_filled": 30, "vacancies_withdrawn": 20},
    **{"vacancies_expired": 15, "vacancies_open_without_reposts": 98, "vacancies_opened_without_reposts": 50},
    **{"vacancies_withdrawn_without_reposts": 15, "vacancies_expired_without_reposts": 12},
}
BEFORE = {
    "vacancies_open": 100,
    "vacancies_open_without_reposts": 105,
    "employees_average": 995,
    "employees_start": 990,
}
GONE_TO = {
    **{"same_branch": 50, "other_branch": 80, "other_sector": 25, "self_employed": 5, "benefit": 10},
    **{"pension": 20, "inactive": 10},
}
EQUAL = [(account, term) for account in accounts() if not account.at_most for term in account.terms]


def placed(term: Term) -> tuple[dict[str, str], float]:
    if term.category:
        return count("leavers", breakdown="destination", category=term.category), float(GONE_TO[term.category])
    if term.before:
        return count(term.counted, period="2025Q1"), float(BEFORE[term.counted])
    return count(term.counted), float(NOW[term.counted])


@pytest.mark.parametrize(("account", "hidden"), EQUAL, ids=str)
def test_each_account_gives_its_one_hidden_term_away(account, hidden):
    where, truth = placed(hidden)
    assert interval([placed(term) for term in account.terms if term is not hidden], where) == pytest.approx(
        (truth, truth)
    )


def test_a_region_is_what_the_others_leave_of_oost_nederland():
    others = [(count("outflow_sector", region_code=code), 20.0) for code in ("RA0204", "RA0206", "RA0207")]
    assert interval([*others, (count("outflow_sector", region_code="RA02"), 67.0)], count("outflow_sector")) == (7, 7)


def test_a_branch_is_what_the_others_leave_of_its_total():
    known = [(count("outflow_sector", branch_code="VV"), 20.0), (count("outflow_sector", branch_code="VVT"), 27.0)]
    assert interval(known, count("outflow_sector", branch_code="TZ")) == (7, 7)


def test_an_age_is_what_the_others_leave_of_all_ages():
    ages = [
        *((count("outflow_sector", breakdown="age", category=age), 20.0) for age in ("<25", "25-35", "35-45")),
        (count("outflow_sector"), 67.0),
    ]
    shown = [(count("inflow", breakdown="age", category=age), 10.0) for age in ("<25", "25-35", "35-45", "45+")]
    evidence = [*shown, (count("inflow"), 40.0)]  # so ages are complete
    assert interval([*ages, *evidence], count("outflow_sector", breakdown="age", category="45+")) == (7, 7)


def test_a_quarter_is_what_the_others_leave_of_the_year():
    quarters = [(count("vacancies_filled", period=f"2025Q{q}"), 20.0) for q in (1, 3, 4)]
    known = [*quarters, (count("vacancies_filled", period="2025"), 67.0)]
    assert interval(known, count("vacancies_filled")) == (7, 7)


def test_open_vacancies_of_four_quarters_are_no_sum():
    quarters = [(count("vacancies_open", period=f"2025Q{q}"), 20.0) for q in (1, 3, 4)]
    assert interval([*quarters, (count("vacancies_open", period="2025"), 67.0)], count("vacancies_open")) == (0, np.inf)


def test_a_part_is_at_most_its_total_when_other_parts_are_not_published():
    known = [(count("outflow_sector", region_code="NL01"), 67.0), (count("outflow_sector", region_code="RA0101"), 20.0)]
    assert interval(known, count("outflow_sector")) == (0, 47)


def test_reposts_leave_at_most_as_many_endings():
    known = [(count("vacancies_expired"), 4.0)]
    assert interval(known, count("vacancies_expired_without_reposts")) == (0, 4)


def test_a_sum_that_a_published_line_contradicts_is_not_used_and_said():
    def cells_of(total: float) -> pl.DataFrame:
        parts = {"outflow_employer": 50.0, "outflow_sector": 30.0, "through_flow": total}
        rows = [{**PLACE, "counted": name, "lower": n, "upper": n, "hidden": False} for name, n in parts.items()]
        return whole(pl.DataFrame(rows).with_columns(source=pl.lit("uitstroom"), measure="counted")).sort(CELL)

    right, wrong = cells_of(20.0), cells_of(21.0)
    assert believed(lines(right), right).contradicted == []
    told = believed(lines(wrong), wrong)
    assert told.contradicted == [
        "account through_flow: 1 of 1 published lines do not hold, as through_flow RA0205 SMAL 2025Q2   total total; "
        "not used"
    ]
    assert "account through_flow" not in told.lines["kind"].to_list()


def number(measure: str, hidden: bool = False, slack: float = 0.0, **figures: float) -> dict[str, object]:
    return {
        **dict.fromkeys(KEY, ""),
        **{name: PLACE.get(name, "") for name in KEY},
        **dict.fromkeys(FIGURES),
        "measure": measure,
        "source": "uitstroom",
        "hidden": hidden,
        "slack": slack,
        **figures,
    }


def ends(rows: list[dict[str, object]], counted: str) -> tuple[float, float]:
    schema = {**dict.fromkeys(KEY, pl.String), **dict.fromkeys(FIGURES, pl.Float64), "source": pl.String}
    table = pl.DataFrame(rows, schema={**schema, "hidden": pl.Boolean, "slack": pl.Float64})
    return counts(table).filter(counted=counted).select("lower", "upper").row(0)


def test_a_percentage_with_its_base_shows_the_count():
    row = number("outflow_sector_pct", value=7.0, numerator=7.0, denominator=100.0)
    assert ends([row, number("outflow_sector", hidden=True)], "outflow_sector") == (7, 7)


def test_a_rounded_percentage_shows_the_count_when_the_base_is_small():
    row = number("outflow_sector_pct", value=7.1, denominator=98.0, slack=0.05)  # 6,958 ± 0,049
    assert ends([row], "outflow_sector") == (7, 7)
    row = number("outflow_sector_pct", value=7.0, denominator=980.0, slack=0.5)  # 68,6 ± 4,9
    assert ends([row], "outflow_sector") == (64, 73)


def test_who_stayed_shows_who_left():
    assert ends([number("stability_sector_pct", value=93.0, numerator=93.0, denominator=100.0)], "outflow_sector") == (
        7,
        7,
    )


def test_months_of_stock_show_what_was_filled():
    row = number("vacancies_months_of_stock", value=6.0, numerator=8.0)  # 3 × 8 open ÷ 4 filled
    assert ends([row, number("vacancies_filled", hidden=True)], "vacancies_filled") == (4, 4)


@pytest.mark.parametrize(("listed", "ends"), [(["VVT", "GGZ"], (30, 30)), (["VVT", "GGZ", "SW"], (0, 30))])
def test_a_branch_of_participants_follows_when_every_branch_with_one_has_a_row(
    listed: list[str], ends: tuple[float, float]
) -> None:
    """Of 100 managers 70 are of VVT; GGZ is hidden. When SW took part too and has no row, GGZ has 30 at most."""
    took = [(count("fase0_organisations", branch_code=code), 5.0) for code in listed]
    both = [(count("manager_room_pct"), 100.0), (count("manager_room_pct", branch_code="VVT"), 70.0)]
    assert interval([*took, *both], count("manager_room_pct", branch_code="GGZ")) == ends
