"""How many cells the protector hides, beside the fewest that there can be: the proved optimum of small systems.

Both have the same price per cell (protector.prices), and both are counted: the number of hidden cells, summed over the
set; per table the protector may be a few cells above the optimum, as one cell is more than 5% of a small table.
"""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from raat_analysis.disclosure.protector import protected
from tests.disclosure.battery.cases import Case, case
from tests.disclosure.battery.dimensions import crossed, with_total
from tests.disclosure.battery.exact_attack import leaks
from tests.disclosure.battery.kinds import flat, linked, year
from tests.disclosure.battery.optimum import proved_optimum

DATA = Path(__file__).parent / "data"
OTHERS = 132  # GaussSuppression 1.2.3 with rangeMin = 10, and pytauargus 0.6.0: data/SOURCES.md


def table_a() -> Case:
    """The table that other programs protected too."""
    table = crossed([with_total(28), with_total(11)])
    people = pl.read_csv(DATA / "table_a.csv")["freq"].to_numpy().astype(np.float64)
    return case("table a", table.lines, np.asarray(table.parts @ people), 0)


def small_systems() -> list[Case]:
    """32 systems of 63 to 84 cells: tables, overlapping groupings, quarters with their year."""
    flats = [flat(seed, mean, 8, 6) for seed in range(6) for mean in (10.0, 20.0, 40.0)]
    overlapping = [linked(seed, mean, (6, 3, 2, 2, 3)) for seed in range(4) for mean in (15.0, 40.0)]
    years = [year(seed, mean, 3, 3) for seed in range(3) for mean in (15.0, 40.0)]
    return flats + overlapping + years


def test_the_optimum_of_a_table_that_can_be_done_by_head() -> None:
    """3 of 85 needs the 12 beside it: a range of ten, at the lowest price."""
    table = with_total(4)
    made = case("by head", table.lines, np.array([3.0, 12, 40, 30, 85]), 0)
    assert np.flatnonzero(proved_optimum(made)).tolist() == [0, 1]


def test_the_optimum_of_a_table_that_can_be_tried_out() -> None:
    """Every set of hidden cells of a 3 x 3 table with margins, cheapest safe one: the same price as the proved one."""
    for seed in range(3):
        made = flat(seed, 25.0, 3, 3)
        optimum = proved_optimum(made)
        rest = np.flatnonzero(~made.demands.secret)
        sets = (np.arange(2**rest.size)[:, None] >> np.arange(rest.size)) & 1 > 0
        prices = sets @ made.cost[rest]
        for chosen in sets[np.argsort(prices, kind="stable")]:
            hidden = made.demands.secret.copy()
            hidden[rest[chosen]] = True
            if leaks(made.system, made.demands, hidden).size == 0:
                break
        assert made.cost[hidden].sum() == pytest.approx(made.cost[optimum].sum())


def test_no_optimum_leaks_and_the_protector_hides_at_most_five_percent_more() -> None:
    made = small_systems()
    fewest = [proved_optimum(each) for each in made]
    hidden = [protected(each.system, each.demands, each.cost).hidden for each in made]
    assert sum(leaks(each.system, each.demands, few).size for each, few in zip(made, fewest, strict=True)) == 0
    above = [int(ours.sum() - few.sum()) for ours, few in zip(hidden, fewest, strict=True)]
    dearer = [
        each.cost[ours].sum() / each.cost[few].sum() for each, ours, few in zip(made, hidden, fewest, strict=True)
    ]
    number = sum(int(few.sum()) for few in fewest)
    said = f"{len(made)} systems, {number} cells in the optimum, more per system: {above}"
    assert min(dearer) >= 1 - 1e-9, said
    assert sum(above) <= 0.05 * number, said
    assert max(above) <= 5, said


def test_as_many_cells_are_hidden_as_other_programs_hide() -> None:
    made = table_a()
    ours, fewest = protected(made.system, made.demands, made.cost).hidden, proved_optimum(made)
    assert made.demands.secret.sum() == 127
    assert fewest.sum() == OTHERS
    assert abs(int(ours.sum()) - OTHERS) <= 0.05 * OTHERS
    assert leaks(made.system, made.demands, ours, whole=True).size == 0
