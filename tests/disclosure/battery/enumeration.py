"""Ranges of hidden cells by going through every table that there can be; for tables of a few people only."""

from itertools import combinations

import numpy as np

from raat_analysis.disclosure.system import Flags, Sizes
from tests.disclosure.battery.dimensions import Dimension


def fillings(people: int, atoms: int) -> Sizes:
    """Every way to spread so many people over so many atoms, a row each."""
    bars = np.array(list(combinations(range(people + atoms - 1), atoms - 1)))
    ends = np.column_stack([np.full(len(bars), -1), bars, np.full(len(bars), people + atoms - 1)])
    return np.asarray(np.diff(ends, axis=1) - 1, dtype=np.float64)


def enumerated(table: Dimension, atoms: Sizes, open_cells: Flags) -> tuple[Sizes, Sizes]:
    """The lowest and highest value of each cell in all tables that show the same. The number of people is shown."""
    all_tables = fillings(int(atoms.sum()), atoms.size) @ table.parts.toarray().T
    true = np.asarray(table.parts @ atoms)
    alike = all_tables[(all_tables[:, ~open_cells] == true[~open_cells]).all(axis=1)]
    return alike.min(axis=0), alike.max(axis=0)
