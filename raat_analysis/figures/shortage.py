"""The figure of expected demand, supply and shortage, of one edition of the forecast and one scenario."""

from raat_analysis.figures.lines import Fan, Series, line_chart
from raat_analysis.figures.vacancies import points
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import number, rounded
from raat_analysis.sentences.periods import month_label, position
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import roughly

NETTING = (
    "Binnen een branche streept het model een overschot in het ene beroep weg tegen een tekort in het andere. "
    "Het echte tekort in een beroep kan dus groter zijn."
)


def demand_and_supply(demand: list[Fact], supply: list[Fact], shortage: list[Fact], region: str) -> Picture:
    """Demand and supply by year with the gap between them. All three: same years, edition and scenario, all known."""
    first, last = demand[0], demand[-1]
    gap = shortage[-1]
    series = [
        Series(f"Vraag\n{last.cell}", points(demand), "warm"),
        Series(f"Aanbod\n{supply[-1].cell}", points(supply), "accent", "--", "s"),
    ]
    band = tuple((position(d.period), value_of(s), value_of(d)) for d, s in zip(demand, supply, strict=True))
    title = f"{region}, van {first.period} tot {last.period}: vraag {_growth(demand)}, aanbod {_growth(supply)}"
    rows = tuple((d.period, d.cell, s.cell, t.cell) for d, s, t in zip(demand, supply, shortage, strict=True))
    table = Table(f"Vraag, aanbod en tekort, {region}", ("Jaar", "Vraag", "Aanbod", "Tekort"), rows)
    alt = (
        f"Lijndiagram van de vraag naar en het aanbod van werknemers in {place(region)}, "
        f"{first.period} tot {last.period}. "
        f"In {first.period}: vraag {first.cell}, aanbod {supply[0].cell}. "
        f"In {last.period}: vraag {last.cell}, aanbod {supply[-1].cell}, {shortage_words(gap)}."
    )
    note = (
        f"Prognosemodel Zorg en Welzijn, editie {month_label(last.edition)}, zonder nieuw beleid "
        "(referentie), personen. De as begint niet bij nul."
    )
    svg = line_chart(f"shortage-{last.region_code}", series, from_zero=False, fan=Fan((band,), _gap_label(gap)))
    return Picture(title, svg, alt, table, note)


def _gap_label(gap: Fact) -> str:
    return f"tekort {roughly(value_of(gap))}" if value_of(gap) > 0 else ""


def _growth(years: list[Fact]) -> str:
    first, last = value_of(years[0]), value_of(years[-1])
    change = 100 * (last - first) / first if first else 0.0
    if rounded(change, 1) == 0:
        return "blijft gelijk"
    return f"{number(abs(change), 1)}% {'groter' if change > 0 else 'kleiner'}"


def beside_words(gap: Fact, other: Fact) -> str:
    """Another outcome after `shortage_words(gap)`: the number alone when both are a shortage."""
    both = rounded(value_of(gap)) > 0 and rounded(value_of(other)) > 0
    return roughly(value_of(other)) if both else shortage_words(other)


def shortage_words(gap: Fact) -> str:
    """'een tekort van ongeveer 12.800 werknemers', 'een overschot van ongeveer 20 werknemers' or 'geen tekort'."""
    value = value_of(gap)
    if rounded(value) == 0:
        return "geen tekort"
    people = "werknemer" if rounded(abs(value)) == 1 else "werknemers"
    return f"een {'tekort' if value > 0 else 'overschot'} van {roughly(abs(value))} {people}"
