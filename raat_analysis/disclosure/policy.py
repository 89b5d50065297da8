"""What may not be shown: policy.yml, checked strictly, and the refusal of numbers from a source without a rule.

The floors are here, not in policy.yml: a threshold can be raised there, not lowered below its floor.
"""

from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import polars as pl
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

FILE = PACKAGE / "disclosure" / "policy.yml"
FEWEST_PERSONS, FEWEST_EMPLOYERS, P_PCT, OWN_FEWEST = 10, 3, 10, 5  # the floors
LARGEST_PCT, SMALLEST_BASE, FEWEST_FOR_ALL, BASE = 50, 100, 20, 10
Persons = Annotated[int, Field(ge=FEWEST_PERSONS)]
Employers = Annotated[int, Field(ge=FEWEST_EMPLOYERS)]
Percent = Annotated[float, Field(ge=P_PCT, le=100)]


def counts_of_organisations(measures: list[str]) -> list[str]:
    """The measures, when each counts organisations: anything else of a survey is about answers, and may be secret."""
    about = entries("measures")
    other = [measure for measure in measures if measure not in about or about[measure]["unit"] != "organisaties"]
    if other:
        raise ValueError(f"{', '.join(other)}: no count of organisations (unit organisaties)")
    return measures


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(Strict):
    """What every source has: its rule in words, for readers."""

    sentence: Annotated[str, Field(min_length=1)]


class PersonsRule(Rule):
    rule: Literal["persons"]
    fewest: Persons
    smallest_base: Annotated[int, Field(ge=SMALLEST_BASE)]
    not_counts_of_people: list[str]


class EmployersRule(Rule):
    rule: Literal["employers"]
    fewest: Employers
    p_pct: Percent
    measures: list[str]


class SurveyRule(Rule):
    rule: Literal["survey"]
    fewest: Persons
    fewest_organisations: Employers
    largest_pct: Annotated[float, Field(gt=0, le=LARGEST_PCT)]
    p_pct: Percent
    fewest_for_all: Annotated[int, Field(ge=FEWEST_FOR_ALL)]
    own_fewest: Persons
    own_choice_fewest: Annotated[int, Field(ge=OWN_FEWEST)]
    participation: Annotated[list[str], AfterValidator(counts_of_organisations)]


class RoundingRule(Rule):
    rule: Literal["rounding"]
    base: Annotated[int, Field(ge=BASE)]
    fewest_organisations: Employers
    largest_pct: Annotated[float, Field(gt=0, le=LARGEST_PCT)]
    p_pct: Percent
    denominator_of: list[str]


class MembersRule(Rule):
    rule: Literal["members"]


class PublicRule(Rule):
    rule: Literal["public"]


R = TypeVar("R", bound=Rule)
AnyRule = Annotated[
    PersonsRule | EmployersRule | SurveyRule | RoundingRule | MembersRule | PublicRule, Field(discriminator="rule")
]


class Nested(Strict):
    """A wider count is the narrower one and what is between the two."""

    wide: str
    narrow: str
    between: str


class Policy(Strict):
    """policy.yml: the rule of each source, and which measures show the same counts (explained there)."""

    sources: dict[str, AnyRule]
    shows_count_of: dict[str, str]
    shows_rest_of: dict[str, str]
    shows_denominator_of: dict[str, str]
    by_destination: list[str]
    nested: list[Nested]
    known_sums: list[list[str]]
    known_differences: list[list[str]]
    often_the_same: list[list[str]]
    digits_as_shown: list[str]
    gives_away: dict[str, list[str]]
    compares_rounds: list[str]
    always_shown_to_itself: list[str]
    made_of_public_numbers: list[str]


@cache
def policy() -> Policy:
    """The policy of the package."""
    return checked(read_yaml(FILE))


def checked(found: Any) -> Policy:
    """The policy in a file's content. Raises RaatError for a threshold below its floor, or anything not known."""
    try:
        return Policy.model_validate(found)
    except ValidationError as error:
        said = [
            f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']} (it is {e['input']!r})" for e in error.errors()
        ]
        raise RaatError(
            f"{FILE.name}: {len(said)} settings cannot be used:\n{cases(said)}\n"
            "A threshold may be raised, never set below its floor. Mend raat_analysis/disclosure/policy.yml."
        ) from error


def sources_of(kind: type[R]) -> dict[str, R]:
    """The sources under a rule, with its settings."""
    return {source: rule for source, rule in policy().sources.items() if isinstance(rule, kind)}


def refuse_unknown_sources(numbers: pl.DataFrame) -> None:
    """Raise RaatError for numbers of a source that has no rule: not knowing a rule is no permission."""
    unknown = sorted(set(numbers["source"].to_list()) - set(policy().sources))
    if unknown:
        raise RaatError(
            f"{len(unknown)} sources of numbers have no disclosure rule:\n{cases(unknown)}\n"
            "Write down what may be shown of them in raat_analysis/disclosure/policy.yml, then run again."
        )


def refuse_members_only(public: pl.DataFrame) -> None:
    """Raise RaatError when public numbers hold a figure that is for one organisation alone."""
    found = public.filter(pl.col("source").is_in(list(sources_of(MembersRule))))
    if found.height:
        raise RaatError(
            f"{found.height} public numbers are for one organisation alone:\n"
            f"{cases(found.select('measure', 'region_code', 'period').unique().sort(pl.all()).rows())}\n"
            "Move them to the members' numbers (models/members.parquet), or see raat_analysis/disclosure/policy.yml."
        )
