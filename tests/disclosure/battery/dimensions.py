"""Tables made of dimensions: what their codes add up to is said once, and the sums of the whole table follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from scipy.sparse import csr_array, eye_array, kron, vstack

Code = int


@dataclass(frozen=True)
class Dimension:
    """`parts`: a row a code, which atoms are in it; `lines`: a row a sum, 1 for a part and -1 for the total."""

    parts: csr_array
    lines: csr_array

    @property
    def codes(self) -> int:
        return int(self.parts.shape[0])


def dimension(
    atoms: int, sums: Sequence[Sequence[Code]] = (), again: Sequence[tuple[Code, Sequence[Code]]] = ()
) -> Dimension:
    """Codes 0 up to `atoms` - 1 are the atoms; each of `sums` is a code more; `again` are other ways to a sum."""
    parts = list(np.eye(atoms))
    for each in sums:
        parts.append(np.sum([parts[code] for code in each], axis=0))
    lines = [*((atoms + place, each) for place, each in enumerate(sums)), *again]
    return Dimension(csr_array(np.array(parts)), lines_over(len(parts), lines))


def lines_over(codes: int, lines: Sequence[tuple[Code, Sequence[Code]]]) -> csr_array:
    """A row for each total and its parts."""
    table = np.zeros((len(lines), codes))
    for row, (total, parts) in enumerate(lines):
        table[row, list(parts)] = 1
        table[row, total] -= 1
    return csr_array(table)


def with_total(atoms: int) -> Dimension:
    """Atoms and one code for all of them."""
    return dimension(atoms, [range(atoms)])


def crossed(dimensions: Sequence[Dimension]) -> Dimension:
    """Every code of each dimension with every code of the others, the last one running fastest."""
    parts = reduce(kron, [each.parts for each in dimensions])
    lines = []
    for place, each in enumerate(dimensions):
        beside = [eye_array(other.codes) for other in dimensions]
        lines.append(reduce(kron, [*beside[:place], each.lines, *beside[place + 1 :]]))
    return Dimension(csr_array(parts), csr_array(vstack(lines)))


def along(dimensions: Sequence[Dimension], place: int) -> np.ndarray:
    """Per cell of the crossed table its code in one of the dimensions."""
    sizes = [each.codes for each in dimensions]
    return np.unravel_index(np.arange(int(np.prod(sizes))), sizes)[place]
