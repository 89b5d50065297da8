"""The ledger: every cell that an edition ever published, with its bounds; only ever added to.

A file of text (data/editions/ledger.csv), one row a cell as an edition published it: lower and upper are the count, or
for a hidden cell 0 and nothing. An edition adds a block: the cells that are new, or not what the ledger said last. A
line with # seals a block with the SHA-256 of all above it, so that a row that was changed or left out is noticed.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from raat_analysis.disclosure.cells import CELL, with_counted
from raat_analysis.disclosure.system import Flags
from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import replaced

FILE = "ledger.csv"
COLUMNS: dict[str, type[pl.DataType]] = {
    "published_in": pl.String,
    **dict.fromkeys(CELL, pl.String),
    "lower": pl.Float64,
    "upper": pl.Float64,
    "hidden": pl.Boolean,
}
STATE = ["lower", "upper", "hidden"]
SEAL = re.compile(r"# (20\d\dQ[1-4]): (\d+) cells; sha256 of all above: ([0-9a-f]{64})")
CLOSE = 1e-6


@dataclass(frozen=True)
class Ledger:
    """The rows of the ledger, in the order in which they were added."""

    rows: pl.DataFrame

    def last(self) -> pl.DataFrame:
        """Each cell as it was published last."""
        return self.rows.unique(CELL, keep="last", maintain_order=True)

    def shown_the_same(self, cells: pl.DataFrame) -> Flags:
        """For each cell whether an edition showed the count that it has now."""
        shown = self.rows.filter(~pl.col("hidden")).select(*CELL, count="lower").unique()
        near = cells.select("cell", *CELL, now="count").join(shown, on=CELL, how="inner")  # not shown before: not known
        same = near.filter((pl.col("now") - pl.col("count")).abs() < CLOSE)["cell"].to_numpy()
        return np.isin(cells["cell"].to_numpy(), same)

    def refuse_absent(self, cells: pl.DataFrame) -> None:
        """Raise RaatError for a cell that an edition hid and that is in no table now: without it nobody can tell
        whether the new tables reveal it."""
        gone = self.last().filter("hidden").join(cells, on=CELL, how="anti")
        if not gone.is_empty():
            raise RaatError(
                f"{gone.height} numbers that earlier editions hid are no longer counted:\n"
                f"{cases(gone.sort(CELL).select('published_in', *CELL).rows())}\n"
                "Keep the exports of earlier editions in data/raw: their counts are needed to protect them."
            )

    def refuse_unrecorded(self, previous: pl.DataFrame) -> None:
        """Raise RaatError for a secret number of the previous edition (previous.py) that the ledger does not have."""
        edition = max(previous["published_in"], default="")
        until = self.rows.filter(pl.col("published_in") <= edition).unique(CELL, keep="last", maintain_order=True)
        lone = with_counted(previous.filter(status="secret")).join(until.filter("hidden"), on=CELL, how="anti")
        if not lone.is_empty():
            raise RaatError(
                f"{lone.height} secret numbers of edition {edition} are not in the ledger:\n"
                f"{cases(lone.select(CELL).unique().sort(CELL).rows())}\n"
                f"Without them this edition could reveal what {edition} hid. Take data/editions/{FILE} as it was after "
                f"{edition} was published (git log data/editions)."
            )


EMPTY = Ledger(pl.DataFrame(schema=COLUMNS))


def as_published(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with `hidden` as the ledger has them: CELL, lower, upper, hidden; cells without a count are left out."""
    shown = pl.when(~pl.col("hidden")).then("count")
    return cells.filter(pl.col("count").is_not_null() | pl.col("secret")).select(
        *CELL, shown.fill_null(0.0).alias("lower"), shown.alias("upper"), "hidden"
    )


def read_ledger(path: Path) -> Ledger:
    """The ledger in a file; no file is a ledger without rows. Raises RaatError when a seal does not fit."""
    if not path.is_file():
        return EMPTY
    text = path.read_text(encoding="utf-8")
    refuse_broken_seals(text, path.name)
    rows = pl.read_csv(text.encode(), schema=COLUMNS, comment_prefix="#")
    return Ledger(rows.with_columns(pl.col(pl.String).fill_null("")))


def added(path: Path, edition: str, cells: pl.DataFrame) -> int:
    """Add the cells of an edition (as_published) to the ledger; how many were new or differ from what it said.

    Raises RaatError for an edition before the last one in it.
    """
    ledger = read_ledger(path)
    latest = max(ledger.rows["published_in"], default="")
    if edition < latest:
        raise RaatError(
            f"The ledger has edition {latest} already; {edition} is older and cannot be added. "
            "Next step: set the right edition in params.yaml."
        )
    new = cells.join(ledger.last(), on=[*CELL, *STATE], how="anti", nulls_equal=True).sort(CELL)
    if new.height:
        _write(path, edition, new.select(pl.lit(edition).alias("published_in"), *CELL, *STATE))
    return new.height


def _write(path: Path, edition: str, new: pl.DataFrame) -> None:
    before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(COLUMNS) + "\n"
    text = before + new.with_columns(_digits("lower"), _digits("upper")).write_csv(
        include_header=False, quote_style="never"
    )
    with replaced(path) as beside:
        beside.write_text(f"{text}{_seal(edition, new.height, text)}\n", encoding="utf-8", newline="\n")


def _digits(name: str) -> pl.Expr:
    """A whole number without a decimal point: half of the file would be points and zeros."""
    return (
        pl.when(pl.col(name) % 1 == 0)
        .then(pl.col(name).cast(pl.Int64).cast(pl.String))
        .otherwise(pl.col(name).cast(pl.String))
        .alias(name)
    )


def _seal(edition: str, cells: int, above: str) -> str:
    return f"# {edition}: {cells} cells; sha256 of all above: {hashlib.sha256(above.encode()).hexdigest()}"


def refuse_broken_seals(text: str, name: str) -> None:
    """Raise RaatError for a text of a ledger in which a line was changed, doubled or left out."""
    lines = text.splitlines(keepends=True)
    above, since = hashlib.sha256(), -1  # the header is no cell
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            found = SEAL.fullmatch(line.rstrip("\n"))
            if not found or int(found[2]) != since or found[3] != above.hexdigest():
                _refuse(name, number, "its seal does not fit what is above it")
            since = -1
        above.update(line.encode())
        since += 1
    if not lines or since or not lines[-1].startswith("#"):
        _refuse(name, len(lines), "it does not end with a seal")


def _refuse(name: str, line: int, why: str) -> None:
    raise RaatError(
        f"{name}, line {line}: {why}, so rows were changed or left out. The ledger is only ever added to, by "
        "`raat publish`. Next step: take the last version from git (git checkout data/editions/ledger.csv)."
    )
