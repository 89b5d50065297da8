"""Rules on what stands on the pages of a PDF: all of it is tagged or decoration, and links say where they lead."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from raat_analysis.publication.accessibility.checked import Found
from raat_analysis.publication.accessibility.pdf_document import TEMPLATE, PdfFile

PAINTING = ("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE")
MARKING = ("BMC", "BDC", "EMC")
NOTHING, DECORATION, TAGGED = "nothing", "decoration", "tagged"


def content(file: PdfFile) -> Found:
    """Everything that is drawn is in a tag or is marked as decoration, and no tag points at what is not there."""
    in_tree = {mark for tag in file.tree.every() for mark in tag.marks}
    drawn = Counter[str]()
    found, on_pages = [], set[tuple[int, int]]()
    for number, page in enumerate(file.pdf.pages, start=1):
        loose, marks = _page_content(page, drawn)
        on_pages |= {(number, mark) for mark in marks}
        if loose:
            found.append(f"page {number}: {loose} pieces of content are in no tag and no decoration. Mend {TEMPLATE}.")
    found += [
        f"page {page}: marked content {mark} is in no tag. Mend {TEMPLATE}."
        for page, mark in sorted(on_pages - in_tree)
    ]
    found += [
        f"page {page}: a tag points at marked content {mark}, which is not there. Mend {TEMPLATE}."
        for page, mark in sorted(in_tree - on_pages)
    ]
    return sum(drawn.values()), found


def _page_content(page: Any, drawn: Counter[str]) -> tuple[int, set[int]]:
    """How many pieces are drawn outside any mark, and the numbers of the marked content."""
    loose, marks, open_marks = 0, set[int](), list[str]()
    for operator, operands in _instructions(page):
        if operator in ("BMC", "BDC"):
            number = _number(operands, page)
            marks |= set() if number is None else {number}
            open_marks.append(TAGGED if number is not None else DECORATION if operands[0] == "/Artifact" else NOTHING)
        elif operator == "EMC":
            open_marks[-1:] = []
        else:
            drawn[operator] += 1
            loose += not any(mark != NOTHING for mark in open_marks)
    return loose, marks


def _instructions(page: Any) -> Iterator[tuple[str, list[Any]]]:
    for one in pikepdf.parse_content_stream(page, " ".join((*PAINTING[:-1], *MARKING, "ID", "EI"))):
        operator = str(one.operator)
        if operator in PAINTING or operator in MARKING:
            yield operator, list(one.operands)


def _number(operands: list[Any], page: Any) -> int | None:
    """The number of marked content; its properties may stand in the page's resources under a name."""
    if len(operands) < 2:
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = page.obj.get("/Resources", {}).get("/Properties", {}).get(str(properties), {})
    return int(properties["/MCID"]) if "/MCID" in properties else None


def links(file: PdfFile) -> Found:
    """Every link is in a tag and says in words where it leads; there are no other things to click."""
    tagged = {one for tag in file.tree.every() for one in tag.objects}
    found, seen = [], 0
    for number, page in enumerate(file.pdf.pages, start=1):
        for note in page.obj.get("/Annots", []):
            seen += 1
            if note.get("/Subtype") != "/Link":
                found.append(f"page {number}: an annotation {note.get('/Subtype')}. Use only links in {TEMPLATE}.")
            if note.objgen not in tagged:
                found.append(f"page {number}: a link is in no tag. Use `link` in {TEMPLATE}.")
            if not str(note.get("/Contents", "")).strip():
                found.append(f"page {number}: a link does not say where it leads (Contents). Use `link` in {TEMPLATE}.")
    return seen, found


CONTENT_RULES: dict[str, Callable[[PdfFile], Found]] = {"content": content, "links": links}
