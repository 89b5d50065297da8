"""The figure of where leavers go."""

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import share

STAYS = ("employer", "branch")  # levels of destinations inside care and welfare


def destinations(leavers: list[Fact], region: str) -> Picture:
    """Leavers of an employer by destination: those who stay in the sector first (hatched), then those who leave it.

    Shares are of the leavers with a known destination; leaving the sector is not the same as leaving an employer.
    """
    shown = sorted((each for each in leavers if known(each)), key=_order)
    whole = sum(value_of(each) for each in shown)
    stays = sum(value_of(each) for each in shown if level(each) in STAYS)
    bars = [_bar(each, whole) for each in shown]
    first = shown[0]
    title = (
        f"Van wie in {place(region)} bij de werkgever vertrok, bleef {share(100 * stays / whole)} in zorg en welzijn"
    )
    rows = [(label_of(e.category, "destinations"), _where(e), e.cell, _pct(e, whole)) for e in shown]
    rows += [(label_of(e.category, "destinations"), _where(e), e.cell, "") for e in leavers if not known(e)]
    header = ("Bestemming", "Waar", "Personen", "Aandeel")
    table = Table(f"Bestemming van wie bij de werkgever vertrok, {region}", header, tuple(rows))
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    alt = f"Staafdiagram van de bestemming van vertrokken werknemers in {place(region)}, {first.period}. {listed}."
    note = (
        f"{period_label(first.period)}. Gearceerd: blijft in zorg en welzijn; vol: verlaat zorg en welzijn. "
        "Bron: Uitstroomonderzoek."
    )
    return Picture(title, bar_chart(f"destinations-{first.region_code}", bars), alt, table, note)


def level(each: Fact) -> str:
    """The widest concept of outflow that counts a destination: employer, branch or sector."""
    return str(entries("destinations")[each.category]["level"])


def _order(each: Fact) -> tuple[bool, float, str]:
    return level(each) not in STAYS, -value_of(each), each.category


def _where(each: Fact) -> str:
    return "in zorg en welzijn" if level(each) in STAYS else "daarbuiten"


def _pct(each: Fact, whole: float) -> str:
    return f"{number(100 * value_of(each) / whole, 1)}%" if whole else "."


def _bar(each: Fact, whole: float) -> Bar:
    text = f"{each.plain} ({_pct(each, whole)})"
    stays = level(each) in STAYS
    return Bar(
        label_of(each.category, "destinations"),
        value_of(each),
        text,
        "compare" if stays else "accent",
        "////" if stays else "",
    )
