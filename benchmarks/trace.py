"""Where the time of the whole flow goes: per stage how long, how many processors, how much memory.

`python -m benchmarks.trace` runs `raat report` from nothing in a clone, looks at every process of it five times a
second, prints a table for docs/benchmarks.md and writes docs/trace.svg. For Linux: memory is PSS, so that what
processes share is counted once.
"""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

from benchmarks.run import ROOT, clone
from benchmarks.trace_picture import picture

BETWEEN = 0.2  # seconds
ADOPT = 36  # prctl: processes whose parent has ended become ours, so that none is lost
PICTURE = ROOT / "docs" / "trace.svg"
GB = 1e9


@dataclass(frozen=True)
class Sample:
    """A look at all processes: seconds since the start, the stage at work, processor seconds so far, memory in use."""

    at: float
    stage: str
    used: float
    memory: float  # GB


def samples(command: Sequence[str], root: Path) -> Iterator[Sample]:
    """Looks at a command and everything that it starts, until it ends; one that fails ends the benchmark."""
    ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    began = time.monotonic()
    own = {**os.environ, "PYTHONPATH": str(root)}  # the code of that clone, in its stages too
    with subprocess.Popen(command, cwd=root, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        while started.poll() is None:
            there = psutil.Process().children(recursive=True)
            yield Sample(time.monotonic() - began, _stage(there), sum(map(_used, there)), sum(map(_memory, there)))
            time.sleep(BETWEEN)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)


def _stage(there: list[psutil.Process]) -> str:
    """The stage whose pipeline runs; 'dvc' between stages."""
    for process in there:
        with suppress(psutil.Error):
            for part in process.cmdline()[1:2]:
                if part.startswith("pipelines/"):
                    return Path(part).stem
    return "dvc"


def _used(process: psutil.Process) -> float:
    """Processor seconds of a process and of its children that have ended."""
    with suppress(psutil.Error):
        return float(sum(process.cpu_times()[:4]))
    return 0.0


def _memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_full_info().pss) / GB
    return 0.0


def table(seen: Sequence[Sample]) -> Iterator[str]:
    """A line per stage in the order of the flow, and one for the whole."""
    yield "| stage | wall, s | processor, s | cores in use | most memory, GB |\n|---|---|---|---|---|"
    pairs = list(pairwise(seen))
    for stage in dict.fromkeys(one.stage for one in seen):
        yield _line(stage, [pair for pair in pairs if pair[0].stage == stage])
    yield _line("**all**", pairs)


def _line(name: str, pairs: list[tuple[Sample, Sample]]) -> str:
    wall = sum(after.at - before.at for before, after in pairs)
    used = sum(max(0.0, after.used - before.used) for before, after in pairs)
    most = max((before.memory for before, _ in pairs), default=0.0)
    return f"| {name} | {wall:.1f} | {used:.1f} | {used / wall if wall else 0.0:.2f} | {most:.2f} |"


def main(root: Path | None = None) -> None:
    """Trace a clone that is there, or a new one."""
    with tempfile.TemporaryDirectory() as work:
        where = root or clone(Path(work) / "project")
        seen = list(samples([sys.executable, "-m", "raat_analysis", "report"], where))
    print("\n".join(table(seen)))
    cores = [(each.at, each.stage, each.used) for each in seen]
    PICTURE.write_text(picture(cores), encoding="utf-8")


if __name__ == "__main__":
    main()
