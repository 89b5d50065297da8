"""The protector on systems that can be followed by head."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from raat_analysis.disclosure import programs, protector
from raat_analysis.disclosure.protector import attainable, prices, protected
from raat_analysis.disclosure.system import Demands, Flags, System


def system(counts: list[float], lines: list[list[int]], fixed: tuple[int, ...] = ()) -> System:
    """Cells with these counts; of each line the last cell is the total."""
    table = np.zeros((len(lines), len(counts)))
    for number, line in enumerate(lines):
        table[number, line[:-1]] = 1
        table[number, line[-1]] = -1
    stay = np.isin(np.arange(len(counts)), fixed)
    return System.of_counts(csr_array(table), np.array(counts), stay)


def people(made: System, secret: tuple[int, ...] | None = None) -> Demands:
    chosen = None if secret is None else np.isin(np.arange(made.true.size), secret)
    return Demands.of_people(made.true, 10, chosen)


def hidden(made: System, demands: Demands) -> list[int]:
    found = protected(made, demands, prices(made.true, np.zeros(made.true.size)))
    assert not found.exposed
    return np.flatnonzero(found.hidden).tolist()


def test_a_small_part_takes_the_smallest_part_that_covers_it() -> None:
    made = system([3, 12, 40, 55], [[0, 1, 2, 3]])
    assert hidden(made, people(made)) == [0, 1]


def test_what_is_too_small_to_cover_is_not_enough() -> None:
    """3 with 1 is at most 4: a reader's range must reach ten."""
    made = system([3, 1, 40, 50, 94], [[0, 1, 2, 3, 4]])
    assert hidden(made, people(made)) == [0, 1, 2]


def test_in_two_directions_four_cells_hide_one() -> None:
    """3 x 3 with totals: the small cell, one in its row, one in its column, and the one where those two meet."""
    cells = [[5, 20, 30], [40, 22, 50], [60, 70, 80]]
    full = np.array([[*row, sum(row)] for row in [*cells, np.sum(cells, axis=0).tolist()]], dtype=float)
    place = np.arange(16).reshape(4, 4)
    made = system(full.ravel().tolist(), [*place.tolist(), *place.T.tolist()])
    assert hidden(made, people(made)) == [0, 1, 4, 5]


def test_a_cell_that_stays_is_no_cover() -> None:
    made = system([3, 12, 40, 55], [[0, 1, 2, 3]], fixed=(1, 3))
    assert hidden(made, people(made)) == [0, 2]


def test_what_only_fixed_cells_tell_is_exposed_and_never_called_safe() -> None:
    made = system([3, 12, 15], [[0, 1, 2]], fixed=(1, 2))
    found = protected(made, people(made), prices(made.true, np.zeros(3)))
    assert (found.exposed, found.hidden.tolist()) == ([0], [True, False, False])


def test_a_small_total_that_is_known_leaves_as_wide_a_range_as_there_is() -> None:
    """3 and 4 of a known 7: nobody can do more than hide both."""
    made = system([3, 4, 7], [[0, 1, 2]], fixed=(2,))
    found = protected(made, people(made, (0, 1)), prices(made.true, np.zeros(3)))
    assert (found.exposed, found.short, found.hidden.tolist()) == ([], [0, 1], [True, True, False])
    assert attainable(made, np.array([0]), np.full(3, 10.0)).tolist() == [7.0]


def test_a_cell_that_one_contributor_knows_is_no_cover_from_that_contributor() -> None:
    """The only employer in the second cell knows it; without a third hidden cell it would know the first as well."""
    made = system([6, 6, 40, 52], [[0, 1, 2, 3]])
    secret, one = np.array([True, False, False, False]), np.array([1.0, 0, 0, 0])
    knower = np.array([-1, 7, -1, -1])
    by_anybody = Demands(secret, one, one, np.zeros(4), np.full(4, -1))
    by_insiders = Demands(secret, one, one, np.zeros(4), knower)
    assert hidden(made, by_anybody) == [0, 1]
    assert hidden(made, by_insiders) == [0, 2]


def test_its_own_contributor_may_know_a_cell() -> None:
    made = system([6, 6, 40, 52], [[0, 1, 2, 3]])
    secret, one = np.array([True, False, False, False]), np.array([1.0, 0, 0, 0])
    same = Demands(secret, one, one, np.zeros(4), np.array([7, 7, -1, -1]))
    assert hidden(made, same) == [0, 1]


def test_what_no_table_shows_can_move_but_cannot_be_hidden() -> None:
    """Wide 40 is narrow 35 and 5 between; nobody shows the 5, but the two that give it cannot both be shown."""
    made = system([35, 5, 40], [[0, 1, 2]])
    unseen: Flags = np.array([False, True, False])
    found = protected(
        System(made.lines, made.true, made.least, made.most, made.fixed, unseen),
        people(made),
        prices(made.true, np.zeros(3)),
    )
    assert found.hidden.tolist() == [True, False, False]


def test_counts_are_whole_so_half_a_person_is_no_range() -> None:
    """a + b = 2, b + c = 2, a + c = 2: in halves each could be more than 1, in whole numbers none can."""
    made = system([1, 1, 1, 2, 2, 2], [[0, 1, 3], [1, 2, 4], [0, 2, 5]], fixed=(3, 4, 5))
    found = protected(made, people(made, (0,)), prices(made.true, np.zeros(6)))
    assert found.exposed == [0]


def test_when_the_solver_may_take_no_step_more_is_hidden_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "STEPS", 0)
    made = system([3, 12, 40, 55], [[0, 1, 2, 3]])
    found = protected(made, people(made), prices(made.true, np.zeros(4)))
    assert (found.undecided, found.hidden.tolist()) == (1, [True] * 4)


def test_the_solver_says_nothing_itself(capfd: pytest.CaptureFixture[str]) -> None:
    made = system([3, 12, 40, 55], [[0, 1, 2, 3]])
    hidden(made, people(made))
    assert capfd.readouterr() == ("", "")


def test_one_worker_and_two_hide_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    two = system([3, 40, 50, 93, 4, 30, 60, 94], [[0, 1, 2, 3], [4, 5, 6, 7]])  # two groups
    monkeypatch.setattr(protector, "MANY", 0)
    found = {}
    for workers in ("1", "2"):
        monkeypatch.setenv("RAAT_WORKERS", workers)
        found[workers] = hidden(two, people(two))
    assert found["1"] == found["2"]
    assert found["1"] == [0, 1, 4, 5]
