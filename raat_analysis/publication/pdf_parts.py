"""Every text that a PDF carries, also where no reader looks: in its objects, its metadata and what is attached."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf


def pdf_parts(path: Path) -> list[str]:
    """The strings, names and decoded streams of a PDF. Letters on its pages are drawn: `pdf_seen` reads those."""
    with pikepdf.open(path) as document:
        return [text for each in document.objects for text in _texts(each)]


def _texts(found: object) -> Iterator[str]:
    """The texts in one object; what it refers to is an object of its own."""
    if isinstance(found, pikepdf.Stream):
        yield (found.read_bytes() if _decodes(found) else found.read_raw_bytes()).decode("latin-1")
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield from (text for _, each in found.items() for text in _direct(each))
    elif isinstance(found, pikepdf.Array):
        yield from (text for each in found for text in _direct(each))
    elif isinstance(found, pikepdf.String | pikepdf.Name):
        yield str(found)


def _direct(value: object) -> Iterator[str]:
    """The texts of a part, unless it is an object of its own (a circle of references would have no end)."""
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from _texts(value)


def _decodes(stream: pikepdf.Stream) -> bool:
    try:
        stream.read_bytes()
    except pikepdf.PdfError:
        return False
    return True
