"""How many employees of today retire within each horizon, in the region and in Nederland."""

from collections.abc import Sequence

from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.rendering.blocks import Picture
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.places import place
from raat_analysis.sentences.traces import unmarked
from raat_analysis.sentences.wording import share
from raat_analysis.tables.shortage import EXPECTED, UPPER_BOUND, retirements

WORDS = {EXPECTED: "naar verwachting", UPPER_BOUND: "hooguit"}
RANGE = "Tussen haakjes: als de 55-plussers gemiddeld een half jaar jonger of ouder zijn dan aangenomen. "


def retirement_shares(rows: Sequence[tuple[Fact, Fact, Fact]], region: str) -> Picture:
    """Bars of what is expected, or of the upper bound when nothing is; the table has both.

    A row: persons, percentage and percentage in Nederland of a horizon and scenario; the first two are known.
    """
    scenario = EXPECTED if any(persons.scenario == EXPECTED for persons, _, _ in rows) else UPPER_BOUND
    shown = [(here, there) for persons, here, there in rows if persons.scenario == scenario]
    bars = [bar for here, there in shown for bar in _bars(here, there, region)]
    here, there = shown[0]
    title = f"Binnen {here.category} jaar gaat {WORDS[scenario]} {share(value_of(here))} van de werknemers"
    title += f" in {place(region)} met pensioen{_beside(here, there, region)}"
    listed = "; ".join(f"binnen {h.category} jaar {_text(h)}{_country(t, region)}" for h, t in shown)
    alt = (
        f"Staafdiagram van de werknemers van nu die met pensioen gaan, {WORDS[scenario]}, in {place(region)}: {listed}."
    )
    ranged = any(here.lower is not None for here, _ in shown)
    note = f"Aandeel van de werknemers van nu, {WORDS[scenario]}. {RANGE if ranged else ''}"
    note += "De tabel heeft ook de aantallen."
    return Picture(title, bar_chart(f"retirements-{here.region_code}", bars), alt, retirements([*rows], region), note)


def _bars(here: Fact, there: Fact, region: str) -> list[Bar]:
    own = Bar(f"Binnen {here.category} jaar", value_of(here), _text(here))
    if region == "Nederland" or there.value is None:
        return [own]
    return [own, Bar("", value_of(there), f"Nederland {there.plain}", "compare", "////")]


def _text(each: Fact) -> str:
    if each.lower is None or each.upper is None:
        return each.plain
    return f"{each.plain} ({number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)}%)"


def _country(there: Fact, region: str) -> str:
    return "" if region == "Nederland" or there.value is None else f", Nederland {there.plain}"


def _beside(here: Fact, there: Fact, region: str) -> str:
    if region == "Nederland" or there.value is None:
        return ""
    mine, theirs = share(value_of(here)), share(value_of(there))
    return "; dat is evenveel als in Nederland" if unmarked(mine) == unmarked(theirs) else f"; in Nederland {theirs}"
