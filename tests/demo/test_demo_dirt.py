"""The mistakes that real exports of a vacancy board hold are in the demonstration, as often as promised."""

import re
from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest

BOARD = ("zorgselect/2024-01-09", "zorgselect/2026-01-08", "zorgselect/2026-10-06")
ADVERT, TITLE, CODE, BRANCH, PLACE, QUALIFICATION, HOURS, POSITIONS, POSTED, CLOSED, STATUS = range(11)
SHARES = {
    "odd hours": (lambda r: r[HOURS] in ("n.o.t.k.", "in overleg", "0", "240"), 0.03),
    "dates without leading zeros": (lambda r: bool(re.match(r"\d-|\d\d-\d-", r[POSTED])), 0.02),
    "other spellings of a branch": (lambda r: r[BRANCH] not in USUAL, 0.015),
    "empty places": (lambda r: r[PLACE] == "", 0.005),
    "ambiguous places": (lambda r: r[PLACE] in AMBIGUOUS, 0.005),
}
USUAL = ("Ziekenhuizen", "VVT", "GGZ", "Gehandicaptenzorg", "Sociaal werk", "Overige zorg")
WISH = "Wil je meer uren werken?"
AMBIGUOUS = [
    "Baarlo",
    "Beek",
    "Geesteren",
    "Hoenderloo",
    "Kloosterhaar",
    "Laren",
    "Rossum",
    "Sibculo",
    "Voorst",
    "Den Ham",
]


@pytest.fixture(scope="session")
def board(export):
    return [list(row.values()) for folder in BOARD for row in export(folder)]


def number(text):
    return float(text.replace(",", "."))


def is_day(text):
    try:
        datetime.strptime(text, "%d-%m-%Y")
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", SHARES)
def test_share_of(board, name):
    found, share = SHARES[name]
    assert sum(map(found, board)) / len(board) == pytest.approx(share, rel=0.35)


@pytest.mark.parametrize("folder", BOARD)
def test_half_a_percent_of_the_rows_stands_twice(export, folder):
    rows = Counter(tuple(row.values()) for row in export(folder))
    assert set(rows.values()) == {1, 2}
    assert sum(n == 2 for n in rows.values()) / len(rows) == pytest.approx(0.005, rel=0.5)


@pytest.mark.parametrize("folder", BOARD)
def test_every_advert_has_one_state_per_export(export, folder):
    rows = {tuple(row.values()) for row in export(folder)}
    assert len({row[ADVERT] for row in rows}) == len(rows)


def test_there_are_impossible_dates_but_few(board):
    impossible = [r for r in board if not is_day(r[POSTED])]
    assert 10 <= len(impossible) <= 0.002 * len(board)


def test_hours_are_often_a_range_and_now_and_then_have_a_decimal_comma(board):
    assert sum(bool(re.fullmatch(r"\d+-\d+", r[HOURS])) for r in board) > 0.4 * len(board)
    assert sum("," in r[HOURS] for r in board) > 0.01 * len(board)


def test_a_closed_advert_has_a_date_and_an_open_one_has_not(board):
    assert all((r[STATUS] == "Open") == (r[CLOSED] == "") for r in board)
    assert {r[STATUS] for r in board} == {"Open", "Vervuld", "Ingetrokken", "Verlopen"}


def test_open_adverts_come_back_in_the_next_export_and_are_then_closed(export):
    for before, after in pairwise(BOARD):
        still_open = {r[ADVERT] for r in map(list, map(dict.values, export(before))) if r[STATUS] == "Open"}
        state = {r[ADVERT]: r[STATUS] for r in map(list, map(dict.values, export(after)))}
        assert still_open
        assert still_open <= set(state)
        assert "Open" not in {state[advert] for advert in still_open}


def test_expiry_comes_after_30_42_or_60_days(board):
    expired = [r for r in board if r[STATUS] == "Verlopen" and is_day(r[POSTED])]
    days = [datetime.strptime(r[CLOSED], "%d-%m-%Y") - datetime.strptime(r[POSTED], "%d-%m-%Y") for r in expired]
    assert {d.days for d in days if d.days > 0} == {30, 42, 60}


def test_a_large_employer_posts_most_and_positions_are_mostly_one(board):
    employers = Counter(r[CODE] for r in board)
    assert sum(n for _, n in employers.most_common(20)) > 0.25 * len(board)
    assert sum(r[POSITIONS] == "1" for r in board) > 0.85 * len(board)


def test_organisation_codes_are_those_of_the_register(export, board):
    register = {r["Organisatiecode"] for r in export("organisaties/2026-09-01")}
    assert {r[CODE] for r in board} <= register


@pytest.mark.parametrize("day", ["2025-09-01", "2026-09-01"])
def test_fase_0_holds_a_few_impossible_and_contradictory_answers(export, day):
    hours = [number(r["Contracturen per week"]) for r in export(f"fase0_hr/{day}")]
    answers = export(f"fase0_medewerkers/{day}")
    wishes = [(number(r["Gewenste uren per week"]), number(r["Contracturen per week"]), r[WISH]) for r in answers]
    contradictory = [1 for desired, contract, wish in wishes if wish.startswith("Ja") and desired <= contract]
    assert 0 < sum(each > 40 for each in hours) < 0.005 * len(hours)
    assert 0 < sum(desired == 400 for desired, _, _ in wishes) < 0.01 * len(answers)
    assert 0 < len(contradictory) < 0.01 * len(answers)


@pytest.mark.parametrize("day", ["2025-09-01", "2026-09-01"])
def test_six_people_answered_twice_and_the_last_answer_is_another(export, day):
    rows = export(f"fase0_medewerkers/{day}")
    times = Counter(r["Deelnamecode"] for r in rows)
    twice = [r for r in rows if times[r["Deelnamecode"]] == 2]
    assert (len(twice), set(times.values())) == (12, {1, 2})
    last = {r["Deelnamecode"]: r[WISH] for r in twice}
    first = {r["Deelnamecode"]: r[WISH] for r in reversed(twice)}
    assert set(first.values()) == {"Nee"}
    assert all(wish.startswith("Ja") for wish in last.values())


def test_a_few_managers_expect_more_people_than_their_team_has(export):
    rows = export("fase0_leidinggevenden/2026-09-01")
    wrong = [r for r in rows if int(r["Aantal dat meer wil werken"]) > int(r["Teamgrootte"])]
    assert 0 < len(wrong) < 0.03 * len(rows)


def test_contacts_are_codes_and_never_names(export):
    for folder in BOARD:
        assert all(re.fullmatch(r"contact \d{4}", r["Contactpersoon"]) for r in export(folder))
        assert all(re.fullmatch(r"c\d{4}@voorbeeld\.invalid", r["E-mail contact"]) for r in export(folder))
    assert {r["Geboortedatum"] for r in export("fase0_hr/2026-09-01")} == {"19xx"}
    assert all(r["E-mail"].endswith("@voorbeeld.invalid") for r in export("fase0_medewerkers/2026-09-01"))
