"""What can happen to a file on its way to us: each damage is bytes and two numbers in, bytes out."""

from collections.abc import Callable

from hypothesis import strategies as st

Damage = Callable[[bytes, int, int], bytes]
# signs that look like nothing or like something else: spaces that are none, digits of other scripts, ends of lines
STRANGE = [s.encode() for s in ["\u200b", "٣", "१", "５", "\ufeff", "İ", "ẞ", "–", "é", "“"]]
STRANGE += [
    b"\x00",
    b"\x0b",
    b"\x1f",
    b"\r",
    b"\n",
    b"\r\n",
    b'"',
    b'""',
    b";",
    b",",
    b"\t",
    b"|",
    b"'",
    b" ",
    b"-",
    b".",
]
STRANGE += [
    b"\xc2",
    b"\xe9",
    b"\x80",
    b"\x81",
    b"\xe2\x80",
    b"NaN",
    b"inf",
    b"1e5",
    b"0000",
    b"9",
    b"1.234",
    b"*",
    b"\\",
]


def flipped(content: bytes, place: int, sign: int) -> bytes:
    at = place % max(len(content), 1)
    return content[:at] + bytes([sign % 256]) + content[at + 1 :]


def inserted(content: bytes, place: int, sign: int) -> bytes:
    at = place % (len(content) + 1)
    return content[:at] + STRANGE[sign % len(STRANGE)] + content[at:]


def without_some(content: bytes, place: int, length: int) -> bytes:
    at = place % max(len(content), 1)
    return content[:at] + content[at + 1 + length % 7 :]


def cut(content: bytes, place: int, _: int) -> bytes:
    return content[: place % (len(content) + 1)]


def line_twice(content: bytes, line: int, to: int) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    lines.insert(to % (len(lines) + 1), lines[line % len(lines)])
    return b"".join(lines)


def lines_swapped(content: bytes, one: int, other: int) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, other = one % len(lines), other % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def line_lost(content: bytes, line: int, _: int) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    del lines[line % len(lines)]
    return b"".join(lines)


def cells_swapped(content: bytes, line: int, cell: int) -> bytes:
    """Two cells beside one another change places, in one line or (line % 3 == 0) in all."""
    lines = content.split(b"\n")
    for number in range(len(lines)) if line % 3 == 0 else [line % len(lines)]:
        cells = lines[number].split(b";")
        at = cell % len(cells)
        lines[number] = b";".join([*cells[:at], *cells[at : at + 2][::-1], *cells[at + 2 :]])
    return b"\n".join(lines)


def other_separator(content: bytes, line: int, sign: int) -> bytes:
    lines = content.split(b"\n")
    for number in range(len(lines)) if line % 3 == 0 else [line % len(lines)]:
        lines[number] = lines[number].replace(b";", [b",", b"\t", b"|"][sign % 3])
    return b"\n".join(lines)


def other_encoding(content: bytes, line: int, _: int) -> bytes:
    lines = content.split(b"\n")
    at = line % len(lines)
    lines[at] = lines[at].decode("utf-8", "ignore").encode("cp1252", "ignore")
    return b"\n".join(lines)


BYTES: list[Damage] = [flipped, inserted, without_some, cut]
LINES: list[Damage] = [line_twice, lines_swapped, line_lost, cells_swapped, other_separator, other_encoding]


def damages(*kinds: Damage, most: int = 3) -> st.SearchStrategy[list[tuple[Damage, int, int]]]:
    """Up to `most` damages, one after the other."""
    places = st.integers(0, 5000)
    return st.lists(st.tuples(st.sampled_from(kinds), places, places), max_size=most)


def damaged(content: bytes, done: list[tuple[Damage, int, int]]) -> bytes:
    for damage, one, other in done:
        content = damage(content, one, other)
    return content
