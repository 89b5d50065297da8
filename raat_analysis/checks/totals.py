"""Totals in an export against the sum of their parts, within what the source's rounding explains."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from raat_analysis.checks.view import mapped
from raat_analysis.contracts import Contract, Total, codes
from raat_analysis.contracts.model import CODE
from raat_analysis.errors import SHOWN, cases
from raat_analysis.sources.grids import LINE
from raat_analysis.sources.headers import FILE

SUM, NUMBER, EMPTY = "sum of ", "number of parts", "empty of "


@dataclass(frozen=True)
class TotalBroken:
    """A total of the contract that its parts do not add up to: how often, and the first places."""

    total: Total
    count: int
    first: tuple[str, ...]

    def told(self) -> dict[str, object]:
        """For the quality page."""
        return {"id": self.total.id, "sentence": self.total.sentence, "count": self.count, "first": list(self.first)}

    def message(self, contract: Contract) -> str:
        """What stops the run, with the next step."""
        shown = cases([*self.first, *[""] * (self.count - len(self.first))])
        return (
            f"{contract.source}: {self.count} totals are not the sum of their parts ({self.total.id}):\n{shown}\n"
            f"{self.total.sentence}\nNext step: have the export corrected and add it again; if the source rounds more "
            f"than the contract says, change rounded_to in raat_analysis/contracts/{contract.source}.yml."
        )


@dataclass(frozen=True)
class Totals:
    """What the totals of a contract say of the accepted rows; `unchecked` is for the quality page."""

    broken: tuple[TotalBroken, ...] = ()
    unchecked: tuple[dict[str, object], ...] = ()


def totals(accepted: pl.LazyFrame, contract: Contract) -> Totals:
    """The totals of the contract that do not hold among the accepted rows, and those that could not be held.

    A total is held against its parts where all of them are there and none is empty. The difference may be half of
    `rounded_to` for the total and for each part. A total beside some of its parts is only counted: published tables
    leave parts out, and their total is right. A total without any part is nothing to check.
    """
    if not contract.totals:
        return Totals()
    rows = _coded(accepted, contract)
    beside = [(total, _beside_parts(rows, total, contract)) for total in contract.totals]
    found = [(total, list(_broken(both, total, contract))) for total, both in beside]
    broken = tuple(TotalBroken(total, len(places), tuple(places[:SHOWN])) for total, places in found if places)
    missed = [_unchecked(total, both) for total, both in beside]
    return Totals(broken, tuple(told for told in missed if told["part_missing"] or told["value_empty"]))


def _coded(accepted: pl.LazyFrame, contract: Contract) -> pl.DataFrame:
    numbers = sorted({name for total in contract.totals for name in total.columns})
    rows = accepted.select(*contract.key, *numbers, FILE, LINE).collect(engine="streaming")
    labels = [name for name in contract.key if contract.columns[name].type == CODE]
    return rows.with_columns(mapped(rows[name], codes(contract.columns[name])).alias(name) for name in labels)


def _beside_parts(rows: pl.DataFrame, total: Total, contract: Contract) -> pl.DataFrame:
    """The rows of a total that has any parts, with their number, sums and empty values."""
    others = [name for name in contract.key if name != total.over]
    parts = rows.filter(pl.col(total.over).is_in(total.parts)).group_by(others).agg(*_summed(total))
    whole = rows.filter(pl.col(total.over) == total.total)
    return whole.join(parts, on=others, how="inner", validate="1:1", nulls_equal=True)


def _unchecked(total: Total, both: pl.DataFrame) -> dict[str, object]:
    whole = both.filter(pl.col(NUMBER) == len(total.parts))
    empty = [whole.filter(pl.col(name).is_null() | (pl.col(EMPTY + name) > 0)).height for name in total.columns]
    missing = both.height - whole.height
    return {"id": total.id, "sentence": total.sentence, "part_missing": missing, "value_empty": sum(empty)}


def _broken(both: pl.DataFrame, total: Total, contract: Contract) -> Iterator[str]:
    both = both.filter(pl.col(NUMBER) == len(total.parts)).sort(FILE, LINE)
    for name in total.columns:
        allowed = contract.columns[name].rounded_to / 2 * (1 + len(total.parts)) + 1e-6
        apart = (pl.col(name) - pl.col(SUM + name)).abs() > allowed
        for row in both.filter(apart & (pl.col(EMPTY + name) == 0)).iter_rows(named=True):
            header = contract.columns[name].header
            yield f"{row[FILE]} line {row[LINE]}: {header} {row[name]:.10g}, the parts give {row[SUM + name]:.10g}"


def _summed(total: Total) -> Iterator[pl.Expr]:
    yield pl.col(total.over).n_unique().alias(NUMBER)
    for name in total.columns:
        yield pl.col(name).sum().alias(SUM + name)
        yield pl.col(name).null_count().alias(EMPTY + name)
