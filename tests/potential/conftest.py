"""A small survey whose outcome can be reckoned by head."""

from collections.abc import Callable

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
}
SCHEMA = {
    **{name: pl.Float64 if name.endswith("hours") else pl.String for name in ANSWER},
    "response_number": pl.String,
}
STAFF = ["organisation_code", "round", "function_group", "age_class", "contract_hours", "actual_hours"]


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
        row = ANSWER | {"organisation_code": organisation_code} | said
        rows = [{name: row[name] for name in STAFF} | {"employee_number": f"{n:04d}"} for n in range(number)]
        return pl.DataFrame(rows)

    return made


@pytest.fixture
def managers() -> Answers:
    """Answers of managers: `yes` of them ask in the annual review, `no` do not."""

    def made(yes: int, no: int, organisation_code: str = "TW-V01") -> pl.DataFrame:
        said = ["yes"] * yes + ["no"] * no
        columns = {
            "organisation_code": [organisation_code] * len(said),
            "round": ["2026-1"] * len(said),
            "response_number": [str(number) for number in range(len(said))],
            "asks_in_review": said,
        }
        return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))

    return made


@pytest.fixture
def register() -> Answers:
    """The register of members: (code, employees, takes_part) in Twente."""

    def made(*organisations: tuple[str, int, str]) -> pl.DataFrame:
        rows = [
            {"organisation_code": c, "region_code": "RA0205", "branch_code": "VVT", "employees": n, "takes_part": t}
            for c, n, t in organisations
        ]
        return pl.DataFrame(rows)

    return made
