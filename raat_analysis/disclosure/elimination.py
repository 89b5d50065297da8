"""Which unknowns of a set of equations have one possible value, whatever their number: exact, in whole numbers.

An unknown is fixed when it is 0 in every change of the unknowns that leaves all outcomes as they are. So one such
change is drawn at random, from all of them alike, and looked at: what can change does so in almost every draw.
Drawn is in arithmetic modulo a prime, where nothing is rounded: Gaussian elimination, each time with the unknown that
stands in the fewest equations left (Markowitz 1957, Management Science 3), so that equations with few unknowns stay so;
then any values for the unknowns that are left over, and those of the others follow from the last to the first.

Limits: an unknown that can change is called fixed with a chance of 1 in 2^62 (two draws of 31 bits), which would hide
too much, not too little. The prime is larger than any number that elimination of sums of cells divides by.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from raat_analysis.models.random_streams import stream

PRIME = 2**31 - 1  # products of two such numbers fit in 64 bits
DRAWS = 2

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Step = tuple[int, int, Whole, Whole]  # the unknown that is solved, the inverse of its factor, the others, their factors


def fixed(equations: Whole) -> Flags:
    """For each column whether it has one possible value; rows are equations, their outcomes do not matter."""
    steps = list(_eliminated(np.unique(equations, axis=0) % PRIME))
    solved = {step[0] for step in steps}
    free = [column for column in range(equations.shape[1]) if column not in solved]
    change = np.zeros((equations.shape[1], DRAWS), dtype=np.int64)
    change[free] = stream("disclosure elimination").integers(1, PRIME, (len(free), DRAWS))
    for column, inverse, others, factors in reversed(steps):
        outcome = (factors[:, None] * change[others] % PRIME).sum(axis=0) % PRIME
        change[column] = (PRIME - outcome) * inverse % PRIME
    return np.asarray((change == 0).all(axis=1))


def _eliminated(rows: Whole) -> Iterator[Step]:
    """The equations one after the other, each solved for an unknown that is in no later one."""
    rows = rows.copy()
    filled = rows != 0
    in_column, in_row = filled.sum(axis=0), filled.sum(axis=1)
    while in_column.any():
        column = int(np.argmin(np.where(in_column > 0, in_column, rows.shape[0] + 1)))
        there = np.flatnonzero(rows[:, column])
        pivot = int(there[np.argmin(in_row[there])])
        others = np.flatnonzero(rows[pivot])
        inverse, factors = pow(int(rows[pivot, column]), -1, PRIME), rows[pivot, others].copy()
        block = np.ix_(there, others)
        before = rows[block] != 0
        times = rows[there, column] * inverse % PRIME
        rows[block] = (rows[block] - times[:, None] * factors % PRIME) % PRIME  # of the pivot itself nothing is left
        change = (rows[block] != 0).astype(np.int64) - before
        in_column[others] += change.sum(axis=0)
        in_row[there] += change.sum(axis=1)
        rest = others != column
        yield column, inverse, others[rest], factors[rest]
