"""How long the main job takes, as ratios within one run: machines are shared and noisy.

The unit is one factsheet made the ordinary way: papermill with a fresh kernel, then nbconvert to HTML, both on the
command line. `python -m benchmarks.run` prints a table for docs/benchmarks.md.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def clone(into: Path) -> Path:
    """A copy of the committed repository with its exports already pulled."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(into)], check=True)
    shutil.copytree(ROOT / "data" / "raw", into / "data" / "raw", dirs_exist_ok=True)
    return into


def run(root: Path, *command: str) -> float:
    """Seconds that a command takes; one that fails ends the benchmark."""
    began = time.monotonic()
    subprocess.run(command, cwd=root, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(root)})
    return time.monotonic() - began


def report(root: Path) -> float:
    return run(root, sys.executable, "-m", "raat_analysis", "report")


def with_regions(root: Path, regions: str) -> None:
    params = yaml.safe_load((root / "params.yaml").read_text(encoding="utf-8"))
    (root / "params.yaml").write_text(yaml.safe_dump({**params, "regions": regions}), encoding="utf-8")


def ordinary_sheet(root: Path) -> float:
    """One factsheet with stock papermill and stock nbconvert."""
    given = ["-p", "region_code", "RA0205", "-p", "edition", "2026Q3"]
    executed = "executed.ipynb"
    seconds = run(root, sys.executable, "-m", "papermill", "notebooks/factsheet.ipynb", executed, *given)
    return seconds + run(root, sys.executable, "-m", "nbconvert", "--to", "html", executed)


def fresh(folder: Path, regions: str) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    with_regions(clone(folder), regions)
    return report(folder)


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        root = Path(work) / "project"
        measured: dict[str, Callable[[], float]] = {
            "make report, all 28 regions, from nothing": lambda: fresh(root, "all"),
            "make report, five WGV sheets and Fase 0, from nothing": lambda: fresh(root, "wgv"),
            "make report, nothing changed": lambda: report(root),
            "dvc repro, nothing changed": lambda: run(root, sys.executable, "-m", "dvc", "repro"),
            "one sheet the ordinary way (the unit)": lambda: ordinary_sheet(root),
        }
        seconds: dict[str, list[float]] = {name: [] for name in measured}
        for _ in range(ROUNDS):
            for name, measure in measured.items():
                seconds[name].append(measure())
    unit = statistics.median(seconds["one sheet the ordinary way (the unit)"])
    print(f"| what | median of {ROUNDS}, s | lowest–highest, s | in units |\n|---|---|---|---|")
    for name, found in seconds.items():
        middle = statistics.median(found)
        print(f"| {name} | {middle:.1f} | {min(found):.1f}–{max(found):.1f} | {middle / unit:.2f} |")


if __name__ == "__main__":
    main()
