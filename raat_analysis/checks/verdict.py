"""Whether a source may pass: everything that stops the run, said at once and in words."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from raat_analysis.checks.batches import OBTAINED
from raat_analysis.checks.rows import Examined
from raat_analysis.checks.wording import UNCOUNTED, allowed, expectation
from raat_analysis.contracts import Contract
from raat_analysis.errors import cases
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.typed import ROW


def stops(found: Examined) -> list[str]:
    """One message for each column and rule that stops, and for each export with too much set aside."""
    return [*_thousands_mixed(found), *_bad_values(found), *_too_many(found)]


def _thousands_mixed(found: Examined) -> Iterator[str]:
    """A file that writes 7.400 and 7400 in one column was put together from two: one of them may mean 7,4."""
    signs = (
        found.rows.found("signs")
        .group_by(FILE, "column", "kind")
        .agg(pl.col("count").sum(), pl.col(LINE, "value").first())
    )
    grouped, plain = (signs.filter(pl.col("kind") == kind) for kind in ("grouped", "plain"))
    both = grouped.join(plain, on=[FILE, "column"], how="inner", validate="1:1").sort(FILE, "column")
    for row in both.iter_rows(named=True):
        header = found.contract.columns[row["column"]].header
        shown = [_like(found.contract, row, side) for side in ("", "_right")]
        yield (
            f"{row[FILE]}: column {header} has numbers with and without thousands signs: {' and '.join(shown)}."
            "\nNext step: have the export corrected; all numbers must be written alike."
        )


def _like(contract: Contract, row: dict[str, Any], side: str) -> str:
    """How many numbers are written in one way, and the first of them: '3 like 7.400 (line 12)'."""
    place = f"line {row[LINE + side]}"
    value = "" if private(contract, row["column"]) else f"like {row['value' + side]} "
    return f"{row['count' + side]} {value}({place})"


def _bad_values(found: Examined) -> Iterator[str]:
    bad = found.faults.filter(pl.col("action") == "stop").sort(ROW)
    for (column, rule), group in bad.group_by("column", "rule", maintain_order=True):
        yield _message(found, str(column), str(rule), group)


def _message(found: Examined, column: str, rule: str, group: pl.DataFrame) -> str:
    contract = found.contract
    shown = [f"{r[FILE]} line {r[LINE]}{_value(contract, column, r['value'])}" for r in group.head(5).to_dicts()]
    shown += [""] * (group.height - len(shown))
    subject = f"column {contract.columns[column].header} ({column})" if column else f"rule {rule}"
    advice = expectation(contract, rule, column)
    if rule == "not_in_codelist":
        advice += f": {allowed(contract.columns[column])}"
    return (
        f"{contract.source}: {group.height} rows stop at {subject}:\n{cases(shown)}\nExpected: {advice}.\n"
        f"Next step: have the export corrected and add it again, or, if the value is right, "
        f"change raat_analysis/contracts/{contract.source}.yml or its codelist."
    )


def _value(contract: Contract, column: str, value: str | None) -> str:
    """A value behind its line; a person's own is for who opens the file there."""
    return "" if private(contract, column) else f": {value or '(empty)'}"


def private(contract: Contract, column: str) -> bool:
    """Whether values of a column, or without one of a whole row, are a person's: a message says where, never what."""
    return (contract.privacy(column) if column else contract.kind_of_data) == "personal"


def _too_many(found: Examined) -> Iterator[str]:
    """Per export, the share of rows set aside (not counting repeated and replaced rows), and of cells per column."""
    contract = found.contract
    lost = found.faults.filter(~pl.col("rule").is_in(UNCOUNTED))
    rows = lost.filter(pl.col("action") == "row").with_columns(pl.lit("rows").alias("what"))
    cells = lost.filter(pl.col("action") == "cell").with_columns(("cells of " + pl.col("column")).alias("what"))
    counts = pl.concat([rows, cells]).group_by(OBTAINED, "what").agg(pl.col(ROW).n_unique().alias("lost"))
    read = found.rows.found("identity").group_by(OBTAINED).agg(pl.len().alias("read"))
    for row in counts.join(read, on=OBTAINED, how="left", validate="m:1").sort(OBTAINED, "what").iter_rows(named=True):
        if 100 * row["lost"] > contract.allowed_set_aside_pct * row["read"]:
            yield _share(contract.source, contract.allowed_set_aside_pct, row, lost)


def _share(source: str, limit: float, row: dict[str, object], lost: pl.DataFrame) -> str:
    why = (
        lost.filter(pl.col(OBTAINED) == row[OBTAINED])
        .group_by("rule")
        .agg(pl.len())
        .sort("len", "rule", descending=True)
    )
    reasons = ", ".join(f"{rule} {count}" for rule, count in why.iter_rows())
    return (
        f"{source}/{row[OBTAINED]}: {row['lost']} of {row['read']} {row['what']} would be set aside, "
        f"more than the {limit:g}% that the contract allows. Reasons: {reasons}.\n"
        f"Next step: have the export corrected, or change allowed_set_aside_pct in "
        f"raat_analysis/contracts/{source}.yml and say there why."
    )
