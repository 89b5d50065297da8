"""What somebody can work out who knows a part: the employer that is the only one behind a count, the one person
counted.

An employer knows every hidden count that is its own alone; a person knows the count of one that is themselves. With
those known the other hidden counts are judged again. A count is proven safe by two solutions that are far enough
apart; only what is not so proven gets its exact interval (of the linear program: an insider's interval is not settled
in whole numbers).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.attacker.narrowing import narrowed
from raat_analysis.attacker.programs import Program, Undecided
from raat_analysis.attacker.system import Component, Flags, Numbers, System, Whole
from raat_analysis.attacker.thresholds import Threshold
from raat_analysis.running.processes import spread

ROUNDS = 4  # mixed directions before cells are asked one by one
CLOSE = 1e-6
MANY = 50  # insiders: fewer are judged sooner than processes start
PRELOAD = ["raat_analysis.attacker.audit"]  # what its pipeline imports


@dataclass(frozen=True)
class Insight:
    """A hidden count as an insider sees it: its place in a component in which `own` counts are known (`knowing`).

    `who` is what kind of insider, never a name.
    """

    part: Component
    place: int
    who: str
    low: float
    high: float
    knowing: System
    own: Whole

    @property
    def cell(self) -> int:
        return int(self.part.cells[self.place])


@dataclass(frozen=True)
class Judge:
    """Per variable whether it is judged, and how far apart two solutions must be for it to be safe."""

    judged: Flags
    apart: Numbers
    least_top: Numbers  # its upper end must reach this
    people: Flags  # for counts of people nothing is told by an interval that starts at the fewest that may be shown

    def of(self, cells: Whole) -> "Judge":
        """The same for some variables."""
        return Judge(self.judged[cells], self.apart[cells], self.least_top[cells], self.people[cells])

    def safe(self, low: Numbers, high: Numbers) -> Flags:
        wide = np.floor(high + CLOSE) - np.ceil(low - CLOSE) >= self.apart
        return np.asarray(wide & (high + CLOSE >= self.least_top))

    def harmless(self, low: Numbers, high: Numbers) -> Flags:
        """Whether no value in an interval is secret."""
        return np.asarray((high < 1) | (self.people & (low + CLOSE >= self.least_top)))


def judge(cells: pl.DataFrame, limits: dict[str, Threshold], harmless: Flags) -> Judge:
    """Employers and survey: two possible values. Persons: an interval as wide as the fewest that may be shown."""
    rules = {name: limit.rule for name, limit in limits.items()}
    rule = cells["source"].replace_strict(rules, default="").to_numpy()
    fewest = cells["source"].replace_strict({n: t.fewest for n, t in limits.items()}, default=0.0).to_numpy()
    people = np.asarray(rule == "persons")
    judged = cells["hidden"].to_numpy() & (people | np.isin(rule, ["employers", "survey"])) & ~harmless
    return Judge(judged, np.where(people, fewest, 1.0), np.where(people, fewest, 1.0), people)


def insights(
    parts: list[Component], cells: pl.DataFrame, facts: pl.DataFrame, rules: Judge, limits: dict[str, Threshold]
) -> Iterator[Insight]:
    """The hidden counts that an insider can tell."""
    truth = facts["truth"].to_numpy().astype(np.float64)
    inside = [
        Inside(part, who, own, truth[part.cells], rules.of(part.cells))
        for part in parts
        for who, own in _insiders(part, cells, facts, limits, truth)
    ]
    for found in spread(seen_from, inside, PRELOAD, len(inside) >= MANY):
        yield from found


def _insiders(
    part: Component, cells: pl.DataFrame, facts: pl.DataFrame, limits: dict[str, Threshold], truth: Numbers
) -> Iterator[tuple[str, Whole]]:
    """Who knows what in a component: places of the counts that an employer is alone behind, or one person is."""
    rows = (
        facts[part.cells]
        .with_columns(
            place=pl.Series(np.arange(part.cells.size)),
            hidden=cells["hidden"][part.cells],
            rule=cells["source"][part.cells].replace_strict({n: t.rule for n, t in limits.items()}, default=""),
        )
        .filter("hidden", pl.col("truth").is_not_null())
    )
    alone = rows.filter(pl.col("contributors") == 1, pl.col("only_contributor").is_not_null(), rule="employers")
    for _, own in alone.sort("only_contributor", "place").group_by("only_contributor", maintain_order=True):
        yield "employer", own["place"].to_numpy()
    for place in rows.filter(pl.col("truth") == 1, rule="persons")["place"].to_list():
        yield "person", same_person(part.system, place, truth[part.cells])


def same_person(given: System, place: int, truth: Numbers) -> Whole:
    """The counts of one that count the same person as that at `place`: a total of one, and the part of it that is one.

    So in a row without anything known, of which one side adds up to one.
    """
    shown = np.abs(given.row_high) < CLOSE
    one = np.zeros(given.row_high.size, dtype=np.bool_)
    for side in (1.0, -1.0):
        sizes = np.where(given.factor * side > 0, truth[given.column], 0.0)
        one |= np.bincount(given.row, sizes, given.row_high.size) == 1
    linking = (one & shown & np.isfinite(given.row_low))[given.row] & (truth[given.column] == 1)
    found = np.array([place])
    while True:
        rows = given.row[linking & np.isin(given.column, found)]
        more = np.union1d(found, given.column[linking & np.isin(given.row, rows)])
        if more.size == found.size:
            return np.asarray(found, dtype=np.int64)
        found = more


@dataclass(frozen=True)
class Inside:
    """An insider of a component, who knows `own`; truth and rules are those of its cells."""

    part: Component
    who: str
    own: Whole
    truth: Numbers
    rules: Judge


def seen_from(inside: Inside) -> list[Insight]:
    """The counts that are not safe from this insider."""
    part, own, rules = inside.part, inside.own, inside.rules
    knowing = part.system.fixed(own, inside.truth[own])
    low, high = narrowed(knowing)
    asked = rules.judged.copy()
    asked[own] = False
    if (low > high + CLOSE).any():
        return []  # the tables contradict the truth, which the outsider's audit tells
    least, most = _reach(knowing, low, high, inside.truth, asked, rules)
    unsafe = asked & ~rules.safe(least, most) & ~rules.harmless(least, most)
    found = []
    for place in np.flatnonzero(unsafe).tolist():
        ends = float(np.ceil(least[place] - CLOSE)) + 0.0, float(np.floor(most[place] + CLOSE)) + 0.0
        found.append(Insight(part, place, inside.who, *ends, knowing, own))
    return found


def _reach(
    knowing: System, low: Numbers, high: Numbers, truth: Numbers, asked: Flags, rules: Judge
) -> tuple[Numbers, Numbers]:
    """How far solutions reach: the truth, mixed directions, then each count that is not safe yet, both ways."""
    inside = (truth >= low - CLOSE) & (truth <= high + CLOSE)
    start = np.where(np.isfinite(truth) & inside, truth, np.nan)
    reach = np.fmin(start, np.inf), np.fmax(start, -np.inf)
    open_ones = asked & (high - low > CLOSE)
    reach[0][~open_ones], reach[1][~open_ones] = low[~open_ones], high[~open_ones]
    if not (open_ones & ~rules.safe(*reach)).any():
        return reach
    program = Program(knowing, low, high)
    for number in range(ROUNDS):
        left = open_ones & ~rules.safe(*reach)
        signs = np.where((np.arange(asked.size) >> number) & 1, 1.0, -1.0)
        for turned in (signs, -signs):
            _take(program, np.where(left, turned, 0.0), reach)
    for place in np.flatnonzero(open_ones & ~rules.safe(*reach)).tolist():
        for sign in (1.0, -1.0):
            weights = np.zeros(asked.size)
            weights[place] = sign
            _take(program, weights, reach)
    return reach


def _take(program: Program, weights: Numbers, reach: tuple[Numbers, Numbers]) -> None:
    """A solution more; a direction without end teaches nothing here (its count is wide)."""
    try:
        point = program.best(weights)
    except Undecided:
        return
    np.minimum(reach[0], point, out=reach[0])
    np.maximum(reach[1], point, out=reach[1])
