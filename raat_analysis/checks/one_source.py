"""One source checked: all its exports together, each row accepted or set aside with a reason, or what stops them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from raat_analysis.checks import great
from raat_analysis.checks.accounts import Readings, quality_of, quarantine_of, sources_of, warnings_of
from raat_analysis.checks.batches import Rows, taken
from raat_analysis.checks.past import FILE_NAME, look_back, read_accepted
from raat_analysis.checks.rows import Examined, examined
from raat_analysis.checks.totals import totals
from raat_analysis.checks.verdict import stops
from raat_analysis.contracts import Contract
from raat_analysis.contracts.faults import rule_faults
from raat_analysis.errors import SHOWN, ExportRefused, cases
from raat_analysis.sources.corrections import FILE_NAME as CORRECTIONS
from raat_analysis.sources.corrections import Corrections, read_corrections
from raat_analysis.sources.exports import exports
from raat_analysis.sources.reading import Reading, read


@dataclass(frozen=True)
class Account:
    """What became of every row of a source that passed: a row per file, and what the quality page is told."""

    files: pl.DataFrame
    quality: dict[str, Any]


@dataclass
class SourceChecked:
    """What is known of a source so far. `problems` say what stops it, whatever else is here.

    `account` is there when every row was judged, which is also before a break with the past stops the source.
    `quarantine` and `noticed` have one row per reason (`accounts.quarantine_of`), also for a source that is stopped.
    """

    contract: Contract
    problems: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    rows_read: dict[str, int] = field(default_factory=dict)  # file → rows
    quarantine: pl.DataFrame = field(default_factory=pl.DataFrame)
    noticed: pl.DataFrame = field(default_factory=pl.DataFrame)
    account: Account | None = None


def check_source(raw: Path, contract: Contract, table: Path) -> SourceChecked:
    """Check the exports of a source in `raw` and write its accepted rows to `table`; never raises an ExportRefused.

    A source without exports that the run may go without has neither problems nor an account.
    """
    checked = SourceChecked(contract)
    try:
        refuse_broken_rules(contract)
        _check(raw / contract.source, _readings(raw, checked), checked, table)
    except ExportRefused as error:
        checked.problems.append(str(error))
    return checked


def refuse_broken_rules(contract: Contract) -> None:
    """Refuse a contract with rules that no row can be held against, before any file is read."""
    if wrong := rule_faults(contract):
        raise ExportRefused(
            f"{contract.source}.yml: {len(wrong)} rules cannot be held against a row:\n{cases(wrong)}\n"
            f"Next step: mend them in raat_analysis/contracts/{contract.source}.yml, then raat contract check."
        )


def _readings(raw: Path, checked: SourceChecked) -> Readings:
    """Every file of the source as it is about to be read; a file that is refused adds its message to the problems."""
    readings = []
    for export in exports(raw, checked.contract):
        for file in export.files:
            try:
                readings.append((export, read(export, file, checked.contract)))
            except ExportRefused as error:
                checked.problems.append(str(error))
    checked.readings = [reading for _, reading in readings]
    return readings


def _check(folder: Path, readings: Readings, checked: SourceChecked, table: Path) -> None:
    if not readings:
        return
    with TemporaryDirectory() as work:
        great.in_background()
        corrections = read_corrections(folder / CORRECTIONS, checked.contract)
        rows = taken(readings, corrections, Path(work), checked.problems)
        checked.rows_read = rows.counts
        corrections.refuse_unmade()
        if rows.read:
            _judge(_examined(rows, checked), readings, corrections, folder, table, checked)


def _examined(rows: Rows, checked: SourceChecked) -> Examined:
    found = examined(rows)
    checked.quarantine, checked.noticed = quarantine_of(found), warnings_of(found)
    checked.problems += stops(found)
    return found


def _judge(
    found: Examined, readings: Readings, corrections: Corrections, folder: Path, table: Path, checked: SourceChecked
) -> None:
    """Write the accepted rows, and hold the source against its past and its own totals."""
    if checked.problems:
        found.confirming.result()  # two verdicts on a row end the run, also of a source that is stopped
        return
    contract = checked.contract
    found.write_accepted(table)
    files = sources_of(found, readings, table)
    days = {export.obtained for export, _ in readings}
    delivered = found.delivered() if len(days) > 1 else found.delivered().clear()  # a first export has no past
    past = look_back(delivered, contract, read_accepted(folder / FILE_NAME, contract), days)
    added = totals(found.accepted(), contract)
    checked.problems += [*past.stops, *(one.message(contract) for one in added.broken if one.total.severity == "stop")]
    more = {
        "past": past.told,
        "totals": [one.told() for one in added.broken if one.total.severity == "warn"],
        "totals_unchecked": list(added.unchecked),
        "corrections": corrections.told(),
    }
    checked.account = Account(files, {**quality_of(found, readings, files), **more})


def all_told(problems: Sequence[str]) -> str:
    """The first five problems in one message, numbered when there are several, and how many more there are."""
    if len(problems) == 1:
        return problems[0]
    numbered = [f"{number}. {problem}" for number, problem in enumerate(problems[:SHOWN], 1)]
    more = [f"… and {len(problems) - SHOWN} more: mend these first."] if len(problems) > SHOWN else []
    return "\n\n".join([f"{len(problems)} things are wrong with the exports.", *numbered, *more])
