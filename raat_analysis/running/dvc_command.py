"""DVC of this environment, as a process that keeps everything inside the project and calls no host."""

import os
import subprocess
import sys
from pathlib import Path

from raat_analysis.errors import RaatError
from raat_analysis.running.dvc_words import dvc_refusal


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


def changed_stages(root: Path) -> list[str]:
    """The stages and tracked files of which DVC sees that something that goes in or comes out has changed."""
    done = subprocess.run(dvc("status"), cwd=root, env=environment(root), capture_output=True, text=True)
    if done.returncode:
        raise dvc_refusal(done.stderr, root) or RaatError(
            f"DVC cannot tell what has changed:\n{done.stderr.strip()}\nNext step: dvc status -v."
        )
    lines = [line for line in done.stdout.splitlines() if line and not line[0].isspace()]
    return [line.rstrip(":") for line in lines if line.endswith(":")]


def tracked(root: Path, *files: Path) -> None:
    """`dvc add` for files, which get a .dvc file beside them; what DVC refuses is a RaatError."""
    names = [str(path.relative_to(root)) for path in files]
    done = subprocess.run(dvc("add", "-q", *names), cwd=root, env=environment(root), capture_output=True, text=True)
    if done.returncode:
        raise dvc_refusal(done.stderr, root) or RaatError(
            f"DVC could not add {', '.join(names)}:\n{done.stderr.strip()}\nNext step: dvc doctor, then try again."
        )
