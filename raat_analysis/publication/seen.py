"""What a reader sees in a page or a PDF, taken from the file itself."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from raat_analysis.publication.accessibility.page_tree import Element, Page, page_tree
from raat_analysis.rendering.svg import neutral_hash

SVG = re.compile(r"<svg\b(?! class=\"glyphs\").*?</svg>", re.S)  # not the letters that figures share
PLACES = ("title", "h1", "style", "header")


@dataclass
class Seen:
    """A file as a reader gets it: title, first heading, what it says of itself, text, and its figures' hashes."""

    title: str = ""
    heading: str = ""
    says: dict[str, str] = field(default_factory=dict)  # region, edition, data, status, and branch of a round table
    front: str = ""  # the page's head, or the PDF's first page
    text: str = ""
    figures: list[str] = field(default_factory=list)
    pages: int = 0  # of a PDF


def page_seen(path: Path, page: Page | None = None) -> Seen:
    """An HTML page as a reader gets it, alt texts included; `page` is the file's tree when that was read already."""
    reader = _Reader()
    reader.read(page.root if page else page_tree(path).root, frozenset())
    reader.seen.text = _plain(" ".join([*reader.texts, *reader.labels]))
    reader.seen.figures = [neutral_hash(svg) for svg in SVG.findall(path.read_text(encoding="utf-8"))]
    return reader.seen


class _Reader:
    """Collects the texts of a page by where they stand."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.texts: list[str] = []
        self.labels: list[str] = []

    def read(self, one: Element, inside: frozenset[str]) -> None:
        """An element and all in it; `inside` are the places that it stands in."""
        self.labels += [one.given[name] for name in ("aria-label", "alt") if name in one.given]
        if one.tag == "meta" and one.given.get("name", "").startswith("raat:"):
            self.seen.says[one.given["name"].removeprefix("raat:")] = one.given.get("content", "")
        here = inside | {one.tag} if one.tag in PLACES else inside
        for kid in one.kids:
            if isinstance(kid, str):
                self._hear(kid, here)
            else:
                self.read(kid, here)

    def _hear(self, words: str, inside: frozenset[str]) -> None:
        if "style" in inside:
            return
        self.texts.append(words)
        self.seen.title += words if "title" in inside else ""
        self.seen.heading += words if "h1" in inside else ""
        self.seen.front += f"{words} " if "header" in inside else ""


def pdf_seen(path: Path) -> Seen:
    """A PDF as a reader gets it; its keywords are region, edition, data and status."""
    with pypdfium2.PdfDocument(path) as document:
        about = document.get_metadata_dict()
        pages = [_plain(page.get_textpage().get_text_bounded()) for page in document]
    words = [word.strip() for word in about["Keywords"].split(",")]
    says = dict(zip(("region", "edition", "data", "status", "branch"), words, strict=False))
    return Seen(about["Title"], about["Title"], says, pages[0], " ".join(pages), pages=len(pages))


def _plain(text: str) -> str:
    """Words with single spaces; a word that a PDF broke over lines is whole again."""
    return " ".join(re.sub(r"[\u00ad\ufffe\x02]\s*", "", text).split())
