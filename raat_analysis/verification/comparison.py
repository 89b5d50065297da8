"""Two folders of files, byte for byte, and where the first difference of a file lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.file_hash import sha256

TEXT = {".csv", ".html", ".json", ".svg", ".txt", ".xml", ".yml", ".md"}


@dataclass(frozen=True)
class Comparison:
    """How many files are the same, and of each other one its path and what is the matter."""

    same: int
    different: tuple[str, ...]


def compared(first: Path, second: Path, folders: Iterable[str]) -> Comparison:
    """The files below `folders` in two projects: the same, other, only in the first, or only in the second."""
    here, there = (_prints(root, tuple(folders)) for root in (first, second))
    names = sorted(here.keys() | there.keys())
    other = [name for name in names if here.get(name) != there.get(name)]
    return Comparison(len(names) - len(other), tuple(f"{name}: {_why(name, first, second)}" for name in other))


def _prints(root: Path, folders: tuple[str, ...]) -> dict[str, str]:
    files = [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): sha256(path) for path in files}


def _why(name: str, first: Path, second: Path) -> str:
    if not (second / name).is_file():
        return "missing in the second run"
    if not (first / name).is_file():
        return "only in the second run"
    return first_difference(first / name, second / name)


def first_difference(one: Path, other: Path) -> str:
    """Where two files part: the byte, and of a text its line, of a table its column."""
    left, right = one.read_bytes(), other.read_bytes()
    shared = min(len(left), len(right))
    at = next((n for n in range(shared) if left[n] != right[n]), shared)
    if one.suffix == ".parquet":
        return f"byte {at}, {_in_table(one, other)}"
    if one.suffix in TEXT:
        line = left.count(b"\n", 0, at) + 1
        return f"byte {at}, line {line}"
    return f"byte {at}"


def _in_table(one: Path, other: Path) -> str:
    left, right = pl.read_parquet(one), pl.read_parquet(other)
    if left.schema != right.schema:
        return f"other columns or types ({left.width} and {right.width} columns)"
    if left.height != right.height:
        return f"{left.height} and {right.height} rows"
    for name in left.columns:
        unlike = (left[name].ne_missing(right[name])).arg_true()
        if len(unlike):
            return f"column {name}, first in row {unlike[0]}, {len(unlike)} rows"
    return "the same values, stored otherwise"
