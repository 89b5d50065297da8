"""The organisations of Fase 0 with their register, answers and weights; refuses what does not fit together."""

from dataclasses import dataclass

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.potential.auxiliaries import weighted_sample
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
    """An organisation in a round of Fase 0; `sample` is None with fewer than five respondents: nothing is estimated."""

    organisation_code: str
    round: str
    region_code: str
    branch_code: str
    staff: int
    answers: pl.DataFrame
    managers: pl.DataFrame
    sample: Sample | None

    @property
    def respondents(self) -> int:
        return self.answers.height


def surveyed(
    organisations: pl.DataFrame, workforce: pl.DataFrame, employee_answers: pl.DataFrame, manager_answers: pl.DataFrame
) -> list[Surveyed]:
    """Every organisation and round with a personnel register, in order of code and round.

    Raises RaatError for answers of an organisation without register or with more answers than staff, for an
    organisation that is not in the members' register, and for one that takes part but has no register.
    """
    known = {row["organisation_code"]: row for row in organisations.iter_rows(named=True)}
    staff = _parts(workforce, ["employee_number"])
    answers = _parts(employee_answers, ["response_number"])
    managers = _parts(manager_answers, ["response_number"])
    _refuse_misfits(known, staff, answers, managers)
    empty = employee_answers.clear(), manager_answers.clear()
    return [
        _one(known[key[0]], key, register, answers.get(key, empty[0]), managers.get(key, empty[1]))
        for key, register in staff.items()
    ]


def _parts(table: pl.DataFrame, order: list[str]) -> Parts:
    """The rows of each organisation and round, in a fixed order."""
    parts = table.sort([*KEY, *order]).partition_by(KEY, as_dict=True, maintain_order=True)
    return {(str(key[0]), str(key[1])): part for key, part in parts.items()}


def _one(
    known: dict[str, str],
    key: tuple[str, str],
    register: pl.DataFrame,
    answers: pl.DataFrame,
    managers: pl.DataFrame,
) -> Surveyed:
    enough = answers.height >= FEWEST_OWN
    sample = weighted_sample(answers, register) if enough else None
    return Surveyed(*key, known["region_code"], known["branch_code"], register.height, answers, managers, sample)


def _refuse_misfits(known: dict[str, dict[str, object]], staff: Parts, answers: Parts, managers: Parts) -> None:
    _refuse(sorted({code for code, _ in staff} - set(known)), "are not in the register of members (organisaties)")
    lone = sorted((set(answers) | set(managers)) - set(staff))
    _refuse([" ".join(key) for key in lone], "have answers but no personnel extract (fase0_hr)")
    more = sorted(key for key in answers if answers[key].height > staff[key].height)
    _refuse([" ".join(key) for key in more], "have more answers than employees in the personnel extract (fase0_hr)")
    absent = sorted({code for code, row in known.items() if row["takes_part"] == "yes"} - {code for code, _ in staff})
    _refuse(absent, "take part according to the register of members, but have no personnel extract (fase0_hr)")


def _refuse(found: list[str], what: str) -> None:
    if found:
        raise RaatError(
            f"{len(found)} organisations {what}:\n{cases(found)}\n"
            "Mend the export, or ask the organisation, and run again."
        )
