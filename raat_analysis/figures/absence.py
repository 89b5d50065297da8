"""The figure of absence over time, region and Nederland."""

import textwrap

from raat_analysis.figures.lines import Series, line_chart
from raat_analysis.figures.vacancies import points
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.traces import unmarked

NAME_CHARACTERS = 18  # a longer name of a region stands on more lines


def absence_over_time(here: list[Fact], country: list[Fact], region: str) -> Picture:
    """Absence by quarter of one source (never two sources in one line, T16). Both series end with a known quarter."""
    last, whole = here[-1], country[-1]
    named = "\n".join(textwrap.wrap(region, NAME_CHARACTERS, break_long_words=False))
    series = [Series(f"{named} {last.plain}", points(here))]
    if region != "Nederland":
        series.append(Series(f"Nederland {whole.plain}", points(country), "compare", "--", "s"))
    beside = (
        ", even hoog als in Nederland"
        if unmarked(last.text) == unmarked(whole.text)
        else f", in Nederland {whole.text}"
    )
    title = f"In het {period_label(last.period)} was het ziekteverzuim in {place(region)} {last.text}"
    title += beside if region != "Nederland" else ""
    there = {each.period: each.cell for each in country}
    rows = tuple((period_label(each.period), each.cell, there.get(each.period, ".")) for each in here)
    table = Table(f"Ziekteverzuim per kwartaal, {region}", ("Kwartaal", region, "Nederland"), rows)
    alt = (
        f"Lijndiagram van het ziekteverzuim in {place(region)} en Nederland "
        f"van {period_label(here[0].period)} tot en met {period_label(last.period)}. "
        f"Laatste kwartaal: {region} {last.plain}, Nederland {whole.plain}."
    )
    note = "Bron: AZW-kerncijfers (CBS), zonder zwangerschapsverlof. * = voorlopig. De as begint niet bij nul."
    return Picture(
        title, line_chart(f"absence-{last.region_code}", series, unit="%", from_zero=False), alt, table, note
    )
