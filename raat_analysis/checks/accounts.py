"""The account of a check: one row per file, one row per fault, and the numbers behind the quality page."""

from typing import Any

import polars as pl

from raat_analysis.checks.rows import FILE, LINE, Examined, accepted_rows, set_aside
from raat_analysis.checks.wording import sentence
from raat_analysis.contracts import Contract
from raat_analysis.errors import SHOWN
from raat_analysis.sources.exports import Export
from raat_analysis.sources.reading import Reading
from raat_analysis.sources.typed import ROW

Readings = list[tuple[Export, Reading]]
QUARANTINE = ["file", "line", "column", "value", "rule", "sentence", "scope"]


def sources_of(found: Examined, readings: Readings) -> pl.DataFrame:
    """One row per export file: where it comes from and what became of its rows. Read = accepted + set aside."""
    counts = found.rows.join(set_aside(found).with_columns(aside=True), on=ROW, how="left", validate="1:1")
    counts = counts.group_by(FILE).agg(pl.len().alias("rows_read"), pl.col("aside").sum().alias("rows_set_aside"))
    accepted = accepted_rows(found).group_by(FILE).agg(pl.len().alias("rows_accepted"))
    counts = counts.join(accepted, on=FILE, how="left", validate="1:1").with_columns(
        pl.col("rows_accepted").fill_null(0)
    )
    files = pl.DataFrame([_file(found.contract, export, reading) for export, reading in readings])
    table = files.join(counts, left_on="file", right_on=FILE, how="left", validate="1:1", maintain_order="left")
    table = table.with_columns(pl.col("rows_read", "rows_accepted", "rows_set_aside").cast(pl.Int64))
    return _conserved(table.select(*files.columns, "rows_read", "rows_accepted", "rows_set_aside"))


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
    }


def quarantine_of(found: Examined) -> pl.DataFrame:
    """One row per reason: file, line, column (header), value, rule, Dutch sentence, and scope (row or cell)."""
    contract = found.contract
    places = found.rows.select(ROW, FILE, LINE)
    faults = found.faults.join(places, on=ROW, how="left", validate="m:1").sort(ROW, "column", "rule")
    pairs = faults.select("column", "rule").unique().rows()
    words = {pair: sentence(contract, pair[1], pair[0]) for pair in pairs}
    headers = {name: column.header for name, column in contract.columns.items()}
    told = pl.Series("sentence", [words[pair] for pair in faults.select("column", "rule").rows()], dtype=pl.String)
    return faults.select(
        pl.col(FILE).alias("file"),
        pl.col(LINE).alias("line"),
        pl.col("column").replace(headers),
        pl.col("value").fill_null(""),
        "rule",
        told,
        pl.col("action").alias("scope"),
    ).select(QUARANTINE)


def quality_of(found: Examined, readings: Readings) -> dict[str, Any]:
    """What the quality page shows of a source. Values stay out of it unless the source is public anyway."""
    contract, files = found.contract, sources_of(found, readings)
    return {
        "source": contract.source,
        "title": contract.title,
        "row": contract.row,
        "kind_of_data": contract.kind_of_data,
        "allowed_set_aside_pct": contract.allowed_set_aside_pct,
        "files": [_told(row, reading) for row, (_, reading) in zip(files.to_dicts(), readings, strict=True)],
        "reasons": _reasons(quarantine_of(found), contract.kind_of_data == "public"),
        "rules": [{"id": r.id, "sentence": r.sentence, "severity": r.severity} for r in contract.rules],
        "checks": _checks(found),
    }


def _told(row: dict[str, Any], reading: Reading) -> dict[str, Any]:
    return {
        **row,
        "obtained_on": row["obtained_on"].isoformat(),
        "read_as": reading.found,
        "dropped": list(reading.dropped),
    }


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
            "success": o.success,
            "rows_failing": len(o.rows),
        }
        for o in found.outcomes
    ]
