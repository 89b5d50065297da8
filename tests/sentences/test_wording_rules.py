"""Words that claim something follow their rule, and Newcombe's published interval."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.wording import (
    about,
    by_verdict,
    compared,
    compared_clause,
    difference_interval,
    expected,
    roughly,
    share,
    verdict_clause,
)


def rate(region: str, count: float, total: float) -> Fact:
    more = {"value": 100 * count / total, "numerator": count, "denominator": total, "status": "final"}
    return Fact("care_share_pct", region, period="2025", **more)  # type: ignore[arg-type]


def test_newcombe_1998_published_example() -> None:
    low, high = difference_interval(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_interval_equals_statsmodels(total1: int, total2: int, data: st.DataObject) -> None:
    count1, count2 = data.draw(st.integers(0, total1)), data.draw(st.integers(0, total2))
    ours = difference_interval(count1, total1, count2, total2)
    theirs = confint_proportions_2indep(count1, total1, count2, total2, method="newcomb", compare="diff")
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_clearly_higher_only_when_chance_does_not_explain_it() -> None:
    country = rate("NL01", 80_000, 1_000_000)
    assert compared(rate("RA0205", 4_800, 55_400), country) == "duidelijk hoger dan in Nederland (8,0%)"
    assert compared(rate("RA0205", 3_900, 55_400), country) == "duidelijk lager dan in Nederland (8,0%)"
    assert compared(rate("RA0205", 45, 500), country) == "niet te onderscheiden van Nederland (8,0%)"


def test_a_small_difference_is_never_clear() -> None:
    words = compared(rate("RA0205", 8_300, 100_000), rate("NL01", 80_000, 1_000_000))
    assert words == "iets hoger dan in Nederland (8,0%)"


def test_without_counts_there_is_no_claim() -> None:
    here = Fact("absence_pct", "RA0205", value=8.9, status="final")
    country = Fact("absence_pct", "NL01", value=7.3, status="final")
    assert compared(here, country) == "Nederland: 7,3%"
    assert compared_clause(here, country) == "; in Nederland 7,3%"
    assert compared(here, Fact("absence_pct", "NL01", status="secret")) == ""


def test_days_of_absence_are_not_tested_as_if_they_were_persons() -> None:
    here = Fact("absence_pct", "RA0205", value=6.2, numerator=3434.8, denominator=55400.0, status="final")
    country = Fact("absence_pct", "NL01", value=7.3, numerator=88330.0, denominator=1210000.0, status="provisional")
    assert compared(here, country) == "Nederland: 7,3%"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (1, "duidelijk hoger dan in Nederland (8,0%)"),
        (0, "niet te onderscheiden van Nederland (8,0%)"),
        (-1, "duidelijk lager dan in Nederland (8,0%)"),
    ],
)
def test_outflow_is_clearly_higher_only_by_its_verdict(verdict: int, words: str) -> None:
    country = Fact("outflow_sector_pct", "NL01", value=8.0, numerator=80_000, denominator=1e6, status="final")
    found = Fact("outflow_sector_verdict", "RA0205", value=float(verdict), status="modelled")
    chance = Fact("outflow_sector_rest_difference_pp", "RA0205", value=0.1, lower=-0.1, upper=0.3, status="final")
    assert by_verdict(found, chance, country) == words
    assert verdict_clause(found, chance, country) == f"; dat is {words}"
    here = Fact("outflow_sector_pct", "RA0205", value=9.9, numerator=5_500, denominator=55_400, status="final")
    assert compared(here, country) == "Nederland: 8,0%"  # however certain the difference itself is


def test_without_a_verdict_the_country_is_named_and_nothing_claimed() -> None:
    country = Fact("outflow_sector_pct", "NL01", value=8.0, status="final")
    none = Fact("outflow_sector_verdict", "RA02")
    rest = Fact("outflow_sector_rest_difference_pp", "RA02")
    assert by_verdict(none, rest, country) == "Nederland: 8,0%"
    assert verdict_clause(none, rest, country) == "; in Nederland 8,0%"
    assert by_verdict(none, rest, Fact("outflow_sector_pct", "NL01", status="secret")) == ""


@pytest.mark.parametrize(("low", "high", "way"), [(1.0, 1.7, "hoger"), (-1.7, -1.0, "lager")])
def test_a_difference_that_is_no_chance_is_said_also_when_regions_often_differ_so_much(
    low: float, high: float, way: str
) -> None:
    """8.5% of 24,600 against 7.2% in the country is no chance: 'niet te onderscheiden' would be false."""
    country = Fact("outflow_sector_pct", "NL01", value=7.2, status="final")
    verdict = Fact("outflow_sector_verdict", "RA0207", value=0.0, status="modelled")
    rest = Fact("outflow_sector_rest_difference_pp", "RA0207", value=(low + high) / 2, lower=low, upper=high)
    said = f"{way} dan in Nederland (7,2%), maar niet meer dan regio's gewoonlijk verschillen"
    assert by_verdict(verdict, rest, country) == said
    assert by_verdict(replace(verdict, value=1.0), rest, country) == "duidelijk hoger dan in Nederland (7,2%)"


def test_the_country_is_not_compared_with_itself() -> None:
    country = rate("NL01", 80_000, 1_000_000)
    assert compared_clause(country, country) == ""


@pytest.mark.parametrize(
    ("exact", "words"),
    [(23.65, "bijna 24%"), (45.31, "ruim 45%"), (24.0, "24%"), (23.97, "24%"), (24.04, "24%"), (23.5, "bijna 24%")],
)
def test_share_words_come_from_the_exact_share(exact: float, words: str) -> None:
    assert share(exact) == words


@given(st.floats(0, 100))
def test_share_words_never_point_the_wrong_way(exact: float) -> None:
    words = share(exact)
    whole = int(words.split()[-1].rstrip("%"))
    assert not words.startswith("bijna") or exact < whole
    assert not words.startswith("ruim") or exact > whole


def test_a_forecast_is_said_with_its_range_and_odds() -> None:
    more = {"value": 1094.0, "lower": 820.0, "upper": 1390.0, "interval_pct": 80, "status": "forecast"}
    fact = Fact("vacancies_opened_forecast", "RA0205", period="2026Q4", **more)  # type: ignore[arg-type]
    assert expected(fact) == ("ongeveer 1.100 vacatures; waarschijnlijk tussen 800 en 1.400 (8 van de 10 keer)")


def test_a_modelled_count_gets_two_figures() -> None:
    assert about(9892) == "ongeveer 9.900"
    assert about(12797, 3) == "ongeveer 12.800"
    assert about(25100) == "ongeveer 25.000"
    assert about(7) == "7"


def test_a_modelled_count_is_rounded_by_its_size() -> None:
    assert [roughly(v) for v in (12797, 3694, 848, 41.2)] == [
        "ongeveer 12.800",
        "ongeveer 3.700",
        "ongeveer 850",
        "ongeveer 41",
    ]
