"""What changed since the edition before: new periods, revised numbers, measures that came or went.

The old numbers are not in this edition's table, so they are plain text and say 'was'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from raat_analysis.codelists import label_of
from raat_analysis.codelists.change_thresholds import change_thresholds
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.numbers_table import KEY
from raat_analysis.rendering.blocks import Block, Bullets, Paragraph
from raat_analysis.sentences.facts import Fact, fact, known, value_of
from raat_analysis.sentences.numbers import cell
from raat_analysis.sentences.periods import period_label, when
from raat_analysis.sentences.traces import unmarked
from raat_analysis.sentences.wording import listed
from raat_analysis.tables.editions import new_numbers

FIRST = "Dit is de eerste editie; er is nog niets om mee te vergelijken."
LISTS = {"age": "age_classes", "qualification": "qualifications", "destination": "destinations"}  # names of parts
LARGEST = 3  # revised numbers that are named


@dataclass(frozen=True)
class Revision:
    """A number of the edition before (`old`, as a reader saw it) and the same number now."""

    old: float
    was_provisional: bool
    now: Fact

    @property
    def size(self) -> float:
        """How far the number moved, relative to what it was; a number that was 0 moved most."""
        return abs(value_of(self.now) - self.old) / abs(self.old) if self.old else float("inf")

    @property
    def was(self) -> str:
        """The old number as it stood in a table."""
        return cell(self.old, "final", self.now.unit, self.now.decimals)

    @property
    def reason(self) -> str:
        """Why it changed, as far as the tables say."""
        return " (definitief geworden)" if self.was_provisional and self.now.status == "final" else ""


def since_last_edition(sheet: Sheet) -> tuple[Block, ...]:
    """The sentences and the table of what is new."""
    if sheet.previous.is_empty():
        return (Paragraph(FIRST),)
    before = str(sheet.previous["published_in"][0])
    fresh, found = new_periods(sheet), revisions(sheet)
    sentences = (
        f"Vergeleken met de editie van het {period_label(before)}: {_news(fresh)}.",
        _revised(found),
        *(f"{_of(each)}: was {each.was}, nu {each.now.plain}{each.reason}." for each in found[:LARGEST]),
        *_came_and_went(sheet),
    )
    table = new_numbers(fresh) if fresh else None
    return tuple(block for block in (Bullets(tuple(text for text in sentences if text)), table) if block)


def important_revision(sheet: Sheet) -> str:
    """For the front: the largest revision of a key figure of the last year, when it is large; '' without one."""
    found = [each for each in revisions(sheet) if _important(sheet, each)]
    if not found:
        return ""
    what, was, now = _lower(_of(found[0])), found[0].was, found[0].now.plain
    return f"Herzien sinds de vorige editie ({what}): was {was}, nu {now}."


def new_periods(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """Per measure of the sheet the periods, of the whole sector, that the edition before had no number for."""
    columns = ["measure", "period"]
    now, then = (_known_totals(rows).select(columns).unique() for rows in (_own(sheet), sheet.previous))
    now = now.filter(pl.col("measure").is_in(then["measure"].unique().to_list()))
    fresh = now.join(then, on=columns, how="anti")
    found = {str(code): sorted(part["period"]) for (code,), part in fresh.group_by("measure")}
    return [(measure, found[measure]) for measure in _shown() if measure in found]


def revisions(sheet: Sheet) -> list[Revision]:
    """Numbers whose text for a reader is another than it was, the largest change first."""
    old = sheet.previous.select(*KEY, pl.col("value").alias("old"), pl.col("status").alias("was"))
    pairs = (
        _own(sheet)
        .join(old, on=KEY, how="inner", nulls_equal=True, validate="1:1")
        .filter(
            pl.col("value").is_not_null(),
            pl.col("old").is_not_null(),
            pl.col("value") != pl.col("old"),
            pl.col("measure").is_in(_shown()),
        )
    )
    found = [_revision(row) for row in pairs.sort(KEY).iter_rows(named=True)]
    return sorted((each for each in found if each.was != unmarked(each.now.plain)), key=lambda each: -each.size)


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(row["old"], row["was"] == "provisional", fact(row))


def _known_totals(rows: pl.DataFrame) -> pl.DataFrame:
    total = {"branch_code": ALL, "breakdown": "total", "scenario": ""}
    return rows.filter(pl.col("value").is_not_null(), pl.col("measure").is_in(_shown()), **total)


@cache
def _shown() -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown_measures("factsheet")))


def _news(fresh: Sequence[tuple[str, Sequence[str]]]) -> str:
    """'nieuw zijn werknemers over het 3e kwartaal 2026 en …': one period per measure, the others in the table."""
    if not fresh:
        return "er zijn geen nieuwe perioden"
    by_period: dict[str, list[str]] = {}
    for measure, periods in fresh:
        by_period.setdefault(periods[-1], []).append(label_of(measure, "measures").lower())
    latest = max(by_period, key=lambda period: len(by_period[period]))
    names = by_period[latest]
    shown = listed(names) if len(names) <= LARGEST else f"{', '.join(names[:LARGEST])} en andere"
    return f"nieuw zijn de cijfers over {when(latest)} ({shown})"


def _revised(found: Sequence[Revision]) -> str:
    if not found:
        return "Geen enkel eerder cijfer is herzien."
    many = "één eerder cijfer" if len(found) == 1 else f"{len(found)} eerdere cijfers"
    named = " De grootste veranderingen:" if len(found) > LARGEST else ""
    return f"Sinds die editie {'is' if len(found) == 1 else 'zijn'} {many} herzien.{named}"


def _of(each: Revision) -> str:
    """'Werknemers, verpleging en verzorging, 2e kwartaal 2026'."""
    now = each.now
    group = label_of(now.branch_code, "branches") if now.branch_code != ALL else ""
    part = label_of(now.category, LISTS[now.breakdown]) if now.breakdown in LISTS else ""
    return ", ".join(
        text for text in (label_of(now.measure, "measures"), group, part, period_label(now.period)) if text
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _came_and_went(sheet: Sheet) -> list[str]:
    """Measures that one of the two editions does not have."""
    now, then = (set(_known_totals(rows)["measure"]) for rows in (_own(sheet), sheet.previous))
    came, went = (
        [label_of(m, "measures").lower() for m in _shown() if m in one - other]
        for one, other in ((now, then), (then, now))
    )
    return [
        f"Nieuw in deze editie: {listed(came)}." if came else "",
        f"Niet meer in deze editie: {listed(went)}." if went else "",
    ]


def _own(sheet: Sheet) -> pl.DataFrame:
    return sheet.observed.filter(region_code=sheet.region_code)


def _important(sheet: Sheet, each: Revision) -> bool:
    """A total of a key figure, of its last year, that moved at least as far as change_thresholds.yml calls large."""
    now, key_figures = each.now, change_thresholds().key_figures
    total = now.branch_code == ALL and now.breakdown == "total" and known(now)
    if not total or now.measure not in key_figures or now.period < str(int(sheet.edition[:4]) - 1):
        return False
    asked = key_figures[now.measure]
    moved = abs(value_of(now) - each.old) if asked.by == "points" else 100 * each.size
    return moved >= asked.large
