"""Protecting and attacking a quarterly release of the whole country, beside protecting it cell by cell.

`python -m benchmarks.disclosure` prints a table for docs/benchmarks.md: seconds of processor time on one core, as
machines are shared; the attack is made twice, on what is shown and on what is public whatever is hidden. The plain way
is a linear program made anew by scipy for each secret cell, up and down, that does not know what earlier ones found; it
is measured on `SAMPLE` secret cells and multiplied. With `--report` it prints the systems of
docs/methods/disclosure-validation.md.
"""

import sys
import time
from collections.abc import Iterator

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack

from benchmarks.quarterly_release import endings, outflow
from raat_analysis.disclosure.protector import Protected, protected
from tests.disclosure.battery.cases import Case, known_before, not_shown
from tests.disclosure.battery.exact_attack import leaks
from tests.disclosure.battery.insiders import employers, persons
from tests.disclosure.battery.judging import beyond_help, known_to_contributors
from tests.disclosure.battery.kinds import SPARSITIES, first_year, flat, linked, windows, year
from tests.disclosure.battery.rates import rated
from tests.disclosure.battery.revisions import first_and_revised

ROUNDS = 3
SAMPLE = 20


def in_time(made: Case) -> tuple[Protected, float, float]:
    """What is hidden, and the seconds that protecting and attacking took."""
    began = time.process_time()
    found = protected(made.system, made.demands, made.cost)
    hidden = time.process_time()
    left = np.setdiff1d(leaks(made.system, made.demands, found.hidden), beyond_help(made))
    if left.size or found.undecided:
        raise SystemExit(f"{made.name}: {left.size} secret cells leak, {found.undecided} groups undecided.")
    return found, hidden - began, time.process_time() - hidden


def plain(made: Case) -> float:
    """Seconds that the cheapest deviations of all secret cells would take, each program made anew."""
    secret = np.flatnonzero(made.demands.secret)
    cells = secret[:: max(1, secret.size // SAMPLE)][:SAMPLE]
    began = time.process_time()
    for cell in cells.tolist():
        for way in (1, -1):
            _cheapest(made, cell, way)
    return (time.process_time() - began) * secret.size / cells.size


def _cheapest(made: Case, cell: int, way: int) -> None:
    size, system = made.size, made.system
    up, down = system.most - system.true, system.true - system.least
    room = np.where(np.tile(system.fixed, 2), 0.0, np.concatenate([up, down]))
    asked = min(made.demands.width[cell], room[cell if way > 0 else cell + size])
    low = np.zeros(2 * size)
    low[cell if way > 0 else cell + size] = room[cell if way > 0 else cell + size] = asked
    room[cell + size if way > 0 else cell] = 0.0
    table = hstack([system.lines, -system.lines])
    bounds = np.stack([low, room], axis=1)
    linprog(np.tile(made.cost, 2), A_eq=table, b_eq=np.zeros(table.shape[0]), bounds=bounds, method="highs")


def release() -> None:
    print("| system | cells | secret | hidden | protected, s | attacked, s | cell by cell, s | times ours |")
    print("|---|---|---|---|---|---|---|---|")
    for made in (outflow(), endings()):
        rounds = [in_time(made) for _ in range(ROUNDS)]
        protect, attack = (float(np.median([each[place] for each in rounds])) for place in (1, 2))
        apart, hidden = plain(made), int(rounds[0][0].hidden.sum())
        figures = f"{made.size:,} | {made.demands.secret.sum():,} | {hidden:,} | {protect:.1f} | {attack:.1f}"
        print(f"| {made.name} | {figures} | {apart:.0f} | {apart / protect:.0f} |")


def systems() -> Iterator[tuple[str, list[Case]]]:
    """The systems of the tests, by kind."""
    for name, mean in SPARSITIES.items():
        yield f"28 × 11 with margins, {name}", [flat(seed, mean) for seed in range(70)]
    yield "overlapping groupings, 897 cells", [linked(seed, mean) for seed in range(2) for mean in (30.0, 80.0)]
    yield "quarters and year, 10 × 5", [year(seed, 30.0, 10, 5) for seed in range(3)]
    yield "quarters and year, 28 × 11", [year(0, mean) for mean in (30.0, 80.0)]
    yield "revisions", [first_and_revised(seed, mean) for seed in range(15) for mean in SPARSITIES.values()]
    for decimals, from_on in ((0, 25), (1, 100)):
        tables = [flat(seed, SPARSITIES["middling"]) for seed in range(10)]
        yield (
            f"beside public rates, {decimals} decimals",
            [rated(made, seed, decimals, made.system.true >= from_on) for seed, made in enumerate(tables)],
        )
    both = [windows(seed, 30.0) for seed in range(2)]
    unseen = [not_shown(made, ~rolling) for made, rolling in both]
    yield "rolling sums with quarters", [made for made, _ in both]
    yield "rolling sums alone", unseen
    yield "rolling sums, first year's quarters known", [known_before(made, first_year(made)) for made in unseen]
    yield "employers alone in cells", [employers(seed, 30.0) for seed in range(4)]
    yield "persons alone in cells", [persons(seed, 30.0) for seed in range(4)]


def report() -> None:
    print("| system | number | cells | secret | hidden | given away by what is public | leaks | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    for name, cases in systems():
        cells, secret, hidden, lost, leaking, seconds = 0, 0, 0, 0, 0, 0.0
        for made in cases:
            began = time.process_time()
            found = protected(made.system, made.demands, made.cost)
            seconds += time.process_time() - began
            hopeless = beyond_help(made)
            open_to_reader = np.setdiff1d(leaks(made.system, made.demands, found.hidden, whole=True), hopeless)
            insiders = known_to_contributors(made, found.hidden)
            leaking += open_to_reader.size + sum(each.size for each in insiders.values())
            cells, secret, lost = cells + made.size, secret + int(made.demands.secret.sum()), lost + hopeless.size
            hidden += int((found.hidden | made.system.unpublished).sum())
        figures = f"{len(cases)} | {cells:,} | {secret:,} | {hidden:,} | {lost} | {leaking} | {seconds:.1f}"
        print(f"| {name} | {figures} |", flush=True)


if __name__ == "__main__":
    report() if "--report" in sys.argv else release()
