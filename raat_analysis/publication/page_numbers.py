"""The numbers of a page by where they stand: marked with their rows, on a card, in running or alternative text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raat_analysis.publication.accessibility.page_tree import Element, Page

BLOCKS = {
    *("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "dd", "dt", "caption", "figcaption", "title", "div", "tr"),
    *("summary", "header", "footer", "nav", "section", "article", "figure", "details", "table", "ul", "ol", "dl"),
    *("body", "main"),
}
UNSEEN = ("style", "script", "template")
MARK = "\x00"  # stands in a text for a marked number
CARD = re.compile(r"g(\d+)")


@dataclass(frozen=True)
class Marked:
    """A number with a link: what it says, of which measure, and the cards of the rows that it was made of."""

    text: str
    measure: str
    cards: tuple[int, ...]
    line: int


@dataclass(frozen=True)
class Card:
    """What the page says of one row: its number from 1, where and when, the words, and the line of the open data."""

    place: int
    where: str
    words: str
    row: int
    line: int


@dataclass(frozen=True)
class Words:
    """A piece of running text: as it is read, and with MARK for each marked number."""

    element: Element
    text: str
    loose: str


@dataclass
class PageNumbers:
    """All of a page. `words` leave out the cards; `alternatives` are texts that stand for a picture or name a part."""

    marked: list[Marked] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    alternatives: list[tuple[Element, str]] = field(default_factory=list)


def page_numbers(page: Page) -> PageNumbers:
    """Read a page that was parsed."""
    found = PageNumbers()
    _read(page.root, found)
    return found


def _read(block: Element, found: PageNumbers) -> None:
    """A block: its own text in one piece, and the blocks in it."""
    if card := CARD.fullmatch(block.given.get("id", "")):
        found.cards.append(_card(block, int(card[1])))
        return
    spoken: list[str] = []
    loose: list[str] = []
    for text, mark in _own(block, found):
        spoken.append(text)
        loose.append(MARK if mark else text)
    said = " ".join("".join(spoken).split())
    if said:
        found.words.append(Words(block, said, " ".join("".join(loose).split())))


def _own(block: Element, found: PageNumbers) -> Iterator[tuple[str, bool]]:
    """The texts of a block that stand in no block within it, each with whether it is a marked number."""
    found.alternatives += [(block, block.given[name]) for name in ("aria-label", "alt") if block.given.get(name)]
    for kid in block.kids:
        if isinstance(kid, str):
            yield kid, False
        elif kid.tag in UNSEEN:
            continue
        elif kid.tag in BLOCKS or CARD.fullmatch(kid.given.get("id", "")):
            yield " ", False
            _read(kid, found)
        elif kid.tag == "a" and "data-measure" in kid.given:
            found.marked.append(_marked(kid))
            yield kid.text(), True
        else:
            yield from _own(kid, found)


def _marked(link: Element) -> Marked:
    cards = link.given.get("data-rows") or link.given.get("href", "").removeprefix("#g")
    numbers = tuple(int(each) for each in cards.split() if each.isdigit())
    return Marked(link.text(), link.given["data-measure"], numbers, link.line)


def _card(item: Element, place: int) -> Card:
    where = next((one.text() for one in item.every("strong")), "")
    links = [one for one in item.every("a") if "#row=" in one.given.get("href", "")]
    row = int(links[0].given["href"].rpartition("=")[2]) if links else 0
    said = "".join(kid if isinstance(kid, str) else "" for kid in item.kids)
    named = " ".join(link.text() for link in links)
    return Card(place, where, " ".join(f"{said.lstrip(':')} {named}".split()), row, item.line)
