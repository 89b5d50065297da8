"""Who knows a part can tell no more than allowed; the thresholds of each rule; the p% rule and what caps it."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from raat_analysis.attacker import insiders
from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.insiders import same_person
from raat_analysis.attacker.private import WHO
from raat_analysis.attacker.system import System
from raat_analysis.attacker.thresholds import thresholds
from raat_analysis.errors import RaatError

BRANCHES = ("VVT", "GGZ", "GHZ", "SMAL")
TEXTS = [
    "measure",
    "region_code",
    "branch_code",
    "period",
    "breakdown",
    "category",
    "scenario",
    "edition",
    "source",
    "status",
]
FIGURES = ["value", "numerator", "denominator", "lower", "upper"]


def private_table(folder: Path, rows: list[dict[str, object]]) -> Path:
    """numbers.parquet with true values and who is behind them."""
    usual = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total", "category": "total"}
    kinds = {**dict.fromkeys(TEXTS, pl.String), **dict.fromkeys(FIGURES, pl.Float64), "interval_pct": pl.Int32}
    kinds |= {
        "contributors": pl.Int32,
        "largest": pl.Float64,
        "second_largest": pl.Float64,
        "only_contributor": pl.String,
    }
    filled = [
        {**dict.fromkeys(kinds), "scenario": "", "edition": "", "status": "final", **usual, **each} for each in rows
    ]
    folder.mkdir()
    pl.DataFrame(filled, schema=kinds).write_parquet(folder / "numbers.parquet")
    return folder


@pytest.fixture
def board(tmp_path, row, csv_of, policy):
    """Filled vacancies by branch, x is hidden; behind each: truth, employers, the two largest, the only one."""

    def audited(shown: tuple[str, ...], behind: tuple[tuple[float, int, float, float, str | None], ...], **more: str):
        place = {"Bron": "zorgselect", "Periode": "2025Q1"}
        filled = [
            row(value, Begripscode="vacancies_filled", Branchecode=branch, **place)
            for branch, value in zip(BRANCHES, shown, strict=True)
        ]
        opened = [
            row("30" if branch == "SMAL" else "10", Begripscode="vacancies_opened", Branchecode=branch, **place)
            for branch in BRANCHES
        ]
        csv_of([*filled, *opened], tmp_path / "public" / "alle-cijfers.csv")
        facts = [
            {"measure": "vacancies_filled", "branch_code": branch, "period": "2025Q1", "source": "zorgselect"}
            | {"value": each[0], "contributors": each[1], "largest": each[2], "second_largest": each[3]}
            | {"only_contributor": each[4]}
            for branch, each in zip(BRANCHES, behind, strict=True)
        ]
        return audit(tmp_path / "public", None, private_table(tmp_path / "measures", facts), policy, **more)

    return audited


MANY = (3.0, 3, 1.0, 1.0, None)
ALL = (12.0, 5, 5.0, 3.0, None)


def leaks(found):
    return found.leaks.select("who", "branch_code", "lower", "upper", "why").rows()


def test_an_employer_alone_behind_a_count_can_tell_its_neighbour(board):
    """VVT and GGZ are 9 together; who filled the 5 of VVT alone knows that GGZ filled 4."""
    found = board(("x", "x", "3", "12"), ((5, 1, 5, 0, "OR-A01"), (4, 2, 2, 2, None), MANY, ALL))
    assert found.findings == []
    assert leaks(found) == [("employer", "GGZ", 4, 4, "an insider can tell")]
    assert "OR-A01" not in str(found.hidden.rows())


def test_what_an_insider_can_tell_of_three_employers_is_no_secret(board):
    assert leaks(board(("x", "x", "3", "12"), ((5, 1, 5, 0, "OR-A01"), (4, 3, 2, 1, None), MANY, ALL))) == []


def test_with_a_third_hidden_count_the_employer_cannot_tell(board):
    behind = ((5, 1, 5, 0, "OR-A01"), (4, 2, 2, 2, None), (3, 2, 2, 1, None), ALL)
    assert leaks(board(("x", "x", "x", "12"), behind)) == []


def test_what_is_its_own_is_no_news_to_an_employer(board):
    behind = ((5, 1, 5, 0, "OR-A01"), (4, 1, 4, 0, "OR-A01"), MANY, ALL)
    assert leaks(board(("x", "x", "3", "12"), behind)) == []


def test_a_hidden_count_with_one_possible_value_is_a_leak_to_everybody(board):
    found = board(("x", "4", "3", "12"), ((5, 1, 5, 0, "OR-A01"), (4, 3, 2, 1, None), MANY, ALL))
    assert leaks(found) == [("outsider", "VVT", 5, 5, "the interval is too narrow")]
    assert found.leaks["lines"].to_list() == [["branch_code SMAL of 9 vacancies_filled RA0205 2025Q1   total total"]]


def test_a_hidden_zero_with_one_possible_value_shows_no_employer(board):
    found = board(("x", "9", "3", "12"), ((0, 0, 0, 0, None), (9, 3, 3, 3, None), MANY, ALL))
    assert leaks(found) == []


def test_the_p_rule_asks_for_room_on_both_sides_of_the_largest(board):
    """VVT is 9, all of one employer: 8,1 and 9,9 must both be possible, and with 9 hidden in all it is 9 at most."""
    found = board(("x", "x", "3", "12"), ((9, 1, 9, 0, "OR-A01"), (0, 0, 0, 0, None), MANY, ALL))
    assert leaks(found) == [("outsider", "VVT", 0, 9, "p% rule")]


def test_an_interval_without_the_truth_is_a_finding(board):
    found = board(("x", "4", "3", "12"), ((6, 1, 6, 0, "OR-A01"), (4, 3, 2, 1, None), MANY, ALL))
    assert found.findings == ["the truth is outside the interval of vacancies_filled RA0205 VVT 2025Q1"]


def test_what_public_adverts_alone_say_is_no_leak(tmp_path, row, csv_of, policy):
    """10 open, 3 new, 8 left: 5 ended. More than 5 can nobody have filled, whatever is hidden."""
    place = {"Bron": "zorgselect", "Branchecode": "VVT"}
    rows = [
        row("10", Begripscode="vacancies_open", Periode="2025Q1", **place),
        row("8", Begripscode="vacancies_open", Periode="2025Q2", **place),
        row("3", Begripscode="vacancies_opened", Periode="2025Q2", **place),
        *(
            row("x", Begripscode=f"vacancies_{e}", Periode="2025Q2", **place)
            for e in ("filled", "withdrawn", "expired")
        ),
    ]
    csv_of(rows, tmp_path / "public" / "alle-cijfers.csv")
    usual = {"branch_code": "VVT", "period": "2025Q2", "source": "zorgselect", "contributors": 1, "second_largest": 0.0}
    ended = {"filled": 5.0, "withdrawn": 0.0, "expired": 0.0}
    facts = [
        {**usual, "measure": f"vacancies_{e}", "value": n, "largest": n, "only_contributor": "OR-A01"}
        for e, n in ended.items()
    ]
    found = audit(tmp_path / "public", None, private_table(tmp_path / "measures", facts), policy)
    assert found.findings == []
    assert found.hidden.filter(measure="vacancies_filled").select("lower", "upper", "leak").rows() == [(0, 5, False)]
    assert leaks(found) == []


def ages(tmp_path, row, csv_of, shown, total, truths=None):
    """Outflow by age as open data, and the truth as private facts."""
    named = ("<25", "25-35", "35-45", "45-55")[: len(shown)]
    rows = [row(value, Uitsplitsing="leeftijd", Categorie=age) for age, value in zip(named, shown, strict=True)]
    csv_of([*rows, row(total)], tmp_path / "public" / "alle-cijfers.csv")
    if truths is None:
        return None
    usual = {"measure": "outflow_sector", "period": "2025", "source": "uitstroom", "breakdown": "age"}
    facts = [{**usual, "category": age, "value": value} for age, value in zip(named, truths, strict=True)]
    return private_table(tmp_path / "measures", facts)


@pytest.mark.parametrize(
    ("shown", "total", "leaking"),
    [
        (("x", "x", "20"), "26", 2),  # 0 to 6 both: they end below ten
        (("x", "x", "20"), "30", 0),  # 0 to 10: ten wide
        (("x", "x", "20"), "29", 2),  # 0 to 9
        (("x", "20", "20"), "52", 0),  # exactly 12: not a few people
        (("x", "20", "20"), "47", 1),  # exactly 7
        (("x", "20", "20"), "40", 0),  # nobody
    ],
)
def test_people_are_told_by_a_narrow_interval_with_few_in_it(tmp_path, row, csv_of, policy, shown, total, leaking):
    ages(tmp_path, row, csv_of, shown, total)
    assert audit(tmp_path / "public", policy=policy).leaks.height == leaking


def test_a_person_who_is_the_one_counted_can_tell_a_neighbour(tmp_path, row, csv_of, policy):
    """1, 6 and 3 are 0 to 10 each; for who knows the 1 the others are 0 to 9. With 1 and 17 nobody few is told."""
    facts = ages(tmp_path, row, csv_of, ("x", "x", "20"), "38", (1, 17, 20))
    assert audit(tmp_path / "public", None, facts, policy).leaks.height == 0  # 17 is not a few people
    for each in (tmp_path / "measures").iterdir():
        each.unlink()
    (tmp_path / "measures").rmdir()
    facts = ages(tmp_path, row, csv_of, ("x", "x", "x"), "10", (1, 6, 3))
    found = audit(tmp_path / "public", None, facts, policy)
    assert sorted(leaks(found)) == [
        ("person", "SMAL", 0, 9, "an insider can tell"),
        ("person", "SMAL", 0, 9, "an insider can tell"),
    ]


def test_one_worker_and_two_find_what_the_same_insiders_can_tell(tmp_path, row, csv_of, policy, monkeypatch):
    facts = ages(tmp_path, row, csv_of, ("x", "x", "x"), "10", (1, 1, 8))  # two persons who are the one counted
    monkeypatch.setattr(insiders, "MANY", 0)
    found = []
    for workers in ("1", "2"):
        monkeypatch.setenv("RAAT_WORKERS", workers)
        found.append(audit(tmp_path / "public", None, facts, policy).hidden)
    assert found[0].equals(found[1])
    assert found[0].filter(who="person").height == 4


def test_a_total_of_one_and_its_part_of_one_are_the_same_person():
    """total 1 = part 1 + part 0; elsewhere total 2 = part 1 + part 1, which are two people."""
    given = System(
        np.zeros(6),
        np.full(6, np.inf),
        np.ones(6, dtype=np.bool_),
        np.array([0, 0, 0, 1, 1, 1]),
        np.array([0, 1, 2, 3, 4, 5]),
        np.array([1.0, 1.0, -1.0, 1.0, 1.0, -1.0]),
        np.zeros(2),
        np.zeros(2),
        ["one", "two"],
    )
    truth = np.array([1.0, 0.0, 1.0, 1.0, 1.0, 2.0])
    assert same_person(given, 0, truth).tolist() == [0, 2]
    assert same_person(given, 3, truth).tolist() == [3]


def test_private_tables_that_do_not_say_who_contributed_are_refused(tmp_path, row, csv_of, policy):
    folder = ages(tmp_path, row, csv_of, ("x", "x", "20"), "30", (5, 5, 20))
    path = folder / "numbers.parquet"
    pl.read_parquet(path).drop(WHO[1:]).write_parquet(path)
    with pytest.raises(RaatError, match=r"numbers.parquet lacks 3 columns:\n  - largest"):
        audit(tmp_path / "public", None, folder, policy)


def test_a_folder_without_private_tables_is_refused(tmp_path, row, csv_of, policy):
    ages(tmp_path, row, csv_of, ("x", "x", "20"), "30")
    with pytest.raises(RaatError, match="holds no numbers"):
        audit(tmp_path / "public", None, tmp_path, policy)


def test_a_hidden_measure_that_nobody_described_is_a_finding(tmp_path, row, csv_of, policy):
    csv_of([row("x", Begripscode="entrants", Bron="opleidingen")], tmp_path / "public" / "alle-cijfers.csv")
    assert audit(tmp_path / "public", policy=policy).findings == [
        "entrants: 1 hidden numbers, and identities.yml does not say which sums they are in"
    ]


def test_a_source_that_hides_numbers_without_a_rule_stops_the_audit(tmp_path, row, csv_of, policy):
    csv_of([row("x", Bron="nieuw")], tmp_path / "public" / "alle-cijfers.csv")
    with pytest.raises(RaatError, match="1 sources hide numbers and have no rule"):
        audit(tmp_path / "public", policy=policy)


def test_an_unknown_rule_stops_the_audit(tmp_path):
    (tmp_path / "policy.yml").write_text("sources: {nieuw: {rule: honesty}}\n", encoding="utf-8")
    with pytest.raises(RaatError, match="nieuw: honesty"):
        thresholds(tmp_path / "policy.yml")


def test_the_policy_of_the_package_is_read_and_has_no_rule_that_the_audit_does_not_know():
    read = thresholds()
    assert (read["uitstroom"].rule, read["uitstroom"].fewest) == ("persons", 10)
    assert "vacancies_filled" in read["zorgselect"].measures


@pytest.mark.parametrize(
    ("tens", "leaking"),
    [
        ((0, 10, 10), []),  # rounded together: 0 to 9, 1 to 19 and 1 to 19
        ((0, 0, 20), [(2, 9), (2, 9), (11, 18)]),  # rounded apart: two of at most 9 are 11 together at least
    ],
)
def test_numbers_that_are_rounded_apart_give_each_other_away(tmp_path, row, csv_of, policy, tens, leaking):
    place = {"Bron": "fase0_hr", "Begripscode": "fase0_employees", "Periode": "2026-1"}
    branches = ("VVT", "GGZ", "SMAL")
    rows = [
        row(str(ten), Branchecode=branch, Ondergrens=str(max(0, ten - 9)), Bovengrens=str(ten + 9), **place)
        for branch, ten in zip(branches, tens, strict=True)
    ]
    secret = row("x", Branchecode="JZ", Uitsplitsing="leeftijd", Categorie="<25", **place)
    csv_of([*rows, secret], tmp_path / "public" / "alle-cijfers.csv")
    found = audit(tmp_path / "public", policy=policy)
    assert found.findings == []
    assert sorted(found.leaks.select("lower", "upper").rows()) == leaking


def test_a_cross_adds_up_to_the_categories_of_both_breakdowns(tmp_path, row, csv_of, policy):
    """Two contracts of 9 at most cannot be the 11 or more who are younger than 25 without saying so."""
    place = {"Bron": "fase0_hr", "Begripscode": "fase0_employees", "Periode": "2026-1"}
    cells = {"<25/0-16": 0, "<25/16+": 0, "25+/0-16": 20, "25+/16+": 20}
    named = {"leeftijd en contractomvang": cells, "leeftijd": {"<25": 20, "25+": 40}}
    rows = [
        row(str(n), Uitsplitsing=b, Categorie=c, Ondergrens=str(max(0, n - 9)), Bovengrens=str(n + 9), **place)
        for b, sizes in named.items()
        for c, n in sizes.items()
    ]
    csv_of(rows, tmp_path / "public" / "alle-cijfers.csv")
    leaks = audit(tmp_path / "public", policy=policy).leaks
    assert sorted(leaks["category"]) == ["<25", "<25/0-16", "<25/16+"]


@pytest.mark.parametrize("staff", [6, 60])
def test_that_few_work_somewhere_is_public_and_so_is_how_many_leave_at_most(tmp_path, row, csv_of, policy, staff):
    """Who leaves is one of the employees: of six at most six. Nobody can hide more than everything."""
    rows = [
        row("x", Begripscode="outflow_employer", Branchecode="GHZ"),
        row("0", Begripscode="inflow_pct", Branchecode="GHZ", Teller="0", Noemer=str(staff)),
    ]
    csv_of(rows, tmp_path / "public" / "twente" / "alle-cijfers.csv")
    found = audit(tmp_path / "public", policy=policy).hidden
    assert (found["upper"].to_list(), found["leak"].to_list()) == ([staff], [False])


def test_of_a_survey_few_who_say_so_are_no_leak_but_what_a_hidden_branch_says_is(tmp_path, row, csv_of, policy):
    """Two hidden branches have 7 together, each 0 to 7; a branch that alone is left of the sector has 7."""
    place = {"Bron": "fase0_medewerkers", "Begripscode": "condition_pct", "Periode": "2026-1", "Noemer": "60"}
    both = {**place, "Uitsplitsing": "voorwaarde", "Categorie": "pay"}
    took = {"Bron": "fase0_medewerkers", "Begripscode": "fase0_organisations", "Periode": "2026-1"}
    for hidden, leaks in ((("GGZ", "SW"), 0), (("GGZ",), 1)):
        rows = [row("6", Branchecode=code, **took) for code in ("VVT", *hidden)]
        shown = [row("20", Teller="27", **both), row("20", Branchecode="VVT", Teller="20", **both)]
        secret = [row("x", Branchecode=code, **{**both, "Noemer": ""}) for code in hidden]
        csv_of([*rows, *shown, *secret], tmp_path / hidden[-1] / "alle-cijfers.csv")
        assert audit(tmp_path / hidden[-1], policy=policy).leaks.height == leaks
