"""What happens to each row of a source: accepted, or set aside with a reason. No row is lost and no value changed."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from raat_analysis.checks import great
from raat_analysis.checks.batches import OBTAINED, Rows
from raat_analysis.checks.expected import KEY, Expected
from raat_analysis.checks.wording import place_rule
from raat_analysis.contracts import Contract
from raat_analysis.parquet import as_texts, write_table
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE
from raat_analysis.sources.repeated import SAMPLE
from raat_analysis.sources.typed import FAULTS, ROW, typed_columns

NUMBER = "number"


@dataclass(frozen=True)
class Examined:
    """All rows of a source and what is wrong with them.

    A fault: row_id, column, value as delivered, rule, action (stop, row, cell or warn), export_date, file and line.
    """

    rows: Rows
    faults: pl.DataFrame
    confirming: Future[tuple[great.Confirmed, ...]]

    @property
    def contract(self) -> Contract:
        return self.rows.contract

    @property
    def outcomes(self) -> tuple[great.Confirmed, ...]:
        """What Great Expectations confirms of each demand; waits until it has, beside the writing of the rows."""
        return self.confirming.result()

    @cached_property
    def set_aside(self) -> pl.DataFrame:
        """The rows that are set aside, once each: row_id, export_date, file."""
        return self.faults.filter(pl.col("action") == "row").select(ROW, OBTAINED, FILE).unique(ROW).sort(ROW)

    def accepted(self) -> pl.LazyFrame:
        """The typed rows that are not set aside, in the order of the exports, with cells set aside as null."""
        return self.rows.decoded(self._kept())

    def _kept(self) -> pl.LazyFrame:
        aside = self.set_aside[ROW]
        kept = self.rows.numbers()
        if len(aside):
            kept = kept.filter(~pl.col(ROW).is_in(aside.implode()))
        cells = self.faults.filter(pl.col("action") == "cell")
        for name in cells["column"].unique().sort():
            bad = cells.filter(pl.col("column") == name)[ROW].implode()
            kept = kept.with_columns(pl.when(~pl.col(ROW).is_in(bad)).then(pl.col(name)).alias(name))
        return kept

    def delivered(self) -> pl.LazyFrame:
        """The typed rows as they came in, without repeated ones: what an export is compared with the previous one on.

        Rows that are set aside are in it, and rows that a later export replaced, or two exports could not be compared.
        """
        twice = self.faults.filter(pl.col("rule") == "duplicate_row")[ROW]
        return self.rows.typed().filter(~pl.col(ROW).is_in(twice.implode()))

    def write_accepted(self, path: Path) -> None:
        """The accepted rows as the checked table of the source; of a text that is set aside nothing stays behind.

        Columns that repeat themselves are stored as an Enum when there are so many rows that it matters.
        """
        kept = self._kept()
        distinct = kept.select(pl.col(self.rows.coded).drop_nulls().unique().implode()).collect(engine="streaming")
        used = {name: distinct[name].explode() for name in distinct.columns}
        accepted = self.rows.decoded(kept, used).select(typed_columns(self.contract))
        write_table(accepted if self.rows.read > SAMPLE else as_texts(accepted), path)


def examined(rows: Rows) -> Examined:
    """Find what is wrong with the rows of a source, those of all its exports together."""
    alike = _alike(rows.found("identity"))
    twice = _repeated_rows(alike)
    older = _replaced(rows, alike, twice)
    again = _answered_again(rows, pl.concat([twice, older]))
    unread = rows.found("faults").join(pl.concat([twice, older, again]), on=ROW, how="anti")
    blocked = pl.concat([twice, older, again, unread.filter(pl.col("action") != "cell").select(ROW)]).unique()
    failing = rows.found("failures").join(blocked, on=ROW, how="anti")
    failing = pl.concat([failing, _key_failures(rows, alike.join(blocked, on=ROW, how="anti"))])
    confirming = ThreadPoolExecutor(1).submit(great.confirmed, rows, failing, blocked[ROW])
    reasons = {"duplicate_row": twice, "replaced": older, "answered_again": again}
    whole = [_whole(rows, ids, reason) for reason, ids in reasons.items()]
    found = pl.concat([*whole, unread, _as_faults(rows, failing)])
    return Examined(rows, _placed(rows, found), confirming)


def _alike(identity: pl.DataFrame) -> pl.DataFrame:
    """The rows whose key stands more than once, or that have none: only among them a row can come back."""
    key = pl.col(KEY)
    return identity.filter(key.is_null() | key.is_in(_twice(identity[KEY]).implode()))


def _repeated_rows(alike: pl.DataFrame) -> pl.DataFrame:
    """Rows that are the same in every column as an earlier row of the same export."""
    return alike.filter(~pl.struct(OBTAINED, "row").is_first_distinct()).select(ROW)


def _replaced(rows: Rows, alike: pl.DataFrame, twice: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key comes back in a later export: what is newest counts, also when the newest is not right."""
    if not rows.contract.later_export_replaces:
        return alike.select(ROW).clear()
    candidates = alike.filter(pl.col(KEY).is_not_null()).join(twice, on=ROW, how="anti")
    newest = pl.col(OBTAINED).max().over(KEY)
    return candidates.filter(pl.col(OBTAINED) < newest).select(ROW)


def _answered_again(rows: Rows, gone: pl.DataFrame) -> pl.DataFrame:
    """Rows of somebody who answers again further on: the last answer counts, also when it is not right."""
    names = list(rows.contract.once_per)
    if not names:
        return gone.clear()
    given = as_texts(rows.typed().select(ROW, *names)).drop_nulls().join(gone.lazy(), on=ROW, how="anti")
    last = pl.col(ROW).max().over(names)
    return given.filter(pl.col(ROW) < last).select(ROW).sort(ROW).collect()


def _key_failures(rows: Rows, alike: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key stands more than once among the rows that count."""
    again = alike.filter(pl.col(KEY).is_in(_twice(alike[KEY]).implode()))[ROW]
    number = next(i for i, demand in enumerate(rows.demands) if demand.expectation == "unique")
    return _keys(rows, again).with_columns(pl.lit(number, dtype=pl.UInt32).alias(NUMBER)).select(ROW, NUMBER, "value")


def _twice(hashes: pl.Series) -> pl.Series:
    """The hashes that occur more than once.

    They have 64 bits: in a file of ten million rows two different keys share one with a chance of 3 in a million.
    """
    in_order = hashes.drop_nulls().sort()
    return in_order.filter(in_order == in_order.shift(1)).unique()


def _whole(rows: Rows, ids: pl.DataFrame, rule: str) -> pl.DataFrame:
    """Faults of whole rows; the value shown is the row's key."""
    fixed = {"column": "", "rule": rule, "action": "row"}
    return _keys(rows, ids[ROW]).with_columns(pl.lit(v).alias(n) for n, v in fixed.items()).select(list(FAULTS))


def _keys(rows: Rows, ids: pl.Series) -> pl.DataFrame:
    """The key of some rows as a text: row_id, value."""
    if not len(ids):
        return pl.DataFrame(schema={ROW: pl.UInt32, "value": pl.String})
    shown = [pl.col(name).cast(pl.String).fill_null("") for name in rows.contract.key]
    return rows.chosen(ids).select(ROW, pl.concat_str(shown, separator=" | ").alias("value"))


def _as_faults(rows: Rows, failing: pl.DataFrame) -> pl.DataFrame:
    """Failed demands as faults. A rule is not held against a row whose values are at fault already."""
    known = failing.join(_about(rows.demands), on=NUMBER, how="left", validate="m:1", maintain_order="left")
    blamed = known.filter(pl.col("column") != "").select(ROW).unique()
    rules = known.filter(pl.col("is_rule")).join(blamed, on=ROW, how="anti")
    found = pl.concat([known.filter(~pl.col("is_rule")), rules]).select(list(FAULTS))
    found = found.unique([ROW, "column", "rule"], maintain_order=True)  # both ends of hours: one fault
    return _with_place_rules(rows.contract, found)


def _about(demands: list[Expected]) -> pl.DataFrame:
    """What the demands say: number, column, rule, action, is_rule."""
    told = [(n, d.column, d.rule, d.action, d.expectation == "true") for n, d in enumerate(demands)]
    schema = {NUMBER: pl.UInt32, "column": pl.String, "rule": pl.String, "action": pl.String, "is_rule": pl.Boolean}
    return pl.DataFrame(told, schema=schema, orient="row")


def _with_place_rules(contract: Contract, found: pl.DataFrame) -> pl.DataFrame:
    """A place that is not accepted is unknown, or lies in several regions."""
    places = [name for name, column in contract.columns.items() if column.codelist == "places"]
    bad = (pl.col("rule") == "not_in_codelist") & pl.col("column").is_in(places)
    named = found.filter(bad)["value"].unique()
    reasons = pl.DataFrame({"value": named, "reason": [place_rule(value) for value in named]}, schema=_REASONS)
    known = found.join(reasons, on="value", how="left", validate="m:1", maintain_order="left")
    return known.with_columns(pl.when(bad).then("reason").otherwise("rule").alias("rule")).drop("reason")


_REASONS = {"value": pl.String, "reason": pl.String}


def _placed(rows: Rows, found: pl.DataFrame) -> pl.DataFrame:
    """Faults with export_date, file and line, in the order of the exports."""
    wanted = found[ROW].unique()
    places = rows.chosen(wanted, [ROW, OBTAINED, FILE, LINE])
    known = found.join(places, on=ROW, how="left", validate="m:1")
    return known.sort(ROW, "column", "rule")
