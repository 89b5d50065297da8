"""Estimated amounts in words, no more exact than their margin: fte, people, euros."""

from raat_analysis.rounding import half_up_to
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import in_steps, number, rounded, step_of
from raat_analysis.sentences.wording import rough_step


def amount(each: Fact) -> str:
    """The value of a known estimate, rounded as far as its margin decides: 703 (640 to 765) is '700'."""
    return in_steps(value_of(each), _step(each))


def amount_cell(each: Fact) -> str:
    """The same for a table; the sign of a number that is not there."""
    return amount(each) if known(each) else each.cell


def margin_cell(each: Fact) -> str:
    """'640 tot 760', rounded as the value is; '.' without a margin, and the sign of a number that is not there."""
    if not known(each) or each.lower is None or each.upper is None:
        return each.cell if not known(each) else "."
    step = _step(each)
    return f"{in_steps(each.lower, step)} tot {in_steps(each.upper, step)}"


def fte(each: Fact) -> str:
    """'ongeveer 35 fte'; less than a half is 'minder dan een halve fte'."""
    if half_up_to(value_of(each), _step(each)) == 0:
        return "minder dan een halve fte"
    return f"ongeveer {amount(each)} fte"


def people(count: float) -> str:
    """'ongeveer 36 mensen', '1 mens' never: below two 'enkele mensen'."""
    if rounded(count) < 2:
        return "een enkeling"
    step = rough_step(count)
    return f"ongeveer {in_steps(count, step)} mensen"


def euros(each: Fact) -> str:
    """'ongeveer 66.000 euro': two figures."""
    value = value_of(each)
    step = 10 ** max(len(str(int(abs(value)))) - 2, 0)
    return f"ongeveer {in_steps(value, step)} euro"


def hours(count: float) -> str:
    """Hours a week from fte, in whole hours: '216 uur per week'."""
    return f"{number(count)} uur per week"


def _step(each: Fact) -> int:
    if each.lower is None or each.upper is None:
        return rough_step(value_of(each))
    return step_of((each.upper - each.lower) / 2)
