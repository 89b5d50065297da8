"""The shortage of two editions: the bridge between them; and of one edition net and gross."""

from collections.abc import Sequence

from raat_analysis.figures.levers import Ranged, ranged_chart
from raat_analysis.figures.lines import Series, line_chart
from raat_analysis.figures.shortage import NETTING, shortage_words
from raat_analysis.figures.vacancies import points
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import rough_step, roughly, signed

NO_CHANGE = "Een bijstelling is nieuwe kennis over hetzelfde jaar: het zegt niet dat het tekort zelf is veranderd."


def bridge(before: Fact, after: Fact, parts: Sequence[tuple[str, Fact]], region: str) -> Picture:
    """From the edition before to this one, for the same year and scenario; `parts` with their words, all known.

    Each part begins where the one before it ended.
    """
    old, new = (f"Editie {month_label(each.edition)}" for each in (before, after))
    level, bars = value_of(before), [_whole(old, before)]
    for words, each in parts:
        end = level + value_of(each)
        bars.append(Ranged(words, level, end, level, end, signed(value_of(each), 1)))
        level = end
    bars.append(_whole(new, after))
    change = signed(value_of(after) - value_of(before), rough_step(value_of(after) - value_of(before)))
    title = f"{region}: de editie van {month_label(after.edition)} stelt het tekort van {after.period} bij met {change}"
    rows = tuple((bar.label, bar.text) for bar in bars)
    table = Table(f"Van editie naar editie, tekort van {after.period}, {region}", ("Stap", "Personen"), rows)
    told = "; ".join(f"{label}: {text}" for label, text in rows)
    alt = f"Watervaldiagram van het verwachte tekort van {after.period} in {place(region)}. {told}."
    return Picture(title, ranged_chart(f"bridge-{after.region_code}", bars), alt, table, NO_CHANGE)


def _whole(label: str, each: Fact) -> Ranged:
    return Ranged(label, 0, value_of(each), 0, value_of(each), each.cell)


def net_and_gross(net: Sequence[Fact], gross: Sequence[Fact], region: str) -> Picture:
    """The shortage with surpluses taken off, and added over qualifications that are short; same years and edition."""
    last, whole = net[-1], gross[-1]
    series = [
        Series(f"Per kwalificatie\nopgeteld {whole.cell}", points(list(gross)), "warm"),
        Series(f"Per saldo\n{last.cell}", points(list(net)), "accent", "--", "s"),
    ]
    rows = tuple((n.period, n.cell, g.cell) for n, g in zip(net, gross, strict=True))
    header = ("Jaar", "Per saldo", "Per kwalificatie opgeteld")
    table = Table(f"Tekort per saldo en per kwalificatie, {region}, editie {last.edition}", header, rows)
    title = f"{region}: in {last.period} per saldo {shortage_words(last)}, opgeteld {roughly(value_of(whole))}"
    alt = (
        f"Lijndiagram van het verwachte tekort in {place(region)}, {net[0].period} tot {last.period}. In "
        f"{last.period}: per saldo {last.cell}, per kwalificatie opgeteld {whole.cell}."
    )
    svg = line_chart(f"net-gross-{last.region_code}", series)
    note = f"Prognosemodel Zorg en Welzijn, editie {month_label(last.edition)}, zonder nieuw beleid. {NETTING}"
    return Picture(title, svg, alt, table, note)
