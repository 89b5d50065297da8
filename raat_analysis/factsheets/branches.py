"""The branches that a table or figure shows: together the whole sector, without counting anybody twice."""

from raat_analysis.codelists import entries
from raat_analysis.sentences.facts import Fact


def leaves(facts: list[Fact]) -> list[Fact]:
    """The facts of branches directly under SMAL; branches inside another branch that is there are left out."""
    there = {each.branch_code for each in facts}
    kept = [each for each in facts if _under_total(each.branch_code, there)]
    return sorted(kept, key=lambda each: list(entries("branches")).index(each.branch_code))


def _under_total(code: str, there: set[str]) -> bool:
    parents = list(entries("branches")[code]["part_of"])
    inside = [parent for parent in parents if parent not in ("SMAL", "BREED")]
    return "SMAL" in parents and not any(parent in there for parent in inside)
