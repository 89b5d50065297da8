"""Numbers without a key: in links, alternative texts and PDFs. Each must be a number that the reader has already.

Allowed in an alternative text: a number of the page's visible text, or a figure of the open data beside it, rounded
as the text rounds it, or (from 100, and rounded) the change of such a figure between two periods. Allowed in a PDF: a
number of the page of the same report or its alternative texts. A PDF glues notes to numbers (54940) is 549 with note
40) and a year to what follows; such tokens may be split.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.attacker.numbers_in_text import Seen, numbers_in
from raat_analysis.attacker.reading_documents import Document
from raat_analysis.attacker.reading_pages import Page, shown_in
from raat_analysis.attacker.statements import FIGURES

Numbers = NDArray[np.float64]
REGION = re.compile(r"\(([A-Z]{2}\d{2,4})\)")
LABEL = re.compile(r"\b(?:tabel|tabellen|figuur|figuren|bladzijde|noot) $", re.I)
NOTE_DIGITS = 2
FROM = 100.0  # below this a change between two periods would explain any number
SAME = ["measure", "region_code", "branch_code", "breakdown", "category", "scenario", "edition", "interval"]


def link_findings(page: Page, name: str, table: pl.DataFrame) -> list[str]:
    """Links that show digits and lead to a hidden number, or to no number at all."""
    hidden = dict(zip(table["line"].to_list(), table["hidden"].to_list(), strict=True))
    line = {item.place: item.line for item in page.items}
    found = []
    for place, text, measure in page.links:
        if place not in line:
            found.append(f"{name}: {text!r} ({measure}) leads to {place!r}, which is not on the page")
        elif line[place] and hidden.get(line[place]) and next(numbers_in(text), None):
            found.append(
                f"{name}: shows {text!r} for {measure}, hidden in line {line[place]} of the open data beside it"
            )
    return found


def loose_items(page: Page, name: str, said: pl.DataFrame) -> list[str]:
    """Items without a line of open data whose number is no published number of that measure and region."""
    measures = {place: measure for place, _, measure in page.links}
    found = []
    for item in page.items:
        shown, region = shown_in(item), REGION.search(item.where)
        if item.line or shown is None:
            continue
        rows = said.filter(measure=measures.get(item.place, ""), region_code=region[1] if region else "", hidden=False)
        if not _explained(shown, rows["value"].drop_nulls().to_numpy()):
            found.append(f"{name} {item.place}: {item.where} shows {shown.spelled}, which no open data show")
    return found


def alternative_findings(texts: Iterable[str], name: str, page: Page, table: pl.DataFrame) -> list[str]:
    """Numbers that only an alternative text of a figure shows."""
    known = _spelled([page.text])
    loose = [(text, seen) for text in texts for seen in numbers_in(text) if seen.spelled not in known]
    if not loose:
        return []
    figures, changes = _figures(table), _changes(table)
    return [
        f"{name}: a number only in an alternative text: {_around(text, seen)}"
        for text, seen in loose
        if not _explained(seen, figures) and not _is_change(seen, changes)
    ]


def document_findings(document: Document, name: str, page: Page) -> list[str]:
    """Numbers that only the PDF of a report shows."""
    known = _spelled([page.text, *page.alternatives])
    texts = [*enumerate(document.pages, start=1), *((0, text) for text in document.alternatives)]
    return [
        f"{name} {f'page {place}' if place else 'alternative text'}: a number only in the PDF: {_around(text, seen)}"
        for place, text in texts
        for seen in numbers_in(text)
        if not any(all(part in known for part in parts) for parts in _readings(seen, text))
    ]


def _readings(seen: Seen, text: str) -> Iterator[list[str]]:
    """What a token of a PDF can be: itself, a number with a note, a note or label, a year with a number after it."""
    spelled = seen.spelled
    yield [spelled]
    if LABEL.search(text[: seen.start]) and spelled.isdigit() and len(spelled) <= NOTE_DIGITS:
        yield []
    if text[seen.end : seen.end + 1] == ")" and text[max(0, seen.start - 1) : seen.start] != "(":
        if spelled.isdigit() and len(spelled) <= NOTE_DIGITS:
            yield []
        yield from ([spelled[:-digits]] for digits in range(1, NOTE_DIGITS + 1) if spelled[-digits:].isdigit())
    if re.match(r"20\d\d\d", spelled):
        yield [spelled[:4], spelled[4:]]
        if text[seen.end : seen.end + 1] == ")":
            yield from ([spelled[:4], spelled[4:-digits]] for digits in range(1, NOTE_DIGITS + 1))


def _spelled(texts: Iterable[str]) -> set[str]:
    return {seen.spelled for text in texts for seen in numbers_in(text)}


def _figures(table: pl.DataFrame) -> Numbers:
    return np.unique(np.concatenate([table[name].drop_nulls().to_numpy() for name in FIGURES]))


def _changes(table: pl.DataFrame) -> Numbers:
    pairs = table.select(*SAME, "value").join(table.select(*SAME, other="value"), on=SAME, how="inner")
    return np.unique((pairs["value"] - pairs["other"]).abs().drop_nulls().to_numpy())


def _slack(seen: Seen) -> float:
    """Half of what the number seems rounded to: 12.800 to hundreds, 650 to fifties, 6,5 to tenths."""
    if "," in seen.spelled:
        return seen.slack
    steps = (
        step for step in (1000.0, 500.0, 100.0, 50.0, 10.0) if abs(seen.value) >= 2 * step and seen.value % step == 0
    )
    return next(steps, 1.0) / 2


def _explained(seen: Seen, figures: Numbers) -> bool:
    return bool((np.abs(figures - abs(seen.value)) <= _slack(seen) + 1e-9).any()) or bool(
        (np.abs(figures - seen.value) <= _slack(seen) + 1e-9).any()
    )


def _is_change(seen: Seen, changes: Numbers) -> bool:
    return abs(seen.value) >= FROM and _slack(seen) > 1 and _explained(seen, changes)


def _around(text: str, seen: Seen) -> str:
    return repr(text[max(0, seen.start - 40) : seen.end + 15])
