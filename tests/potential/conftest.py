"""A small survey whose outcome can be reckoned by head."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

Answers = Callable[..., pl.DataFrame]
ANSWER = {
    "organisation_code": "TW-V01",
    "round": "2026-1",
    "function_group": "caring",
    "age_class": "25-35",
    "contract_hours": 20.0,
    "actual_hours": 20.0,
    "wants": "no",
    "desired_hours": 20.0,
    "condition": None,
    "obstacle": "roster",
    "discussed": "no",
    "intends_to_leave": "no",
    "leave_reason": None,
}
MANAGER = {
    "organisation_code": "TW-V01",
    "round": "2026-1",
    "team_size": 20,
    "open_hours": 18.0,
    "temporary_hours": None,
    "expects_more_hours": 2,
    "asks_in_review": "yes",
    "room_in_budget": "no",
    "feasible_condition": "pay",
    "obstacle": "no_budget",
}
SCHEMA = {
    **{name: pl.Float64 if name.endswith("hours") else pl.String for name in ANSWER},
    "response_number": pl.String,
}
NUMBERS = {
    "team_size": pl.Int64,
    "expects_more_hours": pl.Int64,
    "open_hours": pl.Float64,
    "temporary_hours": pl.Float64,
}
MANAGER_SCHEMA = {"response_number": pl.String} | {name: NUMBERS.get(name, pl.String) for name in MANAGER}
CHOICE = ["organisation_code", "round", "survey", "response_number", "question", "code"]
KINDS = {"contract_kind": "permanent"}
STAFF = ["organisation_code", "round", "function_group", "age_class", "contract_hours", "actual_hours"]


DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def r_ratio() -> dict[str, list[float]]:
    """Ratios, shares and means with their standard errors, of R's survey package."""
    return dict(json.loads((DATA / "r_ratios.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def schools() -> pl.DataFrame:
    """apisrs: a simple sample of 200 of 6,194 Californian schools."""
    return pl.read_csv(DATA / "apisrs.csv")


@pytest.fixture
def answers() -> Answers:
    """Answers like ANSWER, each with what is said of it."""

    def made(*said: dict[str, object], organisation_code: str = "TW-V01") -> pl.DataFrame:
        own = {"organisation_code": organisation_code}
        rows = [ANSWER | own | each | {"response_number": str(number)} for number, each in enumerate(said)]
        return pl.DataFrame(rows, schema=SCHEMA)

    return made


@pytest.fixture
def staff() -> Answers:
    """A personnel register of `number` employees like ANSWER."""

    def made(number: int, organisation_code: str = "TW-V01", **said: object) -> pl.DataFrame:
        row = ANSWER | KINDS | {"organisation_code": organisation_code} | said
        rows = [{name: row[name] for name in [*STAFF, *KINDS]} | {"employee_number": f"{n:04d}"} for n in range(number)]
        return pl.DataFrame(rows)

    return made


@pytest.fixture
def managers() -> Answers:
    """Answers of managers like MANAGER: `yes` of them ask in the annual review, `no` do not."""

    def made(yes: int, no: int, organisation_code: str = "TW-V01", **said: object) -> pl.DataFrame:
        own = MANAGER | {"organisation_code": organisation_code} | said
        rows = [
            own | {"response_number": str(number), "asks_in_review": "yes" if number < yes else "no"}
            for number in range(yes + no)
        ]
        return pl.DataFrame(rows, schema=MANAGER_SCHEMA)

    return made


@pytest.fixture
def choices() -> Answers:
    """Things named: (survey, response_number, question, code), of TW-V01 in 2026-1."""

    def made(*named: tuple[str, str, str, str], organisation_code: str = "TW-V01") -> pl.DataFrame:
        rows = [(organisation_code, "2026-1", *each) for each in named]
        return pl.DataFrame(rows, schema=dict.fromkeys(CHOICE, pl.String), orient="row")

    return made


@pytest.fixture
def tidy(choices: Answers) -> Callable[..., dict[str, pl.DataFrame]]:
    """The tidy tables of Fase 0, without choices unless they are given."""

    def made(
        organisations: pl.DataFrame,
        workforce: pl.DataFrame,
        employee_answers: pl.DataFrame,
        manager_answers: pl.DataFrame,
        answer_choices: pl.DataFrame | None = None,
    ) -> dict[str, pl.DataFrame]:
        return {
            "organisations": organisations,
            "workforce": workforce,
            "employee_answers": employee_answers,
            "manager_answers": manager_answers,
            "answer_choices": choices() if answer_choices is None else answer_choices,
        }

    return made


@pytest.fixture
def register() -> Answers:
    """The register of members: (code, employees, takes_part, branch: vvt unless said otherwise) in Twente."""

    def made(*organisations: tuple[str, int, str] | tuple[str, int, str, str]) -> pl.DataFrame:
        rows = [
            {
                "organisation_code": code,
                "region_code": "RA0205",
                "branch_code": branch[0] if branch else "VVT",
                "employees": number,
                "takes_part": takes_part,
            }
            for code, number, takes_part, *branch in organisations
        ]
        return pl.DataFrame(rows)

    return made
