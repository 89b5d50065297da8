"""Change in words with an arrow, so that nobody needs a colour or a sign to read it."""

from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number, rounded

UP, DOWN, SAME = "↑", "↓", "="
SMALL_BASE = 100  # below this a percentage change says more than the count does


def change(now: Fact, then: Fact, ago: str = "een jaar eerder") -> str:
    """'↑ 2,1% meer dan een jaar eerder'; rates and means in points; '' when now itself is unknown."""
    if not known(now):
        return ""
    if then.status == "secret":
        return f"het cijfer van {ago} is niet openbaar"
    if not known(then):
        return f"geen cijfer van {ago}"
    if now.unit == "%":
        return _by(value_of(now) - value_of(then), now.decimals, " procentpunt", ("hoger", "lager"), ago)
    if now.decimals:
        return _by(value_of(now) - value_of(then), now.decimals, "", ("hoger", "lager"), ago)
    if abs(value_of(then)) < SMALL_BASE:
        return _by(value_of(now) - value_of(then), 0, "", ("meer", "minder"), ago)
    return _by(100 * (value_of(now) - value_of(then)) / abs(value_of(then)), 1, "%", ("meer", "minder"), ago)


def change_words(now: Fact, then: Fact, ago: str = "een jaar eerder") -> str:
    """The change for inside a sentence: without the arrow."""
    return change(now, then, ago).lstrip(f"{UP}{DOWN}{SAME} ")


def grown(now: Fact, then: Fact) -> str:
    """'groeide in een jaar met 2,1%', 'kromp in een jaar met 0,4%' or 'bleef in een jaar gelijk'; '' when unknown."""
    if not known(now, then) or not value_of(then):
        return ""
    size = 100 * (value_of(now) - value_of(then)) / value_of(then)
    if rounded(size, 1) == 0:
        return "bleef in een jaar gelijk"
    return f"{'groeide' if size > 0 else 'kromp'} in een jaar met {number(abs(size), 1)}%"


def _by(difference: float, decimals: int, unit: str, words: tuple[str, str], ago: str) -> str:
    size = rounded(difference, decimals)
    if size == 0:
        return f"{SAME} gelijk aan {ago}"
    arrow, word = (UP, words[0]) if size > 0 else (DOWN, words[1])
    return f"{arrow} {number(abs(difference), decimals)}{unit} {word} dan {ago}"
