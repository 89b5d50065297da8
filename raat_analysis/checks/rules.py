"""Which rows of a batch break a rule of the contract."""

import polars as pl

from raat_analysis.checks.view import QUARTER, in_rules, with_day
from raat_analysis.contracts import Contract
from raat_analysis.contracts.faults import POLARS_FAULTS, first_line
from raat_analysis.contracts.model import LABELLED, PROVISIONAL
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.notations import provisional
from raat_analysis.sources.typed import Cells

Answers = dict[str, pl.Expr]


def rows_that_break(columns: dict[str, Cells], places: pl.DataFrame, contract: Contract) -> dict[str, pl.Series]:
    """By rule the positions of the rows for which it does not hold; a rule without an answer does not hold.

    What a rule on one column says of a text, it says of every row with that text. `places` has export_date.
    """
    asked = {rule.id: pl.sql_expr(rule.holds).fill_null(False).alias(rule.id) for rule in contract.rules}
    used = {rule: set(holds.meta.root_names()) for rule, holds in asked.items()}
    found: dict[str, pl.Series] = {}
    for name, read in columns.items():
        alone = {rule: asked[rule] for rule in asked if used[rule] == {name}}
        if alone:
            answers = _answered(_once(name, read, contract), alone, contract)
            found |= {rule: read.rows(~answers[rule]) for rule in alone}
    together = {rule: holds for rule, holds in asked.items() if rule not in found}
    known = _together({name for rule in together for name in used[rule]}, columns, places, contract)
    answers = _answered(known, together, contract)
    return found | {rule: (~answers[rule]).arg_true() for rule in together}


def _once(name: str, read: Cells, contract: Contract) -> pl.DataFrame:
    """The values of a column as rules know them, labels as the contract spells them, with a row for each text."""
    value, column = read.table["value"].alias(name), contract.columns[name]
    known = in_rules(value, column).alias(name) if column.type in LABELLED else value
    return pl.DataFrame([known, read.table.select(provisional(pl.col("text")).alias(name + PROVISIONAL)).to_series()])


def _together(used: set[str], columns: dict[str, Cells], places: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The columns that rules look at, row by row, and the day of the export."""
    once = {name: _once(name, read, contract) for name, read in columns.items() if {name, name + PROVISIONAL} & used}
    spread = [
        columns[name].spread(table[part]) for name, table in once.items() for part in table.columns if part in used
    ]
    known = places.with_columns(spread)
    return with_day(known) if QUARTER in used else known


def _answered(known: pl.DataFrame, answers: Answers, contract: Contract) -> pl.DataFrame:
    try:
        return known.select(answers.values())
    except POLARS_FAULTS as error:
        raise _unanswered(contract, known, answers) from error


def _unanswered(contract: Contract, known: pl.DataFrame, answers: Answers) -> ExportRefused:
    """The refusal for rules that fit their columns and not the values in them, as CAST(job_title AS INTEGER)."""
    found = []
    for rule, answer in answers.items():
        try:
            known.select(answer)
        except POLARS_FAULTS as error:
            found.append(f"rules.{rule}.holds: {first_line(error)}")
    return ExportRefused(
        f"{contract.source}: {len(found)} rules cannot be held against these values:\n{cases(found)}\n"
        f"Next step: mend them in raat_analysis/contracts/{contract.source}.yml (TRY_CAST gives an empty value where "
        "CAST ends the run), then raat contract check."
    )
