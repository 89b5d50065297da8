"""Where a change of outflow comes from (Kitagawa): leaving more often, or other ages."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.figures.levers import Ranged, ranged_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import MINUS, number, rounded
from raat_analysis.sentences.places import place

RATES, AGES = "Vertrekkansen", "Leeftijdsopbouw"
NOTE = (
    "Procentpunt. De twee delen tellen precies op tot de verandering; de leeftijden tellen op tot de vertrekkansen. "
    "De lijn is de marge van 95%. Dit is rekenkunde: een oorzaak volgt er niet uit. Bron: Uitstroomonderzoek."
)


def change_parts(rates: Fact, ages: Fact, by_age: Sequence[Fact], region: str) -> Picture:
    """Both effects of the last year, and the effect of the rates of each age; all known, in percentage points."""
    named = [(RATES, rates), (AGES, ages), *((f"{RATES}: {_age(each)}", each) for each in by_age)]
    bars = [Ranged(name, 0, value_of(e), e.lower or 0, e.upper or 0, _signed(value_of(e))) for name, e in named]
    whole = value_of(rates) + value_of(ages)
    year, before = rates.period, int(rates.period) - 1
    parts = f"{_signed(value_of(rates))} door vertrekkansen en {_signed(value_of(ages))} door de leeftijdsopbouw"
    title = f"{region}: de uitstroom veranderde van {before} op {year} met {_signed(whole)} procentpunt, {parts}"
    rows = tuple((name, _signed(value_of(each)), _ends(each)) for name, each in named)
    table = Table(f"Delen van de verandering, {region}, {before} op {year}", ("Deel", "Procentpunt", "Marge 95%"), rows)
    told = "; ".join(f"{name} {points} ({ends})" for name, points, ends in rows)
    alt = f"Staafdiagram van waar de verandering van de uitstroom in {place(region)} vandaan komt. {told}."
    return Picture(title, ranged_chart(f"change-{rates.measure}-{rates.region_code}", bars), alt, table, NOTE)


def _age(each: Fact) -> str:
    return label_of(each.category, "age_classes").lower()


def _signed(points: float) -> str:
    shown = rounded(points, 2)
    return f"{'+' if shown > 0 else MINUS if shown < 0 else ''}{number(abs(points), 2)}"


def _ends(each: Fact) -> str:
    return "" if each.lower is None or each.upper is None else f"{_signed(each.lower)} tot {_signed(each.upper)}"
