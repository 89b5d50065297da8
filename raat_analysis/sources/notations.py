"""How values are written in exports, per type: what a text must look like, and the value it stands for.

Each function gives two expressions over a text column (null where the cell is empty): the typed value, and the id of
the fault or null. Nothing is guessed: a text that could be read in two ways is a fault.
"""

from collections.abc import Callable

import polars as pl

from raat_analysis.contracts.model import Column

Notation = Callable[[pl.Expr, str], tuple[pl.Expr, pl.Expr]]
HOUR = r"[0-9]{1,3}(?:,[0-9]{1,2})?"
HOURS = rf"^({HOUR})(?:\s*(?:-|–|tot)\s*({HOUR}))?$"
QUARTER = r"^([0-9]{4})(?:\s([1-4])e kwartaal|\s?KW0([1-4])|-?Q([1-4]))(\*{0,2})$"
YEAR_OF_PERIOD = r"^([0-9]{4})(?:JJ00)?(\*{0,2})$"
ALWAYS_STOP = {"date_notation", "thousands_unclear"}


def fault(broken: pl.Expr, rule: str) -> pl.Expr:
    return pl.when(broken).then(pl.lit(rule))


def thousands(text: pl.Expr, mark: str) -> pl.Expr:
    """Whether a number of 1,000 or more has thousands signs ("grouped") or not ("plain"); null for other texts."""
    point = "." if mark == "," else ","
    number = rf"(\{mark}[0-9]{{1,15}})?$"
    grouped = text.str.contains(rf"^-?[0-9]{{1,3}}(\{point}[0-9]{{3}}){{1,4}}" + number)
    plain = text.str.contains(r"^-?[0-9]{4,15}" + number)
    return pl.when(grouped).then(pl.lit("grouped")).when(plain).then(pl.lit("plain"))


def integer(text: pl.Expr, mark: str) -> tuple[pl.Expr, pl.Expr]:
    """Digits, with or without thousands signs; a file with both (`thousands`) is refused."""
    point = "." if mark == "," else ","
    noted = text.str.contains(rf"^-?([0-9]{{1,15}}|[0-9]{{1,3}}(\{point}[0-9]{{3}}){{1,4}})$")
    value = text.str.replace_all(point, "", literal=True).cast(pl.Int64, strict=False)
    return value, fault(~noted, "integer_notation")


def decimal(text: pl.Expr, mark: str) -> tuple[pl.Expr, pl.Expr]:
    """Digits with the contract's decimal mark; 7.400 with a decimal comma could be 7,4 or 7400 and is a fault."""
    point = "." if mark == "," else ","
    plain = text.str.contains(rf"^-?[0-9]{{1,15}}(\{mark}[0-9]{{1,15}})?$")
    grouped = text.str.contains(rf"^-?[0-9]{{1,3}}(\{point}[0-9]{{3}}){{1,4}}\{mark}[0-9]{{1,15}}$")
    unclear = text.str.contains(rf"^-?[0-9]{{1,3}}(\{point}[0-9]{{3}}){{1,4}}$")
    digits = text.str.replace_all(point, "", literal=True).str.replace(mark, ".", literal=True)
    wrong = fault(unclear, "thousands_unclear"), fault(~(plain | grouped), "decimal_notation")
    return digits.cast(pl.Float64, strict=False), pl.coalesce(*wrong)


def in_hours(column: Column) -> bool:
    """Whether people write this column by hand as hours a week."""
    return column.type == "decimal" and column.unit == "uren per week"


def number_of_hours(text: pl.Expr, mark: str) -> pl.Expr:
    """A number of hours as people answer it, written as a number: 24 uur as 24, and 24.5 as 24,5.

    A point with one or two digits after it cannot be that of a thousand. 24.000 can, and stays as it is.
    """
    bare = text.str.replace(r"(?i)^([0-9][0-9.,]*)\s*(?:uur|uren|u)\.?(?:\s+per\s+week)?$", "$1")
    return bare.str.replace(r"^([0-9]{1,4})\.([0-9]{1,2})$", f"${{1}}{mark}${{2}}")


def day(text: pl.Expr, _mark: str) -> tuple[pl.Expr, pl.Expr]:
    """dd-mm-jjjj or d-m-jjjj. Another notation is one fault, a day that does not exist (or in year 0) another."""
    noted = text.str.contains(r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$")
    value = text.str.strptime(pl.Date, "%d-%m-%Y", strict=False)
    lacking = (value.dt.year() > 0).fill_null(False).not_() & text.is_not_null()
    return value, pl.coalesce(fault(~noted, "date_notation"), fault(lacking, "date_exists"))


def quarter(text: pl.Expr, _mark: str) -> tuple[pl.Expr, pl.Expr]:
    """`2026 3e kwartaal*`, 2026KW03 or 2026Q3 as 2026Q3."""
    parts = text.str.extract_groups(QUARTER).struct
    number = pl.coalesce(parts.field("2"), parts.field("3"), parts.field("4"))
    return parts.field("1") + "Q" + number, fault(~text.str.contains(QUARTER), "quarter_notation")


def period(text: pl.Expr, mark: str) -> tuple[pl.Expr, pl.Expr]:
    """A quarter (2026Q3) or a year (2026JJ00 or 2026, as 2026)."""
    quarters, _ = quarter(text, mark)
    years = text.str.extract(YEAR_OF_PERIOD, 1)
    noted = text.str.contains(QUARTER) | text.str.contains(YEAR_OF_PERIOD)
    return pl.coalesce(quarters, years), fault(~noted, "period_notation")


def provisional(text: pl.Expr) -> pl.Expr:
    """Whether a period carries the star of a provisional figure."""
    return text.str.ends_with("*")


def year(text: pl.Expr, _mark: str) -> tuple[pl.Expr, pl.Expr]:
    noted = text.str.contains(r"^(19|20)[0-9]{2}$")
    return text.cast(pl.Int32, strict=False), fault(~noted, "year_notation")


def hours(text: pl.Expr, _mark: str) -> tuple[pl.Expr, pl.Expr]:
    """A number of hours or a range such as 24-32; stays text. The limits are checked on both ends."""
    low, high = hours_ends(text)
    return text, fault(~text.str.contains(HOURS) | (low > high), "hours_notation")


def hours_ends(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The lower and upper end of a range of hours; both the same for one number."""
    ends = [text.str.extract(HOURS, i).str.replace(",", ".", literal=True).cast(pl.Float64) for i in (1, 2)]
    return ends[0], pl.coalesce(ends[1], ends[0])


def as_text(text: pl.Expr, _mark: str) -> tuple[pl.Expr, pl.Expr]:
    """Labels and texts stay as delivered; whether a label is allowed is for the checks."""
    return text, pl.lit(None, dtype=pl.String)


NOTATIONS: dict[str, Notation] = {
    "integer": integer,
    "decimal": decimal,
    "date": day,
    "quarter": quarter,
    "period": period,
    "year": year,
    "hours": hours,
    "text": as_text,
    "code": as_text,
    "codes": as_text,
}


def action(column: Column, rule: str) -> str:
    """What a fault does: the column's on_bad, but a text in no known notation never passes."""
    return "stop" if rule in ALWAYS_STOP else column.on_bad
