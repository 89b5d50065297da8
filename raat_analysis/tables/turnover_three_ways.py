"""Outflow counted and standardised, with intervals, and how it compares with Nederland."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.wording import by_verdict
from raat_analysis.tables.signs import with_signs

Row = tuple[Fact, Fact, tuple[Fact, Fact], Fact]
MEANING = (
    "Tussen haakjes de marge van 95%. Gestandaardiseerd: met de leeftijden van heel Nederland in 2021. Het oordeel "
    "vergelijkt alle regio's tegelijk en zonder correctie voor leeftijd."
)


def three_ways(rows: Sequence[Row], region: str) -> Table:
    """A row per concept: (counted, standardised, verdict with the difference, counted in Nederland)."""
    cells = tuple(
        (label_of(counted.measure, "measures"), _ranged(counted), _ranged(standard), _compared(judged, country))
        for counted, standard, judged, country in rows
    )
    header = ("Uitstroom", "Geteld", "Gestandaardiseerd", "Vergeleken met Nederland")
    return Table(f"Uitstroom, {region}, {rows[0][0].period}", header, cells, with_signs(cells, MEANING))


def _ranged(each: Fact) -> str:
    """'8,8% (8,5 tot 9,0)', or the sign of a number that is not there."""
    if not known(each) or each.lower is None or each.upper is None:
        return each.cell
    return f"{each.cell} ({number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)})"


def _compared(judged: tuple[Fact, Fact], country: Fact) -> str:
    return by_verdict(*judged, country) or judged[0].cell
