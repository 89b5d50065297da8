"""Errors of rendering: a notebook that shows what a report cannot hold, and sheets that failed."""

from raat_analysis.errors import RaatError


class ReportRefused(RaatError):
    """An executed notebook shows something that is not a block, or a block that no page can carry."""


class SheetsFailed(RaatError):
    """One or more sheets could not be made; nothing of this run is kept."""
