"""Pages read back: visible text, alternative texts, links of numbers, and the item that each link leads to."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import polars as pl

from raat_analysis.attacker.numbers_in_text import Seen, numbers_in
from raat_analysis.attacker.statements import KEY, SCHEMA

ITEM = re.compile(r"g(\d+)")
LINE = re.compile(r"\.csv#row=(\d+)")
PARTS = {
    "numerator": re.compile(r"\bteller (?=[−-]?\d)", re.I),
    "denominator": re.compile(r"\bnoemer (?=[−-]?\d)", re.I),
}
UNSEEN = {"style", "script", "defs"}
VOID = {"meta", "link", "br", "hr", "img", "input", "use", "path", "rect", "circle", "line", "col", "source", "wbr"}


@dataclass
class Item:
    """What a page says of one number: its words, and the line of the open data that it names (0: none)."""

    place: str
    where: str = ""
    words: str = ""
    line: int = 0


@dataclass
class Page:
    """A page as a reader gets it. `links`: (item, text, measure) of each number with a link."""

    visible: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.visible).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.open = Page(), list[str]()
        self.item: Item | None = None
        self.link: list[str] | None = None
        self.strong = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.alternatives += [given[name] for name in ("alt", "aria-label", "title") if given.get(name)]
        if tag in VOID:
            return
        self.open.append(tag)
        self._item_starts(tag, given)
        if tag == "a" and given.get("class") == "n":
            self.link = [given.get("href", "").removeprefix("#"), "", given.get("data-measure", "")]
        elif tag == "a" and self.item and (line := LINE.search(given.get("href", ""))):
            self.item.line = int(line[1])

    def _item_starts(self, tag: str, given: dict[str, str]) -> None:
        if tag == "li" and ITEM.fullmatch(given.get("id", "")):
            self.item = Item(given["id"])
            self.page.items.append(self.item)
        self.strong = self.strong or (tag == "strong" and self.item is not None)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "a" and self.link is not None:
            self.page.links.append((self.link[0], self.link[1], self.link[2]))
            self.link = None
        if tag == "strong":
            self.strong = False
        if tag == "li":
            self.item = None
        if tag in ("p", "td", "th", "li", "h1", "h2", "h3", "h4", "dd", "dt", "caption", "div", "tr"):
            self.page.visible.append(" ")

    def handle_data(self, data: str) -> None:
        if UNSEEN & set(self.open):
            return
        if "svg" in self.open and self.open[-1] in ("title", "desc"):
            self.page.alternatives.append(data)
            return
        self.page.visible.append(data)
        if self.link is not None:
            self.link[1] += data
        if self.item is not None and self.strong:
            self.item.where += data
        elif self.item is not None and self.open[-1] != "a":
            self.item.words += data


def read_page(path: Path) -> Page:
    """A page of HTML as a reader gets it."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def page_statements(page: Page, name: str, table: pl.DataFrame) -> pl.DataFrame:
    """The statements of the items that name a line of the open data beside the page; the key is of that line."""
    lines = dict(zip(table["line"].to_list(), table.select(*KEY, "source").rows(), strict=True))
    rows = [
        (*lines[item.line], _hides(item), *_figures(item), None, None, _slack(item), name, item.line)
        for item in page.items
        if item.line in lines
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def shown_in(item: Item) -> Seen | None:
    """The number that an item gives, before the first full stop that ends a sentence."""
    said = re.split(r"\.(?=\s|$)", item.words.lstrip(" :"), maxsplit=1)[0]
    return next(numbers_in(said), None)


def _hides(item: Item) -> bool:
    return shown_in(item) is None and "niet openbaar" in item.words.lower()


def _figures(item: Item) -> tuple[float | None, float | None, float | None]:
    shown = shown_in(item)
    parts = []
    for pattern in PARTS.values():
        found = pattern.search(item.words)
        parts.append(next(numbers_in(item.words[found.end() :])).value if found else None)
    return (shown.value if shown else None, parts[0], parts[1])


def _slack(item: Item) -> float:
    shown = shown_in(item)
    return shown.slack if shown else 0.5
