"""All measures and models of a whole country, beside a loop over groups with pandas and statsmodels in the same run.

`python -m benchmarks.measures_models` prints a table for docs/benchmarks.md. Every step is a process of its own that
reads what an earlier one wrote, as the stages do; start and imports are counted, and the most memory it held.
"""

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.loop_over_groups import loop
from benchmarks.national import FASE0, country_as_area, demonstration, national

ROOT = Path(__file__).parents[1]
ROUNDS = 3
OURS = ("measured", "modelled", "estimated")  # what the loop is set against; protecting is not statistics


def read(folder: Path, *names: str) -> list[pl.DataFrame]:
    return [pl.read_parquet(folder / f"{name}.parquet") for name in names]


def measured(tidy: Path, out: Path) -> int:
    """Every measure, verified."""
    from raat_analysis.measures.all_measures import TABLES, measures

    numbers = measures(dict(zip(TABLES, read(tidy, *TABLES), strict=True)))
    numbers.write_parquet(out / "measures.parquet")
    return numbers.height


def modelled(tidy: Path, out: Path) -> int:
    """Forecast, season, ageing, levers and Fase 0."""
    from raat_analysis.models import all_models

    numbers, members = all_models.modelled(*read(out, "measures"), dict(zip(FASE0, read(tidy, *FASE0), strict=True)))
    numbers.write_parquet(out / "models.parquet")
    members.write_parquet(out / "members.parquet")
    return numbers.height


def protected(_tidy: Path, out: Path) -> int:
    """Leavers as they are published: the estimates are made of these. All of a release: benchmarks/disclosure.py."""
    from raat_analysis.disclosure.protect import protect

    measures, models, members = read(out, "measures", "models", "members")
    turnover = [table.filter(source="uitstroom") for table in (measures, models)]
    found = protect(turnover, members)
    found.numbers.write_parquet(out / "public.parquet")
    return found.numbers.height


def estimated(_tidy: Path, out: Path) -> int:
    """The estimates of turnover that are made of public numbers."""
    from raat_analysis.models.turnover_estimates import turnover_estimates

    return turnover_estimates(*read(out, "public")).height


def looped(tidy: Path, _out: Path) -> int:
    """The loop over groups."""
    return len(loop(tidy))


STEPS: dict[str, Callable[[Path, Path], int]] = {
    step.__name__: step for step in (measured, modelled, protected, estimated, looped)
}


def run(step: str, folder: Path) -> tuple[float, float, int]:
    """Seconds, GB and rows of a step in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.measures_models", step, str(folder)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return time.monotonic() - began, float(said[-2]), int(said[-1])


def step_alone(step: str, folder: Path) -> None:
    gc.disable()  # as the stages do
    country_as_area()
    rows = STEPS[step](folder / "tidy", folder)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "tidy").mkdir()
        for name, table in national(demonstration()).items():
            table.write_parquet(folder / "tidy" / f"{name}.parquet")
        runs = [{step: run(step, folder) for step in STEPS} for _ in range(ROUNDS)]
    sums = {"ours: measured, modelled and estimated": [sum(r[step][0] for step in OURS) for r in runs]}
    seconds = {step: [r[step][0] for r in runs] for step in STEPS} | sums
    shares = [r["looped"][0] / ours for r, ours in zip(runs, next(iter(sums.values())), strict=True)]
    print("| step | median, s | lowest–highest, s | rows | most memory, GB |\n|---|---|---|---|---|")
    for name, found in seconds.items():
        chosen = OURS if name in sums else (name,)
        rows, memory = sum(runs[0][step][2] for step in chosen), max(r[step][1] for r in runs for step in chosen)
        spread = f"{min(found):.1f}–{max(found):.1f}"
        print(f"| {name} | {statistics.median(found):.1f} | {spread} | {rows:,} | {memory:.1f} |")
    print(f"\nThe loop takes {statistics.median(shares):.1f} times as long ({min(shares):.1f}–{max(shares):.1f}).")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        step_alone(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
