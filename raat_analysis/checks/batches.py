"""The rows of a source in batches: read, typed, checked row by row, and put aside on disk as typed values."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from raat_analysis.checks.engine import FAILURES, failures
from raat_analysis.checks.expected import KEY, Expected, expected
from raat_analysis.checks.view import with_key
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.parquet import as_texts
from raat_analysis.sources.corrections import Corrections
from raat_analysis.sources.exports import Export
from raat_analysis.sources.grids import BATCH, LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.reading import Reading, ahead
from raat_analysis.sources.repeated import Texts, repeated
from raat_analysis.sources.typed import (
    FAULTS,
    ROW,
    SIGNS,
    Cells,
    faults,
    hashed,
    stored,
    thousands_signs,
    typed,
    values,
)

OBTAINED = "export_date"
AT_ONCE = 2  # batches checked beside each other: much of the work on one batch is done by one processor
NOTHING: Mapping[str, pl.Series] = MappingProxyType({})
IDENTITY = {ROW: pl.UInt32, OBTAINED: pl.Date, KEY: pl.UInt64, "row": pl.UInt64}


class Judged(NamedTuple):
    """What was found in one batch, and where its typed values are.

    `identity` has per row a hash of its key (null when the key is incomplete) and of all its texts.
    """

    part: Path
    faults: pl.DataFrame
    failures: pl.DataFrame
    signs: pl.DataFrame
    identity: pl.DataFrame


@dataclass
class Rows:
    """Every row of a source: typed values on disk in `folder`, and what each batch found."""

    contract: Contract
    folder: Path
    read: int = 0
    counts: dict[str, int] = field(default_factory=dict)  # file → rows read
    judged: list[Judged] = field(default_factory=list)
    demands: list[Expected] = field(default_factory=list)
    texts: dict[str, Texts] = field(default_factory=dict)  # of the columns that repeat themselves
    starts: list[int] = field(default_factory=list)  # the first row of each part

    def __post_init__(self) -> None:
        self.demands = expected(self.contract)

    def take(self, batches: Iterable[pl.DataFrame]) -> None:
        """Check batches of texts (the contract's columns, export_date, export_file, export_line), two at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[Future[Judged]] = deque()
            for texts in batches:
                if not self.starts:
                    self.texts = repeated(texts, [FILE, *self.contract.columns])
                waiting.append(pool.submit(self._judged, texts, self.read, len(self.starts)))
                self.starts.append(self.read)
                self.read += texts.height
                if len(waiting) > AT_ONCE:
                    self.judged.append(waiting.popleft().result())
            self.judged += [one.result() for one in waiting]

    def _judged(self, texts: pl.DataFrame, start: int, number: int) -> Judged:
        columns = typed(texts, self.contract, self.texts)
        ids = pl.int_range(start, start + texts.height, dtype=pl.UInt32, eager=True).alias(ROW)
        places = texts.select(OBTAINED, FILE, LINE).insert_column(0, ids)
        part = self.folder / f"{number:05}.arrow"
        file = self.texts[FILE].numbers(places[FILE]) if FILE in self.texts else places[FILE]
        values = stored(columns, self.contract, self.texts)
        pl.concat([places.with_columns(file.alias(FILE)), values], how="horizontal").write_ipc(part)
        return Judged(
            part,
            faults(columns, self.contract, ids),
            failures(self.demands, columns, places, self.contract),
            thousands_signs(columns, self.contract, texts),
            _identity(places, columns, self.contract),
        )

    @property
    def parts(self) -> list[Path]:
        return [one.part for one in self.judged]

    def numbers(self) -> pl.LazyFrame:
        """All rows in the order of the exports: row_id, export_date, file, line, columns; see `stored`."""
        return pl.scan_ipc(self.parts)

    def decoded(self, rows: pl.LazyFrame, used: Mapping[str, pl.Series] = NOTHING) -> pl.LazyFrame:
        """Rows of `numbers` with texts: an Enum for a column that repeats itself, of the `used` numbers where given."""
        there = rows.collect_schema().names()
        coded = [name for name in self.coded if name in there]
        return rows.with_columns(self.texts[name].decoded(pl.col(name), used.get(name)) for name in coded)

    @cached_property
    def coded(self) -> list[str]:
        """The columns that are put aside as the numbers of their texts."""
        return [
            name for name, kind in self.numbers().collect_schema().items() if name in self.texts and kind == pl.UInt32
        ]

    def typed(self) -> pl.LazyFrame:
        """The typed values of all rows, in the order of the exports: row_id, export_date, file, line, columns."""
        return self.decoded(self.numbers())

    def chosen(self, ids: pl.Series, names: Sequence[str] = ()) -> pl.DataFrame:
        """The typed values of some rows, in the order of the exports; all columns or those named."""
        columns = list(names) or self.numbers().collect_schema().names()
        found = [self.numbers().select(columns).clear().collect()]
        for part, start, end in zip(self.parts, self.starts, [*self.starts[1:], self.read], strict=True):
            here = ids.filter(ids.is_between(start, end, closed="left"))
            if len(here):
                found.append(pl.read_ipc(part, columns=columns)[here.unique().sort() - start])
        return as_texts(self.decoded(pl.concat(found).lazy())).collect()

    def found(self, kind: str) -> pl.DataFrame:
        """What all batches found together: faults, failures, signs or identity."""
        schemas = {"faults": FAULTS, "failures": FAILURES, "signs": SIGNS, "identity": IDENTITY}
        parts: list[pl.DataFrame] = [getattr(one, kind) for one in self.judged]
        return pl.concat(parts) if parts else pl.DataFrame(schema=schemas[kind])


def taken(
    readings: Iterable[tuple[Export, Reading]], corrections: Corrections, folder: Path, problems: list[str]
) -> Rows:
    """All rows of a source. A file that is refused while it is read adds its message to `problems`."""
    rows = Rows(corrections.contract, folder)
    rows.take(_joined(_batches(readings, corrections, rows.counts, problems)))
    return rows


def _batches(
    readings: Iterable[tuple[Export, Reading]], corrections: Corrections, counts: dict[str, int], problems: list[str]
) -> Iterator[pl.DataFrame]:
    for export, reading in ahead(readings):
        try:
            for batch in reading.batches:
                counts[reading.file] = counts.get(reading.file, 0) + batch.height
                right = corrections.applied(batch, reading.file) if corrections.entries else batch
                day = pl.Series(OBTAINED, [export.obtained], dtype=pl.Date)
                yield right.hstack([day.new_from_index(0, right.height)])
        except ExportRefused as error:
            problems.append(str(error))


def _joined(batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Small batches together: a thousand small files are checked as one."""
    waiting: list[pl.DataFrame] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.height
        if rows >= BATCH:
            yield pl.concat(waiting, rechunk=True)
            waiting, rows = [], 0
    if waiting:
        yield pl.concat(waiting, rechunk=True)


def _identity(places: pl.DataFrame, columns: dict[str, Cells], contract: Contract) -> pl.DataFrame:
    key = with_key(values(columns, contract, contract.key), contract)
    hash_of_key = pl.when(pl.col(KEY).is_not_null()).then(pl.col(KEY).hash()).alias(KEY)
    whole = hashed(columns).with_columns(places[OBTAINED]).hash_rows().alias("row")
    return places.select(ROW, OBTAINED).with_columns(key.select(hash_of_key).to_series(), whole)
