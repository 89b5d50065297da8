"""The figure of vacancies over time, with the forecast as a fan."""

from raat_analysis.figures.lines import Fan, Series, line_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.changes import change_words
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label, position
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import expected


def vacancies_over_time(
    opened: list[Fact],
    still_open: list[Fact],
    forecast: list[Fact],
    year_ago: Fact,
    region: str,
    with_reposts: Fact,
) -> Picture:
    """Opened and open vacancies by quarter; `forecast` has rows of 50 and 80 percent for the coming quarters.

    `opened` and `still_open` end with a known quarter; `year_ago` is the last opened a year before, and `with_reposts`
    the last opened when an advert that is placed again counts again.
    """
    last, stock = opened[-1], still_open[-1]
    series = [
        Series(f"Ontstaan\n{last.plain}", points(opened)),
        Series(f"Openstaand\n{stock.plain}", points(still_open), "compare", "--", "s"),
    ]
    words = change_words(last, year_ago)
    title = f"{region}: {last.text} ontstaan in het {period_label(last.period)}, {words}"
    svg = line_chart(f"vacancies-{last.region_code}", series, fan=fan(last, forecast))
    alt = (
        f"Lijndiagram van de vacatures in {place(region)} van {period_label(opened[0].period)} tot en met "
        f"{period_label(last.period)}. Ontstaan in het laatste kwartaal: {last.plain}. "
        f"Openstaand aan het eind: {stock.plain}."
        + (f" Verwachting voor het {period_label(forecast[-1].period)}: {expected(forecast[-1])}." if forecast else "")
    )
    note = (
        ("Laatste kwartaal voorlopig. " if last.status == "provisional" else "")
        + "Arbeidsplaatsen op ZorgSelect; niet te vergelijken met vacatures van het CBS. "
        + "Een advertentie die opnieuw is geplaatst telt niet opnieuw mee"
        + (f"; anders waren er in het laatste kwartaal {with_reposts.plain} ontstaan." if known(with_reposts) else ".")
        + (" Smalle waaier: kans 5 op 10; brede waaier: kans 8 op 10." if forecast else "")
    )
    return Picture(title, svg, alt, _table(opened, still_open, forecast, region), note)


def points(facts: list[Fact]) -> tuple[tuple[float, float | None], ...]:
    """Facts as points on a time axis; an unknown one is a gap."""
    return tuple((position(each.period), each.value) for each in facts)


def fan(last: Fact, forecast: list[Fact]) -> Fan:
    """The bands of 80 and 50 percent, from the last counted quarter on."""
    start = (position(last.period), value_of(last), value_of(last))
    bands = []
    for width in (80, 50):
        rows = [each for each in forecast if each.interval_pct == width and each.lower is not None]
        if rows:
            bands.append((start, *((position(f.period), f.lower or 0.0, f.upper or 0.0) for f in rows)))
    return Fan(tuple(bands), "verwacht" if bands else "")


def _table(opened: list[Fact], still_open: list[Fact], forecast: list[Fact], region: str) -> Table:
    stock = {each.period: each.cell for each in still_open}
    rows = [(period_label(each.period), each.cell, stock.get(each.period, "."), "") for each in opened]
    for each in (f for f in forecast if f.interval_pct == 80 and known(f)):
        ends = [number(end) for end in (each.lower, each.upper) if end is not None]
        rows.append((period_label(each.period), f"{each.plain} verwacht", "", " tot ".join(ends)))
    header = ("Kwartaal", "Ontstaan", "Openstaand", "Marge 8 op 10")
    keep = 4 if forecast else 3
    return Table(f"Vacatures per kwartaal, {region}", header[:keep], tuple(row[:keep] for row in rows))
