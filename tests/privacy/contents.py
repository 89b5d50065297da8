"""Everything that can be read in a file: its bytes, and what is compressed in them."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import polars as pl
import pypdfium2


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, followed by its decoded parts: columns of parquet, members of a zip, streams of a PDF."""
    found = path.read_bytes()
    yield found
    if found.startswith(b"PAR1"):
        yield from _columns(path)
    elif found.startswith(b"PK\x03\x04"):
        yield from _members(path)
    elif found.startswith(b"%PDF"):
        yield from _streams(path)
        yield _text(path)
    elif found.startswith(b"\x1f\x8b"):
        yield gzip.decompress(found)
    elif found[:1] == b"x":
        yield from _inflated(found)


def shows(path: Path, marks: tuple[bytes, ...]) -> list[str]:
    """The marks that stand in a file, also as UTF-16."""
    parts = list(contents(path))
    wide = {mark: mark.decode().encode("utf-16-le") for mark in marks}
    return [mark.decode() for mark in marks if any(mark in part or wide[mark] in part for part in parts)]


def _columns(path: Path) -> Iterator[bytes]:
    table = pl.read_parquet(path)
    yield repr(table.schema).encode()
    for name in table.columns:
        texts = table[name].cast(pl.String) if table[name].dtype != pl.List else table[name].explode().cast(pl.String)
        yield "\n".join(texts.drop_nulls().unique().to_list()).encode()


def _members(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield name.encode()
            yield packed.read(name)


def _streams(path: Path) -> Iterator[bytes]:
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                try:
                    yield each.read_bytes()
                except pikepdf.PdfError:  # an image in a form of its own
                    yield each.read_raw_bytes()


def _text(path: Path) -> bytes:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf).encode()


def _inflated(found: bytes) -> Iterator[bytes]:
    """A zlib stream, as git keeps its objects; other files that begin with an x are texts."""
    try:
        yield zlib.decompress(found)
    except zlib.error:
        return
