"""Whether a number that a reader sees is what its rows say: a figure of the row itself, or one made of several rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from raat_analysis.attacker.numbers_in_text import Seen
from raat_analysis.rounding import half_up, half_up_to
from raat_analysis.sentences.numbers import step_of
from raat_analysis.sentences.wording import rough_step

PER_CENT = "%"
TENS = 10  # an estimate that is no whole number may be shown in tens, and so are the parts of a revision
Made = tuple[float, frozenset[int]]  # a value, and the steps that it may be rounded to


@dataclass(frozen=True)
class Row:
    """A row of the open data: the figures that a page may show of it."""

    measure: str
    unit: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    interval_pct: float | None
    where: str  # place, branch, period and split, as a card has it
    in_tens: bool = False  # a part of a revision: parts are rounded as their sum is


def is_made_of(seen: Seen, percent: bool, rows: list[Row]) -> bool:
    """Whether the number is made of these rows, rounded as it is spelled; `percent`: a % stands behind it."""
    made = _of_one(rows[0], percent) if len(rows) == 1 else _of_more(rows, percent)
    return any(shows(seen, value, steps) for value, steps in made)


def shows(seen: Seen, value: float, steps: frozenset[int] = frozenset({1})) -> bool:
    """Whether a spelled number is a value, rounded to its own decimals or to one of the steps; no sign may be left out
    but where words say it ('3 lager')."""
    decimals = len(seen.spelled.partition(",")[2])
    shown = Decimal(seen.spelled.replace(".", "").replace(",", "."))
    ways = {half_up(value, decimals)} if decimals else {half_up_to(value, step) for step in steps}
    return (-shown if seen.value < 0 else shown) in ways or (seen.value >= 0 and -shown in ways)


def _of_one(row: Row, percent: bool) -> Iterator[Made]:
    figures = (row.value, row.lower, row.upper)
    half = (row.upper - row.lower) / 2 if row.lower is not None and row.upper is not None else None
    if not percent or row.unit == PER_CENT:
        yield from ((each, _steps(each, half, row.in_tens)) for each in figures if each is not None)
    if percent:
        yield from ((each, frozenset({1})) for each in (row.interval_pct,) if each is not None)
        return
    yield from ((each, _steps(each, None)) for each in (row.numerator, row.denominator) if each is not None)
    if half is not None:
        yield half, frozenset({1})


def _steps(value: float, half: float | None, in_tens: bool = False) -> frozenset[int]:
    """As the sentences round: by the interval, or by the size (sentences/wording.py)."""
    tens = in_tens or not value.is_integer()
    return frozenset({1, rough_step(value), *([TENS] if tens else []), *([step_of(half)] if half is not None else [])})


def _of_more(rows: list[Row], percent: bool) -> Iterator[Made]:
    """What sentences and tables make of several rows; of a hidden one they make nothing."""
    values = [row.value for row in rows]
    if any(value is None for value in values):
        return
    known = [value for value in values if value is not None]
    yield from ((value, frozenset({1})) for value in _ratios(known))
    if not percent or all(row.unit == PER_CENT for row in rows):
        total = sum(known)
        yield total, _steps(total, None)
        yield from ((value, _steps(value, None)) for value in _differences(known))


def _ratios(known: list[float]) -> Iterator[float]:
    """In percent: parts of the whole, of the last row, and of each other; the change; and how many times."""
    total, (first, *_, last) = sum(known), known
    if total:
        yield from (100 * part / total for part in list(accumulate(known))[:-1])
    if last:
        yield 100 * (total - last) / last
    if len(known) == 2:
        for above, below in ((first, last), (last, first)):
            if below:
                yield from (100 * above / below, 100 * (above - below) / below, above / below)


def _differences(known: list[float]) -> Iterator[float]:
    if len(known) == 2:
        yield known[0] - known[1]
