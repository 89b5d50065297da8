"""One run of the flow: pull the exports, `dvc repro`, and say in a few lines what happened."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from raat_analysis.errors import RaatError
from raat_analysis.params import read_params
from raat_analysis.paths import project_root
from raat_analysis.running.child_processes import stop
from raat_analysis.running.dvc_words import dvc_refusal
from raat_analysis.sources.remotes import refuse_own_in_git
from raat_analysis.sources.unchanged import refuse_changed
from raat_analysis.yaml_files import read_yaml

RUNNING = re.compile(r"^Running stage '(\w+)'")
SKIPPED = re.compile(r"^Stage '(\w+)' (?:didn't change, skipping|is cached)")
# What DVC says that a reader does not need: exports without change, prompts to use git, its own view of a failure.
NOISE = re.compile(
    r"^(> |'data/raw/.*didn't change|Verifying data sources|Updating lock file|To track the changes|\s*git add"
    r"|To enable auto staging|\s*dvc config|Use `dvc|ERROR: failed to reproduce .*: failed to run|$)"
)


def reproduce() -> None:
    """Pull and run; ends with where the factsheets are. A stage that fails is a RaatError with its own words."""
    began = time.monotonic()
    root = project_root()
    params = read_params(root / "params.yaml")
    tracked = sorted((root / "data" / "raw").glob("*/*.dvc"))
    refuse_own_in_git(root)
    _pull(root, [*tracked, *sorted((root / "data" / "editions").glob("*/*.dvc"))])
    refuse_changed(tracked)
    changed = _repro(root)
    _say_result(root, params.edition, changed, time.monotonic() - began)


def dvc(*arguments: str) -> list[str]:
    """The command line of DVC, of this environment."""
    return [sys.executable, "-m", "dvc", *arguments]


def environment(root: Path) -> dict[str, str]:
    """This environment, with everything that tools keep for themselves inside the project, and no call to any host."""
    own = root / ".raat"
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "DVC_NO_ANALYTICS": "1",
        "DVC_SITE_CACHE_DIR": str(own / "dvc"),
        "GX_ANALYTICS_ENABLED": "false",
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(own / "jupyter"),
        "MPLCONFIGDIR": str(own / "matplotlib"),
    }


def _pull(root: Path, tracked: list[Path]) -> None:
    """Fetch the tracked exports, and what earlier editions published, that are not in their place; nothing that is
    there is ever replaced."""
    if not tracked:
        raise RaatError("data/raw holds no tracked export. Next step: raat export add, or raat demo.")
    absent = [str(path.relative_to(root)) for path in tracked if not path.with_suffix("").exists()]
    if not absent:
        return
    done = subprocess.run(dvc("pull", "-q", *absent), cwd=root, env=environment(root), capture_output=True, text=True)
    if done.returncode:
        raise dvc_refusal(done.stderr, root) or RaatError(
            f"The exports cannot be pulled:\n{done.stderr.strip()}\nNext step: dvc status, dvc pull -v."
        )


def _repro(root: Path) -> int:
    """Run `dvc repro`; the number of stages that ran."""
    total = len(read_yaml(root / "dvc.yaml")["stages"])
    process = subprocess.Popen(
        dvc("repro"), cwd=root, env=environment(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        return _followed(process, total, root)
    except BaseException:
        stop(process)
        raise


def _followed(process: "subprocess.Popen[str]", total: int, root: Path) -> int:
    said: list[str] = []
    ran = 0
    with tqdm(total=total, unit="stage", disable=None, bar_format="{l_bar}{bar}| {n}/{total} {desc}") as bar:
        for stage, line in _stages(process, said):
            ran += line == "runs"
            bar.set_description_str(f"{stage} {line}")
            bar.update()
    if process.wait():
        raise dvc_refusal("\n".join(said), root) or RaatError(
            "\n".join([*said, "", "Nothing was published; the previous reports are untouched."])
        )
    return ran


def _stages(process: "subprocess.Popen[str]", said: list[str]) -> Iterator[tuple[str, str]]:
    assert process.stdout is not None
    began, running = time.monotonic(), ""
    for line in process.stdout:
        started, skipped = RUNNING.match(line), SKIPPED.match(line)
        if (started or skipped) and running:
            tqdm.write(f"  {running:<18} {time.monotonic() - began:5.1f} s", file=sys.stderr)
            running = ""
        if started:
            began, running = time.monotonic(), started[1]
            yield started[1], "runs"
        elif skipped:
            yield skipped[1], "unchanged"
        elif not NOISE.match(line):
            said.append(line.rstrip())
    if running:
        tqdm.write(f"  {running:<18} {time.monotonic() - began:5.1f} s", file=sys.stderr)


def _say_result(root: Path, edition: str, ran: int, seconds: float) -> None:
    reports = root / "reports" / edition
    sheets = sorted((reports / "public").glob("*/factsheet.pdf"))
    members = len(list((reports / "members").glob("*/fase0.pdf")))
    print(f"\nEdition {edition}: {'nothing had changed' if not ran else f'{ran} stages run'} in {seconds:.0f} s.")
    print(f"  {len(sheets)} factsheets and {members} Fase 0 reports of organisations.")
    print(f"  Begin here:  {(reports / 'public' / 'index.html').relative_to(root)}")
    print(f"  Factsheets:  {(reports / 'public').relative_to(root)}/<region>/factsheet.html and .pdf, .csv, .xlsx")
    print(f"  Quality:     {(reports / 'quality' / 'index.html').relative_to(root)}")
