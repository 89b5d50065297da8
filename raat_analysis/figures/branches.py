"""A measure per branch, in the region and in Nederland, as a dot and a square on one line."""

from collections.abc import Sequence

from raat_analysis.codelists import label_of
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import month_label, period_label
from raat_analysis.sentences.places import place
from raat_analysis.tables.signs import with_signs

MOST = 8  # branches in a figure; the table has all
Beside = Sequence[tuple[Fact, Fact]]


def branches_beside_country(branches: Beside, region: str, note: str) -> Picture:
    """One percentage of each branch: (here, Nederland); at least one known in both. The highest here come first.

    A branch that is not known in both is only in the table.
    """
    ordered = sorted(branches, key=lambda pair: (-_or_lowest(pair[0]), pair[0].branch_code))
    pairs = [Pair(_name(h), value_of(h), value_of(t), h.plain, t.plain) for h, t in ordered if known(h, t)]
    first, measure = ordered[0][0], label_of(branches[0][0].measure, "measures")
    rows = tuple((_name(here), here.cell, there.cell) for here, there in ordered)
    title = f"{measure} in {place(region)}: het hoogst bij {_most(pairs[0])}"
    what = f"{measure} naar branche, {period_label(first.period)}, {region}"
    return _picture(f"beside-{first.measure}-{first.region_code}", title, what, pairs, rows, note, region)


def shortage_shares(here: Beside, there: Beside, region: str) -> Picture:
    """The shortage of each branch in percent of its demand, here and in Nederland; a minus is a surplus.

    Each pair is (demand, shortage), of one year and edition; at least one branch is known here and there.
    """
    country = {gap.branch_code: (demand, gap) for demand, gap in there}
    both = [(pair, country.get(pair[1].branch_code)) for pair in here]
    ordered = sorted(both, key=lambda each: (-_share_or_lowest(each[0]), each[0][1].branch_code))
    rows = tuple((_name(pair[1]), _percent(pair), _percent(beside)) for pair, beside in ordered)
    pairs = [
        Pair(_name(pair[1]), mine, theirs, _percent(pair), _percent(beside))
        for pair, beside in ordered
        if (mine := _share(pair)) is not None and (theirs := _share(beside)) is not None
    ]
    gap = here[0][1]
    short = f"naar verhouding het grootst bij {_most(pairs[0])}" if pairs[0].here > 0 else "in geen branche"
    title = f"Verwacht tekort in {place(region)} in {gap.period}: {short}"
    what = f"Verwacht tekort in % van de vraag, {gap.period}, {region}"
    note = f"Tekort in % van de vraag. Prognosemodel, editie {month_label(gap.edition)}, zonder nieuw beleid."
    note += " Een min is een overschot." if any(pair.here < 0 or pair.there < 0 for pair in pairs) else ""
    return _picture(f"beside-shortage-{gap.region_code}", title, what, pairs, rows, note, region)


def _picture(
    name: str, title: str, what: str, pairs: list[Pair], rows: tuple[tuple[str, ...], ...], note: str, region: str
) -> Picture:
    shown = pairs[:MOST]
    listed = "; ".join(f"{pair.label} {pair.here_text}, Nederland {pair.there_text}" for pair in shown)
    more = " De tabel heeft alle branches." if len(rows) > len(shown) else ""
    cut = "" if any(pair.here <= 0 or pair.there <= 0 for pair in shown) else " De schaal begint niet bij nul."
    table = Table(what, ("Branche", region, "Nederland"), rows, with_signs(rows))
    svg = dumbbell_chart(name, shown, region, from_zero=False)
    return Picture(title, svg, f"{what} en Nederland. {listed}.", table, note + cut + more)


def _most(pair: Pair) -> str:
    return f"'{pair.label}' ({pair.here_text}; in Nederland {pair.there_text})"


def _or_lowest(each: Fact) -> float:
    return value_of(each) if known(each) else float("-inf")


def _share_or_lowest(pair: tuple[Fact, Fact]) -> float:
    """Hidden shares stand last, by name: their place says nothing about their size."""
    found = _share(pair)
    return float("-inf") if found is None else found


def _share(pair: tuple[Fact, Fact] | None) -> float | None:
    """The shortage in percent of the demand; None when that is not known."""
    if pair is None or not known(*pair) or not value_of(pair[0]):
        return None
    return 100 * value_of(pair[1]) / value_of(pair[0])


def _percent(pair: tuple[Fact, Fact] | None) -> str:
    part = _share(pair)
    if part is None:
        return MISSING if pair is None or known(*pair) else next(each.cell for each in pair if not known(each))
    return f"{number(part, 1)}%"


def _name(each: Fact) -> str:
    return label_of(each.branch_code, "branches")
