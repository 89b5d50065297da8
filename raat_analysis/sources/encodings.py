"""How the bytes of a text file are to be read, found by looking at all of them: encoding, quotes, line ends."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from raat_analysis.errors import ExportRefused

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 18  # stays in the processor's cache while it is looked at
NEWLINE, RETURN = ord("\n"), ord("\r")
# In a file that is not UTF-8: a Dutch accent, a typographic sign or a BOM in UTF-8, or a byte that is not in cp1252.
NOT_CP1252 = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|\xef\xbb\xbf|[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class TextFile:
    """A text file: its encoding, whether every separator separates, and how it ends."""

    path: Path
    encoding: str  # utf-8, utf-8-sig or cp1252
    plain: bool  # no quotes
    ends_with_line: bool

    @property
    def told(self) -> str:
        """The encoding as people know it."""
        return "utf-8 with BOM" if self.encoding == "utf-8-sig" else self.encoding


def text_file(path: Path, file: str) -> TextFile:
    """What kind of text a file is. Neither UTF-8 nor cp1252, a mixture of both, or no text at all is refused."""
    plain, broken, last = True, False, b""
    for block in _blocks(path, file):
        broken = broken or not _is_utf8(block)
        plain = plain and b'"' not in block
        last = block
    if broken:
        _refuse_mixture(path, file)
        return TextFile(path, "cp1252", plain, last.endswith(b"\n"))
    with path.open("rb") as content:
        encoding = "utf-8-sig" if content.read(3) == BOM else "utf-8"
    return TextFile(path, encoding, plain, last.endswith(b"\n"))


def _blocks(path: Path, file: str) -> Iterator[bytes]:
    """The file in blocks of whole lines."""
    rest = b""
    with path.open("rb") as content:
        while read := content.read(BLOCK):
            if b"\x00" in read:
                raise ExportRefused(f"{file} is not a text file in UTF-8 or cp1252. Next step: save it as CSV UTF-8.")
            end = read.rfind(b"\n") + 1
            if end:
                yield rest + read[:end]
                rest = read[end:]
            else:
                rest += read
    if rest:
        yield rest


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def even_lines(text: TextFile, separator: str, width: int) -> bool:
    """Whether every line ends alike, and there are as many separators as in lines of `width` cells.

    It says nothing of a file with lines above its header: their separators would hide that others are missing. Lines
    of one cell are never even: an empty line among them does not show.
    """
    size = text.path.stat().st_size
    halves = [(0, size // 2), (size // 2, size)] if size > BLOCK else [(0, size)]
    map_ = map if len(halves) == 1 else ThreadPoolExecutor(len(halves)).map
    counts = map_(lambda half: _signs(text.path, half[0], half[1], ord(separator)), halves)
    separators, lines, returns, before_end = (sum(count) for count in zip(*counts, strict=True))
    rows = lines + (not text.ends_with_line)
    return width > 1 and separators == rows * (width - 1) and returns == before_end in (0, lines)


def _signs(path: Path, start: int, end: int, separator: int) -> tuple[int, int, int, int]:
    """How often a part of a file has the separator, a line end, a return, and a return just before a line end."""
    separators = lines = returns = before_end = 0
    with path.open("rb") as content:
        content.seek(max(0, start - 1))
        last = content.read(1) if start else b""  # a pair may stand on both sides of where a part begins
        for at in range(start, end, BLOCK):
            signs = np.frombuffer(last + content.read(min(BLOCK, end - at)), np.uint8)
            new, ends, returned = signs[len(last) :], signs == NEWLINE, signs == RETURN
            separators += int(np.count_nonzero(new == separator))
            lines += int(np.count_nonzero(ends[len(last) :]))
            returns += int(np.count_nonzero(returned[len(last) :]))
            before_end += int(np.count_nonzero(ends[1:] & returned[:-1]))
            last = signs[-1:].tobytes()
    return separators, lines, returns, before_end


def _refuse_mixture(path: Path, file: str) -> None:
    """A file that is not UTF-8 must make sense as cp1252; the line named is the first that is not UTF-8."""
    if not any(NOT_CP1252.search(block) for block in _blocks(path, file)):
        return
    with path.open("rb") as content:
        line = next(number for number, text in enumerate(content, 1) if not _is_utf8(text))
    raise ExportRefused(
        f"{file}: line {line} is neither UTF-8 nor cp1252, the encoding is mixed. Next step: export it again."
    )
