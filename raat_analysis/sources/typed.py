"""A text table as typed columns, strictly: what cannot be read becomes a fault and an empty cell, never a guess.

A column is read by its distinct texts: ten million rows hold a few hundred place names, and each is read once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.contracts.choices import joined
from raat_analysis.contracts.model import CODES, PERIODS, PROVISIONAL, Column
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.notations import NOTATIONS, action, in_hours, number_of_hours, provisional, thousands
from raat_analysis.sources.repeated import Texts, numbered

ROW = "row_id"
FAULTS = {ROW: pl.UInt32, "column": pl.String, "value": pl.String, "rule": pl.String, "action": pl.String}
SIGNS = dict.fromkeys([FILE, "column", "kind"], pl.String) | {"count": pl.UInt32, LINE: pl.UInt32, "value": pl.String}
NUMBERS = ("integer", "decimal")
NONE: Mapping[str, Texts] = MappingProxyType({})


@dataclass(frozen=True)
class Cells:
    """A column of texts: `table` has each text once (text, value, fault), `index` says which of them a row holds.

    Without `index` the table has a row for every row.
    """

    table: pl.DataFrame
    index: pl.Series | None

    def spread(self, values: pl.Series) -> pl.Series:
        """One value per row, from one value per text."""
        return values if self.index is None else values.gather(self.index)

    def at(self, values: pl.Series, rows: pl.Series) -> pl.Series:
        """The values of some rows, from one value per text."""
        return values.gather(rows if self.index is None else self.index.gather(rows))

    def rows(self, wanted: pl.Series) -> pl.Series:
        """The positions of the rows whose text is wanted (a mask over the table; null is not wanted)."""
        if self.index is None or not wanted.any():
            return wanted.arg_true()
        return self.spread(wanted).arg_true()


def cells(texts: pl.Series, column: Column, mark: str, index: pl.Series | None = None) -> Cells:
    """Read a column: texts trimmed, spellings of `not known` and empty texts as null; value and fault of each."""
    text = pl.col("text")
    known = pl.DataFrame({"text": texts}).select(_known(column))
    if column.type == CODES:
        known = known.with_columns(_joined(known["text"], column).alias("written"))
    written = pl.col("written") if column.type == CODES else number_of_hours(text, mark) if in_hours(column) else text
    value, fault = NOTATIONS[column.type](written, mark)
    return Cells(known.select(text, pl.when(fault.is_null()).then(value).alias("value"), fault.alias("fault")), index)


def _joined(texts: pl.Series, column: Column) -> pl.Series:
    """Multiple choice as it is kept: the labels of a cell with "; " between them."""
    spelt = texts.drop_nulls().unique().sort()
    written = pl.Series([joined(text, column) for text in spelt], dtype=pl.String)
    return texts.replace_strict(spelt, written, default=None, return_dtype=pl.String)


def typed(texts: pl.DataFrame, contract: Contract, known: Mapping[str, Texts] = NONE) -> dict[str, Cells]:
    """The columns of a text table, read as the contract says; those in `known` by the distinct texts of all batches."""
    numbers = numbered(texts, {name: known[name] for name in contract.columns if name in known})
    mark = contract.decimal_mark
    return {
        name: cells(known[name].all(), column, mark, numbers[name])
        if name in known
        else cells(texts[name], column, mark)
        for name, column in contract.columns.items()
    }


def hashed(columns: dict[str, Cells]) -> pl.DataFrame:
    """A hash of each cell's text, without spaces around it: equal rows of texts are equal rows here."""
    return pl.DataFrame([read.spread(read.table["text"].hash()).alias(name) for name, read in columns.items()])


def values(columns: dict[str, Cells], contract: Contract, names: Iterable[str] | None = None) -> pl.DataFrame:
    """The typed columns (or some of them), with <name>_provisional after a quarter or period."""
    chosen = {name: columns[name] for name in (columns if names is None else dict.fromkeys(names))}
    spread = [_spread(name, read, read.table["value"], contract) for name, read in chosen.items()]
    return pl.DataFrame([series for pair in spread for series in pair])


def stored(columns: dict[str, Cells], contract: Contract, known: Mapping[str, Texts]) -> pl.DataFrame:
    """The typed columns as they are put aside: of a repeated column with texts only the number of each text."""
    spread = [_spread(name, read, _kept(read, known.get(name)), contract) for name, read in columns.items()]
    return pl.DataFrame([series for pair in spread for series in pair])


def _kept(read: Cells, texts: Texts | None) -> pl.Series:
    value = read.table["value"]
    return texts.numbers(value) if texts and value.dtype == pl.String else value


def _spread(name: str, read: Cells, value: pl.Series, contract: Contract) -> list[pl.Series]:
    found = [read.spread(value).alias(name)]
    if contract.columns[name].type in PERIODS:
        starred = read.table.select(provisional(pl.col("text"))).to_series()
        found.append(read.spread(starred).alias(name + PROVISIONAL))
    return found


def faults(columns: dict[str, Cells], contract: Contract, ids: pl.Series) -> pl.DataFrame:
    """The cells that are not written as their type: row_id, column, value, rule; `action` is stop, row or cell."""
    found = [pl.DataFrame(schema=FAULTS)]
    for name, read in columns.items():
        rows = read.rows(read.table["fault"].is_not_null())
        if not rows.is_empty():
            found.append(_told(name, contract.columns[name], read, ids, rows))
    return pl.concat(found)


def thousands_signs(columns: dict[str, Cells], contract: Contract, texts: pl.DataFrame) -> pl.DataFrame:
    """Per file and column with numbers: how many have thousands signs ("grouped") or could have ("plain"), and one."""
    found = [pl.DataFrame(schema=SIGNS)]
    for name, read in columns.items():
        if contract.columns[name].type not in NUMBERS:
            continue
        kinds = read.table.select(thousands(pl.col("text"), contract.decimal_mark)).to_series()
        if kinds.is_not_null().any():
            found.append(_counted(name, read, kinds, texts))
    return pl.concat(found)


def typed_columns(contract: Contract) -> list[str]:
    """The columns of a checked table."""
    names = [[name, name + PROVISIONAL] if c.type in PERIODS else [name] for name, c in contract.columns.items()]
    return [*(name for pair in names for name in pair), FILE, LINE]


def _known(column: Column) -> pl.Expr:
    """A text without spaces around it, or null when it is empty or one of the spellings for `not known`."""
    text = pl.col("text").str.strip_chars()
    empty = text == ""
    if column.unknown:
        spelt = text.str.to_lowercase().str.replace_all(r"\s+", " ")
        empty = empty | spelt.is_in([normalised(spelling) for spelling in column.unknown])
    return pl.when(~empty).then(text).alias("text")


def _told(name: str, column: Column, read: Cells, ids: pl.Series, rows: pl.Series) -> pl.DataFrame:
    wrong = pl.DataFrame([read.at(read.table[part], rows) for part in ("text", "fault")])
    actions = [action(column, rule) for rule in wrong["fault"]]
    told = [ids.gather(rows).alias(ROW), wrong["text"].alias("value"), wrong["fault"].alias("rule")]
    table = pl.DataFrame([*told, pl.Series("action", actions, dtype=pl.String)])
    return table.with_columns(pl.lit(name).alias("column")).select(pl.col(n).cast(t) for n, t in FAULTS.items())


def _counted(name: str, read: Cells, kinds: pl.Series, texts: pl.DataFrame) -> pl.DataFrame:
    rows = read.rows(kinds.is_not_null())
    kind, text = (read.at(part, rows) for part in (kinds, read.table["text"]))
    table = texts.select(FILE, LINE)[rows].with_columns(kind.alias("kind"), text.alias("value"))
    counts = table.group_by(FILE, "kind").agg(pl.len().alias("count"), pl.col(LINE, "value").first())
    return counts.with_columns(pl.lit(name).alias("column")).select(pl.col(n).cast(t) for n, t in SIGNS.items())
