"""Several measures side by side, a row per branch: the whole sector first."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import number
from raat_analysis.tables.signs import with_signs


def by_branch(rows: Sequence[Sequence[Fact]], caption: str, note: str) -> Table:
    """A row per branch, a column per measure with its name and interval; every row has the same measures."""
    header = ("Branche", *(label_of(each.measure, "measures") for each in rows[0]))
    cells = tuple((label_of(row[0].branch_code, "branches"), *map(ranged, row)) for row in rows)
    return Table(caption, header, cells, with_signs(cells, note))


def ranged(each: Fact) -> str:
    """A fact with its interval: '36 (35–38)', or the number alone when it has no interval."""
    if each.value is None or each.lower is None or each.upper is None:
        return each.cell
    return f"{each.cell} ({number(each.lower, each.decimals)}–{number(each.upper, each.decimals)})"
