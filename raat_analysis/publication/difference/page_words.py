"""The words of a page in reading order: sentences and figures, with the section that they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raat_analysis.publication.accessibility.page_tree import UNHEARD, Element

SENTENCE, FIGURE = "sentence", "figure"
INLINE = {"a", "abbr", "b", "br", "code", "em", "i", "small", "span", "strong", "sub", "sup"}
LEFT_OUT = {
    "head",
    "summary",
    "footer",
    "nav",
    "caption",
    "thead",
}  # names of what is told apart, and the page's own frame
CLASSES_LEFT_OUT = {"masthead", "skip", "subtitle", "notice", "origins", "glyphs", "unseen"}
MARK = re.compile(r"^Kenmerk: \S")  # the report's own mark: its data hash changes with every edition
END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý0-9‘'“\"(])")
BETWEEN = " · "  # the parts of a key figure, and the cells of a row


@dataclass(frozen=True)
class Piece:
    """A sentence, or the alternative text of a figure."""

    section: str  # the heading; '' for what stands before the first
    kind: str
    text: str
    drawing: Element | None = field(default=None, compare=False, repr=False)  # of a figure


@dataclass
class Words:
    """Collects the pieces of a page, element by element."""

    pieces: list[Piece] = field(default_factory=list)
    section: str = ""
    run: list[str] = field(default_factory=list)  # text that belongs together so far

    def read(self, one: Element) -> None:
        """An element and all in it."""
        if is_left_out(one):
            return
        if one.tag == "svg":
            self._flush()
            self.pieces.append(Piece(self.section, FIGURE, plain(one.given.get("aria-label", "")), one))
        elif one.tag == "h2":
            self._flush()
            self.section = plain(words(one))
        elif one.tag == "tr" or (one.tag == "div" and one.parent is not None and one.parent.tag == "dl"):
            self._flush()
            self._add(_joined(one))
        elif one.tag in INLINE and not _stands_alone(one):
            self._inside(one)
        else:
            self._flush()
            self._inside(one)
            self._flush()

    def _inside(self, one: Element) -> None:
        for kid in one.kids:
            if isinstance(kid, str):
                self.run.append(kid)
            else:
                self.read(kid)

    def _flush(self) -> None:
        """What stood in one block is one or more sentences."""
        text, self.run = plain("".join(self.run)), []
        if not MARK.match(text):
            for sentence in END.split(text):
                self._add(sentence)

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(Piece(self.section, SENTENCE, text))


def is_left_out(one: Element) -> bool:
    """Head and foot, names of folded parts, and what only machines or nobody hears."""
    return (
        one.tag in LEFT_OUT
        or one.tag in UNHEARD
        or one.given.get("aria-hidden") == "true"
        or bool(CLASSES_LEFT_OUT & set(one.given.get("class", "").split()))
    )


def words(one: Element) -> str:
    """The text of an element as it stands, with no space that is not there."""
    return "".join(_pieces(one))


def plain(text: str) -> str:
    """Words with single spaces, without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def _pieces(one: Element) -> Iterator[str]:
    for kid in one.kids:
        if isinstance(kid, str):
            yield kid
        elif not is_left_out(kid):
            yield from _pieces(kid)


def _joined(one: Element) -> str:
    """A key figure, or a row of words; a row with numbers is none: its numbers are held against each other apart."""
    cells = one.elements()
    if one.tag == "tr" and any("number" in cell.given.get("class", "").split() for cell in cells):
        return ""
    return BETWEEN.join(text for text in (plain(words(cell)) for cell in cells) if text)


def _stands_alone(one: Element) -> bool:
    """'Wat valt op' and its like: a label on a line of its own."""
    within = one.parent.given.get("class", "").split() if one.parent else []
    return one.tag == "strong" and bool({"finding", "meaning", "warning"} & set(within))
