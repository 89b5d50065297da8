"""The gate of figures in text: every number that a reader sees is a number of the tables.

A marked number is what its rows say, rounded as it is spelled; a card says what its line of the open data says; a
number without a mark is of a kind that unmarked.yml allows; a PDF has the numbers and alternative texts of its page.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import polars as pl

from raat_analysis.attacker.numbers_in_text import numbers_in
from raat_analysis.exploration.explained import where
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.publication.accessibility.page_tree import Page
from raat_analysis.publication.expected import Report
from raat_analysis.publication.made_of import PER_CENT, Row, is_made_of, shows
from raat_analysis.publication.page_numbers import Card, Marked, PageNumbers, page_numbers
from raat_analysis.publication.paper_numbers import paper_findings
from raat_analysis.publication.unmarked import said_by, unmarked_findings
from raat_analysis.sentences.facts import fact
from raat_analysis.sentences.traces import unmarked

FIGURES = ("value", "numerator", "denominator", "lower", "upper", "interval_pct")
REVISION = "bridge"  # the breakdown of the parts of a revision
LINE = re.compile(r"Open data, regel (\d+)$")
ENDS = re.compile(r"\bVan ([−\d.,]+)%? tot ([−\d.,]+)%?(?: \(marge van (\d+)%\))?")
PARTS = {"Teller": re.compile(r"\b[Tt]eller ([−\d.,]*\d)"), "Noemer": re.compile(r"\b[Nn]oemer ([−\d.,]*\d)")}
Rows = dict[int, list[Row]]  # by card: its row, or the rows that it can be of


def spelled_findings(
    report: Report, rendered: Path, page: Page, tables: Mapping[str, pl.DataFrame], rows: pl.DataFrame | None
) -> list[str]:
    """What a public page and its PDF say that the tables do not.

    `tables` are those that the report may use; `rows` the published rows of its open data, line by line (none without).
    """
    if report.kind == "member":
        return []
    name, paper, read = f"{report.stem}.html", f"{report.stem}.pdf", page_numbers(page)
    cards = _by_card(read, _of_report(report, read, tables)) if rows is None else _by_line(rows)
    return [
        *(f"{name} line {card.line}: {said}" for card in read.cards for said in _card_findings(card, cards)),
        *(f"{name} line {each.line}: {said}" for each in read.marked for said in _marked_findings(each, cards)),
        *unmarked_findings(read, said_by(tables, _mark(page)), name),
        *paper_findings(rendered / paper, read, paper),
        *_alternative_findings(rendered / paper, read, paper),
    ]


def _mark(page: Page) -> str:
    """The hash that the page says of its rows; the gate of identity compares it."""
    named = [one for one in page.all("meta") if one.given.get("name") == "raat:data"]
    return named[0].given.get("content", "") if named else ""


def _by_line(rows: pl.DataFrame) -> Rows:
    return {place: [_row(each)] for place, each in enumerate(rows.iter_rows(named=True), start=1)}


def _of_report(report: Report, page: PageNumbers, tables: Mapping[str, pl.DataFrame]) -> list[Row]:
    """The published rows that the cards of a page without open data can be about."""
    shown = {*shown_measures("fase0_round_table"), *(each.measure for each in page.marked)}
    own = tables["numbers"].filter(pl.col("measure").is_in(sorted(shown)), region_code=report.code)
    return [_row(each) for each in own.iter_rows(named=True)]


def _by_card(page: PageNumbers, rows: list[Row]) -> Rows:
    return {
        card.place: [row for row in rows if card.where == row.where and _is_told(card.words, row)]
        for card in page.cards
    }


def _row(each: dict[str, Any]) -> Row:
    about = fact(each)
    figures = {name: None if each[name] is None else float(each[name]) for name in FIGURES}
    return Row(about.measure, about.unit, where=unmarked(where(about)), in_tens=about.breakdown == REVISION, **figures)


def _card_findings(card: Card, rows: Rows) -> list[str]:
    """What a card says that is not what its row says."""
    if not any(card.where == row.where and _is_told(card.words, row) for row in rows.get(card.place, [])):
        return [f"the card g{card.place} says {f'{card.where}: {card.words}'[:160]!r}, which is not its row"]
    line = LINE.search(card.words)
    if card.row and (card.row != card.place + 1 or line is None or int(line[1]) != card.row):
        return [f"the card g{card.place} names another line of the open data than {card.place + 1}"]
    return []


def _is_told(words: str, row: Row) -> bool:
    """Whether a card tells the value, parts and ends of a row, and no other number."""
    told = LINE.sub("", words).replace(f" {row.unit}", "")  # a unit can have a number: per 1.000 werknemers
    first = next(numbers_in(re.split(r"\.(?=\s|$)", told, maxsplit=1)[0]), None)
    ends = ENDS.search(told)
    low, high, percent = ends.groups() if ends else (None, None, None)
    hidden = row.value is None or row.lower is None
    parts = [
        (PARTS[name].search(told), value) for name, value in zip(PARTS, (row.numerator, row.denominator), strict=True)
    ]
    pairs = [
        (told[first.start : first.end] if first else None, row.value),
        *((found[1] if found else None, value) for found, value in parts),
        *((low, None if hidden else row.lower), (high, None if hidden else row.upper)),
        (percent, None if hidden else row.interval_pct),
    ]
    many = sum(text is not None for text, _ in pairs)
    return len(list(numbers_in(told))) == many and all(_is(text, value) for text, value in pairs)


def _is(text: str | None, value: float | None) -> bool:
    """Whether a spelled number is the value; nothing is said of what is not there."""
    if text is None or value is None:
        return text is None and value is None
    seen = next(numbers_in(text.rstrip(".,")), None)
    return seen is not None and shows(seen, value) and (seen.value < 0) == (value < 0 and seen.value != 0)


def _marked_findings(each: Marked, rows: Rows) -> list[str]:
    """What is wrong with a marked number; signs as x and . are no number."""
    of = [rows.get(card, []) for card in each.cards]
    of[:1] = [[row for row in of[0] if row.measure == each.measure]] if of else []
    if not of or not all(of):
        return [f"{each.text!r} ({each.measure}) leads to no row of it"]
    seen = list(numbers_in(each.text))
    if not seen:
        return _sign_findings(each, of[0])
    percent = each.text.endswith(PER_CENT)
    made = len(seen) == 1 and any(is_made_of(seen[0], percent, list(choice)) for choice in _choices(of))
    cards = ", ".join(f"g{card}" for card in each.cards)
    return [] if made else [f"shows {each.text!r} for {each.measure}; that is not what {cards} say"]


def _sign_findings(each: Marked, rows: list[Row]) -> list[str]:
    known = all(row.value is not None for row in rows) and any(sign.isalnum() for sign in each.text)
    return [f"shows {each.text!r} for {each.measure}, whose row has a number"] if known else []


def _choices(of: list[list[Row]]) -> Iterator[tuple[Row, ...]]:
    """Which row each card is: one on a page with open data; else the rows that it can be of, in one way for all."""
    for place in range(max(len(rows) for rows in of)):
        yield tuple(rows[min(place, len(rows) - 1)] for rows in of)


def _alternative_findings(path: Path, page: PageNumbers, name: str) -> list[str]:
    """Pictures are described on paper as on the screen, word for word."""
    with pikepdf.open(path) as document:
        paper = {str(one["/Alt"]) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    screen = {text for element, text in page.alternatives}
    return [
        f"{name}: describes a picture in other words than its page: {text[:80]!r}" for text in sorted(paper - screen)
    ]
