"""Errors that a person without Python can act on: the count, where it is, and the next step."""

from collections.abc import Sequence

SHOWN = 5


class RaatError(Exception):
    """Something a person can mend. The command line prints it without a traceback and exits with its code."""

    exit_code = 1


class Stopped(RaatError):
    """Ctrl-C, or kill."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Stopped. What was there before is untouched; the same command goes on from there.")


class RunRefused(RaatError):
    """Another run works in this clone."""


class ExportRefused(RaatError):
    """An export cannot be taken: missing, empty, of another source, or not as its contract says."""


class ParameterRefused(RaatError):
    """A parameter has an unknown name, a wrong type or a value that is not allowed."""


class GateRefused(RaatError):
    """A rendered edition fails a gate, so it is not published."""


class QuestionRefused(RaatError):
    """An analyst asked for what is not there; a notebook shows the message alone."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [str(self)]


def cases(found: Sequence[object]) -> str:
    """The first five cases, one on a line, and how many more there are."""
    lines = [f"  - {case}" for case in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"  - … and {len(found) - SHOWN} more")
    return "\n".join(lines)
