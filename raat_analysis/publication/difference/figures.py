"""The figures of two editions of a report beside each other, by section and order."""

from dataclasses import dataclass

import polars as pl

from raat_analysis.publication.difference.align import aligned
from raat_analysis.publication.difference.page_words import FIGURE
from raat_analysis.publication.difference.sentences import CHANGED, GONE, NEW, SAME, sections
from raat_analysis.rendering.svg import neutral_hash

Drawing = tuple[str, str]  # its alternative text and its SVG


@dataclass(frozen=True)
class Figure:
    """A figure in both editions; None in one of them when it is new or gone."""

    section: str
    was: Drawing | None
    now: Drawing | None

    @property
    def kind(self) -> str:
        """The same: drawing and words. Ids in the drawing do not count."""
        if self.was is None or self.now is None:
            return NEW if self.was is None else GONE
        return SAME if _mark(self.was) == _mark(self.now) else CHANGED


def figures(now: pl.DataFrame, then: pl.DataFrame) -> list[Figure]:
    """The figures of one report (rows of pages) in both editions; one that changed is paired by its place."""
    sides = [table.filter(kind=FIGURE).sort("place") for table in (then, now)]
    found = []
    for section in sections(sides[1], sides[0]):
        was, new = (side.filter(section=section).select("text", "svg").rows() for side in sides)
        pairs = aligned([_mark(each) for each in was], [_mark(each) for each in new], alike=0)
        found += [Figure(section, _drawing(was, i), _drawing(new, j)) for i, j in pairs]
    return found


def _mark(drawing: Drawing) -> str:
    text, svg = drawing
    return f"{neutral_hash(svg)} {text}"


def _drawing(drawings: list[Drawing], place: int | None) -> Drawing | None:
    return None if place is None else drawings[place]
