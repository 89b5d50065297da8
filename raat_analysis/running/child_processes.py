"""The end of a command that was started, and of all that it started itself."""

import subprocess
from typing import Any

PATIENCE = 1.0  # seconds for them to remove what they were writing


def stop(process: "subprocess.Popen[str]") -> None:
    """Ask a process and its descendants to end, and end those that do not."""
    import psutil  # only for a run that is stopped

    try:
        parent = psutil.Process(process.pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    _each(family, "terminate")
    _, living = psutil.wait_procs(family, PATIENCE)
    late = [child for one in living if one.is_running() for child in one.children(recursive=True)]
    _each([*living, *late], "kill")
    psutil.wait_procs([*living, *late], PATIENCE)


def _each(family: list[Any], how: str) -> None:
    import psutil

    for one in family:
        try:
            getattr(one, how)()
        except psutil.NoSuchProcess:
            continue
