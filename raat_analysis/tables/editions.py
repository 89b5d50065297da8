"""The table of what is new since the edition before."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.periods import period_label


def new_numbers(fresh: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """A row per measure with its new periods, first to last."""
    rows = tuple((label_of(measure, "measures"), _periods(periods)) for measure, periods in fresh)
    return Table("Nieuw sinds de vorige editie", ("Begrip", "Nieuw over"), rows, annex=True)


def _periods(periods: Sequence[str]) -> str:
    """'3e kwartaal 2026', or the first and last of more."""
    if len(periods) == 1:
        return period_label(periods[0])
    return f"{period_label(periods[0])} tot en met {period_label(periods[-1])}"
