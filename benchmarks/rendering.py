"""Rendering: 28 factsheets at once beside one after the other, one region changed, nothing changed, and 342 sheets.

`python -m benchmarks.rendering` works on the published tables of the last `make report` and prints a table for
docs/benchmarks.md. One after the other is papermill with a kernel of its own and then nbconvert, both on the command
line, for some regions; it makes no PDF and no open data. The floor is what the cells alone ask: their processor seconds
over two processors, and one import.
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

import polars as pl
import yaml

from benchmarks.trace import samples
from raat_analysis.codelists.regions import region_codes

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT / "data" / "processed" / "published"
NOTEBOOK = "notebooks/factsheet.ipynb"
ROUNDS, SAMPLE, EDITION = 3, 4, "2026Q3"
FLOOR = """
import sys, time
import raat_analysis.rendering.preload
imported = time.process_time()
from pathlib import Path
from raat_analysis.rendering.executed import executed
began, codes = time.process_time(), sys.argv[1:]
for code in codes:
    executed(Path("notebooks/factsheet.ipynb"), {"region_code": code, "edition": "2026Q3"})
print(imported, (time.process_time() - began) / len(codes))
"""


def run(*command: str, cache: Path | None = None, code: Path = ROOT) -> float:
    """Seconds that a command takes in a clone; one that fails ends the benchmark."""
    own = {"PYTHONPATH": str(code), "MPLBACKEND": "agg"} | ({"RAAT_CACHE": str(cache)} if cache else {})
    began = time.monotonic()
    subprocess.run(command, cwd=code, check=True, capture_output=True, env={**os.environ, **own})
    return time.monotonic() - began


def stage(work: Path, published: Path, codes: list[str]) -> list[str]:
    """The command that makes the factsheets of some regions, as the stage does."""
    given = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    (work / "params.yaml").write_text(yaml.safe_dump({**given, "regions": codes}), encoding="utf-8")
    places = [str(work / "params.yaml"), str(published / "public"), NOTEBOOK, str(work / "out")]
    return [sys.executable, "pipelines/render_factsheets.py", *places]


def one_by_one(work: Path) -> float:
    """Mean seconds of a sheet with stock papermill and stock nbconvert."""
    codes, made = region_codes(), str(work / "executed.ipynb")
    some = codes[:: len(codes) // SAMPLE][:SAMPLE]
    seconds = 0.0
    for code in some:
        given = ["-p", "region_code", code, "-p", "edition", EDITION]
        seconds += run(sys.executable, "-m", "papermill", NOTEBOOK, made, *given)
        seconds += run(sys.executable, "-m", "nbconvert", "--to", "html", made)
    return seconds / len(some)


def floor(sheets: int) -> float:
    """Seconds that cells ask at least on two processors, and one import."""
    codes = region_codes()[:: len(region_codes()) // SAMPLE][:SAMPLE]
    told = subprocess.run([sys.executable, "-c", FLOOR, *codes], cwd=ROOT, check=True, capture_output=True, text=True)
    imported, cells = map(float, told.stdout.split()[-2:])
    return imported + sheets * cells / 2


def ordinary(work: Path) -> dict[str, float]:
    """What the whole is held against."""
    return {"one sheet the ordinary way": one_by_one(work), "floor of 28": floor(28)}


def one_changed(target: Path) -> Path:
    """The published tables with one number of one region changed, which no other sheet shows."""
    shutil.copytree(PUBLISHED, target, dirs_exist_ok=True)
    path = target / "public" / "numbers.parquet"
    own = (pl.col("region_code") == "RA0101") & (pl.col("measure") == "employees") & (pl.col("branch_code") == "VVT")
    numbers = pl.read_parquet(path)
    numbers.with_columns(value=pl.when(own).then(pl.col("value") + 1).otherwise("value")).write_parquet(path)
    return target


def rendered(work: Path) -> dict[str, float]:
    """Seconds of the three cases of 28 sheets."""
    codes, cache = region_codes(), work / "cache"
    whole = run(*stage(work, PUBLISHED, codes), cache=cache)
    nothing = run(*stage(work, PUBLISHED, codes), cache=cache)
    one = run(*stage(work, one_changed(work / "changed"), codes), cache=cache)
    return {"28 factsheets": whole, "one region changed": one, "nothing changed, from the cache": nothing}


def municipal(work: Path) -> tuple[Path, Path, list[str]]:
    """A copy of the code in which every municipality is a region with the rows of its own; its published tables."""
    code = work / "code"
    for name in ("raat_analysis", "pipelines", "notebooks"):
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copyfile(ROOT / name, code / name)
    lists = code / "raat_analysis" / "codelists"
    towns = pl.read_csv(lists / "municipalities.csv", infer_schema=False)
    regions = pl.read_csv(lists / "regions.csv", infer_schema=False)
    names = {"region_code": "municipality_code", "name": "name", "in_sentence": "name", "slug": "municipality_code"}
    rows = towns.select(
        *(pl.col(old).alias(new) for new, old in names.items()),
        kind=pl.lit("region"),
        part_of=pl.lit("NL01"),
        employers_organisation=pl.col("municipality_code"),
        municipalities=pl.lit("1"),
        aliases=pl.lit(""),
    )
    pl.concat([regions, rows.select(regions.columns)]).write_csv(lists / "regions.csv")
    towns.with_columns(region_code="municipality_code").write_csv(lists / "municipalities.csv")  # each is its own map
    numbers = pl.read_parquet(PUBLISHED / "public" / "numbers.parquet").with_columns(
        pl.col("region_code").cast(pl.String)
    )
    where = towns.select("region_code", "municipality_code")
    own = numbers.join(where, on="region_code").with_columns(region_code="municipality_code").select(numbers.columns)
    shutil.copytree(PUBLISHED, work / "towns", dirs_exist_ok=True)
    pl.concat([numbers, own]).write_parquet(work / "towns" / "public" / "numbers.parquet")
    return code, work / "towns", towns["municipality_code"].to_list()


def scaled(work: Path) -> dict[str, float]:
    """Seconds of 28 and of 342 sheets, of municipalities; and the most memory (GB) of the many."""
    code, published, towns = municipal(work)
    few = run(*stage(work, published, towns[:28]), cache=work / "few", code=code)
    os.environ |= {"PYTHONPATH": str(code), "RAAT_CACHE": str(work / "many"), "RAAT_CACHE_MB": "20000"}
    seen = list(samples(stage(work, published, towns), code))
    return {"28 municipalities": few, "342 municipalities": seen[-1].at, "memory": max(each.memory for each in seen)}


def empty_stages(work: Path, number: int) -> float:
    """Seconds of `dvc repro` with so many stages that do nothing, the second time."""
    root = work / "empty"
    root.mkdir()
    dvc = [sys.executable, "-m", "dvc"]
    quiet = {**os.environ, "DVC_NO_ANALYTICS": "1"}
    stages = {f"stage{n}": {"cmd": "true", "deps": ["input"]} for n in range(number)}
    (root / "dvc.yaml").write_text(yaml.safe_dump({"stages": stages}), encoding="utf-8")
    (root / "input").touch()
    for command in (["init", "-q", "--no-scm"], ["repro", "-q"]):
        subprocess.run([*dvc, *command], cwd=root, check=True, capture_output=True, env=quiet)
    began = time.monotonic()
    subprocess.run([*dvc, "repro"], cwd=root, check=True, capture_output=True, env=quiet)
    return time.monotonic() - began


def unchanged(work: Path) -> dict[str, float]:
    """Seconds when nothing changed: of DVC with as many empty stages, of `dvc repro`, and of `raat report`."""
    number = len(yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"])
    return {
        "dvc repro, as many empty stages": empty_stages(work, number),
        "dvc repro, nothing changed": run(sys.executable, "-m", "dvc", "repro"),
        "raat report, nothing changed": run(sys.executable, "-m", "raat_analysis", "report"),
    }


def rounds(measure: Callable[[Path], dict[str, float]], number: int = ROUNDS) -> dict[str, list[float]]:
    """What a measurement gives, in so many rounds, each in a folder of its own."""
    found: dict[str, list[float]] = {}
    for _ in range(number):
        with tempfile.TemporaryDirectory() as work:
            for name, value in measure(Path(work)).items():
                found.setdefault(name, []).append(value)
    return found


def main() -> None:
    found = rounds(
        lambda work: {"one sheet the ordinary way": one_by_one(work), "floor of 28": floor(28)} | rendered(work)
    )
    found |= rounds(unchanged) | rounds(scaled, 1)
    print("| what | median | lowest–highest |\n|---|---|---|")
    for name, values in found.items():
        print(f"| {name} | {statistics.median(values):.2f} | {min(values):.2f}–{max(values):.2f} |")
    middle = {name: statistics.median(values) for name, values in found.items()}
    whole = middle["28 factsheets"]
    print(f"\nOne after the other: {28 * middle['one sheet the ordinary way'] / whole:.1f} times as long.")
    print(f"Times the floor: {whole / middle['floor of 28']:.2f}.")
    print(f"One region changed: {100 * middle['one region changed'] / whole:.0f}% of all.")
    per_sheet = middle["342 municipalities"] / 342 / (middle["28 municipalities"] / 28)
    print(f"A sheet of 342 takes {per_sheet:.2f} times one of 28; most memory {middle['memory']:.2f} GB.")
    nothing = middle["raat report, nothing changed"] / middle["dvc repro, as many empty stages"]
    print(f"Nothing changed: {nothing:.2f} times as many empty stages.")


if __name__ == "__main__":
    main()
