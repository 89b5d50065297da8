"""Ten million adverts: reading, checking and tidying them, beside a bare polars scan to parquet of the same file.

`python -m benchmarks.scale` prints a table for docs/benchmarks.md. Each line is a process of its own, and says the most
memory it held. The adverts are rows of the demonstration drawn with replacement, each with a number of its own.
"""

import gc
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import polars as pl
import yaml

ROOT = Path(__file__).parents[1]
ROWS, SMALL, MANY, ROUNDS, STEP = 10_000_000, 1_000_000, 1000, 3, 500_000
MODEL = ROOT / "data" / "raw" / "zorgselect" / "2026-01-08" / "zorgselect_2024_2025.csv"
META = {"kind": "demonstration", "origin": "benchmark", "licence": "CC0-1.0"}


def adverts(rows: int, first: int = 0) -> pl.DataFrame:
    """Rows of the demonstration, drawn with replacement; numbers and contacts are new."""
    chance = np.random.default_rng(2018 + first)
    model = pl.read_csv(MODEL, separator=";", infer_schema=False).unique("Vacature-ID", maintain_order=True)
    return renumbered(model[chance.integers(0, model.height, rows)], first)


def alike(rows: int, number: int) -> pl.DataFrame:
    """One of many exports with the same regions, branches and quarters: every so many rows, from another start."""
    model = pl.read_csv(MODEL, separator=";", infer_schema=False).unique("Vacature-ID", maintain_order=True)
    in_order = model.sort("Standplaats", "Branche", "Datum plaatsing", maintain_order=True)
    step = model.height // rows
    return renumbered(in_order.gather_every(step, number % step).head(rows), number * rows)


def renumbered(table: pl.DataFrame, first: int) -> pl.DataFrame:
    contacts = pl.Series(np.random.default_rng(first).integers(0, 1_000_000, table.height)).cast(pl.String)
    return table.with_columns(
        ("ZS" + (pl.int_range(pl.len()) + first + 10_000_000).cast(pl.String)).alias("Vacature-ID"),
        ("contact " + contacts).alias("Contactpersoon"),
        ("c" + contacts + "@voorbeeld.invalid").alias("E-mail contact"),
    )


def export(raw: Path, day: str, parts: Iterable[pl.DataFrame]) -> Path:
    """One export of adverts in its dated folder."""
    folder = raw / "zorgselect" / day
    folder.mkdir(parents=True)
    with (folder / "zorgselect.csv").open("wb") as out:
        for number, part in enumerate(parts):
            part.write_csv(out, separator=";", include_header=number == 0, line_terminator="\r\n")
    about = yaml.safe_dump({"meta": {**META, "obtained": day}})
    (folder.parent / f"{day}.dvc").write_text(about, encoding="utf-8")
    return folder / "zorgselect.csv"


def bare(raw: Path) -> None:
    """Scan to parquet, without any check."""
    [file] = raw.glob("zorgselect/*/*.csv")
    pl.scan_csv(file, separator=";").sink_parquet(raw.parent / "bare.parquet")


def checked(raw: Path) -> None:
    """Read and check, as the stage does."""
    from raat_analysis.checks import check
    from raat_analysis.contracts import contract

    shutil.rmtree(raw.parent / "checked", ignore_errors=True)
    check(raw, {"zorgselect": contract("zorgselect")}, raw.parent / "checked")


def tidied(raw: Path) -> None:
    """Tidy what was checked, as the stage does."""
    from raat_analysis.parquet import read_table, write_table
    from raat_analysis.tidy.described import as_described
    from raat_analysis.tidy.vacancies import vacancies

    table = vacancies(read_table(raw.parent / "checked" / "zorgselect.parquet", as_stored=True))
    write_table(as_described("vacancies", table), raw.parent / "vacancies.parquet")


def imported(_raw: Path) -> None:
    """Great Expectations on its own: import it and make its context."""
    from raat_analysis.checks.great import _whole_table

    _whole_table()


STEPS: dict[str, Callable[[Path], None]] = {f.__name__: f for f in (bare, checked, tidied, imported)}


def measured(step: str, raw: Path) -> tuple[float, float]:
    """Seconds and GB of a step in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.scale", step, str(raw)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return time.monotonic() - began, float(said.split()[-1])


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        large, one, many = (Path(work) / name / "raw" for name in ("large", "one", "many"))
        export(large, "2026-10-06", (adverts(STEP, first) for first in range(0, ROWS, STEP)))
        export(one, "2026-10-06", (alike(SMALL // MANY, number) for number in range(MANY)))
        for number in range(MANY):
            day = str(np.datetime64("2026-01-08") + number)  # after the last advert of the model
            export(many, day, [alike(SMALL // MANY, number)])
        plan = [(step, large) for step in STEPS] + [("checked", one), ("checked", many)]
        runs = [[measured(step, raw) for step, raw in plan] for _ in range(ROUNDS)]
    names = [f"{ROWS:,} rows: {step}" for step, _ in plan[:4]] + [f"{SMALL:,} rows in one export", "… in 1,000 exports"]
    unit = statistics.median(run[0][0] for run in runs)
    print("| what | median, s | lowest–highest, s | times bare | most memory, GB |\n|---|---|---|---|---|")
    for place, name in enumerate(names):
        seconds, memory = [run[place][0] for run in runs], max(run[place][1] for run in runs)
        middle = statistics.median(seconds)
        spread = f"{min(seconds):.1f}–{max(seconds):.1f}"
        print(f"| {name} | {middle:.1f} | {spread} | {middle / unit:.1f} | {memory:.1f} |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        gc.disable()  # as the stages do
        STEPS[sys.argv[1]](Path(sys.argv[2]))
        gc.freeze()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
    else:
        main()
