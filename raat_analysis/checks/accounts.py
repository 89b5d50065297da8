"""The account of a check: one row per file, one row per fault, and the numbers behind the quality page."""

from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.checks.rows import Examined
from raat_analysis.checks.wording import sentence
from raat_analysis.contracts import Contract
from raat_analysis.contracts.model import PERIODS
from raat_analysis.errors import SHOWN
from raat_analysis.file_hash import sha256
from raat_analysis.parquet import scan_table
from raat_analysis.sources.exports import Export
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.reading import Reading

Readings = list[tuple[Export, Reading]]
QUARANTINE = ["file", "line", "column", "value", "rule", "sentence", "scope"]
SET_ASIDE = ("row", "cell")
TIMED = ("date", "year", *PERIODS)


def sources_of(found: Examined, readings: Readings, checked: Path) -> pl.DataFrame:
    """One row per export file: where it comes from and what became of its rows.

    Read is counted while reading, set aside from the faults, accepted from the table that was written: read = accepted
    + set aside, or a row was lost. `sha256` is of the file as delivered.
    """
    read = pl.DataFrame(list(found.rows.counts.items()), schema=[FILE, "rows_read"], orient="row")
    accepted = scan_table(checked).group_by(FILE).agg(pl.len().alias("rows_accepted")).collect(engine="streaming")
    aside = found.set_aside.group_by(FILE).agg(pl.len().alias("rows_set_aside"))
    counts = read.join(accepted, on=FILE, how="left", validate="1:1").join(aside, on=FILE, how="left", validate="1:1")
    files = pl.DataFrame([_file(found.contract, export, reading) for export, reading in readings])
    table = files.join(counts, left_on="file", right_on=FILE, how="left", validate="1:1", maintain_order="left")
    numbers = pl.col("rows_read", "rows_accepted", "rows_set_aside").cast(pl.Int64).fill_null(0)
    return _conserved(table.with_columns(numbers).select(*files.columns, *COUNTS))


COUNTS = ["rows_read", "rows_accepted", "rows_set_aside"]


def _conserved(table: pl.DataFrame) -> pl.DataFrame:
    lost = table.filter(pl.col("rows_read").ne_missing(pl.col("rows_accepted") + pl.col("rows_set_aside")))
    if lost.height:
        raise RuntimeError(f"Rows were lost between reading and checking: {lost.rows()}")
    return table


def _file(contract: Contract, export: Export, reading: Reading) -> dict[str, Any]:
    about = export.metadata
    return {
        "source": contract.source,
        "title": contract.title,
        "kind": about.kind,
        "obtained_on": export.obtained,
        "file": reading.file,
        "origin": about.origin,
        "licence": about.licence,
        "url": about.url,
        "period": about.period,
        "sha256": sha256(next(path for path in export.files if export.name(path) == reading.file)),
    }


def quarantine_of(found: Examined) -> pl.DataFrame:
    """One row per reason: file, line, column (its header), value, rule, Dutch sentence, scope (row or cell)."""
    return _told_faults(found, SET_ASIDE)


def warnings_of(found: Examined) -> pl.DataFrame:
    """One row per accepted row that a rule of severity warn points at, in the shape of the quarantine."""
    return _told_faults(found, ("warn",))


def _told_faults(found: Examined, actions: tuple[str, ...]) -> pl.DataFrame:
    contract = found.contract
    faults = found.faults.filter(pl.col("action").is_in(actions))
    pairs = faults.select("column", "rule").unique()
    words = pairs.with_columns(
        pl.Series("sentence", [sentence(contract, rule, name) for name, rule in pairs.rows()], dtype=pl.String)
    )
    headers = {name: column.header for name, column in contract.columns.items()}
    told = faults.join(words, on=["column", "rule"], how="left", validate="m:1", maintain_order="left")
    return told.select(
        pl.col(FILE).alias("file"),
        pl.col(LINE).alias("line"),
        pl.col("column").replace(headers),
        pl.col("value").fill_null(""),
        "rule",
        "sentence",
        pl.col("action").alias("scope"),
    )


def quality_of(found: Examined, readings: Readings, files: pl.DataFrame) -> dict[str, Any]:
    """What the quality page shows of a source. Values stay out of it unless the source is public anyway."""
    contract = found.contract
    public = contract.kind_of_data == "public"
    return {
        "source": contract.source,
        "title": contract.title,
        "row": contract.row,
        "headers": {name: column.header for name, column in contract.columns.items()},
        "kind_of_data": contract.kind_of_data,
        "decimal_mark": contract.decimal_mark,
        "allowed_set_aside_pct": contract.allowed_set_aside_pct,
        "files": _files(found, readings, files),
        "reasons": _reasons(quarantine_of(found), public),
        "warnings": _reasons(warnings_of(found), public),
        "rules": [{"id": r.id, "sentence": r.sentence, "severity": r.severity} for r in contract.rules],
        "checks": _checks(found),
    }


def _files(found: Examined, readings: Readings, files: pl.DataFrame) -> list[dict[str, Any]]:
    """Each file: where it is from, how it was read, what became of its rows, and what its accepted rows are about."""
    about, signs = covered(found.accepted(), found.contract), found.rows.found("signs")
    told = []
    for row, (_, reading) in zip(files.to_dicts(), readings, strict=True):
        kinds = signs.filter(pl.col(FILE) == reading.file)["kind"].unique().sort().to_list()
        more = {"dropped": list(reading.dropped), "covers": about.get(reading.file), "thousands": kinds}
        told.append({**row, "obtained_on": row["obtained_on"].isoformat(), "read_as": reading.found, **more})
    return told


def covered(accepted: pl.LazyFrame, contract: Contract) -> dict[str, list[str]]:
    """The first and last day, quarter or year in each file, by the column that the source is compared on or its first.

    Nothing for a source without such a column, or where it is about persons.
    """
    name = _time_column(contract)
    if name is None:
        return {}
    ends = accepted.group_by(FILE).agg(pl.col(name).min().alias("first"), pl.col(name).max().alias("last"))
    found = ends.collect(engine="streaming").drop_nulls().sort(FILE)
    return {file: [str(first), str(last)] for file, first, last in found.select(FILE, "first", "last").iter_rows()}


def _time_column(contract: Contract) -> str | None:
    timed = [name for name, column in contract.columns.items() if column.type in TIMED]
    compared = contract.compared.period if contract.compared else None
    return next((name for name in [compared, *timed] if name and contract.privacy(name) != "personal"), None)


def _reasons(quarantine: pl.DataFrame, public: bool) -> list[dict[str, Any]]:
    found = []
    for (rule, column, told, scope), group in quarantine.group_by(
        "rule", "column", "sentence", "scope", maintain_order=True
    ):
        columns = ["file", "line", "value"] if public else ["file", "line"]
        first = group.head(SHOWN).select(columns).to_dicts()
        found.append(
            {"rule": rule, "column": column, "sentence": told, "scope": scope, "count": group.height, "first": first}
        )
    return sorted(found, key=lambda reason: (-int(reason["count"]), reason["rule"], reason["column"]))


def _checks(found: Examined) -> list[dict[str, Any]]:
    return [
        {
            "expectation": o.expected.expectation,
            "column": o.expected.column or o.expected.on.removeprefix("rule_"),
            "rule": o.expected.rule,
            "success": o.rows_failing == 0,
            "rows_failing": o.rows_failing,
            "rows_seen": o.rows_seen,
        }
        for o in found.outcomes
    ]
