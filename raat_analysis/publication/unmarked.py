"""Numbers in running text that carry no mark: each is of a kind that unmarked.yml allows, or is said elsewhere.

Said elsewhere: in a codelist, by a source or an action plan, or on the same page with a mark (a title says again what
stands above a figure).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, TypeAdapter

from raat_analysis import codelists
from raat_analysis.attacker.numbers_in_text import Seen, numbers_in
from raat_analysis.publication.earlier_numbers import earlier_numbers
from raat_analysis.publication.page_numbers import MARK, PageNumbers, Words
from raat_analysis.publication.paper_numbers import is_printed
from raat_analysis.rendering.facts import dated_mark
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label
from raat_analysis.tables.sources import sources
from raat_analysis.yaml_files import read_yaml

WORDS_BESIDE = 2
SEGMENTS = (re.compile(r" [–·] |: |; "), re.compile(r" [–·] |: |; |, "))


class Kind(BaseModel):
    """A kind of number that needs no mark: how it stands in the text, and why it is no figure of the tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: re.Pattern[str]
    reason: str
    printed: bool = False  # only in text that the PDF has too, where the two are compared


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of unmarked.yml."""
    return tuple(TypeAdapter(list[Kind]).validate_python(read_yaml(Path(__file__).parent / "unmarked.yml")))


@dataclass(frozen=True)
class Said:
    """What is said elsewhere: `texts` in lower case, one a line; `cells` of the table of sources, by source."""

    texts: str
    cells: Mapping[str, frozenset[str]]


def said_by(tables: Mapping[str, pl.DataFrame], mark: str) -> Said:
    """What the codelists and the published tables say in words, and the mark of the page's rows as it is shown."""
    named = [tables[name] for name in ("sources", "actions", "published_figures")]
    texts = [text for table in named for row in table.iter_rows() for text in row if isinstance(text, str)]
    order = [pl.col("source"), pl.col("obtained_on").cast(pl.String), pl.col("file")]
    rows = tables["sources"].sort(order, descending=[False, True, False])
    shown = sources(rows.iter_rows(named=True)) if rows.height else None
    cells = {row[0]: frozenset(row[1:]) for row in shown.rows} if shown else {}
    dates = [f"({date_label(str(day))})" for day in tables["sources"]["obtained_on"].unique().sort()]
    newest = str(tables["sources"]["obtained_on"].max())
    own = [f"gegevens {mark[:16]}", dated_mark(newest, mark), *dates, *earlier_numbers(tables["previous"])]
    return Said(_joined([*_of_codelists(), *texts, *_figures(tables["published_figures"]), *own]), cells)


def unmarked_findings(page: PageNumbers, said: Said, name: str) -> list[str]:
    """The numbers without a mark that are of no kind: file, line, and the words around them."""
    printed = _joined([words.text for words in page.words if is_printed(words.element)])
    return [
        f"{name} line {words.element.line}: a number without origin: {_around(words.loose, seen)}"
        for words in page.words
        for seen in _strange(words, said)
        if not _again(words, seen, printed)
    ]


def _strange(words: Words, said: Said) -> Iterator[Seen]:
    """The numbers of a piece of text that are of no kind and that no list says."""
    if not any(sign.isdigit() for sign in words.loose) or _is_cell(words, said):
        return
    every = [kind for kind in kinds() if not kind.printed or is_printed(words.element)]
    allowed = [found.span() for kind in every for found in kind.pattern.finditer(words.loose)]
    for seen in numbers_in(words.loose):
        inside = any(start <= seen.start and seen.end <= end for start, end in allowed)
        if not inside and not _is_said(words.loose, seen, said.texts):
            yield seen


def _is_cell(words: Words, said: Said) -> bool:
    """Whether it is a cell of the table of sources, beside the source that it is of."""
    row = words.element.parent
    titles = [one.text() for one in row.elements() if one.tag == "th"] if row else []
    return any(words.text in said.cells.get(title, ()) for title in titles)


def _is_said(text: str, seen: Seen, texts: str) -> bool:
    """Whether a list has the number with two words before it or after it, or as all that it says."""
    before = text[: seen.start].split(" ")[-WORDS_BESIDE - 1 :]
    after = text[seen.end :].split(" ")[: WORDS_BESIDE + 1]
    own = text[seen.start : seen.end]
    phrases = [" ".join(before) + own + after[0], before[-1] + own + " ".join(after)]
    whole = [text, f"{' '.join(before[-2:])}{own}{after[0]}"]
    full = [_bare(phrase) for phrase in phrases if len(phrase.split()) > WORDS_BESIDE and MARK not in phrase]
    return any(f"\n{_bare(each)}\n" in texts for each in whole if each.strip()) or any(
        phrase in texts for phrase in full
    )


def _bare(phrase: str) -> str:
    return phrase.rstrip(" .,;:").lower()


def _again(words: Words, seen: Seen, printed: str) -> bool:
    """Whether the whole piece around the number, in a title or summary, is said in the printed text."""
    if is_printed(words.element) or MARK in words.loose:
        return False
    pieces = [_piece(words.text, seen, cut) for cut in SEGMENTS]
    return any(len(piece.split()) > WORDS_BESIDE and _bare(piece) in printed for piece in pieces)


def _piece(text: str, seen: Seen, cut: re.Pattern[str]) -> str:
    """The part of a text that a number stands in."""
    start = max(end for end in (0, *(found.end() for found in cut.finditer(text))) if end <= seen.start)
    return cut.split(text[start:])[0]


def _around(text: str, seen: Seen) -> str:
    return repr(text[max(0, seen.start - 40) : seen.end + 25].replace(MARK, "…"))


def _figures(table: pl.DataFrame) -> list[str]:
    """The published national figures as sentences name them: 'werkdruk (12,5%)'."""
    rows = table.filter(pl.col("unit") == "%").select("category", pl.col("value").cast(pl.Float64)).drop_nulls().rows()
    return [f"{reason} ({number(value, 1)}%)" for reason, value in rows]


@cache
def _of_codelists() -> tuple[str, ...]:
    folder = Path(codelists.__file__).parent
    return tuple(text for file in sorted(folder.glob("*.yml")) for text in _texts(read_yaml(file)))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a list; a count of persons as a reader sees it."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield number(value)


def _joined(texts: list[str]) -> str:
    return "\n" + "\n".join(" ".join(text.lower().split()) for text in texts) + "\n"
