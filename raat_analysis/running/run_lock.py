"""One run at a time in a clone: two would write the same tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from raat_analysis.errors import RunRefused
from raat_analysis.leftovers import mend_all
from raat_analysis.paths import project_root

P = ParamSpec("P")
FILE = Path(".raat") / "run.lock"


@contextmanager
def one_run(root: Path) -> Iterator[None]:
    """Hold the lock of a clone, and mend what killed runs left in it. A RunRefused when another process holds it.

    The operating system holds the lock for the process, so a killed one leaves none.
    """
    from zc.lockfile import LockError, LockFile

    place = root / FILE
    place.parent.mkdir(exist_ok=True)
    try:
        lock = LockFile(str(place), content_template=f"{{pid}} {datetime.now():%H.%M}")
    except LockError as error:
        raise RunRefused(_told(place)) from error
    try:
        mend_all(root)
        yield
    finally:
        lock.close()


def alone(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap a command that writes in the clone of the working directory."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with one_run(project_root()):
            command(*args, **kwargs)

    return run


def _told(place: Path) -> str:
    with place.open("rb", buffering=0) as held:
        held.seek(1)  # Windows lets nobody read the byte that is locked
        process, _, since = held.read().decode().strip().partition(" ")
    who = f"process {process}, since {since}" if since else "it has just begun"
    return (
        f"Another run works in this clone ({who}).\n"
        "Next step: wait until it is ready, or stop it (Ctrl-C where it runs"
        f"{f', or kill {process}' if since else ''}), and run again."
    )
