"""Errors a person can mend are printed as they are and end the program with 1; no traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from raat_analysis.errors import RaatError

P = ParamSpec("P")


def plain_errors(main: Callable[P, None]) -> Callable[P, None]:
    """Wrap a program's main function so that a RaatError reaches the reader as its own words only."""

    @wraps(main)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            main(*args, **kwargs)
        except RaatError as error:
            print(f"\n{error}\n", file=sys.stderr)
            sys.exit(1)

    return run
