"""The gate of figures in text: every number that a reader sees is a number of the tables.

A marked number is what its rows say, rounded as it is spelled; a card says what its line of the open data says; a number
without a mark is of a kind that unmarked.yml allows; a PDF has the numbers and alternative texts of its page.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import polars as pl

from raat_analysis.attacker.numbers_in_text import numbers_in
from raat_analysis.factsheets.published import BREAKDOWNS, spelled
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.publication.accessibility.page_tree import Page
from raat_analysis.publication.expected import Report
from raat_analysis.publication.made_of import PER_CENT, Row, is_made_of, shows
from raat_analysis.publication.page_numbers import Card, Marked, PageNumbers, page_numbers
from raat_analysis.publication.paper_numbers import paper_findings
from raat_analysis.publication.unmarked import said_by, unmarked_findings
from raat_analysis.rendering.open_data import as_csv

FIGURES = ("Waarde", "Teller", "Noemer", "Ondergrens", "Bovengrens", "Marge in procent")
ENDS = re.compile(r"\bVan ([−\d.,]+)%? tot ([−\d.,]+)%?(?: \(marge van (\d+)%\))?")
PARTS = {"Teller": re.compile(r"\b[Tt]eller ([−\d.,]*\d)"), "Noemer": re.compile(r"\b[Nn]oemer ([−\d.,]*\d)")}
Rows = dict[int, list[Row]]  # by card: its row, or the rows that it can be of


def spelled_findings(report: Report, rendered: Path, page: Page, tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """What a public page and its PDF say that the tables do not; `tables` are those that the report may use."""
    if report.kind == "member":
        return []
    name, read = f"{report.stem}.html", page_numbers(page)
    rows = _rows_of(report, rendered, read, tables)
    paper = f"{report.stem}.pdf"
    return [
        *(f"{name} line {card.line}: {said}" for card in read.cards for said in _card_findings(card, rows)),
        *(f"{name} line {each.line}: {said}" for each in read.marked for said in _marked_findings(each, rows)),
        *unmarked_findings(read, said_by(tables), name),
        *paper_findings(rendered / paper, read, paper),
        *_alternative_findings(rendered / paper, read, paper),
    ]


def _rows_of(report: Report, rendered: Path, page: PageNumbers, tables: Mapping[str, pl.DataFrame]) -> Rows:
    """The lines of the open data beside the page by card; without them the published rows of what a card names."""
    if "csv" in report.extensions:
        lines = (rendered / f"{report.stem}.csv").read_text(encoding="utf-8-sig")
        return {place: [row] for place, row in enumerate(_read(lines), start=1)}
    shown = {*shown_measures("fase0_round_table"), *(each.measure for each in page.marked)}
    own = tables["numbers"].filter(pl.col("measure").is_in(sorted(shown)), region_code=report.code)
    every = list(_read(as_csv(spelled(own)).decode("utf-8-sig")))
    return {
        card.place: [row for row in every if _names(card.where, row) and _is_told(card.words, row)]
        for card in page.cards
    }


def _read(lines: str) -> Iterator[Row]:
    for each in csv.DictReader(io.StringIO(lines), delimiter=";"):
        figures = [float(each[name].replace(",", ".")) if each[name] else None for name in FIGURES]
        place = f"{each['Regio']} ({each['Regiocode']}); {each['Branche']} ({each['Branchecode']})"
        where = f"{place}; {each['Periode in woorden']}"
        in_tens = each["Uitsplitsing"] == BREAKDOWNS["bridge"]
        yield Row(each["Begripscode"], each["Eenheid"], *figures, where, in_tens)


def _names(where: str, row: Row) -> bool:
    return where == row.where or where.startswith(f"{row.where};")


def _card_findings(card: Card, rows: Rows) -> list[str]:
    """What a card says that is not what its row says."""
    of = rows.get(card.place, [])
    if not any(_names(card.where, row) and _is_told(card.words, row) for row in of):
        return [f"the card g{card.place} says {f'{card.where}: {card.words}'[:160]!r}, which is not its row"]
    if card.row and card.row != card.place + 1:
        return [f"the card g{card.place} names line {card.row}; its line is {card.place + 1}"]
    return []


def _is_told(words: str, row: Row) -> bool:
    """Whether the value, parts and ends that a card tells are those of a row."""
    first = next(numbers_in(re.split(r"\.(?=\s|$)", words, maxsplit=1)[0]), None)
    ends = ENDS.search(words)
    told: list[tuple[str | None, float | None]] = [(first and words[first.start : first.end], row.value)]
    told += [(found and found[1], value) for found, value in _parts(words, row)]
    if row.value is not None and (ends is not None) == (row.lower is not None):
        low, high, percent = ends.groups() if ends else (None, None, None)
        told += [(low, row.lower), (high, row.upper), (percent, row.interval_pct if ends else None)]
    elif row.value is not None:
        return False
    return all(_is(text, value) for text, value in told)


def _parts(words: str, row: Row) -> Iterator[tuple[re.Match[str] | None, float | None]]:
    yield PARTS["Teller"].search(words), row.numerator
    yield PARTS["Noemer"].search(words), row.denominator


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
    return [f"{name}: describes a picture in other words than its page: {text[:80]!r}" for text in sorted(paper - screen)]


