"""A fact: one published number with its words. Sentences, tables and figures are made of facts only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from raat_analysis.codelists import entries
from raat_analysis.numbers_table import KEY
from raat_analysis.sentences.numbers import MISSING, SECRET, cell, quantity
from raat_analysis.sentences.traces import Row, Traced, marked

WHOLE_PERCENT_BELOW = 1000  # a percentage of fewer than a thousand gets no decimals


@dataclass(frozen=True)
class Fact:
    """A row of the numbers table (or, without value and status missing, the lack of one)."""

    measure: str
    region_code: str
    branch_code: str = "SMAL"
    period: str = ""
    breakdown: str = "total"
    category: str = "total"
    scenario: str = ""
    edition: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    interval_pct: int | None = None
    status: str = "missing"
    row: Row = field(default=(), compare=False, repr=False)  # of the published table; () when it is not from there

    @property
    def unit(self) -> str:
        return str(entries("measures")[self.measure]["unit"])

    @property
    def decimals(self) -> int:
        few = self.unit == "%" and self.denominator is not None and self.denominator < WHOLE_PERCENT_BELOW
        return 0 if few else int(entries("measures")[self.measure]["decimals"])

    @property
    def cell(self) -> str:
        """The number for a table: '8,7%', 'x' when secret, '.' when missing."""
        shown = cell(self.value, self.status, self.unit, self.decimals)
        return marked(shown, (self.row,)) if self.row and shown in (SECRET, MISSING) else shown

    @property
    def plain(self) -> str:
        """The number without the star of a provisional one, for figures that say so in their note."""
        return self.cell.rstrip("*")

    @property
    def text(self) -> str:
        """The number with its unit for a sentence; ask `known(fact)` first."""
        return self.cell if self.value is None else quantity(self.value, self.unit, self.decimals)


FIGURES = ("value", "numerator", "denominator", "lower", "upper")
OTHERS = tuple(name for name in Fact.__dataclass_fields__ if name not in (*FIGURES, "row"))


def fact(row: Mapping[str, Any]) -> Fact:
    """The fact of a row of the numbers table (or of a member's own); its figures know that row."""
    key = (str(row.get("organisation_code", "")), *("" if row[name] is None else str(row[name]) for name in KEY))
    figures: dict[str, Any] = {name: None if row[name] is None else Traced(row[name], (key,)) for name in FIGURES}
    return Fact(**{name: row[name] for name in OTHERS}, **figures, row=key)


def known(*facts: Fact) -> bool:
    """Whether all of the facts have a value."""
    return all(each.value is not None for each in facts)


def value_of(each: Fact) -> float:
    """The value of a known fact; a fact without value is a ValueError."""
    if each.value is None:
        raise ValueError(f"{each.measure} for {each.region_code} in {each.period} has no value")
    return each.value
