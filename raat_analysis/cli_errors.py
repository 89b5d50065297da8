"""Errors a person can mend are printed as they are and end the program with 1; no traceback."""

import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from raat_analysis.errors import RaatError, Stopped
from raat_analysis.storage import refusal

P = ParamSpec("P")


def plain_errors(main: Callable[P, None]) -> Callable[P, None]:
    """Wrap a program's main function so that what a person can mend reaches the reader as its own words only."""

    @wraps(main)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with in_words():
                main(*args, **kwargs)
        except RaatError as error:
            print(f"\n{error}\n", file=sys.stderr)
            sys.exit(error.exit_code)

    return run


@contextmanager
def in_words() -> Iterator[None]:
    """Make an error of the disk, Ctrl-C and `kill` a RaatError."""
    with _termination_as_interrupt():
        try:
            yield
        except KeyboardInterrupt:
            raise Stopped() from None
        except OSError as error:
            named = error.filename if isinstance(error.filename, str) else None
            # without a name it was no output: those are written in paths.replaced
            refused = refusal(error, Path(named) if named else Path(tempfile.gettempdir()) / "a temporary file")
            if refused is None:
                raise
            raise refused from error


@contextmanager
def _termination_as_interrupt() -> Iterator[None]:
    """SIGTERM ends the program as Ctrl-C does: what was being written is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
