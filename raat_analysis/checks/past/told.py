"""What the quality page is told of the comparison with the past: keys and numbers; its words are made there."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from raat_analysis.checks.past.accepted import AcceptedBreak
from raat_analysis.checks.past.compare import PREVIOUS
from raat_analysis.checks.past.findings import PLACES, SMALL
from raat_analysis.checks.past.noticed import noticed
from raat_analysis.checks.past.profile import ALL, EXPORT, ROWS
from raat_analysis.contracts import Contract

CHANGES = 10


def told(
    profile: pl.DataFrame, compared: pl.DataFrame, contract: Contract, accepted: Sequence[AcceptedBreak]
) -> dict[str, Any]:
    """The newest export beside the one before it, and every break that was accepted; {} for a source not compared.

    totals: rows and each sum. changes: the ten regions or branches that changed most, of at least 30 before. Their
    values are left out unless the source is public: the page is, and a region of a small register is a few employers.
    new: codes that were not there. noticed: see there. Values are per period.
    """
    if contract.compared is None:
        return {}
    newest = compared.filter(pl.col(EXPORT) == pl.col(EXPORT).max())
    dates = newest.select(EXPORT, PREVIOUS, "common").unique().row(0) if newest.height else (None, None, None)
    return {
        "export": dates[0] and dates[0].isoformat(),
        "previous": dates[1] and dates[1].isoformat(),
        "same_periods": dates[2],
        "totals": _rows(newest.filter(pl.col("dimension") == ALL).sort(pl.col("column") != ROWS, "column"), True),
        "changes": _rows(_changes(newest), contract.kind_of_data == "public"),
        "new": _new(newest),
        "noticed": noticed(profile, compared),
        "accepted": [_entry(one) for one in sorted(accepted, key=lambda one: one.names)],
    }


def _changes(newest: pl.DataFrame) -> pl.DataFrame:
    """The largest changes first, up or down: half and twice are equally large."""
    cells = newest.filter(pl.col("dimension").is_in(PLACES), pl.col("previous") >= SMALL)
    size = pl.when(pl.col("ratio") > 0).then(pl.col("ratio").log().abs()).otherwise(float("inf")).round(9)
    return cells.sort(size, "dimension", "code", "column", descending=[True, False, False, False]).head(CHANGES)


def _new(newest: pl.DataFrame) -> list[dict[str, str]]:
    found = newest.filter(pl.col("dimension").is_in(PLACES), pl.col("column") == ROWS, pl.col("previous") == 0)
    return found.sort("dimension", "code").select("dimension", "code").to_dicts()


def _rows(cells: pl.DataFrame, values: bool) -> list[dict[str, Any]]:
    ratio = pl.col("ratio").round_sig_figs(3)
    numbers = [pl.col("previous", "value").round_sig_figs(6), ratio] if values else [ratio]
    return cells.select("dimension", "code", "column", *numbers).to_dicts()


def _entry(one: AcceptedBreak) -> dict[str, str]:
    return {key: str(value) for key, value in one.model_dump(by_alias=True).items()}
