"""Figures of employees: by branch, and their ages beside those of Nederland."""

from raat_analysis.codelists import label_of
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place


def branch_shares(branches: list[tuple[Fact, Fact]], totals: tuple[Fact, Fact], table: Table, region: str) -> Picture:
    """Each branch's share of the employees, of the region and of Nederland, largest first.

    `branches`: a branch here and in Nederland; one that is secret here is only in the table. `totals` are known.
    """
    shown = sorted(
        ((here, there) for here, there in branches if known(here, there) and value_of(here)),
        key=lambda pair: (-value_of(pair[0]), pair[0].branch_code),
    )
    pairs = [_pair(here, there, totals) for here, there in shown]
    first = pairs[0]
    title = (
        f"{first.label} is in {place(region)} de grootste branche: {first.here_text} van de werknemers; "
        f"in Nederland {first.there_text}"
    )
    listed = "; ".join(f"{pair.label} {pair.here_text}, Nederland {pair.there_text}" for pair in pairs)
    alt = f"Aandeel van elke branche in de werknemers van {place(region)} en van Nederland. {listed}."
    note = f"{moment(shown[0][0])}. Aandeel in de werknemers. Bron: AZW-kerncijfers (CBS)."
    return Picture(title, dumbbell_chart(f"shares-{shown[0][0].region_code}", pairs, region), alt, table, note)


def _pair(here: Fact, there: Fact, totals: tuple[Fact, Fact]) -> Pair:
    shares = [100 * value_of(each) / value_of(total) for each, total in zip((here, there), totals, strict=True)]
    texts = [f"{number(share, 1)}%" for share in shares]
    return Pair(name(here), shares[0], shares[1], texts[0], texts[1])


def moment(each: Fact) -> str:
    """The period of a figure, and that its number can still change."""
    return period_label(each.period) + (", voorlopig" if each.status == "provisional" else "")


def name(each: Fact) -> str:
    """A branch as readers know it."""
    return label_of(each.branch_code, "branches")
