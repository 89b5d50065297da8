"""Words that claim something, each bound to a rule.

Comparison: 'duidelijk hoger' only when the 95% interval of the difference (Newcombe 1998, method 10: hybrid score)
excludes zero and the difference is at least half a point; smaller but real is 'iets hoger'; else 'niet te onderscheiden
van'. Outflow of a region is 'duidelijk hoger' or 'duidelijk lager' by its verdict alone (models/funnel.py, 1 or -1).
With verdict 0 it is 'niet te onderscheiden van' when chance explains the difference with the rest of the country; when
not, it is 'hoger' or 'lager', but no more than regions usually differ.
Shares: the nearest whole percent, with 'bijna' when the exact share is below it and 'ruim' when it is above (23,65 is
'bijna 24%'), judged on one decimal.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from raat_analysis.rounding import half_up_to
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MINUS, in_steps, number, rounded, step_of, unit_word
from raat_analysis.sentences.traces import unmarked

Z95 = 1.959963984540054
CLEAR_POINTS = 0.5
PERSON_SHARES = {  # shares of persons; absence counts days and surveys are weighted, so chance works otherwise there
    "employees_share_pct",
    "care_share_pct",
    "sector_return_pct",
}
VERDICTS = {1: "duidelijk hoger dan in", -1: "duidelijk lager dan in", 0: "niet te onderscheiden van"}


def wilson(count: float, total: float, z: float = Z95) -> tuple[float, float]:
    """Score interval of a proportion."""
    share = count / total
    centre, spread = share + z * z / (2 * total), z * sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    scale = 1 + z * z / total
    return (centre - spread) / scale, (centre + spread) / scale


def difference_interval(count1: float, total1: float, count2: float, total2: float) -> tuple[float, float]:
    """Newcombe's 95% interval of the difference of two proportions (first minus second)."""
    share1, share2 = count1 / total1, count2 / total2
    (low1, high1), (low2, high2) = wilson(count1, total1), wilson(count2, total2)
    below = sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2)
    above = sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2)
    return share1 - share2 - below, share1 - share2 + above


def compared(here: Fact, whole: Fact, name: str = "Nederland") -> str:
    """How a region's percentage compares with the country, which contains it: tested against the rest of the country.

    Only shares of persons with numerator and denominator are tested; of others only the country's number is given. ''
    when one is unknown.
    """
    if not known(here, whole):
        return ""
    word = _tested(here, whole)
    return f"{word} {name} ({whole.text})" if word else f"{name}: {whole.text}"


def clearly(here: Fact, others: Sequence[Fact]) -> str:
    """'hoger' or 'lager' when a region differs clearly, and the same way, from every one of other regions; else ''.

    The regions have nobody in common, so each difference is tested by itself; all must be clear, so that looking at
    several regions at once does not make chance findings more likely.
    """
    words = {_apart(here, other) for other in others}
    return words.pop() if len(words) == 1 else ""


def beyond_chance(now: Fact, then: Fact) -> bool:
    """Whether two counts of events differ by more than chance (95%, both counts Poisson)."""
    if not known(now, then) or value_of(now) < 0 or value_of(then) < 0:
        return False
    return abs(value_of(now) - value_of(then)) > Z95 * sqrt(value_of(now) + value_of(then))


def apart(one: Fact, other: Fact, looked_at: int = 1) -> bool:
    """Whether two estimates of different people differ beyond chance (95%), by their published margins (MOVER).

    `looked_at`: out of how many pairs this one was picked; the margins are widened for it (Bonferroni).
    """
    ends = one.lower, one.upper, other.lower, other.upper
    if not known(one, other) or None in ends:
        return False
    low1, high1, low2, high2 = (float(each) for each in ends if each is not None)
    difference = float(value_of(one) - value_of(other))
    below = sqrt((value_of(one) - low1) ** 2 + (high2 - value_of(other)) ** 2)
    above = sqrt((high1 - value_of(one)) ** 2 + (value_of(other) - low2) ** 2)
    wider = NormalDist().inv_cdf(1 - 0.025 / looked_at) / NormalDist().inv_cdf(0.5 + (one.interval_pct or 90) / 200)
    return difference - wider * below > 0 or difference + wider * above < 0


def listed(names: Sequence[str]) -> str:
    """'Drenthe', 'Drenthe en Friesland', 'Drenthe, Friesland en Groningen'."""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def compared_clause(here: Fact, whole: Fact, name: str = "Nederland") -> str:
    """The comparison for behind a sentence: '; dat is duidelijk hoger dan in Nederland (7,9%)', or ''."""
    return _clause(compared(here, whole, name), name) if here.region_code != whole.region_code else ""


def by_verdict(verdict: Fact, rest: Fact, whole: Fact, name: str = "Nederland") -> str:
    """How a region compares with the country by its verdict; without one only the country's number, '' without that.

    `rest` is the difference with the rest of the country, with its margin.
    """
    if not known(whole):
        return ""
    if not known(verdict):
        return f"{name}: {whole.text}"
    found = int(value_of(verdict))
    if found == 0 and (usual := _usual(rest)):
        return f"{usual} dan in {name} ({whole.text}), maar niet meer dan regio's gewoonlijk verschillen"
    return f"{VERDICTS[found]} {name} ({whole.text})"


def _usual(rest: Fact) -> str:
    """Which way a difference goes that is no chance, or '' when it may be."""
    if rest.lower is None or rest.upper is None or rest.lower <= 0 <= rest.upper:
        return ""
    return "hoger" if rest.lower > 0 else "lager"


def verdict_clause(verdict: Fact, rest: Fact, whole: Fact, name: str = "Nederland") -> str:
    """The same for behind a sentence."""
    return _clause(by_verdict(verdict, rest, whole, name), name) if verdict.region_code != whole.region_code else ""


def _clause(words: str, name: str) -> str:
    if not words:
        return ""
    return f"; in {words.replace(':', '')}" if words.startswith(name) else f"; dat is {words}"


def _tested(here: Fact, whole: Fact) -> str:
    parts = here.numerator, here.denominator, whole.numerator, whole.denominator
    if here.measure not in PERSON_SHARES or None in parts or not _has_rest(*parts):  # type: ignore[arg-type]
        return ""
    y1, n1, y, n = (float(part) for part in parts if part is not None)
    low, high = difference_interval(y1, n1, y - y1, n - n1)
    if low <= 0 <= high:
        return "niet te onderscheiden van"
    size = "duidelijk" if abs(value_of(here) - value_of(whole)) >= CLEAR_POINTS else "iets"
    return f"{size} {'hoger' if low > 0 else 'lager'} dan in"


def _apart(here: Fact, other: Fact) -> str:
    """Which way the share of a region differs clearly from that of another one; '' when it does not."""
    parts = here.numerator, here.denominator, other.numerator, other.denominator
    if here.measure not in PERSON_SHARES or None in parts or not known(here, other):
        return ""
    y1, n1, y2, n2 = (float(part) for part in parts if part is not None)
    if not (0 <= y1 <= n1 and 0 <= y2 <= n2 and n1 > 0 and n2 > 0):
        return ""
    low, high = difference_interval(y1, n1, y2, n2)
    if low <= 0 <= high or abs(value_of(here) - value_of(other)) < CLEAR_POINTS:
        return ""
    return "hoger" if low > 0 else "lager"


def _has_rest(y1: float, n1: float, y: float, n: float) -> bool:
    return 0 <= y1 <= n1 and n1 > 0 and 0 <= y - y1 <= n - n1 and n - n1 > 0


def share(percentage: float) -> str:
    """A share in a sentence: 23.65 → 'bijna 24%', 45.31 → 'ruim 45%', 24.0 → '24%'."""
    whole, exact = rounded(percentage), rounded(percentage, 1)
    if exact == whole:
        return f"{number(percentage)}%"
    return f"{'bijna' if exact < whole else 'ruim'} {number(percentage)}%"


def estimated(fact: Fact) -> str:
    """An estimate from a survey: 'ongeveer 14%'."""
    return f"ongeveer {number(value_of(fact))}%"


def about(value: float, figures: int = 2) -> str:
    """A modelled count without an interval, to so many figures: 9892 is 'ongeveer 9.900'."""
    step = 10 ** max(len(str(int(abs(value)))) - figures, 0)
    return in_steps(value, step) if step == 1 else f"ongeveer {in_steps(value, step)}"


def roughly(value: float) -> str:
    """A count of a model as 'ongeveer 12.800': hundreds from a thousand up, tens from a hundred up, else units."""
    return f"ongeveer {in_steps(value, rough_step(value))}"


def rough_step(value: float) -> int:
    """How far `roughly` rounds a count."""
    size = abs(value)
    return 100 if size >= 1000 else 10 if size >= 100 else 1


def signed(value: float, step: int) -> str:
    """A difference of a model with its sign, rounded to a step: '+2.100', '−100', '0'."""
    shown = in_steps(abs(value), step)
    return shown if unmarked(shown) == "0" else f"{'+' if value > 0 else MINUS}{shown}"


def capitalised(sentence: str) -> str:
    """A sentence that begins with a capital."""
    return sentence[:1].upper() + sentence[1:]


def expected(forecast: Fact) -> str:
    """A forecast with its range in words; the range decides how far it is rounded (1094, 820-1390: '1.100')."""
    if forecast.lower is None or forecast.upper is None:
        return f"ongeveer {forecast.text}"
    step = step_of((forecast.upper - forecast.lower) / 2)
    low, high = in_steps(forecast.lower, step), in_steps(forecast.upper, step)
    word = unit_word(half_up_to(value_of(forecast), step), forecast.unit)
    middle = f"{in_steps(value_of(forecast), step)} {word}"
    return f"ongeveer {middle}; waarschijnlijk tussen {low} en {high}{_odds(forecast.interval_pct)}"


def rounded_range(each: Fact) -> tuple[str, str, str]:
    """Value, lower and upper of a known fact, rounded as far as its range decides; both ends must be known."""
    if each.lower is None or each.upper is None:
        raise ValueError(f"{each.measure} for {each.region_code} in {each.period} has no interval")
    step = step_of((each.upper - each.lower) / 2)
    return in_steps(value_of(each), step), in_steps(each.lower, step), in_steps(each.upper, step)


def _odds(interval_pct: int | None) -> str:
    return {50: " (5 van de 10 keer)", 80: " (8 van de 10 keer)", 90: " (9 van de 10 keer)"}.get(interval_pct or 0, "")
