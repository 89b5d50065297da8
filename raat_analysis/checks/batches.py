"""The rows of a source in batches: read, typed, checked row by row, and put aside on disk as typed values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from raat_analysis.checks.engine import FAILURES, failures
from raat_analysis.checks.expected import KEY, Expected, expected
from raat_analysis.checks.view import with_key
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.corrections import Corrections
from raat_analysis.sources.exports import Export
from raat_analysis.sources.grids import BATCH, LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.reading import Reading
from raat_analysis.sources.typed import FAULTS, ROW, SIGNS, faults, hashed, thousands_signs, typed, values

OBTAINED = "export_date"
IDENTITY = {ROW: pl.UInt32, OBTAINED: pl.Date, KEY: pl.UInt64, "row": pl.UInt64}


@dataclass
class Rows:
    """Every row of a source: typed values on disk in `folder`, what each batch found, and what tells rows apart.

    `identity` has per row a hash of its key (null when the key is incomplete) and of all its texts.
    """

    contract: Contract
    folder: Path
    read: int = 0
    parts: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # file → rows read
    identity: list[pl.DataFrame] = field(default_factory=list)
    faults: list[pl.DataFrame] = field(default_factory=list)
    failures: list[pl.DataFrame] = field(default_factory=list)
    signs: list[pl.DataFrame] = field(default_factory=list)
    demands: list[Expected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.demands = expected(self.contract)

    def take(self, texts: pl.DataFrame) -> None:
        """Check one batch of texts (the contract's columns, export_date, export_file, export_line)."""
        columns = typed(texts, self.contract)
        ids = pl.int_range(self.read, self.read + texts.height, dtype=pl.UInt32, eager=True).alias(ROW)
        places = texts.select(OBTAINED, FILE, LINE).insert_column(0, ids)
        table = pl.concat([places, values(columns, self.contract)], how="horizontal")
        self.read += texts.height
        self.faults.append(faults(columns, self.contract, ids))
        self.failures.append(failures(self.demands, columns, table, self.contract))
        self.signs.append(thousands_signs(columns, self.contract, texts))
        self.identity.append(_identity(table, hashed(columns), self.contract))
        self.parts.append(self.folder / f"{len(self.parts):05}.arrow")
        table.write_ipc(self.parts[-1])

    def typed(self) -> pl.LazyFrame:
        """The typed values of all rows, in the order of the exports: row_id, export_date, file, line, columns."""
        return pl.scan_ipc(self.parts)

    def chosen(self, ids: pl.Series) -> pl.DataFrame:
        """The typed values of some rows, in the order of the exports."""
        return self.typed().filter(pl.col(ROW).is_in(ids.implode())).collect(engine="streaming").sort(ROW)

    def found(self, kind: str) -> pl.DataFrame:
        """What all batches found together: faults, failures, signs or identity."""
        schemas = {"faults": FAULTS, "failures": FAILURES, "signs": SIGNS, "identity": IDENTITY}
        parts: list[pl.DataFrame] = getattr(self, kind)
        return pl.concat(parts) if parts else pl.DataFrame(schema=schemas[kind])


def taken(
    readings: Iterable[tuple[Export, Reading]], corrections: Corrections, folder: Path, problems: list[str]
) -> Rows:
    """All rows of a source. A file that is refused while it is read adds its message to `problems`."""
    rows = Rows(corrections.contract, folder)
    for texts in _joined(_batches(readings, corrections, rows.counts, problems)):
        rows.take(texts)
    return rows


def _batches(
    readings: Iterable[tuple[Export, Reading]], corrections: Corrections, counts: dict[str, int], problems: list[str]
) -> Iterator[pl.DataFrame]:
    for export, reading in readings:
        try:
            for batch in reading.batches:
                counts[reading.file] = counts.get(reading.file, 0) + batch.height
                right = corrections.applied(batch, reading.file) if corrections.entries else batch
                yield right.with_columns(pl.lit(export.obtained).alias(OBTAINED))
        except ExportRefused as error:
            problems.append(str(error))


def _joined(batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Small batches together: a thousand small files are checked as one."""
    waiting: list[pl.DataFrame] = []
    for batch in batches:
        waiting.append(batch)
        if sum(part.height for part in waiting) >= BATCH:
            yield pl.concat(waiting, rechunk=True)
            waiting = []
    if waiting:
        yield pl.concat(waiting, rechunk=True)


def _identity(table: pl.DataFrame, hashes: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    key = with_key(table.select(ROW, OBTAINED, *contract.key), contract)
    hashed = pl.when(pl.col(KEY).is_not_null()).then(pl.col(KEY).hash()).alias(KEY)
    whole = hashes.with_columns(table[OBTAINED]).hash_rows().alias("row")
    return key.select(ROW, OBTAINED, hashed).with_columns(whole)
