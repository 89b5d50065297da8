"""What the edition that was made last was made from, how far its numbers go, and whether anything changed since."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.errors import RaatError
from raat_analysis.parquet import scan_table
from raat_analysis.yaml_files import read_yaml

OBSERVED = ("final", "provisional")
# As .dvcignore: what DVC does not count.
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}
Delivered = set[tuple[str, date]]


@dataclass(frozen=True)
class Made:
    """The edition that was made last: its name ('' when dvc.lock does not say), its exports, how far numbers go."""

    edition: str
    exports: Delivered  # source and day obtained
    until: dict[str, str]  # source → the newest period with a number; observed ones before forecasts


def made(root: Path) -> Made | None:
    """What was made last in this clone; None when nothing was."""
    public = root / "data" / "processed" / "published" / "public"
    if not (public / "sources.parquet").is_file():
        return None
    try:
        return Made(_edition(root), _exports(public), _until(public))
    except (pl.exceptions.PolarsError, OSError) as error:
        said = " ".join(str(error).split())
        raise RaatError(f"{public} cannot be read: {said}. Next step: make report.") from error


def differences(root: Path) -> list[str] | None:
    """What differs from dvc.lock at a quick look: files by their md5, folders by number and size of files, parameters.

    None without a dvc.lock. data/raw is left out: exports are compared one by one, and need not be here.
    """
    stages = _stages(root)
    if not stages:
        return None
    listed = [item for stage in stages.values() for item in (*stage.get("deps", ()), *stage.get("outs", ()))]
    paths = {item["path"]: item for item in listed if item["path"] != "data/raw"}
    return [*(path for path, item in sorted(paths.items()) if not _same(root / path, item)), *_parameters(root, stages)]


def _exports(public: Path) -> Delivered:
    table = scan_table(public / "sources.parquet").select("source", pl.col("obtained_on").cast(pl.String)).collect()
    return {(source, date.fromisoformat(day)) for source, day in table.iter_rows()}


def _until(public: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    numbers = scan_table(public / "numbers.parquet").filter(pl.col("value").is_not_null())
    for table in (numbers, numbers.filter(pl.col("status").is_in(OBSERVED))):
        found |= dict(table.group_by("source").agg(pl.col("period").max()).collect().iter_rows())
    if (figures := public / "published_figures.parquet").is_file():
        found |= dict(scan_table(figures).group_by("source").agg(pl.col("period").max()).collect().iter_rows())
    return found


def _stages(root: Path) -> dict[str, Any]:
    lock = root / "dvc.lock"
    if not lock.is_file():
        return {}
    said = read_yaml(lock)
    if not isinstance(said, dict) or not isinstance(said.get("stages"), dict):
        raise RaatError("dvc.lock has no stages, as DVC writes them. Next step: git checkout dvc.lock.")
    return dict(said["stages"])


def _edition(root: Path) -> str:
    return str(_stages(root).get("publish", {}).get("params", {}).get("params.yaml", {}).get("edition", ""))


def _same(path: Path, item: dict[str, Any]) -> bool:
    if not str(item.get("md5")).endswith(".dir"):
        return path.is_file() and hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() == item.get("md5")
    sizes = list(_sizes(path))
    return path.is_dir() and (len(sizes), sum(sizes)) == (item.get("nfiles"), item.get("size"))


def _sizes(folder: Path) -> Iterator[int]:
    """The size of each file in a folder that DVC counts."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in IGNORED]
        yield from ((Path(place) / name).stat().st_size for name in files if name not in IGNORED)


def _parameters(root: Path, stages: dict[str, Any]) -> list[str]:
    now = read_yaml(root / "params.yaml")
    lists = [stage.get("params", {}).get("params.yaml", {}) for stage in stages.values()]
    used = {name: value for listed in lists for name, value in listed.items()}
    return [f"params.yaml: {name}" for name, value in sorted(used.items()) if now.get(name) != value]
