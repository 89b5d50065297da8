"""The rules between sources for one file: beside the checked tables that the last run left of the other sources."""

from collections.abc import Sequence
from pathlib import Path

from raat_analysis.checks.between import Compared, between_rules, compared
from raat_analysis.checks.between_faults import empty_checked
from raat_analysis.contracts import contracts
from raat_analysis.parquet import scan_table

Block = tuple[str, list[str]]


def beside_others(source: str, table: Path, others: Path) -> list[Compared]:
    """What each rule about a source finds in its new checked table and those of other sources in the folder `others`.

    A table that was checked by another version of its contract counts as absent.
    """
    rules = [rule for rule in between_rules() if source in rule.sources]
    names = {name for rule in rules for name in rule.sources} - {source}
    tables = {name: others / f"{name}.parquet" for name in sorted(names)}
    present = {name: path for name, path in tables.items() if _is_checked(name, path)}
    return compared({source: table, **present}, contracts(), rules)


def stops(found: Sequence[Compared]) -> list[str]:
    """What would end `make report`, with its next step."""
    return [f"Beside the checked tables of the last make report: {one.message()}" for one in found if one.stops]


def blocks(found: Sequence[Compared]) -> list[Block]:
    """What is worth a look, with cases where all sources are public, and in one line what was and was not held."""
    broken = [one for one in found if one.rows_broken and not one.stops]
    look: list[Block] = [(f"Worth a look: {one.rule.sentence} {_counts(one)}.", _first(one)) for one in broken]
    return [*look, (_account(found), [])] if found else []


def _counts(one: Compared) -> str:
    return f"{one.rows_broken} of {one.rows_compared} comparisons do not hold"


def _first(one: Compared) -> list[str]:
    told = one.told(contracts())["first"]
    return list(map(str, told)) if isinstance(told, list) else []


def _account(found: Sequence[Compared]) -> str:
    held = [one for one in found if not one.absent]
    absent = sorted({name for one in found for name in one.absent})
    told = f"Rules with other sources: {len(held)} of {len(found)} held against the last make report"
    return f"{told}; the others need {', '.join(absent)} and are checked by make report." if absent else f"{told}."


def _is_checked(source: str, path: Path) -> bool:
    return path.is_file() and scan_table(path).collect_schema() == empty_checked(contracts()[source]).schema
