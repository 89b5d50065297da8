"""Check every export: accept each row or set it aside with a reason, or stop with everything that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from raat_analysis.checks import great
from raat_analysis.checks.accounts import quality_of, quarantine_of, sources_of
from raat_analysis.checks.batches import taken
from raat_analysis.checks.past import FILE_NAME, look_back, read_accepted
from raat_analysis.checks.rows import examined
from raat_analysis.checks.totals import totals_broken
from raat_analysis.checks.verdict import stops
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.parquet import write_table
from raat_analysis.sources.corrections import FILE_NAME as CORRECTIONS
from raat_analysis.sources.corrections import read_corrections
from raat_analysis.sources.exports import Export, exports, refuse_unknown_folders
from raat_analysis.sources.reading import Reading, read

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What came through: the folder with the accepted rows per source, what was set aside, every file, the account.

    `suites` are the Great Expectations suites by source, as that library writes them.
    """

    folder: Path
    quarantine: dict[str, pl.DataFrame]
    sources: pl.DataFrame
    quality: dict[str, Any]
    suites: dict[str, dict[str, Any]]

    def table(self, source: str) -> pl.DataFrame:
        """The accepted rows of a source."""
        return pl.read_parquet(self.folder / f"{source}.parquet")


def check(raw: Path, contracts: Mapping[str, Contract], folder: Path) -> Checked:
    """Read and check all sources, and write <source>.parquet and sources.parquet to a new folder.

    Everything that is wrong in any of them is in one ExportRefused; what was written by then is not to be used.
    """
    refuse_unknown_folders(raw, list(contracts))
    folder.mkdir(parents=True)
    problems: list[str] = []
    found = [_tried(raw, contract, folder, problems) for contract in contracts.values()]
    if problems:
        raise ExportRefused(_all(problems))
    sources = pl.concat([one.files for one in found if one])
    write_table(sources, folder / "sources.parquet")
    return Checked(
        folder=folder,
        quarantine={one.source: one.quarantine for one in found if one},
        sources=sources,
        quality={"sources": [one.quality for one in found if one]},
        suites={one.source: great.suite_json(contracts[one.source]) for one in found if one},
    )


@dataclass(frozen=True)
class _Source:
    source: str
    files: pl.DataFrame
    quarantine: pl.DataFrame
    quality: dict[str, Any]


def _tried(raw: Path, contract: Contract, folder: Path, problems: list[str]) -> _Source | None:
    try:
        return _source(raw, contract, folder, problems)
    except ExportRefused as error:
        problems.append(str(error))
        return None


def _source(raw: Path, contract: Contract, folder: Path, problems: list[str]) -> _Source | None:
    """Check one source and write its accepted rows; what is wrong goes to `problems`."""
    before = len(problems)
    readings = _readings(raw, contract, problems)
    if not readings:
        return None
    with TemporaryDirectory() as work:
        corrections = read_corrections(raw / contract.source / CORRECTIONS, contract)
        rows = taken(readings, corrections, Path(work), problems)
        corrections.refuse_unmade()
        if not rows.read:
            return None
        found = examined(rows)
        problems += stops(found)
        if len(problems) > before:
            return None
        table = folder / f"{contract.source}.parquet"
        found.write_accepted(table)
        files = sources_of(found, readings, table)
        past = look_back(found.delivered(), contract, read_accepted(raw / contract.source / FILE_NAME, contract))
        totals = totals_broken(found.accepted(), contract)
        problems += [*past.stops, *(one.message(contract) for one in totals if one.total.severity == "stop")]
        doubtful = [one.told() for one in totals if one.total.severity == "warn"]
        quality = {**quality_of(found, readings, files), "past": past.told, "totals": doubtful}
        quality["corrections"] = corrections.told()
        return _Source(contract.source, files, quarantine_of(found), quality)


def _readings(raw: Path, contract: Contract, problems: list[str]) -> list[tuple[Export, Reading]]:
    """Every file of a source as it is about to be read; a file that is refused adds its message to `problems`."""
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


def _all(problems: list[str]) -> str:
    if len(problems) == 1:
        return problems[0]
    numbered = [f"{number}. {problem}" for number, problem in enumerate(problems, 1)]
    return f"{len(problems)} things are wrong with the exports.\n\n" + "\n\n".join(numbered)
