"""Check every export: accept each row or set it aside with a reason, or stop with everything that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.checks.accounts import quality_of, quarantine_of, sources_of
from raat_analysis.checks.rows import OBTAINED, Examined, accepted_rows, examined
from raat_analysis.checks.verdict import stops
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.exports import Export, exports, refuse_unknown_folders
from raat_analysis.sources.reading import Reading, read
from raat_analysis.sources.typed import ROW

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What came through: per source the accepted rows and what was set aside; every file; and the account of it."""

    tables: dict[str, pl.DataFrame]
    quarantine: dict[str, pl.DataFrame]
    sources: pl.DataFrame
    quality: dict[str, Any]


def check(raw: Path, contracts: Mapping[str, Contract]) -> Checked:
    """Read and check all sources. Everything that is wrong in any of them is in one ExportRefused."""
    refuse_unknown_folders(raw, list(contracts))
    problems: list[str] = []
    read_in = {name: _readings(raw, contract, problems) for name, contract in contracts.items()}
    found = {name: examined(_rows(pairs), contracts[name]) for name, pairs in read_in.items() if pairs}
    problems += [message for one in found.values() for message in stops(one)]
    if problems:
        raise ExportRefused(_all(problems))
    return _checked(read_in, found)


def _readings(raw: Path, contract: Contract, problems: list[str]) -> list[tuple[Export, Reading]]:
    """Every file of a source as read; a file that is refused adds its message to `problems`."""
    try:
        found = exports(raw, contract)
    except ExportRefused as error:
        problems.append(str(error))
        return []
    readings = []
    for export in found:
        for file in export.files:
            try:
                readings.append((export, read(export, file, contract)))
            except ExportRefused as error:
                problems.append(str(error))
    return readings


def _rows(readings: list[tuple[Export, Reading]]) -> pl.DataFrame:
    tables = [reading.table.with_columns(pl.lit(export.obtained).alias(OBTAINED)) for export, reading in readings]
    return pl.concat(tables).with_row_index(ROW)


def _checked(read_in: dict[str, list[tuple[Export, Reading]]], found: dict[str, Examined]) -> Checked:
    sources = pl.concat([sources_of(one, read_in[name]) for name, one in found.items()])
    return Checked(
        tables={name: accepted_rows(one) for name, one in found.items()},
        quarantine={name: quarantine_of(one) for name, one in found.items()},
        sources=sources,
        quality={"sources": [quality_of(one, read_in[name]) for name, one in found.items()]},
    )


def _all(problems: list[str]) -> str:
    if len(problems) == 1:
        return problems[0]
    numbered = [f"{number}. {problem}" for number, problem in enumerate(problems, 1)]
    return f"{len(problems)} things are wrong with the exports.\n\n" + "\n\n".join(numbered)
