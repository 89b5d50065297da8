"""Whether a PDF has the numbers of its page, each as often: what a reader takes from paper is what the screen says.

A PDF has a few of its own: page numbers, the names of figures and tables, where the annex begins, and notes. A note is
glued to what it belongs to: 54940) is 549 with note 40.
"""

import re
from collections import Counter
from pathlib import Path

import pypdfium2

from raat_analysis.publication.accessibility.page_tree import Element
from raat_analysis.publication.page_numbers import PageNumbers

TOKEN = re.compile(  # a quarter or a day is one, so that 3e and 2026 are no loose numbers
    r"[1-4]e kwartaal(?: van)? 20\d\d|\d{1,2} (?:jan|feb|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]* 20\d\d"
    r"|(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?"
)
OWN = re.compile(r"(?:[Ff]iguur|Tabel) \d+(?=[.:])|\bbladzijde \d+|^\d{1,2}\) |(?<=[^\W\d_]|[%*])\d{1,2}\)", re.M)
NOTED = re.compile(r"([\d.,]*\d)\)")
GLUED_TO_YEAR = re.compile(r"((?:kwartaal|kwartaal van|[a-z]{3}) 20\d\d)(?=\d)")
YEAR = re.compile(r"(20\d\d)(\d.*)")
BROKEN = re.compile("[\u00ad\ufffe\x02]\\s*")
NOT_PRINTED = ("nav", "summary", "footer", "title")
NOTE_DIGITS = 2
FOOT = 2  # lines: Twente · 3e kwartaal 2026 1/10, and how the edition stands with its mark


def paper_findings(path: Path, page: PageNumbers, name: str) -> list[str]:
    """Numbers that the page has more often than its PDF, or the other way round.

    A table that goes on on the next sheet has its head again, so that numbers in heads may stand there more often.
    """
    text = paper_text(path)
    screen, paper = _on_screen(page), Counter(TOKEN.findall(text))
    _unglue(paper, screen, set(NOTED.findall(text)))
    again = {token for words in page.words if words.element.tag == "th" for token in TOKEN.findall(words.text)}
    return [
        f"{name}: {token!r} stands {paper[token]} times in it and {screen[token]} times on its page"
        for token in sorted({*screen, *paper})
        if screen[token] > paper[token] or (screen[token] < paper[token] and token not in again)
    ]


def paper_text(path: Path) -> str:
    """What stands on the pages of a PDF, with broken words whole, and without its own numbers, head and foot."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [BROKEN.sub("", page.get_textpage().get_text_bounded()) for page in document]
    pages = [text.splitlines()[:-FOOT] for text in texts]
    lines = [line.replace(" · ", " ").strip() for page in pages for line in page]
    lines = [line for line in lines if line != lines[0]]  # the head
    return " ".join(GLUED_TO_YEAR.sub(r"\1 ", OWN.sub(" ", "\n".join(lines))).split())


def _on_screen(page: PageNumbers) -> Counter[str]:
    """The numbers of the parts of a page that are printed too."""
    return Counter(token for words in page.words if is_printed(words.element) for token in TOKEN.findall(words.text))


def is_printed(block: Element) -> bool:
    """Whether a piece of a page stands in its PDF too."""
    places = (block, *block.above())
    return not any(one.tag in NOT_PRINTED or one.given.get("class") in ("origins", "masthead") for one in places)


def _unglue(paper: Counter[str], screen: Counter[str], noted: set[str]) -> None:
    """Split what a PDF wrote without a space between: a number with its note, a year with the next cell's number."""
    for token, extra in sorted((paper - screen).items()):
        for _ in range(extra):
            parts = next(
                (parts for parts in _readings(token, noted) if all((screen - paper)[each] for each in parts)), []
            )
            paper.update(parts)
            paper[token] -= bool(parts)


def _readings(token: str, noted: set[str]) -> list[list[str]]:
    glued = YEAR.fullmatch(token)
    read = [[glued[1], glued[2]], [glued[2]]] if glued else []
    if token in noted:
        read += [
            [token[:-digits]] for digits in range(1, NOTE_DIGITS + 1) if token[-digits:].isdigit() and token[:-digits]
        ]
    return read
