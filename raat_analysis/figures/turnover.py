"""Figures of where leavers go: a bar per destination, or one bar of them all."""

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.bars import Bar, bar_chart, wrapped
from raat_analysis.figures.stacked import Segment, stacked_bar
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import share

STAYS = ("employer", "branch")  # levels of destinations inside care and welfare
PARTS, OTHERS = 6, "Overige bestemmingen"
GROUPS = {True: "Blijft in zorg\nen welzijn", False: "Verlaat zorg\nen welzijn"}


def destinations(leavers: list[Fact], region: str) -> Picture:
    """Leavers of an employer by destination: those who stay in the sector first (hatched), then those who leave it.

    Shares are of the leavers with a known destination, so no gap has the size of a hidden one. Leaving the sector is
    not the same as leaving an employer.
    """
    shown = _shown(leavers)
    whole = sum(value_of(each) for each in shown)
    bars = [_bar(each, whole) for each in shown]
    return _picture(leavers, region, bar_chart(f"destinations-{shown[0].region_code}", bars))


def destinations_stacked(leavers: list[Fact], region: str) -> Picture:
    """The same leavers as one bar of at most six parts: who stays in the sector, and who leaves it."""
    shown = _shown(leavers)
    whole = sum(value_of(each) for each in shown)
    kept, rest = (shown[: PARTS - 1], shown[PARTS - 1 :]) if len(shown) > PARTS else (shown, [])
    parts = [(level(e) in STAYS, label_of(e.category, "destinations"), value_of(e)) for e in kept]
    parts += [(False, OTHERS, sum(value_of(each) for each in rest))] if rest else []
    groups = {kind: sum(value for stays, _, value in parts if stays == kind) for kind in (True, False)}
    segments = [
        Segment(
            f"{GROUPS[stays]}\n{share(100 * groups[stays] / whole)}",
            f"{wrapped(label)} {_part(value, whole)}",
            value,
            "compare" if stays else "accent",
            "////" if stays else "",
        )
        for stays, label, value in parts
        if value
    ]
    svg = stacked_bar(f"destinations-stacked-{shown[0].region_code}", segments)
    return _picture(leavers, region, svg, " De tabel heeft alle bestemmingen." if rest else "")


def _shown(leavers: list[Fact]) -> list[Fact]:
    return sorted((each for each in leavers if known(each)), key=_order)


def _picture(leavers: list[Fact], region: str, svg: str, more: str = "") -> Picture:
    """Finding, alt text, table and note of both figures."""
    shown = _shown(leavers)
    whole = sum(value_of(each) for each in shown)
    stays = sum(value_of(each) for each in shown if level(each) in STAYS)
    secret = any(each.status == "secret" for each in leavers)
    whose = f"Van wie in {place(region)} bij de werkgever vertrok"
    whose += ", met een openbare bestemming" if secret else ""
    title = f"{whose}, bleef {share(100 * stays / whole)} in zorg en welzijn"
    rows = [(label_of(e.category, "destinations"), _where(e), e.cell, _part(value_of(e), whole)) for e in shown]
    listed = "; ".join(f"{label}: {people} ({part})" for label, _, people, part in rows)
    rows += [(label_of(e.category, "destinations"), _where(e), e.cell, e.cell) for e in leavers if not known(e)]
    header = ("Bestemming", "Waar", "Personen", "Aandeel")
    table = Table(f"Bestemming van wie bij de werkgever vertrok, {region}", header, tuple(rows))
    year = shown[0].period
    alt = f"Staafdiagram van de bestemming van vertrokken werknemers in {place(region)}, {year}. {listed}."
    note = (
        f"{period_label(year)}. Gearceerd: blijft in zorg en welzijn; vol: verlaat zorg en welzijn.{more} "
        + ("Aandelen zijn van de getekende bestemmingen. " if secret else "")
        + "Bron: Uitstroomonderzoek."
    )
    return Picture(title, svg, alt, table, note)


def level(each: Fact) -> str:
    """The widest concept of outflow that counts a destination: employer, branch or sector."""
    return str(entries("destinations")[each.category]["level"])


def _order(each: Fact) -> tuple[bool, float, str]:
    return level(each) not in STAYS, -value_of(each), each.category


def _where(each: Fact) -> str:
    return "in zorg en welzijn" if level(each) in STAYS else "daarbuiten"


def _part(value: float, whole: float) -> str:
    return f"{number(100 * value / whole, 1)}%" if whole else "."


def _bar(each: Fact, whole: float) -> Bar:
    text = f"{each.plain} ({_part(value_of(each), whole)})"
    stays = level(each) in STAYS
    return Bar(
        label_of(each.category, "destinations"),
        value_of(each),
        text,
        "compare" if stays else "accent",
        "////" if stays else "",
    )
