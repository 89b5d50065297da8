"""How the bytes of a text file are to be read, found by looking at all of them: encoding, quotes, line ends."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import ExportRefused

BOM = b"\xef\xbb\xbf"
BLOCK = 1 << 22
ACCENT = re.compile(rb"[\xc3\xc2][\x80-\xbf]")  # a Dutch accent in UTF-8
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes without a meaning in cp1252


@dataclass(frozen=True)
class TextFile:
    """A text file: its encoding, and whether it holds quotes or a carriage return that ends no line."""

    path: Path
    encoding: str  # utf-8, utf-8-sig or cp1252
    quotes: bool
    lone_returns: bool
    ends_with_line: bool

    @property
    def told(self) -> str:
        """The encoding as people know it."""
        return "utf-8 with BOM" if self.encoding == "utf-8-sig" else self.encoding

    @property
    def plain(self) -> bool:
        """Whether each line is a row and each separator separates, because nothing is quoted."""
        return not (self.quotes or self.lone_returns)


def text_file(path: Path, file: str) -> TextFile:
    """What kind of text a file is. Neither UTF-8 nor cp1252, a mixture of both, or no text at all is refused."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    start, last, broken, mixed, quotes, lone = 0, b"", None, False, False, False
    for block in _blocks(path, file):
        plain = block.isascii()
        if broken is None and not (plain and not utf8.getstate()[0]):
            broken = _broken(utf8, block, start)
        mixed = mixed or (not plain and (ACCENT.search(block) or UNDEFINED.search(block)) is not None)
        quotes = quotes or b'"' in block
        lone = lone or _lone_return(last + block)
        start, last = start + len(block), block[-1:]
    if broken is None and utf8.getstate()[0]:
        broken = start
    if broken is not None and mixed:
        _refuse_mixture(path, broken, file)
    return TextFile(path, _encoding(path, broken), quotes, lone or last == b"\r", last == b"\n")


def _blocks(path: Path, file: str) -> Iterator[bytes]:
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            if b"\x00" in block:
                raise ExportRefused(f"{file} is not a text file in UTF-8 or cp1252. Next step: save it as CSV UTF-8.")
            yield block


def _broken(utf8: codecs.IncrementalDecoder, block: bytes, start: int) -> int | None:
    """The place of the first byte that is not UTF-8, if there is one."""
    pending = len(utf8.getstate()[0])
    try:
        utf8.decode(block)
    except UnicodeDecodeError as error:
        return start - pending + error.start
    return None


def _lone_return(block: bytes) -> bool:
    """Whether a carriage return stands before something else than a line feed; at the very end one may follow."""
    return b"\r" in block and block.count(b"\r") - block.endswith(b"\r") > block.count(b"\r\n")


def _encoding(path: Path, broken: int | None) -> str:
    if broken is not None:
        return "cp1252"
    with path.open("rb") as content:
        return "utf-8-sig" if content.read(3) == BOM else "utf-8"


def _refuse_mixture(path: Path, broken: int, file: str) -> None:
    with path.open("rb") as content:
        line = content.read(broken).count(b"\n") + 1
    raise ExportRefused(
        f"{file}: line {line} is neither UTF-8 nor cp1252, the encoding is mixed. Next step: export it again."
    )
