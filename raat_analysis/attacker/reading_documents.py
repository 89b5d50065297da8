"""PDFs read back: text of every page, and alternative texts of figures. Read with pypdfium2 and pikepdf."""

import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

BROKEN_WORD = re.compile(r"[\u00ad\ufffe\x02]\s*")


@dataclass(frozen=True)
class Document:
    pages: list[str]
    alternatives: list[str]


def read_document(path: Path) -> Document:
    """The text of each page with single spaces, and the alternative texts."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    with pikepdf.open(path) as tagged:
        found = [str(o["/Alt"]) for o in tagged.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    return Document([" ".join(BROKEN_WORD.sub("", text).split()) for text in pages], found)
