"""Change is said with an arrow and in words."""

import pytest

from raat_analysis.sentences.changes import change, change_words, grown
from raat_analysis.sentences.facts import Fact


def employees(value: float | None) -> Fact:
    return Fact("employees", "RA0205", value=value, status="final" if value is not None else "secret")


def absence(value: float) -> Fact:
    return Fact("absence_pct", "RA0205", value=value, status="final")


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (55400, 54260, "↑ 2,1% meer dan een jaar eerder"),
        (54260, 55400, "↓ 2,1% minder dan een jaar eerder"),
        (55400, 55400, "= gelijk aan een jaar eerder"),
        (62, 50, "↑ 12 meer dan een jaar eerder"),
    ],
)
def test_counts_change_in_percent_and_small_counts_in_numbers(now: float, then: float, words: str) -> None:
    assert change(employees(now), employees(then)) == words


def test_rates_change_in_points() -> None:
    assert change(absence(7.9), absence(7.5)) == "↑ 0,4 procentpunt hoger dan een jaar eerder"
    assert change(absence(7.51), absence(7.49)) == "= gelijk aan een jaar eerder"


def test_an_unknown_year_before_is_said() -> None:
    assert change(employees(100), employees(None)) == "het cijfer van een jaar eerder is niet openbaar"
    assert change(employees(100), Fact("employees", "RA0205")) == "geen cijfer van een jaar eerder"
    assert change(employees(None), employees(100)) == ""


def test_inside_a_sentence_there_is_no_arrow() -> None:
    assert change_words(absence(7.1), absence(7.5)) == "0,4 procentpunt lager dan een jaar eerder"


def test_growth_has_a_verb_for_each_direction() -> None:
    assert grown(employees(55400), employees(54260)) == "groeide in een jaar met 2,1%"
    assert grown(employees(54260), employees(55400)) == "kromp in een jaar met 2,1%"
    assert grown(employees(55400), employees(55401)) == "bleef in een jaar gelijk"
    assert grown(employees(55400), employees(None)) == ""
