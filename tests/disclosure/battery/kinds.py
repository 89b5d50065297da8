"""The kinds of publication that there are: tables, overlapping groupings, quarters with their year, rolling windows."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from raat_analysis.disclosure.system import Flags
from tests.disclosure.battery.cases import Case, case, people
from tests.disclosure.battery.dimensions import Dimension, along, crossed, dimension, with_total

REGIONS, BRANCHES = 28, 11
# Mean count of a cell of 28 x 11: about two in five, one in five and one in fifty of the cells are 1 to 9.
SPARSITIES = {"thin": 20.0, "middling": 50.0, "full": 250.0}


def flat(seed: int, mean: float, regions: int = REGIONS, branches: int = BRANCHES) -> Case:
    """Regions by branches with both margins."""
    table = crossed([with_total(regions), with_total(branches)])
    atoms = people(np.random.default_rng(seed), (regions, branches), mean)
    return case(f"{regions} x {branches}, mean {mean:g}", table.lines, np.asarray(table.parts @ atoms), seed)


def blocks(codes: int, groups: int, first: int = 0) -> list[range]:
    """Codes `first` and on, cut in groups of about the same number."""
    ends = np.linspace(first, first + codes, groups + 1).astype(int).tolist()
    return [range(start, end) for start, end in pairwise(ends)]


def overlapping_regions(regions: int, organisations: int, groups: int, areas: int) -> Dimension:
    """Regions, employers' organisations, groups of those, areas that cut across both, and the country."""
    nested = [*blocks(regions, organisations), *blocks(organisations, groups, regions)]
    across = [range(start, regions, areas) for start in range(areas)]
    country = range(regions + organisations, regions + organisations + groups)
    total = regions + organisations + groups + areas
    again = [(total, range(total - areas, total))]
    return dimension(regions, [*nested, *across, country], again)


def branch_tree(branches: int) -> Dimension:
    """Branches, all but the last together (smal), and that with the last (breed)."""
    return dimension(branches, [range(branches - 1), (branches - 1, branches)])


def linked(seed: int, mean: float, sizes: tuple[int, int, int, int, int] = (28, 13, 5, 22, 11)) -> Case:
    """Overlapping groupings of regions by branches with smal and breed: 897 cells. Tables: each grouping by itself."""
    regions, organisations, groups, areas, branches = sizes
    dimensions = [overlapping_regions(regions, organisations, groups, areas), branch_tree(branches)]
    table = crossed(dimensions)
    atoms = people(np.random.default_rng(seed), (regions, branches), mean)
    made = case(f"linked {sizes}, mean {mean:g}", table.lines, np.asarray(table.parts @ atoms), seed)
    row = along(dimensions, 0)
    nested, last = regions + organisations + groups, dimensions[0].codes - 1
    tables = (row < nested) | (row == last), (row < regions) | (row >= nested)
    return replace(made, tables=tables)


def year(seed: int, mean: float, regions: int = REGIONS, branches: int = BRANCHES) -> Case:
    """Four quarters and their year, regions by branches. Tables: each period by itself."""
    dimensions = [dimension(4, [range(4)]), with_total(regions), with_total(branches)]
    table = crossed(dimensions)
    atoms = people(np.random.default_rng(seed), (4, regions, branches), mean)
    made = case(f"year {regions} x {branches}, mean {mean:g}", table.lines, np.asarray(table.parts @ atoms), seed)
    period = along(dimensions, 0)
    return replace(made, tables=tuple(period == each for each in range(5)))


QUARTERS, ROWS = 8, 60
PERIODS = 2 * QUARTERS - 3  # and the rolling sums of four of them


def windows(seed: int, mean: float) -> tuple[Case, Flags]:
    """Quarters and rolling sums of four of them, for rows and their total; which cells are such sums."""
    rolling = [range(start, start + 4) for start in range(QUARTERS - 3)]
    dimensions = [with_total(ROWS), dimension(QUARTERS, rolling)]
    table = crossed(dimensions)
    atoms = people(np.random.default_rng(seed), (ROWS, QUARTERS), mean)
    made = case(f"windows {ROWS} x {QUARTERS}, mean {mean:g}", table.lines, np.asarray(table.parts @ atoms), seed)
    sums = along(dimensions, 1) >= QUARTERS
    return replace(made, tables=(sums, ~sums)), sums


def first_year(made: Case) -> Flags:
    """Which cells of `windows` are the first four quarters."""
    return np.asarray(np.arange(made.size) % PERIODS < 4)
