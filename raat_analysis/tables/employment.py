"""Tables of employees and of the region itself."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.changes import change
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.signs import with_signs


def employees_by_branch(
    branches: list[tuple[Fact, Fact, Fact]], total: tuple[Fact, Fact], region: str, note: str = ""
) -> Table:
    """A row per branch: (region now, region a year before, Nederland now); `total` is (region, Nederland)."""
    rows = tuple(
        (_branch(here), here.cell, pct(here, total[0]), pct(there, total[1]), growth(here, before))
        for here, before, there in branches
    )
    header = ("Branche", "Werknemers", "Aandeel", "Aandeel Nederland", "Verschil met een jaar eerder")
    said = with_signs(rows, "Aandeel in zorg en welzijn zonder kinderopvang.", note)
    return Table(f"Werknemers naar branche, {region}, {period_label(total[0].period)}", header, rows, said)


def _branch(each: Fact) -> str:
    return label_of(each.branch_code, "branches")


def pct(part: Fact, whole: Fact) -> str:
    """A fact as share of another, as table cell; of an unknown one its sign."""
    if not known(part, whole):
        return next(each.cell for each in (part, whole) if not known(each))
    if not value_of(whole):
        return MISSING
    return f"{number(100 * value_of(part) / value_of(whole), 1)}%"


def growth(now: Fact, then: Fact) -> str:
    """The change as table cell; a hidden number on either side hides it."""
    if hidden := next((each for each in (now, then) if each.status == "secret"), None):
        return hidden.cell
    return change(now, then).replace(" dan een jaar eerder", "").replace(" aan een jaar eerder", "") or now.cell


def side_by_side(facts: list[tuple[Fact, Fact, Fact]], caption: str, note: str = "") -> Table:
    """A row per measure: (region now, region a year before, Nederland)."""
    rows = tuple(
        (
            label_of(here.measure, "measures"),
            here.cell,
            before.cell,
            there.cell,
            here.period and period_label(here.period),
        )
        for here, before, there in facts
    )
    header = ("Kenmerk", caption.split(",")[0], "Een jaar eerder", "Nederland", "Stand")
    return Table(caption, header, rows, with_signs(rows, note))
