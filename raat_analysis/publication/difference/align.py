"""Two lists laid beside each other: what stayed, what became something else, what is new and what went."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

ALIKE = 0.5  # of the letters: below this two sentences are not one sentence that was changed
Pair = tuple[int | None, int | None]  # place in the old list, place in the new one


def aligned(old: Sequence[str], new: Sequence[str], alike: float = ALIKE) -> list[Pair]:
    """Every place of both lists exactly once, in reading order: whole texts first, then the most alike between them.

    `alike` 0 pairs whatever stands in the same order.
    """
    found: list[Pair] = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            found += _between(old, new, range(i, i_end), range(j, j_end), alike)
    return found


def _between(old: Sequence[str], new: Sequence[str], ours: range, theirs: range, alike: float) -> Iterator[Pair]:
    """Places between two equal stretches: each old text takes the most alike new text that comes after the last one."""
    first = theirs.start
    for place in ours:
        likeness = [(_likeness(old[place], new[other]), -other) for other in range(first, theirs.stop)]
        most, other = max(likeness, default=(-1.0, 0))
        if most < alike:
            yield place, None
            continue
        yield from ((None, passed) for passed in range(first, -other))
        yield place, -other
        first = -other + 1
    yield from ((None, passed) for passed in range(first, theirs.stop))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
