"""What a reader sees in a page or a PDF, taken from the file itself."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2

from raat_analysis.rendering.svg import neutral_hash

SVG = re.compile(r"<svg\b(?! class=\"glyphs\").*?</svg>", re.S)  # not the letters that figures share


@dataclass
class Seen:
    """A file as a reader gets it: title, first heading, what it says of itself, text, and its figures' hashes."""

    title: str = ""
    heading: str = ""
    says: dict[str, str] = field(default_factory=dict)  # region, edition, data, and branch of a round table
    front: str = ""  # the page's head, or the PDF's first page
    text: str = ""
    figures: list[str] = field(default_factory=list)
    pages: int = 0  # of a PDF


class _Page(HTMLParser):
    """Collects the texts of a page by where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.inside = Seen(), ""
        self.texts: list[str] = []
        self.open: list[str] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.labels += [given[name] for name in ("aria-label", "alt") if name in given]
        if tag == "meta" and given.get("name", "").startswith("raat:"):
            self.seen.says[given["name"].removeprefix("raat:")] = given.get("content", "")
        if tag in ("title", "h1", "style", "header"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.texts.append(data)
        self.seen.title += data if "title" in self.open else ""
        self.seen.heading += data if "h1" in self.open else ""
        self.seen.front += f"{data} " if "header" in self.open else ""


def page_seen(path: Path) -> Seen:
    """An HTML page as a reader gets it, alt texts included."""
    source = path.read_text(encoding="utf-8")
    page = _Page()
    page.feed(source)
    page.seen.text = _plain(" ".join([*page.texts, *page.labels]))
    page.seen.figures = [neutral_hash(svg) for svg in SVG.findall(source)]
    return page.seen


def pdf_seen(path: Path) -> Seen:
    """A PDF as a reader gets it; its keywords are region, edition and data."""
    with pypdfium2.PdfDocument(path) as document:
        about = document.get_metadata_dict()
        pages = [_plain(page.get_textpage().get_text_bounded()) for page in document]
    words = [word.strip() for word in about["Keywords"].split(",")]
    says = dict(zip(("region", "edition", "data", "branch"), words, strict=False))
    return Seen(about["Title"], about["Title"], says, pages[0], " ".join(pages), pages=len(pages))


def _plain(text: str) -> str:
    """Words with single spaces; a word that a PDF broke over lines is whole again."""
    return " ".join(re.sub(r"[\u00ad\ufffe\x02]\s*", "", text).split())
