"""Errors of rendering: a notebook that shows what a report cannot hold, a cell that fails, and reports that failed."""

from typing import Any

from raat_analysis.errors import RaatError


class ReportRefused(RaatError):
    """An executed notebook shows something that is not a block, or a block that no page can carry."""


class CellFailed(ReportRefused):
    """A cell of a notebook ended with an error; `notebook` is the notebook until there, with the error in it."""

    def __init__(self, said: str, notebook: Any) -> None:
        super().__init__(said)
        self.notebook = notebook


class SheetsFailed(RaatError):
    """One or more reports could not be made; the others are in their place."""
