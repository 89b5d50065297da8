"""The branches that a table or figure shows: together the whole sector, without counting anybody twice."""

from raat_analysis.codelists import entries
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.places import place_first


def leaves(facts: list[Fact]) -> list[Fact]:
    """The facts of branches directly under SMAL; branches inside another branch that is there are left out."""
    there = {each.branch_code for each in facts}
    kept = [each for each in facts if _under_total(each.branch_code, there)]
    return sorted(kept, key=lambda each: list(entries("branches")).index(each.branch_code))


def absent(sheet: Sheet) -> list[str]:
    """Branches directly under SMAL in which nobody of the region has worked in any quarter: known, and always 0."""
    rows = sheet.observed.filter(measure="employees", region_code=sheet.region_code, breakdown="total")
    by_branch = {str(code): part["value"].to_list() for (code,), part in rows.group_by("branch_code")}
    return [code for code in entries("branches") if code in by_branch and set(by_branch[code]) == {0.0}]


def present(sheet: Sheet, facts: list[Fact]) -> list[Fact]:
    """The leaves of the branches that the region has; the others are no 0 and no secret, they are not there."""
    gone = absent(sheet)
    return [each for each in leaves(facts) if each.branch_code not in gone]


def absent_note(sheet: Sheet) -> str:
    """'Twente heeft geen werknemers in umc's: die branche staat er niet bij.', or ''."""
    gone = [str(entries("branches")[code]["short"]) for code in absent(sheet)]
    if not gone:
        return ""
    those = "die branche staat" if len(gone) == 1 else "die branches staan"
    return f"{place_first(sheet.name)} heeft geen werknemers in {' en '.join(gone)}: {those} er niet bij."


def _under_total(code: str, there: set[str]) -> bool:
    parents = list(entries("branches")[code]["part_of"])
    inside = [parent for parent in parents if parent not in ("SMAL", "BREED")]
    return "SMAL" in parents and not any(parent in there for parent in inside)
