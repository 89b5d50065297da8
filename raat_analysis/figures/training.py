"""The figure of students who start."""

from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.changes import change_words
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.places import place

YEARS_SHOWN = 5


def entrants_by_year(years: list[Fact], region: str) -> Picture:
    """Students in their first year, by school year; the last year is known."""
    shown = [each for each in years if known(each)][-YEARS_SHOWN:]
    last = shown[-1]
    before = shown[-2] if len(shown) > 1 else Fact(last.measure, last.region_code)
    bars = [Bar(each.period, value_of(each), each.cell, "accent" if each is last else "compare") for each in shown]
    words = change_words(last, before, f"in {before.period}") if before.period else "er is geen eerder cijfer"
    title = f"{region}: {last.cell} eerstejaars in {last.period}, {words}"
    listed = "; ".join(f"{each.period} {each.cell}" for each in shown)
    alt = f"Staafdiagram van de eerstejaars in {place(region)}. {listed}. In {last.period}: {words}."
    rows = tuple((each.period, each.cell) for each in years)
    table = Table(f"Eerstejaars in zorg en welzijn, {region}", ("Studiejaar", "Eerstejaars"), rows)
    return Picture(title, bar_chart(f"entrants-{last.region_code}", bars), alt, table, "Stand op 1 oktober.")
