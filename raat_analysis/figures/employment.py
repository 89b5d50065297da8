"""Figures of employees: by branch, and their ages beside those of Nederland."""

from raat_analysis.codelists import label_of
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import cell, number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.wording import share


def employees_by_branch(branches: list[Fact], total: Fact, region: str) -> Picture:
    """Employees of every branch, largest first. `branches` do not overlap; a secret one is only in the table."""
    shown = sorted((each for each in branches if known(each)), key=lambda each: (-value_of(each), each.branch_code))
    shares = {each.branch_code: _share(each, total) for each in shown}
    bars = [Bar(name(each), value_of(each), f"{each.cell} ({shares[each.branch_code]})") for each in shown]
    first = shown[0]
    title = f"{name(first)} is in {region} de grootste branche: {shares[first.branch_code]} van de werknemers"
    rows = [(name(each), each.cell, shares.get(each.branch_code, "")) for each in [*shown, *_hidden(branches)]]
    table = Table(f"Werknemers naar branche, {region}", ("Branche", "Werknemers", "Aandeel"), tuple(rows))
    listed = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    alt = f"Staafdiagram van de werknemers naar branche in {region}, {period_label(first.period)}. {listed}."
    note = f"{period_label(first.period)}. Bron: AZW-kerncijfers (CBS). * = voorlopig, x = niet openbaar."
    return Picture(title, bar_chart(f"branches-{first.region_code}", bars), alt, table, note)


def ages(here: list[Fact], country: list[Fact], region: str) -> Picture:
    """Shares of the age classes, of the region and of Nederland, young to old; both need all classes."""
    there = {each.category: each for each in country}
    bars: list[Bar] = []
    for first, each in zip([True] + [False] * len(here), here, strict=False):
        words = (f" {region}", " Nederland") if first else ("", "")
        bars.append(Bar(label_of(each.category, "age_classes"), value_of(each), each.cell + words[0]))
        other = there[each.category]
        bars.append(Bar("", value_of(other), other.cell + words[1], "compare", "////"))
    oldest = here[-1]
    title = f"In {region} is {share(value_of(oldest))} van de werknemers 55 jaar of ouder; in Nederland " + share(
        value_of(there[oldest.category])
    )
    rows = [(label_of(each.category, "age_classes"), each.cell, there[each.category].cell) for each in here]
    table = Table(f"Leeftijd van de werknemers, {region} en Nederland", ("Leeftijd", region, "Nederland"), tuple(rows))
    listed = "; ".join(f"{label} {mine} (Nederland {theirs})" for label, mine, theirs in rows)
    alt = f"Staafdiagram van de leeftijd van de werknemers in {region}, {period_label(oldest.period)}. {listed}."
    note = f"{period_label(oldest.period)}. Aandeel in alle werknemers. Bron: AZW-kerncijfers (CBS)."
    return Picture(title, bar_chart(f"ages-{oldest.region_code}", bars), alt, table, note)


def name(each: Fact) -> str:
    """A branch as readers know it."""
    return label_of(each.branch_code, "branches")


def _share(each: Fact, total: Fact) -> str:
    return f"{number(100 * value_of(each) / value_of(total), 1)}%" if known(total) else cell(None, total.status)


def _hidden(branches: list[Fact]) -> list[Fact]:
    return [each for each in branches if not known(each)]
