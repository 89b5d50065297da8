"""A page as a tree of elements, with the name that a screen reader gives to each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Union

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
UNHEARD = ("style", "script", "template")
FOCUSABLE = ("summary", "button", "input", "select", "textarea")


@dataclass(eq=False)
class Element:
    """An element with its attributes, what it stands in, and its line in the file."""

    tag: str
    given: dict[str, str] = field(default_factory=dict)
    parent: Union["Element", None] = None
    line: int = 0
    kids: list[Union["Element", str]] = field(default_factory=list)

    def elements(self) -> list["Element"]:
        """The elements that stand directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def every(self, *tags: str) -> Iterator["Element"]:
        """All elements below it in reading order, of these kinds or of any."""
        for kid in self.elements():
            if not tags or kid.tag in tags:
                yield kid
            yield from kid.every(*tags)

    def above(self) -> Iterator["Element"]:
        """What it stands in, from near to far."""
        outer = self.parent
        while outer is not None:
            yield outer
            outer = outer.parent

    def text(self) -> str:
        """What a screen reader says of its contents: texts, and the names of pictures in it."""
        if self.tag in UNHEARD or self.given.get("aria-hidden") == "true":
            return ""
        if self.tag == "img" or self.given.get("role") == "img":
            return self.given.get("alt", self.given.get("aria-label", ""))
        return " ".join(" ".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids).split())

    def takes_focus(self) -> bool:
        """Whether the tab key stops at it."""
        if self.given.get("tabindex", "0").startswith("-"):
            return False
        return self.tag in FOCUSABLE or (self.tag == "a" and "href" in self.given) or "tabindex" in self.given


@dataclass
class Page:
    """The tree of a page, and what was left open or closed in the wrong place."""

    root: Element = field(default_factory=lambda: Element("document"))
    unclosed: list[str] = field(default_factory=list)

    @cached_property
    def ids(self) -> dict[str, list[Element]]:
        """Every id with the elements that have it."""
        found: dict[str, list[Element]] = {}
        for one in self._every:
            if "id" in one.given:
                found.setdefault(one.given["id"], []).append(one)
        return found

    @cached_property
    def _every(self) -> list[Element]:
        return list(self.root.every())

    def all(self, *tags: str) -> list[Element]:
        """The elements of these kinds in reading order; of every kind without any."""
        return [one for one in self._every if one.tag in tags] if tags else list(self._every)

    def name(self, one: Element) -> str:
        """How a screen reader calls an element: by the words it points at, its label, or its contents."""
        pointed = [self.ids[key][0].text() for key in one.given.get("aria-labelledby", "").split() if key in self.ids]
        own_title = next((kid.text() for kid in one.elements() if kid.tag == "title"), "") if one.tag == "svg" else ""
        said = (" ".join(pointed), one.given.get("aria-label", ""), one.given.get("alt", ""), own_title)
        inside = "" if one.tag in ("svg", "img", "nav") or "tabindex" in one.given else one.text()
        return next((words.strip() for words in (*said, inside, one.given.get("title", "")) if words.strip()), "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.at = self.page.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {key: value or "" for key, value in reversed(attrs)}, self.at, self.getpos()[0])
        self.at.kids.append(one)
        if tag not in VOID:
            self.at = one

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.at.tag == tag:
            self.at = self.at.parent or self.page.root
            return
        opened = [self.at, *self.at.above()]
        place = next((number for number, one in enumerate(opened) if one.tag == tag), None)
        if place is None:
            self.page.unclosed.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")
            return
        self.page.unclosed += [f"line {one.line}: <{one.tag}> is not closed" for one in opened[:place]]
        self.at = opened[place].parent or self.page.root

    def handle_data(self, data: str) -> None:
        self.at.kids.append(data)


def page_tree(path: Path) -> Page:
    """The page in a file; an element that is still open at the end is told in `unclosed`."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    left = [one for one in (reader.at, *reader.at.above()) if one is not reader.page.root]
    reader.page.unclosed += [f"line {one.line}: <{one.tag}> is not closed" for one in left]
    return reader.page
