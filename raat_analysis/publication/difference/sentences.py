"""The sentences of two editions of a report beside each other, by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

import polars as pl

from raat_analysis.publication.difference.align import aligned
from raat_analysis.publication.difference.page_words import SENTENCE

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"


@dataclass(frozen=True)
class Sentence:
    """A sentence in both editions; '' in one of them when it is new or gone."""

    section: str
    was: str
    now: str

    @property
    def kind(self) -> str:
        if not self.was or not self.now:
            return GONE if self.was else NEW
        return SAME if self.was == self.now else CHANGED


def sentences(now: pl.DataFrame, then: pl.DataFrame) -> list[Sentence]:
    """The sentences of one report (rows of pages) in both editions, in the order of the newer one."""
    sides = [table.filter(kind=SENTENCE).sort("place") for table in (then, now)]
    return [
        Sentence(section, _text(was, i), _text(new, j))
        for section in sections(sides[1], sides[0])
        for was, new in [[side.filter(section=section)["text"].to_list() for side in sides]]
        for i, j in aligned(was, new)
    ]


def sections(now: pl.DataFrame, then: pl.DataFrame) -> list[str]:
    """The headings of both editions, those of the newer first, in reading order."""
    return list(dict.fromkeys([*now["section"], *then["section"]]))


def marked_words(was: str, now: str) -> tuple[str, str]:
    """Both sentences as HTML: what went stands in <del>, what came in <ins>, by whole words."""
    old, new = was.split(" "), now.split(" ")
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ours = " ".join(_tagged(old[i:j], "del", what) for what, i, j, _, _ in codes if i < j)
    return ours, " ".join(_tagged(new[i:j], "ins", what) for what, _, _, i, j in codes if i < j)


def counted(found: list[Sentence]) -> dict[str, int]:
    """How many sentences stayed the same, changed, are new and are gone."""
    return {kind: sum(each.kind == kind for each in found) for kind in (SAME, CHANGED, NEW, GONE)}


def both_reports(now: pl.DataFrame, then: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame, pl.DataFrame]]:
    """Each report of either edition with its rows in both: factsheet, Fase 0, round tables."""
    for report in sorted({*now["report"], *then["report"]}, key=_order):
        yield report, now.filter(report=report), then.filter(report=report)


def _order(report: str) -> tuple[bool, bool, str]:
    return not report.endswith("/factsheet"), "/rondetafel-" in report, report


def _text(texts: list[str], place: int | None) -> str:
    return "" if place is None else texts[place]


def _tagged(words: list[str], tag: str, what: str) -> str:
    said = escape(" ".join(words))
    return said if what == "equal" else f"<{tag}>{said}</{tag}>"
