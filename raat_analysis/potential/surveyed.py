"""The organisations of Fase 0 with their register, answers and weights; refuses what does not fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.potential.answered import Employees, Managers, employees_of, managers_of
from raat_analysis.potential.auxiliaries import weighted_sample
from raat_analysis.potential.choices import ANSWER, Asked, asked, refuse_lone_choices, with_choices
from raat_analysis.potential.weighting import Sample

FEWEST_RESPONDENTS = 10  # behind what others get to see
FEWEST_OWN = (
    5  # behind what an organisation can see of itself; it sees from ten on unless it chose less (disclosure/own.py)
)
FEWEST_ORGANISATIONS = 3
KEY = ["organisation_code", "round"]

Row = dict[str, object]
Parts = dict[tuple[str, str], pl.DataFrame]
SECRET: Row = {"status": "secret"}


@dataclass(frozen=True)
class Surveyed:
    """An organisation in a round of Fase 0. `sample` is None with fewer than five respondents: nothing is estimated.

    `register` is its personnel extract, `members` its size in the members' register; `asked` says which questions the
    round has.
    """

    organisation_code: str
    round: str
    region_code: str
    branch_code: str
    members: int
    partly: bool
    register: pl.DataFrame
    answers: Employees
    managers: Managers
    sample: Sample | None
    asked: Asked

    @property
    def key(self) -> tuple[str, str]:
        return self.organisation_code, self.round

    @property
    def staff(self) -> int:
        return self.register.height

    @property
    def respondents(self) -> int:
        return self.answers.number

    @property
    def outside(self) -> int:
        """Its employees outside the extract, of an organisation of which only a part takes part."""
        return max(self.members - self.staff, 0) if self.partly else 0


def surveyed(tidy: Mapping[str, pl.DataFrame]) -> list[Surveyed]:
    """Every organisation and round with a personnel register, in order of code and round.

    Raises RaatError for answers of an organisation without register or with more answers than staff, for choices
    without an answer, for an organisation that is not in the members' register, and for one that takes part but has no
    register.
    """
    known = {row["organisation_code"]: row for row in tidy["organisations"].iter_rows(named=True)}
    refuse_lone_choices(tidy)
    staff = _parts(tidy["workforce"].sort([*KEY, "employee_number"]))
    people, leaders = (with_choices(tidy, survey).sort([*KEY, "response_number"]) for survey in ANSWER)
    _refuse_misfits(known, staff, _parts(people), _parts(leaders))
    found = [
        _one(known[code], (code, edition), register, answers, managers, questions)
        for edition, questions in asked(tidy).items()
        for code, register, answers, managers in _round(edition, questions, staff, people, leaders)
    ]
    return sorted(found, key=lambda each: each.key)


def _round(
    edition: str, questions: Asked, staff: Parts, people: pl.DataFrame, leaders: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame, Employees, Managers]]:
    """The organisations of a round with their register and their part of the answers."""
    said, led = people.filter(round=edition), leaders.filter(round=edition)
    answers, managers = employees_of(said, questions), managers_of(led)
    first, last = _places(said), _places(led)
    for code, register in ((code, each) for (code, name), each in staff.items() if name == edition):
        yield code, register, answers.cut(*first.get(code, (0, 0))), managers.cut(*last.get(code, (0, 0)))


def _places(table: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Per organisation where its rows begin, and how many there are."""
    sizes = table.group_by("organisation_code", maintain_order=True).len()
    starts = sizes["len"].cum_sum() - sizes["len"]
    return dict(zip(sizes["organisation_code"], zip(starts, sizes["len"], strict=True), strict=True))


def previous_of(organisations: list[Surveyed]) -> dict[tuple[str, str], Surveyed]:
    """Per organisation and round the same organisation in the round before it, where there is one."""
    found = {}
    for before, each in pairwise(organisations):
        if before.organisation_code == each.organisation_code:
            found[each.key] = before
    return found


def _parts(table: pl.DataFrame) -> Parts:
    """The rows of each organisation and round, in the order of the table."""
    parts = table.partition_by(KEY, as_dict=True, maintain_order=True)
    return {(str(key[0]), str(key[1])): part for key, part in parts.items()}


def _one(
    known: Row,
    key: tuple[str, str],
    register: pl.DataFrame,
    answers: Employees,
    managers: Managers,
    questions: Asked,
) -> Surveyed:
    sample = weighted_sample(answers.table, register) if answers.number >= FEWEST_OWN else None
    region_code, branch_code, members = str(known["region_code"]), str(known["branch_code"]), known["employees"]
    assert isinstance(members, int)
    partly = known["takes_part"] == "partly"
    return Surveyed(*key, region_code, branch_code, members, partly, register, answers, managers, sample, questions)


def _refuse_misfits(known: dict[str, Row], staff: Parts, answers: Parts, managers: Parts) -> None:
    _refuse(sorted({code for code, _ in staff} - set(known)), "are not in the register of members (organisaties)")
    lone = sorted((set(answers) | set(managers)) - set(staff))
    _refuse([" ".join(key) for key in lone], "have answers but no personnel extract (fase0_hr)")
    more = sorted(key for key in answers if answers[key].height > staff[key].height)
    _refuse([" ".join(key) for key in more], "have more answers than employees in the personnel extract (fase0_hr)")
    part = {code for code, row in known.items() if row["takes_part"] in ("yes", "partly")}
    absent = sorted(part - {code for code, _ in staff})
    _refuse(absent, "take part according to the register of members, but have no personnel extract (fase0_hr)")


def _refuse(found: list[str], what: str) -> None:
    if found:
        raise RaatError(
            f"{len(found)} organisations {what}:\n{cases(found)}\n"
            "Mend the export, or ask the organisation, and run again."
        )
