"""The pension age (AOW) by year, from codelists/pension_ages.yml. After its last line that age holds."""

from functools import cache

from raat_analysis.codelists import FOLDER
from raat_analysis.errors import RaatError
from raat_analysis.yaml_files import read_yaml


class PensionAgeUnknown(RaatError):
    """A year before the first pension age of the table."""


def pension_age(year: int) -> float:
    """Years and parts of years: 67.25 is 67 and three months. Raises PensionAgeUnknown before the first line."""
    past = [line for line in _lines() if line["from"] <= year]
    if not past:
        raise PensionAgeUnknown(
            f"The pension age of {year} is not known; the first is of {_lines()[0]['from']}.\n"
            "Add a line to raat_analysis/codelists/pension_ages.yml, then run again."
        )
    return float(past[-1]["years"] + past[-1]["months"] / 12)


@cache
def _lines() -> tuple[dict[str, int], ...]:
    return tuple(sorted(read_yaml(FOLDER / "pension_ages.yml"), key=lambda line: int(line["from"])))
