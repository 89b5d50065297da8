"""Totals that someone made of other parts: childcare inside smal (T5), a region left out, a total of last quarter."""

from collections.abc import Callable

import pytest

from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import Row, good

Checked = Callable[..., Outcome]
SMAL = {
    "UMC": 1000,
    "Ziekenhuizen": 4000,
    "GGZ": 2000,
    "Huisartsen": 1000,
    "Overige zorg": 2000,
    "Verpleging en verzorging": 6000,
    "Thuiszorg": 3000,
    "Gehandicaptenzorg": 4000,
    "Jeugdzorg": 1000,
    "Sociaal werk": 1000,
}
CHILDCARE = 2000
NARROW, BROAD = "Zorg en welzijn (smal)", "Zorg en welzijn (breed)"


def figures(branch: str, employees: int) -> Row:
    """A row of the key figures with so many employees, a fifth of them in each age class; hours by the thousand."""
    names = ["under_25", "25_35", "35_45", "45_55", "55_plus"]
    ages = {f"employees_{name}": str(employees // 5) for name in names}
    hours = f"{round(employees, -3) * 0.025:.1f}".replace(".", ",")
    counts = {"employees": str(employees), "jobs": str(employees), "contract_hours": hours}
    return good("azw_kerncijfers", branch=branch, **counts, **ages)


def table(narrow: int, broad: int) -> list[Row]:
    """All branches of a region in a quarter, with these two totals; 25000 and 27000 are right."""
    branches = [figures(branch, employees) for branch, employees in {**SMAL, "Kinderopvang": CHILDCARE}.items()]
    return [*branches, figures(NARROW, narrow), figures(BROAD, broad)]


def test_totals_that_are_the_sum_of_their_parts_are_accepted(checked: Checked):
    found = checked("azw_kerncijfers", table(25000, 27000))
    assert found.values("employees")[-2:] == [25000, 27000]


def test_a_total_that_differs_by_rounding_is_accepted(checked: Checked):
    # Eleven numbers rounded to tens may differ 55 together.
    assert len(checked("azw_kerncijfers", table(25050, 27050)).values("employees")) == 13


def test_childcare_inside_a_total_smal_stops_the_run(checked: Checked):
    found = checked("azw_kerncijfers", table(27000, 27000))
    assert found.refused_for("narrow_is_sum_of_branches", "25000", "27000")


def test_a_total_breed_without_childcare_stops_the_run(checked: Checked):
    found = checked("azw_kerncijfers", table(25000, 25000))
    assert found.refused_for("broad_is_narrow_and_childcare", "27000", "25000")


def test_a_total_beside_only_some_of_its_parts_is_not_held_against_them(checked: Checked):
    # An export may leave a branch out; a total is then more than the parts that are there, and right.
    rows = [row for row in table(25000, 27000) if row["branch"] != "Thuiszorg"]
    assert len(checked("azw_kerncijfers", rows).values("employees")) == 12


@pytest.mark.parametrize("persons", ["26000", "24000"])
def test_a_forecast_total_that_is_not_the_sum_of_its_branches_stops_the_run(checked: Checked, persons: str):
    rows = [outlook(branch, str(size)) for branch, size in SMAL.items()]
    found = checked("azw_prognose", [*rows, outlook(NARROW, persons)])
    assert found.refused_for("narrow_is_sum_of_branches", "25000", persons)


def outlook(branch: str, persons: str) -> Row:
    changed = {"demand_persons": persons, "supply_persons": persons, "shortage_persons": "0"}
    return good("azw_prognose", branch=branch, **changed)
