"""Check every export: accept each row or set it aside with a reason, or stop with everything that is wrong."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.checks import great
from raat_analysis.checks.between import between_rules, compared
from raat_analysis.checks.one_source import all_told, check_source
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.parquet import read_table, write_table
from raat_analysis.running.processes import workers
from raat_analysis.sources.exports import refuse_unknown_folders

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
        return read_table(self.folder / f"{source}.parquet")


def check(raw: Path, contracts: Mapping[str, Contract], folder: Path) -> Checked:
    """Read and check all sources, and write <source>.parquet and sources.parquet to a new folder.

    Everything that is wrong in any of them is in one ExportRefused; what was written by then is not to be used.
    """
    refuse_unknown_folders(raw, list(contracts))
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(workers()) as pool:  # while one waits for Great Expectations, the next is read
        asked = [(raw, contract, folder / f"{name}.parquet") for name, contract in contracts.items()]
        found = list(pool.map(check_source, *zip(*asked, strict=True))) if asked else []
    passed = {one.contract.source: (one, one.account) for one in found if one.account and not one.problems}
    tables = {source: folder / f"{source}.parquet" for source in passed}
    between = compared(tables, contracts, between_rules())
    problems = [problem for one in found for problem in one.problems]
    problems += [one.message() for one in between if one.stops]
    if problems:
        raise ExportRefused(all_told(problems))
    sources = pl.concat([account.files for _, account in passed.values()])
    write_table(sources, folder / "sources.parquet")
    return Checked(
        folder=folder,
        quarantine={source: one.quarantine for source, (one, _) in passed.items()},
        sources=sources,
        quality={
            "sources": [account.quality for _, account in passed.values()],
            "between": [one.told(contracts) for one in between],
        },
        suites=great.suites_json([one.contract for one, _ in passed.values()]),
    )
