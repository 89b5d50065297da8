"""identities.yml: what each figure shows and which sums a reader can make, typed."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml


@dataclass(frozen=True)
class Term:
    """A count with its factor; `category` is one category (of destination) instead of that of the place."""

    counted: str
    factor: float
    before: bool = False
    category: str = ""


@dataclass(frozen=True)
class Account:
    """Terms that add up to zero, or (at_most) to zero at most."""

    name: str
    terms: tuple[Term, ...]
    at_most: bool


@cache
def knowledge() -> dict[str, Any]:
    return dict(read_yaml(PACKAGE / "attacker" / "identities.yml"))


def accounts() -> list[Account]:
    """The sums within one place, in the order of the file."""
    return [
        Account(name, _terms(entry), entry.get("sense", "=") == "<=") for name, entry in knowledge()["accounts"].items()
    ]


def _terms(entry: dict[str, Any]) -> tuple[Term, ...]:
    named = [Term(name, float(factor)) for name, factor in entry["terms"].items()]
    earlier = [Term(name, float(factor), before=True) for name, factor in entry.get("before", {}).items()]
    split = [Term("leavers", float(factor), category=name) for name, factor in entry.get("category", {}).items()]
    return (*named, *earlier, *split)
