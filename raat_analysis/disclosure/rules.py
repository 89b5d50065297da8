"""The rules of rules.yml, and the refusal of numbers from a source without a rule."""

from functools import cache
from typing import Any

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml


@cache
def rules() -> dict[str, Any]:
    return dict(read_yaml(PACKAGE / "disclosure" / "rules.yml"))


def sources_with(rule: str) -> dict[str, dict[str, Any]]:
    """The sources under a rule (persons, employers, survey, rounding, members, public), with its settings."""
    return {source: entry for source, entry in rules()["sources"].items() if entry["rule"] == rule}


def refuse_unknown_sources(numbers: pl.DataFrame) -> None:
    """Raise RaatError for numbers of a source that has no rule: not knowing a rule is no permission."""
    unknown = sorted(set(numbers["source"].to_list()) - set(rules()["sources"]))
    if unknown:
        raise RaatError(
            f"{len(unknown)} sources of numbers have no disclosure rule:\n{cases(unknown)}\n"
            "Write down what may be shown of them in raat_analysis/disclosure/rules.yml, then run again."
        )


def refuse_members_only(public: pl.DataFrame) -> None:
    """Raise RaatError when public numbers hold a figure that is for one organisation alone."""
    found = public.filter(pl.col("source").is_in(list(sources_with("members"))))
    if found.height:
        raise RaatError(
            f"{found.height} public numbers are for one organisation alone:\n"
            f"{cases(found.select('measure', 'region_code', 'period').unique().sort(pl.all()).rows())}\n"
            "Move them to the members' numbers (models/members.parquet), or see raat_analysis/disclosure/rules.yml."
        )
