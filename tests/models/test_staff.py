"""Staff in yearly steps: pension ages, exits, inflow, and the figures for Twente with 5.000 exits a year."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.models.ages import AGES, GROUPS, OLDEST, YOUNGEST, single_years
from raat_analysis.models.pension_ages import PensionAgeUnknown, pension_age
from raat_analysis.models.staff import (
    ExitsExceedStaff,
    entry_profile,
    exit_chances,
    projected,
    refuse_more_than_staff,
    relative_chances,
)

TWENTE = dict(zip(GROUPS, (7400, 12400, 10500, 12000, 13100), strict=True))
NOBODY = np.zeros(AGES.size)
STAFFS = st.lists(st.floats(0, 50_000), min_size=5, max_size=5).map(lambda n: dict(zip(GROUPS, n, strict=True)))


def staff(**people: int) -> np.ndarray:
    """People by year of age: staff(a64=100)."""
    found = NOBODY.copy()
    for age, count in people.items():
        found[int(age[1:]) - YOUNGEST] = count
    return found


@pytest.mark.parametrize(
    ("year", "years", "months"),
    [(2020, 66, 4), (2021, 66, 4), (2022, 66, 7), (2023, 66, 10), (2024, 67, 0), (2027, 67, 0), (2028, 67, 3)],
)
def test_the_pension_age_of_the_law(year: int, years: int, months: int) -> None:
    assert pension_age(year) == years + months / 12


def test_after_the_last_line_the_last_pension_age_holds_and_before_the_first_there_is_none() -> None:
    assert pension_age(2045) == 67.25
    with pytest.raises(PensionAgeUnknown, match=r"2019(.|\n)*pension_ages.yml"):
        pension_age(2019)


def test_twente_with_5000_exits_retires_593_in_a_year_and_6175_in_ten() -> None:
    """Statistical design: pension at 67 and 5.000 sector exits a year, retirements counted among them."""
    people = single_years(TWENTE, 67)
    years = projected(people, exit_chances(people, 5000, 67), [67.0] * 12)
    assert round(years[0].retirements) == 593
    assert round(years[0].replacement) == 5000
    assert round(sum(year.retirements for year in years[:10])) == 6175
    assert round(sum(year.retirements for year in years), -2) == 7600  # of the 13.100; the others leave before


def test_the_inflow_that_keeps_twente_at_55400_rises_from_5000() -> None:
    people = single_years(TWENTE, 67)
    years = projected(people, exit_chances(people, 5000, 67), [67.0] * 10, target=55400)
    assert [round(year.end, 6) for year in years] == [55400] * 10
    assert round(years[0].inflow) == 5000
    assert all(later.inflow > year.inflow for year, later in pairwise(years))
    assert 5400 < years[-1].inflow < 5500


def test_of_who_is_66_three_quarters_retire_at_67_and_3_months_and_the_rest_a_year_later() -> None:
    years = projected(staff(a66=100), NOBODY, [67.25, 67.25, 67.25])
    assert [year.retirements for year in years] == [75.0, 25.0, 0.0]


def test_when_the_pension_age_rises_a_quarter_of_a_year_retires_later() -> None:
    """2027 at 67, 2028 at 67¼: of the hundred who become 67 in 2028 a quarter reaches 67¼ in 2029."""
    years = projected(staff(a65=100, a66=100), NOBODY, [67.0, 67.25, 67.25])
    assert [year.retirements for year in years] == [100.0, 75.0, 25.0]


def test_who_leaves_goes_before_who_retires() -> None:
    chances = np.where(AGES == 66, 0.1, 0.0)
    (year,) = projected(staff(a66=100, a30=50), chances, [67.0])
    assert (year.start, year.exits, year.retirements, year.inflow, year.end) == (150, 10, 90, 0, 50)


def test_who_waits_three_months_for_the_pension_age_has_a_quarter_of_the_chance_to_leave() -> None:
    (year,) = projected(staff(a67=100), np.full(AGES.size, 0.2), [67.25])
    assert (year.exits, year.retirements) == (5, 95)


def test_a_target_below_who_is_left_needs_nobody() -> None:
    (year,) = projected(staff(a30=50), NOBODY, [67.0], target=40)
    assert (year.inflow, year.end) == (0, 50)


@settings(deadline=None)
@given(STAFFS, st.floats(0, 0.15), st.floats(0.5, 1.5), st.sampled_from([65.0, 66 + 7 / 12, 67.0, 67.25]))
def test_start_plus_inflow_minus_exits_minus_retirements_is_end(
    groups: dict[str, float], part: float, growth: float, age: float
) -> None:
    people = single_years(groups, age)
    chances = exit_chances(people, part * people.sum(), age)
    for year in projected(people, chances if chances is not None else NOBODY, [age] * 20, growth * people.sum()):
        error = year.start + year.inflow - year.exits - year.retirements - year.end
        assert abs(error) <= 1e-9 * max(1.0, year.start)
        assert min(year.exits, year.retirements, year.inflow, year.end) >= 0


@settings(deadline=None)
@given(STAFFS, st.floats(0.03, 0.2))
def test_exits_and_retirements_of_the_first_year_add_up_to_the_exits_of_the_region(
    groups: dict[str, float], part: float
) -> None:
    people = single_years(groups, 67)
    exits = part * people.sum()
    chances = exit_chances(people, exits, 67)
    if chances is not None:
        assert projected(people, chances, [67.0])[0].replacement == pytest.approx(exits)


def test_fewer_exits_than_people_who_retire_fit_no_chance() -> None:
    assert exit_chances(staff(a66=100, a30=900), 50, 67) is None


def test_without_staff_there_are_no_chances() -> None:
    assert exit_chances(NOBODY, 0, 67) is None


def test_more_exits_than_staff_are_refused() -> None:
    people = single_years(TWENTE, 67)
    chances = {"RA0205": [exit_chances(people, 60_000, 67)], "RA0204": [exit_chances(people, 5000, 67)]}
    with pytest.raises(ExitsExceedStaff, match=r"1 regions(.|\n)*RA0205(.|\n)*uitstroom"):
        refuse_more_than_staff(chances)


def test_leaving_is_likeliest_for_the_young_and_least_likely_from_45_to_59() -> None:
    chance = dict(zip(AGES.tolist(), relative_chances().tolist(), strict=True))
    assert max(chance, key=chance.get) == 17
    assert {age for age in chance if chance[age] == min(chance.values())} == set(range(45, 60))
    assert chance[OLDEST] == chance[66] == 1.7


def test_who_enters_is_under_55_and_adds_up_to_one() -> None:
    assert entry_profile().sum() == pytest.approx(1)
    assert entry_profile()[AGES >= 55].sum() == 0
    assert entry_profile()[AGES < 25].sum() == pytest.approx(0.6)
