"""Put the demonstration exports in their place in a project: write them, track them, push them to the DVC remote."""

import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from raat_analysis.demo import demo_metadata, write_demo
from raat_analysis.demo.next_quarter import write_next_quarter
from raat_analysis.errors import RaatError
from raat_analysis.paths import replaced
from raat_analysis.running.dvc_command import dvc, environment
from raat_analysis.running.dvc_words import dvc_refusal
from raat_analysis.sources.adding import track
from raat_analysis.sources.metadata import Metadata

TUTORIAL = Path("docs") / "tutorial"
TRUTH = Path("tests") / "truth" / "demonstration.json"


def install_demo(root: Path) -> None:
    """Write the demonstration exports anew under data/raw, with their metadata, and those of the tutorial under docs;
    other exports stay as they are."""
    raw = root / "data" / "raw"
    (root / ".raat").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / ".raat") as folder:
        made = Path(folder)
        write_demo(made, root / TRUTH)
        for source, obtained, _ in demo_metadata():
            with replaced(raw / source / obtained) as beside:
                (made / source / obtained).rename(beside)
    write_next_quarter(root / TUTORIAL)
    for source, obtained, about in demo_metadata():
        track(raw / source / obtained, _metadata(obtained, about))
    pushed = subprocess.run(dvc("push", "-q"), cwd=root, env=environment(root), capture_output=True, text=True)
    if pushed.returncode:
        raise dvc_refusal(pushed.stderr, root) or RaatError(
            f"The exports were written, but not pushed to the DVC remote:\n{pushed.stderr.strip()}"
        )


def _metadata(obtained: str, about: dict[str, str]) -> Metadata:
    known = {name: about[name] for name in ("kind", "origin", "licence", "period")}
    return Metadata.model_validate({**known, "obtained": date.fromisoformat(obtained)})
