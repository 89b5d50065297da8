"""What a quarterly release of 28 regions puts out, as systems of cells: outflow of a year, and how vacancies end.

Made up from a seed: regions and branches differ in size as they do, so most cells are small. Regions add up to the four
employers' organisations' regions of Oost-Nederland and to the country, branches to VVT, smal and breed.
"""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from raat_analysis.disclosure.system import NOBODY, Demands, Flags, Sizes, Whole
from tests.disclosure.battery.cases import Case, case, people
from tests.disclosure.battery.dimensions import Dimension, along, crossed, dimension, lines_over, with_total

REGIONS, BRANCHES, AGES, DESTINATIONS, QUALIFICATIONS, ENDINGS = 28, 11, 5, 7, 13, 3
EAST = range(3, 7)
LEAVERS = 200.0  # mean per region and branch in a year
ADVERTS = 15_000  # that ended in a quarter
P_PCT = 10
FEWEST_EMPLOYERS = 3


def regions() -> Dimension:
    """28 regions, Oost-Nederland and the country."""
    return dimension(REGIONS, [EAST, range(REGIONS)])


def branches() -> Dimension:
    """Eleven branches, of which the first two are VVT and the last is not in smal."""
    smal = (*range(2, BRANCHES - 1), BRANCHES)
    return dimension(BRANCHES, [(0, 1), smal, (BRANCHES + 1, BRANCHES - 1)])


def leaving() -> Dimension:
    """Ages, destinations, and the three concepts of outflow; atoms are ages by destinations.

    Destinations: the same branch, another branch, and five outside the sector.
    """
    atoms = np.eye(AGES * DESTINATIONS).reshape(AGES, DESTINATIONS, -1)
    by_age, by_destination = atoms.sum(axis=1), atoms.sum(axis=0)
    sector = by_destination[2:].sum(axis=0)
    branch = sector + by_destination[1]
    parts = np.vstack([by_age, by_destination, sector, branch, branch + by_destination[0]])
    first = AGES + DESTINATIONS
    lines = [
        (first, range(AGES + 2, first)),
        (first + 1, (first, AGES + 1)),
        (first + 2, (first + 1, AGES)),
        (first + 2, range(AGES)),
    ]
    return Dimension(csr_array(parts), lines_over(first + 3, lines))


def outflow(seed: int = 1) -> Case:
    """Leavers of a year by region, branch and age or destination: 6,300 counts of people."""
    table = crossed([regions(), branches(), leaving()])
    sizes = (REGIONS, BRANCHES, AGES, DESTINATIONS)
    atoms = people(np.random.default_rng(seed), sizes, LEAVERS / AGES / DESTINATIONS)
    return case("outflow of a year", table.lines, np.asarray(table.parts @ atoms), seed)


def branch_or_qualification() -> Dimension:
    """Branches, and qualifications, each with the same total; atoms are branches by qualifications."""
    tree = branches()
    by_branch = kron(tree.parts, np.ones((1, QUALIFICATIONS)))
    by_qualification = kron(np.ones((1, BRANCHES)), eye_array(QUALIFICATIONS))
    first = tree.codes
    again = lines_over(first + QUALIFICATIONS, [(first - 1, range(first, first + QUALIFICATIONS))])
    tree_lines = hstack([tree.lines, csr_array((tree.lines.shape[0], QUALIFICATIONS))])
    return Dimension(csr_array(vstack([by_branch, by_qualification])), csr_array(vstack([tree_lines, again])))


def endings(seed: int = 2) -> Case:
    """Vacancies filled, withdrawn and expired by region and branch or qualification: 3,240 counts of adverts.

    How many ended in all is public: adverts are. A count is secret with fewer than three employers or by the p% rule.
    """
    dimensions = [regions(), branch_or_qualification(), with_total(ENDINGS)]
    table = crossed(dimensions)
    true, number, largest, second = contributions(table, adverts(np.random.default_rng(seed)))
    made = case("endings of vacancies", table.lines, true, seed)
    fixed: Flags = along(dimensions, 2) == ENDINGS
    away = np.maximum(np.ceil(P_PCT / 100 * largest - (true - largest - second)), 1.0)
    secret = (true > 0) & ~fixed & ((number < FEWEST_EMPLOYERS) | (true - largest - second < P_PCT / 100 * largest))
    demands = Demands(
        secret=secret,
        below=np.where(secret, np.minimum(away, true), 0.0),
        above=np.where(secret, away, 0.0),
        width=np.zeros(true.size),
        knower=only_employers(table, adverts(np.random.default_rng(seed)), number),
    )
    ended = np.repeat(true[fixed], ENDINGS + 1)  # no ending is more than all together
    return replace(made, system=replace(made.system, fixed=fixed, most=ended), demands=demands)


def adverts(chance: np.random.Generator) -> csr_array:
    """How many adverts each employer (a column) had in each atom; an employer is of one region and branch."""
    sizes = (REGIONS, BRANCHES, QUALIFICATIONS, ENDINGS)
    expected = people(chance, sizes, 1000.0)
    atom = chance.choice(expected.size, ADVERTS, p=expected / expected.sum())
    place = atom // (QUALIFICATIONS * ENDINGS)
    rank = np.floor(8 * chance.random(ADVERTS) ** 2).astype(int)  # the first of up to eight has most
    shape = (expected.size, REGIONS * BRANCHES * 8)
    return csr_array((np.ones(ADVERTS), (atom, place * 8 + rank)), shape=shape)


def contributions(table: Dimension, given: csr_array) -> tuple[Sizes, Sizes, Sizes, Sizes]:
    """Per cell its count, how many employers it has, and what the largest and the second gave."""
    each = csr_array(table.parts @ given)
    each.sum_duplicates()
    number = np.diff(each.indptr).astype(np.float64)
    largest, second = np.zeros(number.size), np.zeros(number.size)
    for cell, (start, end) in enumerate(zip(each.indptr[:-1], each.indptr[1:], strict=True)):
        first_two = np.sort(each.data[start:end])[::-1][:2]
        largest[cell : cell + 1], second[cell : cell + 1] = first_two[:1].sum(), first_two[1:].sum()
    return np.asarray(each.sum(axis=1)).ravel(), number, largest, second


def only_employers(table: Dimension, given: csr_array, number: Sizes) -> Whole:
    """Per cell the employer who is the only one in it."""
    each = csr_array(table.parts @ given)
    each.sum_duplicates()
    alone = np.flatnonzero(number == 1)
    found = np.full(number.size, NOBODY)
    found[alone] = each.indices[each.indptr[alone]]
    return found
