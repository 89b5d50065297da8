"""The forecast alone: what was counted, and the fan of what is expected."""

from collections.abc import Sequence

from raat_analysis.figures.lines import Fan, Series, line_chart
from raat_analysis.figures.vacancies import fan, points
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import expected, rounded_range

NOTE = (
    "Smalle waaier: kans 5 op 10; brede waaier: kans 8 op 10. Stippellijn: de middelste verwachting. "
    "Arbeidsplaatsen op ZorgSelect, zonder herplaatsingen."
)


def forecast_fan(counted: Sequence[Fact], coming: Sequence[Fact], region: str) -> Picture:
    """Counted quarters, the last known, and the coming ones with rows of 50 and 80 percent, both bounds known."""
    last = counted[-1]
    middle = [each for each in coming if each.interval_pct == 80]
    series = [
        Series("", points(list(counted))),
        Series(f"Verwacht\n{rounded_range(middle[-1])[0]}", (*points([last]), *points(middle)), "accent", ":", ""),
    ]
    rows = [(period_label(each.period), each.cell, "", "") for each in counted]
    rows += [
        (period_label(each.period), each.plain, _ends(each, coming, 50), _ends(each, coming, 80)) for each in middle
    ]
    header = ("Kwartaal", "Ontstaan", "Kans 5 op 10", "Kans 8 op 10")
    title = f"{region}: in het {period_label(middle[0].period)} ontstaan {expected(middle[0])}"
    told = "; ".join(f"{period_label(each.period)}: {expected(each)}" for each in middle)
    alt = (
        f"Lijndiagram met waaier van de ontstane vacatures in {place(region)}. Geteld in het "
        f"{period_label(last.period)}: {last.plain}. Verwacht: {told}."
    )
    table = Table(f"Ontstane vacatures, geteld en verwacht, {region}", header, tuple(rows))
    svg = line_chart(f"forecast-{last.region_code}", series, fan=Fan(fan(last, list(coming)).bands))
    return Picture(title, svg, alt, table, NOTE)


def _ends(middle: Fact, coming: Sequence[Fact], width: int) -> str:
    """'300 tot 450': the bounds of the same quarter at another width."""
    found = [each for each in coming if each.period == middle.period and each.interval_pct == width]
    if not found or not known(*found):
        return ""
    return f"{number(found[0].lower or 0)} tot {number(found[0].upper or 0)}"
