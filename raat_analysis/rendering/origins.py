"""Where each number on a page comes from: a link per number, and at the page's end a card per measure.

A card gives what the measure means and its source; under it one item per number that the page shows: where and when,
value, parts, margin, status and its line in the open data. Works without script: a link goes to its item.
"""

import re
from html import escape, unescape
from typing import Any

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.exploration.explained import interval, value, where
from raat_analysis.exploration.provenance import source_in_short, status
from raat_analysis.numbers_table import KEY
from raat_analysis.sentences.facts import Fact, fact, known
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.traces import Row, rows_in, unmarked

NUMBER = re.compile(r'<data value="([^"]*)">(.*?)</data>(%?)')
HEADER_LINES = 1  # of the open data, before its first row


def places(rows: pl.DataFrame) -> dict[Row, int]:
    """Which item each row is, counted from 1."""
    key = [pl.col(name).cast(pl.String).fill_null("") for name in ("organisation_code", *KEY)]
    return {tuple(row): place for place, row in enumerate(rows.select(key).rows(), start=1)}


def linked(page: str, shown: dict[Row, int]) -> str:
    """The page with each number as a link to the item of its first row; a row's first number can be gone back to.

    A number of more rows says which (`data-rows`), in the order of its making: publication/spelled.py reads it back.
    """
    met: set[int] = set()

    def link(found: re.Match[str]) -> str:
        row, *more = rows_in(unescape(found[1]))
        place = shown[row]
        name = "" if place in met else f' id="n{place}"'
        met.add(place)
        others = [shown[other] for other in more if other in shown]
        further = sorted({*others} - met)
        met.update(further)
        marks = "".join(f'<span id="n{other}"></span>' for other in further)
        made_of = f' data-rows="{" ".join(map(str, [place, *others]))}"' if others else ""
        return f'<a class="n"{name} href="#g{place}" data-measure="{row[1]}"{made_of}>{marks}{found[2]}{found[3]}</a>'

    return NUMBER.sub(link, page)


def origins(rows: pl.DataFrame, sources: pl.DataFrame, open_data: str) -> str:
    """The cards of the rows, in their order, with the newest delivery of their sources.

    `open_data` is the file that has the same rows ('' for none).
    """
    if rows.is_empty():
        return ""
    listed = list(enumerate(rows.iter_rows(named=True), start=1))
    measures = dict.fromkeys(str(row["measure"]) for _, row in listed)
    deliveries = {code: str(entries("measures")[code]["source"]) for code in measures}
    told = {source: source_in_short(source, sources) for source in dict.fromkeys(deliveries.values())}
    cards = "".join(
        _card(code, [each for each in listed if each[1]["measure"] == code], told[deliveries[code]], open_data)
        for code in measures
    )
    heading = '<h3 id="herkomst">Herkomst per getal</h3>'
    return f'<section class="origins" aria-labelledby="herkomst">{heading}{cards}</section>'


def _card(code: str, listed: list[tuple[int, dict[str, Any]]], source: str, open_data: str) -> str:
    about = entries("measures")[code]
    parts = [
        f"{name}: {about[part]}." for name, part in (("Teller", "numerator"), ("Noemer", "denominator")) if about[part]
    ]
    said = " ".join([f"{about['definition'].rstrip('.')}.", *parts, source])
    items = "".join(_item(place, fact(row), open_data) for place, row in listed)
    return f'<article class="origin"><h4>{escape(about["name"])}</h4><p>{escape(said)}</p><ul>{items}</ul></article>'


def _item(place: int, each: Fact, open_data: str) -> str:
    said = [f"{value(each)}.", _parts(each)]
    if known(each) and each.lower is not None:
        said.append(f"Van {interval(each)}.")
    said.append(f"{status(each).rstrip('.')}.")
    line = place + HEADER_LINES
    link = f' <a href="{escape(open_data)}#row={line}">Open data, regel {line}</a>' if open_data else ""
    words = escape(unmarked(" ".join(text for text in said if text)))
    return (
        f'<li id="g{place}" tabindex="-1"><strong>{escape(unmarked(where(each)))}</strong>: {words}{link} '
        f'<a class="close" href="#n{place}">Terug naar de tekst</a></li>'
    )


def _parts(each: Fact) -> str:
    parts = [
        f"{name} {number(part, 0 if float(part).is_integer() else 1)}"
        for name, part in (("teller", each.numerator), ("noemer", each.denominator))
        if part is not None
    ]
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else ""
