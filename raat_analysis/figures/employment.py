"""Figures of employees: by branch, and their ages beside those of Nederland."""

from raat_analysis.codelists import label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import cell, number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import share


def employees_by_branch(branches: list[Fact], total: Fact, table: Table, region: str) -> Picture:
    """Employees of every branch, largest first, with the table of all branches beside it.

    `branches` do not overlap; one without employees or with a secret number is only in the table.
    """
    shown = sorted((b for b in branches if known(b) and value_of(b)), key=lambda b: (-value_of(b), b.branch_code))
    shares = {each.branch_code: _share(each, total) for each in shown}
    bars = [Bar(name(each), value_of(each), f"{each.plain} ({shares[each.branch_code]})") for each in shown]
    first = shown[0]
    title = f"{name(first)} is in {place(region)} de grootste branche: {shares[first.branch_code]} van de werknemers"
    listed = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    alt = f"Staafdiagram van de werknemers naar branche in {place(region)}, {period_label(first.period)}. {listed}."
    note = f"{moment(first)}. Bron: AZW-kerncijfers (CBS)."
    return Picture(title, bar_chart(f"branches-{first.region_code}", bars), alt, table, note)


def ages(here: list[Fact], country: list[Fact], region: str) -> Picture:
    """How many employees each age class has and their share, beside Nederland's; both need all classes.

    A fact of `here` is a share with its employees as numerator.
    """
    there = {each.category: each for each in country}
    bars: list[Bar] = []
    for first, each in zip([True] + [False] * len(here), here, strict=False):
        words = (f" {region}", " Nederland") if first else ("", "")
        bars.append(
            Bar(label_of(each.category, "age_classes"), value_of(each), f"{_people(each)} ({each.plain}){words[0]}")
        )
        other = there[each.category]
        bars.append(Bar("", value_of(other), other.plain + words[1], "compare", "////"))
    oldest = here[-1]
    mine, theirs = share(value_of(oldest)), share(value_of(there[oldest.category]))
    beside = "; dat is evenveel als in Nederland" if mine == theirs else f"; in Nederland {theirs}"
    title = f"In {place(region)} is {mine} van de werknemers 55 jaar of ouder" + (
        beside if region != "Nederland" else ""
    )
    rows = [
        (label_of(each.category, "age_classes"), _people(each), each.plain, there[each.category].plain) for each in here
    ]
    header = ("Leeftijd", f"Werknemers {region}", f"Aandeel {region}", "Aandeel Nederland")
    table = Table(f"Leeftijd van de werknemers, {region} en Nederland", header, tuple(rows))
    listed = "; ".join(f"{label} {people} ({mine}, Nederland {theirs})" for label, people, mine, theirs in rows)
    alt = f"Staafdiagram van de leeftijd van de werknemers in {place(region)}, {period_label(oldest.period)}. {listed}."
    note = f"{moment(oldest)}. Tussen haakjes het aandeel in alle werknemers. Bron: AZW-kerncijfers (CBS)."
    return Picture(title, bar_chart(f"ages-{oldest.region_code}", bars), alt, table, note)


def moment(each: Fact) -> str:
    """The period of a figure, and that its number can still change."""
    return period_label(each.period) + (", voorlopig" if each.status == "provisional" else "")


def name(each: Fact) -> str:
    """A branch as readers know it."""
    return label_of(each.branch_code, "branches")


def _people(share_of_all: Fact) -> str:
    """The employees that a share counts."""
    counted = share_of_all.numerator
    return cell(counted, share_of_all.status if counted is None else "final")


def _share(each: Fact, total: Fact) -> str:
    return f"{number(100 * value_of(each) / value_of(total), 1)}%" if known(total) else cell(None, total.status)
