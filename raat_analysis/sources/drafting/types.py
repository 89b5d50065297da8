"""Which type the texts of a column are written as."""

import re

import polars as pl

from raat_analysis.contracts.model import HOURS, TEXT
from raat_analysis.sources.drafting.personal import like_persons
from raat_analysis.sources.notations import NOTATIONS

ORDER = ("year", "quarter", "period", "date", "integer", "decimal", HOURS)  # the first that fits
SPELT = 0.95  # the part of the values that must be written as the type; the rest is dirt or "not known"
NUMBERED = re.compile(r"(code|nummer|\bnr|\bid|-id|kvk|sbi)\b")  # a number that is a name
ZERO = r"^0[0-9]"  # nothing that is counted begins with a zero
RECENT = r"^(199|20[0-6])[0-9]$"
FEW_YEARS = 70
FEW_SPELLINGS = 5


def guessed_type(header: str, values: pl.Series, mark: str) -> str:
    """The first type as which nearly all values are written; text when there is none, or when a number is a name."""
    if values.is_empty():
        return TEXT
    digits = NUMBERED.search(header.casefold()) is not None or bool(values.str.contains(ZERO).any())
    for kind in ORDER:
        named = digits and kind in ("integer", "decimal", HOURS)
        if not named and share_of_type(values, kind, mark) >= SPELT and _means_time(values, kind):
            return kind
    return TEXT


def share_of_type(values: pl.Series, kind: str, mark: str) -> float:
    """The part of the values that is written as this type."""
    if values.is_empty():
        return 1.0
    return 1 - float(_wrong(values, kind, mark).sum()) / values.len()


def not_known(values: pl.Series, kind: str, mark: str) -> list[str]:
    """Few words among numbers or dates, such as n.o.t.k.: spellings for a value that is not known."""
    if kind in (TEXT, "code") or values.is_empty():
        return []
    words = values.filter(_wrong(values, kind, mark))
    spellings = sorted({" ".join(text.split()).casefold() for text in words.unique().to_list()})
    wordless = any(re.search("[0-9@]", text) for text in spellings)
    return [] if wordless or len(spellings) > FEW_SPELLINGS or like_persons(words) else spellings


def _wrong(values: pl.Series, kind: str, mark: str) -> pl.Series:
    _, fault = NOTATIONS[kind](pl.col("value"), mark)
    return values.alias("value").to_frame().select(fault.is_not_null()).to_series()


def _means_time(values: pl.Series, kind: str) -> bool:
    """Any four digits are written as a year; only those of our time, again and again, are one."""
    if kind == "year":
        return bool(values.str.contains(RECENT).all()) and values.n_unique() <= FEW_YEARS
    return kind != "period" or bool(values.str.contains("[A-Za-z*]").any())
