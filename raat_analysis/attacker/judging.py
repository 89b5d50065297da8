"""Every hidden count judged: by what everybody can read, and by what insiders know besides.

Part is public already: of vacancies the adverts opened and open, of leavers the employees of whom they are a part. What
these alone give away, with every count that the policy protects hidden, is no leak of what is published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from raat_analysis.attacker.counts import CELL
from raat_analysis.attacker.evidence import lines_used
from raat_analysis.attacker.insiders import Insight, insights, judge
from raat_analysis.attacker.knowledge import knowledge
from raat_analysis.attacker.ranges import Ranges, ends, ranges
from raat_analysis.attacker.system import Component, Flags, Numbers, System, Whole, components, part_of
from raat_analysis.attacker.thresholds import Threshold
from raat_analysis.attacker.verdict import Reach, harmless, narrow, p_rule

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "published_in": pl.String,  # '' for this edition, else the earlier one that hid the count
    "measure": pl.String,
    "source": pl.String,
    **dict.fromkeys(CELL, pl.String),
    "lower": pl.Float64,
    "upper": pl.Float64,
    "who": pl.String,  # outsider, employer or person
    "leak": pl.Boolean,
    "why": pl.String,
    "lines": pl.List(pl.String),  # of a leak: which lines give it away
}
NARROW, P_RULE, INSIDER = "the interval is too narrow", "p% rule", "an insider can tell"


@dataclass(frozen=True)
class Case:
    """Everything that is judged: the counts of all editions, their system, thresholds, and private facts or none."""

    cells: pl.DataFrame
    given: System
    limits: dict[str, Threshold]
    facts: pl.DataFrame | None = None

    @cached_property
    def hidden(self) -> Flags:
        return self.cells["hidden"].to_numpy().astype(np.bool_)

    @cached_property
    def parts(self) -> list[Component]:
        return components(self.given, self.hidden)

    @cached_property
    def found(self) -> Ranges:
        return ranges(self.given, self.hidden, self.parts)

    @cached_property
    def bare(self) -> System:
        """The system when nothing that the policy protects is published."""
        return self.given.freed(np.flatnonzero(self.protected))

    @cached_property
    def bare_parts(self) -> list[Component | None]:
        return part_of(components(self.bare, self.hidden & self.protected), self.hidden.size)

    @cached_property
    def protected(self) -> Flags:
        """Counts that the policy protects: of people all but employees and balances, of employers those it names."""
        people = [source for source, t in self.limits.items() if t.rule == "persons"]
        named = [
            f"{source}|{name}" for source, t in self.limits.items() if t.rule == "employers" for name in t.measures
        ]
        of_people = pl.col("source").is_in(people) & ~pl.col("counted").is_in(knowledge()["public_alone"])
        of_employers = pl.concat_str("source", "counted", separator="|").is_in(named)
        return self.cells.select(of_people | of_employers).to_series().to_numpy().astype(np.bool_)

    @cached_property
    def harmless(self) -> Flags:
        """Counts that are hidden only to protect others."""
        if self.facts is None:
            return np.zeros(self.hidden.size, dtype=np.bool_)
        return harmless(self.cells, self.facts, self.limits)

    def public_alone(self, asked: Flags) -> Ranges:
        """The intervals that public figures alone leave for the asked counts."""
        chosen = asked & self.protected
        parts = {id(part): part for cell in np.flatnonzero(chosen) if (part := self.bare_parts[cell])}
        return ranges(self.bare, chosen, list(parts.values()))


def untrue(case: Case) -> list[str]:
    """Findings: intervals without the truth. Then the tables or this attack are wrong."""
    if case.facts is None:
        return []
    truth, found = case.facts["truth"].to_numpy().astype(np.float64), case.found
    wrong = case.hidden & ((truth < found.low - 1e-6) | (truth > found.high + 1e-6))
    return [
        f"the truth is outside the interval of {named(row)}" for row in case.cells.filter(wrong).iter_rows(named=True)
    ]


def judged(case: Case) -> pl.DataFrame:
    """One row per hidden count, and one more per insider that can tell it. Columns: SCHEMA."""
    why = outsiders(case)
    own = part_of(case.parts, case.hidden.size)
    rows = []
    for cell in np.flatnonzero(case.hidden).tolist():
        part = own[cell]
        used = lines_used(part.system, part.place(cell)) if why[cell] and part else []
        rows.append(_row(case, cell, (case.found.low[cell], case.found.high[cell]), "outsider", why[cell], used))
    for each in told(case, np.array([bool(reason) for reason in why])):
        used = lines_used(each.knowing, each.place)
        rows.append(_row(case, each.cell, (each.low, each.high), each.who, INSIDER, used))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def outsiders(case: Case) -> list[str]:
    """Per count by which rule everybody can tell it; '' when nobody can."""
    low, high = case.found.low, case.found.high
    exposed = narrow(case.cells, low, high, case.limits) & ~case.harmless
    nothing = Reach(np.full(low.size, np.inf), np.full(low.size, -np.inf))
    reach = nothing if case.facts is None else p_rule(case.cells, case.facts, case.limits)
    near = case.hidden & reach.missed(low, high)
    exposed[case.found.undecided] = near[case.found.undecided] = False  # findings already
    alone = case.public_alone(exposed | near)
    exposed &= ~(case.protected & (alone.low >= low) & (alone.high <= high))
    near &= reach.capped(alone.low, alone.high).missed(low, high)
    return [NARROW if one else P_RULE if other else "" for one, other in zip(exposed, near, strict=True)]


def told(case: Case, leak: Flags) -> Iterator[Insight]:
    """What insiders can tell beyond what everybody can, and beyond what public figures alone tell them."""
    if case.facts is None:
        return
    rules = judge(case.cells, case.limits, case.harmless | leak)
    truth = case.facts["truth"].to_numpy().astype(np.float64)
    for each in insights(case.parts, case.cells, case.facts, rules, case.limits):
        part = case.bare_parts[each.cell]
        if part is None or not _alone(part, each, truth):
            yield each


def _alone(part: Component, each: Insight, truth: Numbers) -> bool:
    """Whether an insider could tell it when nothing that is protected were published."""
    own: Whole = np.flatnonzero(np.isin(part.cells, each.part.cells[each.own]))
    knowing = Component(part.cells, part.system.fixed(own, truth[part.cells[own]]))
    place = part.place(each.cell)
    low, high = ends(knowing, [place], narrow=0.0)
    return bool(low[place] >= each.low and high[place] <= each.high)


def _row(case: Case, cell: int, ends: tuple[float, float], who: str, why: str, used: list[str]) -> tuple[object, ...]:
    row = case.cells.row(cell, named=True)
    own = (row["published_in"], row["measure"], row["source"], *(row[name] for name in CELL))
    return (*own, *(end + 0.0 for end in ends), who, bool(why), why, used)  # a zero has no sign


def named(cell: dict[str, object]) -> str:
    """A count in words: what, where, when."""
    place = [str(cell[part]) for part in CELL if cell[part] not in ("", "total", None)]
    return " ".join(place) + (f" (edition {cell['published_in']})" if cell["published_in"] else "")
