"""All Fase 0 reports at once, beside one after the other in fresh kernels: `python -m benchmarks.fase0`.

Works on the published tables of the last `make report`. One after the other is papermill with a kernel of its own and
then nbconvert, on the command line, without PDF, for some organisations spread over the alphabet; the mean of those
stands for each of the others.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT / "data" / "processed" / "published"
ROUNDS, SAMPLE = 3, 4


def run(*command: str) -> float:
    """Seconds that a command takes; one that fails ends the benchmark."""
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.monotonic() - began


def organisations() -> list[str]:
    """The organisations that get a report."""
    found = sorted(path.name for path in (PUBLISHED / "members").glob("[!.]*"))
    if not found:
        sys.exit("No organisation has published rows. Next step: make report, then run the benchmark again.")
    return found


def at_once(folder: Path) -> float:
    """The whole stage: region, round tables and every organisation, HTML and PDF."""
    places = [str(folder / name) for name in ("fase0", "members")]
    return run(sys.executable, "pipelines/render_fase0.py", "params.yaml", str(PUBLISHED), "notebooks", *places)


def one_by_one(folder: Path, codes: list[str]) -> float:
    """Mean seconds of an organisation's page with stock papermill and stock nbconvert."""
    edition = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))["edition"]
    executed = str(folder / "executed.ipynb")
    seconds = 0.0
    for code in codes:
        given = ["-p", "organisation_code", code, "-p", "edition", edition]
        seconds += run(sys.executable, "-m", "papermill", "notebooks/fase0_organisation.ipynb", executed, *given)
        seconds += run(sys.executable, "-m", "nbconvert", "--to", "html", executed)
    return seconds / len(codes)


def main() -> None:
    codes = organisations()
    some = codes[:: max(1, len(codes) // SAMPLE)][:SAMPLE]
    together, apart = list[float](), list[float]()
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as work:
            together.append(at_once(Path(work)))
            apart.append(one_by_one(Path(work), some))
    whole, each = statistics.median(together), statistics.median(apart)
    print(f"| what | median of {ROUNDS}, s | lowest–highest, s |\n|---|---|---|")
    named = f"all at once: {len(codes)} organisations and the region"
    print(f"| {named} | {whole:.1f} | {min(together):.1f}–{max(together):.1f} |")
    print(f"| one organisation in a fresh kernel, page only | {each:.1f} | {min(apart):.1f}–{max(apart):.1f} |")
    print(f"\nOne after the other: {len(codes) * each:.0f} s, {len(codes) * each / whole:.1f} times as long.")


if __name__ == "__main__":
    main()
