"""The words of `raat check FILE`: what to do with one file, on at most thirty lines of at most 120 columns."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import wcwidth

from raat_analysis.checks.numbers import decimal, whole
from raat_analysis.checks.one_source import Account, SourceChecked
from raat_analysis.contracts import Contract
from raat_analysis.errors import SHOWN
from raat_analysis.sources.remotes import OWN

LINES, WIDTH = 30, 120
STEP = "Next step: "
LONGEST, LONGEST_STEP = 330, 440  # of what is told, before it is cut
STEPS, TOTALS, CHANGES = 3, 4, 3
WHAT = {"row": ("row", "rows"), "cell": ("value", "values"), "warn": ("row", "rows")}


@dataclass(frozen=True)
class Seen:
    """The file on the page: as it was given, how the check calls its folder, the day and the kind of it."""

    given: str
    folder: str
    obtained: date
    kind: str = OWN

    @property
    def name(self) -> str:
        return Path(self.given).name

    @property
    def file(self) -> str:
        return f"{self.folder}/{self.name}"


@dataclass(frozen=True)
class Lines:
    """A page before it is fitted: `first` and `steps` stay, of every block as many cases as there is room for."""

    first: list[str]
    blocks: list[tuple[str, list[str]]]  # what is told, and its cases
    steps: list[str]


def accepted_lines(
    checked: SourceChecked, account: Account, seen: Seen, between: Sequence[tuple[str, list[str]]] = ()
) -> Lines:
    """The page of a file that can be added: what is set aside and why, and how it stands beside the previous export."""
    source = checked.contract.source
    row = account.files.row(by_predicate=pl.col("file") == seen.file, named=True)
    aside, read = row["rows_set_aside"], row["rows_read"]
    verdict = f"{seen.name} can be added to {source}"
    verdict += f"; {whole(aside)} of {_count(read, 'row', 'rows')} will be set aside." if aside else "."
    quarantine = _reasons(checked.quarantine, checked.contract, seen, "set aside")
    noticed = _reasons(checked.noticed, checked.contract, seen, "used, but worth a look")
    missing = _missing(account.quality["past"])
    past = list(_past(account.quality["past"], checked.contract))
    totals = [(f"Worth a look: {one['sentence']}", [str(c) for c in one["first"]]) for one in account.quality["totals"]]
    look = ["See first whether rows are missing: if so, export it again."] if missing else []
    look += ["Look at what is set aside: an error that the source can mend is better mended there."] if aside else []
    kind = "" if seen.kind == OWN else f" --kind {seen.kind}"
    add = f"raat export add {source} {seen.given} --obtained {seen.obtained}{kind} --origin ORIGIN --licence LICENCE"
    return Lines(
        [verdict, *_read(checked, seen)],
        [*missing, *quarantine, *noticed, *totals, *between, *past],
        [*look, add, "make report"],
    )


def refused_lines(
    given: str,
    source: str,
    problems: Sequence[str],
    checked: SourceChecked | None = None,
    seen: Seen | None = None,
    earlier: Collection[str] = (),
    options: str = "",
) -> Lines:
    """The page of a file that cannot be added: each problem with its first cases, and the steps in their order.

    `earlier` are the problems that are there without this file too; `options` those that the command was given.
    """
    to = f" to {source}" if source else ""
    wrong = _count(len(problems), "thing is", "things are")
    verdict = f"{Path(given).name} cannot be added{to}: {wrong} wrong."
    if earlier and all(problem in earlier for problem in problems):
        verdict = f"{Path(given).name} cannot be added{to} yet: {wrong} wrong in earlier exports, not in this file."
    problems = sorted(problems, key=lambda problem: problem in earlier)
    told = [_problem(number, problem, seen, problem in earlier) for number, problem in enumerate(problems, 1)]
    steps = list(dict.fromkeys(step for problem in problems if (step := _step(problem))))
    again = f"raat check {given}{f' --source {source}' if source else ''}{options}, until it can be added."
    if checked is None or seen is None:
        return Lines([verdict], told, [*steps, again])
    aside = _reasons(checked.quarantine, checked.contract, seen, "set aside")
    past = _past(checked.account.quality["past"], checked.contract) if checked.account else ()
    return Lines([verdict, *_read(checked, seen)], [*told, *past, *aside], [*steps, again])


def on_one_page(page: Lines) -> tuple[str, ...]:
    """At most thirty lines: cases go first, then the last blocks, never the verdict and the first steps."""
    first = _wrapped(_cut(line, LONGEST) for line in page.first)[:6]
    steps = _numbered(page.steps)
    room = LINES - len(first) - len(steps)
    return (*first, *_body(page.blocks, room), *steps)


def _body(blocks: list[tuple[str, list[str]]], room: int) -> list[str]:
    for shown in range(SHOWN, -1, -1):
        body = [line for block in blocks for line in _block(*block, shown)]
        if len(body) <= room:
            return body
    kept: list[str] = []
    for number, block in enumerate(blocks):
        lines = _block(*block, 0)
        if len(kept) + len(lines) > room - 1:
            return [*kept, *lines[: max(0, room - 1 - len(kept))], f"… and {len(blocks) - number} more to tell"][-room:]
        kept += lines
    return kept


def _block(told: str, shown_cases: list[str], shown: int) -> list[str]:
    lines = _wrapped([_cut(told, LONGEST)])
    return lines + [f"    {_cut(case, WIDTH - 4)}" for case in shown_cases[:shown]]


def _numbered(steps: list[str]) -> list[str]:
    """The first steps and the last, which is what always comes after them."""
    kept = [*steps[:-1][:STEPS], steps[-1]]
    numbered = [f"{number}. {_cut(step, LONGEST_STEP)}" for number, step in enumerate(kept, 1)]
    return ["Next steps:", *_wrapped(numbered)]


def _read(checked: SourceChecked, seen: Seen) -> Iterator[str]:
    for reading in checked.readings:
        if reading.file == seen.file:
            rows = _count(checked.rows_read.get(seen.file, 0), "row", "rows")
            how = ", ".join(f"{key} {value}" for key, value in reading.found.items())
            left_out = f" Left out at reading: {', '.join(reading.dropped)}." if reading.dropped else ""
            yield f"Read: {rows}; {how}.{left_out}"
            if "ending" in reading.found:
                yield "The last line has no line end: was the file cut off?"


def _reasons(found: pl.DataFrame, contract: Contract, seen: Seen, title: str) -> list[tuple[str, list[str]]]:
    """Each reason with its count and the first cases in this file; a person's values stay in the file."""
    if found.is_empty():
        return []
    here = found.filter(pl.col("file") == seen.file)
    reasons = here.group_by("sentence", "scope", "column", maintain_order=True).agg(
        pl.len(), pl.struct("line", "value")
    )
    told = []
    for sentence, scope, header, count, cases in reasons.sort("len", descending=True, maintain_order=True).iter_rows():
        private = _is_private(contract, header)
        first = [
            f"line {c['line']}" if private else f"line {c['line']}: {c['value'] or '(empty)'}" for c in cases[:SHOWN]
        ]
        told.append((f"{_count(count, *WHAT[scope])} {title}: {sentence}", first))
    return told


def _is_private(contract: Contract, header: str) -> bool:
    names = [name for name, column in contract.columns.items() if column.header == header]
    return (contract.privacy(names[0]) if names else contract.kind_of_data) == "personal"


def _missing(past: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What looks as if part of the file is missing, in words."""
    words = {
        "fewer_rows": "fewer than half the rows per period: {value} now, {previous} before. Is part of it missing?",
        "ends_early": "the rows end with {last}. Going by the previous export, which ended with {previous_last}, the "
        "last {missing} missing. Was the file cut off?",
    }
    found = past.get("noticed", []) if past else []
    return [(f"Worth a look: {words[one['kind']].format(**_numbers(one))}", []) for one in found]


def _numbers(found: dict[str, Any]) -> dict[str, Any]:
    numbers = {key: decimal(value) if isinstance(value, float) else value for key, value in found.items()}
    return {**numbers, "missing": _count(found.get("periods", 0), "period is", "periods are")}


def _past(past: dict[str, Any], contract: Contract) -> Iterator[tuple[str, list[str]]]:
    if not past:
        return
    if not past["previous"]:
        yield "There is no earlier export here to compare it with.", []
        return
    headers = {name: column.header for name, column in contract.columns.items()}
    totals = [_beside(headers.get(one["column"], "rows"), one) for one in past["totals"][:TOTALS]]
    yield f"Beside the export of {past['previous']}, mean per period: {'; '.join(totals)}.", []
    changes = [
        f"{one['dimension']} {one['code']}, {headers.get(one['column'], 'rows')} × {decimal(one['ratio'], 2)}"
        for one in past["changes"][:CHANGES]
    ]
    if changes:
        yield f"Changed most: {'; '.join(changes)}.", []


def _beside(name: str, total: dict[str, Any]) -> str:
    ratio = "" if total["ratio"] is None else f" (× {decimal(total['ratio'], 2)})"
    return f"{name} {decimal(total['value'])} now, {decimal(total['previous'])} before{ratio}"


def _problem(number: int, problem: str, seen: Seen | None, earlier: bool = False) -> tuple[str, list[str]]:
    """A message of the check without its next step: what is wrong, and the cases under it."""
    told = problem.partition(STEP)[0].strip()
    if seen is not None:
        told = told.replace(f"{seen.file} line", "line").replace(seen.file, seen.name)
    first, *rest = told.splitlines() or [""]
    parts: list[tuple[str, list[str]]] = [(first, [])]
    for line in rest:
        if line.startswith("  what "):  # the head of a table, of which one row may be left here
            continue
        if line.startswith("  "):
            parts[-1][1].append(line.strip().removeprefix("- "))
        else:
            parts.append((line, []))
    words = [line for line, below in parts[1:] if not below]
    others = [f"{line} {', '.join(below)}" for line, below in parts[1:] if below]
    place = "In an earlier export, not in this file: " if earlier else ""
    return f"{number}. {place}{' '.join([first, *words])}", [*others, *parts[0][1]]


def _step(problem: str) -> str:
    """The first line of the next step; what must be copied letter by letter does not fit on this page."""
    step = problem.partition(STEP)[2].partition("\n")[0].strip()
    return f"{step[:-1]} (raat export add and then make report give the lines)." if step.endswith(":") else step


def _count(number: int, one: str, more: str) -> str:
    return f"{whole(number)} {one if number == 1 else more}"


def _cut(text: str, longest: int) -> str:
    """A text on one line without signs that a terminal would obey, and no wider than so many columns."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    plain = re.sub(" +", " ", plain).strip()
    return plain if wcwidth.width(plain) <= longest else f"{wcwidth.clip(plain, 0, longest - 1)}…"


def _wrapped(lines: Iterable[str]) -> list[str]:
    """The lines on as many lines as they need: a Chinese sign takes two columns, an accent of its own none."""
    return [part for line in lines for part in wcwidth.wrap(line, WIDTH, subsequent_indent="   ")]
