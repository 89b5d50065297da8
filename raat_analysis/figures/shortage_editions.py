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
from raat_analysis.sentences.wording import capitalised, rough_step, roughly, signed

NO_CHANGE = "Een bijstelling is nieuwe kennis over hetzelfde jaar: het zegt niet dat het tekort zelf is veranderd."


def bridge(before: Fact, after: Fact, parts: Sequence[tuple[str, Fact]], region: str) -> Picture:
    """The parts of the revision from the edition before to this one, for one year and scenario, with their words.

    Each part begins where the one before it ended, the first at the shortage of the edition before; all known.
    """
    level, bars = 0.0, []
    for words, each in parts:
        end = level + value_of(each)
        bars.append(Ranged(capitalised(words), level, end, level, end, signed(value_of(each), 1)))
        level = end
    whole = value_of(after) - value_of(before)
    bars.append(Ranged(f"Samen: van {before.cell} naar {after.cell}", 0, whole, 0, whole, signed(whole, 1)))
    change, year = signed(whole, rough_step(whole)), after.period
    title = f"{region}: de editie van {month_label(after.edition)} stelt het tekort van {year} bij met {change}"
    rows = tuple((bar.label, bar.text) for bar in bars)
    caption = f"Van editie {before.edition} naar {after.edition}, tekort van {year}, {region}"
    table = Table(caption, ("Stap", "Personen"), rows)
    told = "; ".join(f"{label}: {text}" for label, text in rows)
    alt = f"Staafdiagram van de bijstelling van het verwachte tekort van {year} in {place(region)}. {told}."
    return Picture(title, ranged_chart(f"bridge-{after.region_code}", bars), alt, table, NO_CHANGE)


def net_and_gross(net: Sequence[Fact], gross: Sequence[Fact], region: str) -> Picture:
    """The shortage with surpluses taken off, and added over qualifications that are short; same years and edition."""
    last, whole = net[-1], gross[-1]
    series = [
        Series(f"Opgeteld {whole.cell}", points(list(gross)), "warm"),
        Series(f"Per saldo {last.cell}", points(list(net)), "accent", "--", "s"),
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
