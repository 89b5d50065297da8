"""What the board says about itself: adverts that are placed again, and how long until a vacancy is filled."""

from collections.abc import Sequence

from raat_analysis.figures.lines import Fan, Series, line_chart
from raat_analysis.figures.vacancies import points
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import period_label, position
from raat_analysis.sentences.places import place

REPOST = "Een herplaatsing is dezelfde vacature, opnieuw geplaatst. Arbeidsplaatsen op ZorgSelect."
HALF = (
    "Ingetrokken en verlopen vacatures tellen mee als niet vervuld. Vacatures van de twaalf maanden tot en met het "
    "kwartaal, zonder herplaatsingen; kwartalen overlappen dus. Vlak: marge van 95%. Bron: ZorgSelect."
)


def with_and_without_reposts(every: Sequence[Fact], once: Sequence[Fact], region: str) -> Picture:
    """Vacancies opened, with every advert and with each vacancy once; both end with the same known quarter."""
    last, single = every[-1], once[-1]
    extra = 100 * (value_of(last) - value_of(single)) / value_of(single) if value_of(single) else 0.0
    series = [
        Series(f"Elke advertentie {last.plain}", points(list(every)), "compare", "--", "s"),
        Series(f"Zonder herplaatsing {single.plain}", points(list(once))),
    ]
    beside = {each.period: each.cell for each in once}
    rows = tuple((period_label(each.period), each.cell, beside.get(each.period, MISSING)) for each in every)
    title = f"{region}: wie herplaatsingen meetelt, komt in het {period_label(last.period)} {number(extra)}% hoger uit"
    alt = (
        f"Lijndiagram van de ontstane vacatures in {place(region)}, met en zonder herplaatsingen. In het "
        f"{period_label(last.period)}: {last.plain} met, {single.plain} zonder."
    )
    header = ("Kwartaal", "Elke advertentie", "Zonder herplaatsingen")
    table = Table(f"Ontstane vacatures met en zonder herplaatsingen, {region}", header, rows)
    return Picture(title, line_chart(f"reposts-{last.region_code}", series), alt, table, REPOST)


def days_to_filled(medians: Sequence[Fact], region: str) -> Picture:
    """The median with its interval by quarter; the last is known, a median that is not reached is a gap."""
    last = medians[-1]
    band = tuple(
        (position(each.period), each.lower, each.upper)
        for each in medians
        if each.lower is not None and each.upper is not None
    )
    rows = tuple((period_label(each.period), each.cell, _ends(each)) for each in medians)
    table = Table(f"Dagen tot de helft vervuld is, {region}", ("Kwartaal", "Dagen", "Marge 95%"), rows)
    title = f"{region}: de helft van de vacatures was na {number(value_of(last))} dagen vervuld"
    alt = (
        f"Lijndiagram van het aantal dagen tot de helft van de vacatures in {place(region)} vervuld is, "
        f"{period_label(medians[0].period)} tot en met {period_label(last.period)}. Laatste: {last.plain} dagen"
        f"{f' ({_ends(last)})' if _ends(last) else ''}."
    )
    fan = Fan((band,)) if len(band) > 1 else None
    svg = line_chart(f"days-{last.region_code}", [Series(f"{last.plain} dagen", points(list(medians)))], fan=fan)
    return Picture(title, svg, alt, table, HALF)


def _ends(each: Fact) -> str:
    if each.status == "secret":
        return each.cell
    if not known(each) or each.lower is None or each.upper is None:
        return ""
    return f"{number(each.lower)} tot {number(each.upper)}"
