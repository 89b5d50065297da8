"""What is wrong with the rules between sources, all of it at once, for `raat contract check`: no export is needed."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from raat_analysis.checks.between import FILE, BetweenRule, between_rules
from raat_analysis.contracts import Contract, contracts
from raat_analysis.contracts.faults import OPEN, POLARS_FAULTS, expression_fault, first_line, refuse_faults
from raat_analysis.contracts.model import PERIODS, PROVISIONAL
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE as EXPORT_FILE
from raat_analysis.sources.typed import typed, typed_columns, values


def check_between(file: Path = FILE) -> str:
    """One line on the rules in a file; the faults of all of them are in one refusal."""
    rules = between_rules(file)
    refuse_faults({file.name: [fault for rule in rules for fault in rule_faults(rule)]})
    return f"{file.stem}: rules {len(rules)}"


def rule_faults(rule: BetweenRule) -> list[str]:
    """Everything wrong with a rule that loads: what it asks of its sources, what must hold, and the sentence."""
    return [f"{rule.id}.{fault}" for fault in (*_sentence_faults(rule), *_source_faults(rule), *_asked_faults(rule))]


def empty_checked(contract: Contract) -> pl.DataFrame:
    """The checked table of a source without rows: the columns and types that `rows` sees."""
    texts = pl.DataFrame(schema=dict.fromkeys(contract.columns, pl.String))
    starred = [name + PROVISIONAL for name, column in contract.columns.items() if column.type in PERIODS]
    table = values(typed(texts, contract), contract).with_columns(pl.col(starred).cast(pl.Boolean))
    placed = table.with_columns(pl.lit("").alias(EXPORT_FILE), pl.lit(0, dtype=pl.UInt32).alias(LINE))
    return placed.select(typed_columns(contract))


def _sentence_faults(rule: BetweenRule) -> Iterator[str]:
    said = rule.sentence.strip()
    if not said or said.startswith(OPEN):
        yield f"sentence: say it in Dutch, it is still {said or 'empty'}"


def _source_faults(rule: BetweenRule) -> Iterator[str]:
    """A source that `rows` does not ask would only keep the rule from being checked where it is absent."""
    for name in rule.sources:
        if not re.search(rf"\b{name}\b", rule.rows):
            yield f"sources: {name} is not asked in rows"


def _asked_faults(rule: BetweenRule) -> Iterator[str]:
    tables = {name: empty_checked(contracts()[name]) for name in rule.sources}
    try:
        rows = pl.SQLContext(tables).execute(rule.rows, eager=True)
    except POLARS_FAULTS as error:
        yield f"rows: cannot be asked of these sources: {first_line(error)}"
        return
    if fault := expression_fault(rule.holds, rows.clear()):
        yield f"holds: {fault}"
