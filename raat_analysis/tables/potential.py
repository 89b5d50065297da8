"""Tables of Fase 0."""

from collections.abc import Mapping, Sequence

from raat_analysis.codelists import entries, label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.amounts import amount_cell, margin_cell
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import MISSING, in_steps, number
from raat_analysis.sentences.wording import rough_step
from raat_analysis.tables.signs import with_signs


def estimates(facts: Sequence[Fact], caption: str) -> Table:
    """A row per estimate with its unit, and its interval when at least one has one."""
    rows = tuple((label_of(each.measure, "measures"), with_unit(each), _interval(each)) for each in facts)
    keep = 3 if any(each.lower is not None for each in facts) else 2
    shown = tuple(row[:keep] for row in rows)
    fte = "1 fte = 36 uur per week." if any(each.unit == "fte" for each in facts) else ""
    header = ("Uitkomst", "Waarde", "Marge")
    return Table(caption, header[:keep], shown, with_signs(shown, fte, certainty(facts) if keep == 3 else ""))


def with_unit(each: Fact) -> str:
    """'704 fte'; a percentage has its sign, and persons are named by the row."""
    return f"{each.cell} fte" if each.unit == "fte" and each.value is not None else each.cell


def _interval(each: Fact) -> str:
    if each.value is None:
        return each.cell
    if each.lower is None or each.upper is None:
        return MISSING
    return f"{number(each.lower, each.decimals)} tot {number(each.upper, each.decimals)}"


def certainty(facts: Sequence[Fact]) -> str:
    """What the interval of the estimates means, when all have the same."""
    odds = {each.interval_pct for each in facts if each.lower is not None}
    if len(odds) != 1 or None in odds:
        return ""
    return f"In {odds.pop()} van de 100 zulke onderzoeken ligt de echte waarde binnen de marge."


def wishes_table(facts: Sequence[Fact], whose: str, own: bool, there: Sequence[Fact] = (), region: str = "") -> Table:
    """A row per wish: percent, margin and, when that is known, people (of a region: of who took part).

    `there`: the same of the region, to stand beside an organisation.
    """
    beside = {each.measure: each for each in there}
    people = all(each.numerator is not None for each in facts if known(each))
    rows = tuple(
        (
            label_of(each.measure, "measures"),
            each.cell,
            _percents(each),
            *([_people(each)] if people else []),
            *_region(each, beside),
        )
        for each in facts
        if each.status != "missing" or known(each)
    )
    header = ("Wens", "Aandeel", "Marge", *(["Mensen" if own else "Mensen bij wie meedeed"] if people else []))
    header = (*header, region) if beside else header
    return Table(f"Wensen over uren, {whose}", header, rows, with_signs(rows, certainty(facts)))


def _region(each: Fact, beside: Mapping[str, Fact]) -> tuple[str, ...]:
    return (beside[each.measure].cell if each.measure in beside else MISSING,) if beside else ()


def _percents(each: Fact) -> str:
    return f"{_interval(each)}%" if known(each) and each.lower is not None else _interval(each)


def _people(each: Fact) -> str:
    if each.numerator is None:
        return each.cell if not known(each) else MISSING
    return in_steps(each.numerator, rough_step(each.numerator))


def sensitivity(facts: Sequence[Fact], whose: str) -> Table | None:
    """What the potential is when who did not answer wants less: from nothing to as much. None without rows."""
    shown = sorted((each for each in facts if known(each)), key=lambda each: int(each.category))
    if not shown:
        return None
    rows = tuple((_same(each.category), f"{amount_cell(each)} fte") for each in shown)
    header = ("Als wie niet antwoordde …", "Potentieel")
    return Table(f"Hoe gevoelig is het potentieel, {whose}", header, rows)


def _same(percent: str) -> str:
    said = {"0": "niets extra wil (slechtste geval)", "100": "evenveel wil als collega's (schatting)"}
    return said.get(percent, f"{percent}% wil van wat collega's willen")


def scenarios(hours: Mapping[str, Fact], persons: Mapping[str, Fact], whose: str) -> Table:
    """A row per expectation: fte and people."""
    found = entries("fase0_assumptions")["expectations"]
    rows = tuple(
        (str(found[code]["name"]), amount_cell(each), margin_cell(each), amount_cell(persons[code]))
        for code, each in hours.items()
    )
    header = ("Verwachting", "Fte", "Marge", "Mensen")
    return Table(f"Verwacht potentieel, {whose}", header, rows, with_signs(rows, certainty([*hours.values()])))
