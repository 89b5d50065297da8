"""The policy can be made stricter, never less strict than its floors, and holds nothing that is not known."""

from collections.abc import Callable
from typing import Any

import pytest

from raat_analysis.codelists import entries
from raat_analysis.disclosure.policy import FILE, Policy, checked, policy
from raat_analysis.errors import RaatError
from raat_analysis.yaml_files import read_yaml

BELOW = [
    ("uitstroom", "fewest", 9),
    ("uitstroom", "smallest_base", 99),
    ("zorgselect", "fewest", 2),
    ("zorgselect", "p_pct", 9),
    ("fase0_medewerkers", "fewest", 9),
    ("fase0_medewerkers", "fewest_organisations", 2),
    ("fase0_medewerkers", "largest_pct", 51),
    ("fase0_medewerkers", "fewest_for_all", 19),
    ("fase0_medewerkers", "own_fewest", 9),
    ("fase0_leidinggevenden", "own_choice_fewest", 4),
]


def changed(source: str, name: str, value: object) -> Any:
    found = read_yaml(FILE)
    found["sources"][source][name] = value
    return found


@pytest.mark.parametrize(("source", "name", "value"), BELOW)
def test_a_threshold_below_its_floor_is_refused_by_name(source: str, name: str, value: object) -> None:
    with pytest.raises(RaatError, match=rf"1 settings cannot be used(.|\n)*{source}(.|\n)*{name}(.|\n)*it is {value}"):
        checked(changed(source, name, value))


def test_a_threshold_may_be_raised() -> None:
    assert checked(changed("uitstroom", "fewest", 15)).sources["uitstroom"].model_dump()["fewest"] == 15


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found["sources"]["uitstroom"].update(rule="anything"),
        lambda found: found["sources"]["uitstroom"].update(fewest_people=10),
        lambda found: found["sources"]["uitstroom"].pop("fewest"),
        lambda found: found.pop("sources"),
        lambda found: found.update(shows_more={}),
    ],
)
def test_what_is_not_known_or_not_there_is_refused(change: Callable[[Any], object]) -> None:
    found = read_yaml(FILE)
    change(found)
    with pytest.raises(RaatError, match=r"cannot be used(.|\n)*Mend raat_analysis/disclosure/policy\.yml"):
        checked(found)


def test_every_measure_that_the_policy_names_exists() -> None:
    about: Policy = policy()
    named = {*about.shows_count_of, *about.shows_rest_of, *about.shows_denominator_of, *about.gives_away}
    named |= {*about.shows_denominator_of.values(), *about.shows_rest_of.values(), *about.made_of_public_numbers}
    named |= {measure for listed in (*about.known_sums, *about.often_the_same) for measure in listed}
    assert named - set(entries("measures")) == set()
