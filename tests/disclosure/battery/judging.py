"""A case protected by the package, and what the attack makes of it."""

import time
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from raat_analysis.disclosure.protector import Protected, protected
from raat_analysis.disclosure.system import Demands, Flags, System, Whole
from tests.disclosure.battery.cases import Case
from tests.disclosure.battery.exact_attack import leaks, leaks_to_contributors


@dataclass(frozen=True)
class Verdict:
    """`leaking` are secret cells that a reader knows too well although they could have been protected."""

    case: Case
    found: Protected
    leaking: Whole
    seconds: float

    @property
    def primaries(self) -> int:
        return int(self.case.demands.secret.sum())

    @property
    def suppressed(self) -> int:
        return int(self.found.hidden.sum())


def judged(made: Case, whole: bool = False) -> Verdict:
    """Protect, and attack what is then shown; `whole`: by a reader who knows that counts are whole."""
    began = time.perf_counter()
    found = protected(made.system, made.demands, made.cost)
    seconds = time.perf_counter() - began
    open_to_reader = leaks(made.system, made.demands, found.hidden, whole)
    hopeless = beyond_help(made) if open_to_reader.size else np.zeros(0, dtype=np.int64)
    return Verdict(made, found, np.setdiff1d(open_to_reader, hopeless), seconds)


def beyond_help(made: Case) -> Whole:
    """The secret cells that what is public anyway gives away: they leak when all other cells are hidden."""
    return leaks(made.system, made.demands, ~made.system.fixed)


def known_to_contributors(made: Case, hidden: Flags) -> dict[int, Whole]:
    """Per contributor the secret cells of others that it knows too well although they could have been protected."""
    found = leaks_to_contributors(made.system, made.demands, hidden)
    hopeless = leaks_to_contributors(made.system, made.demands, ~made.system.fixed) if found else {}
    left = {who: np.setdiff1d(cells, hopeless.get(who, [])) for who, cells in found.items()}
    return {who: cells for who, cells in left.items() if cells.size}


def one_by_one(made: Case) -> Flags:
    """Hidden when each table is protected by itself, as if nothing else were public: what one table shows is shown."""
    hidden = np.ones(made.size, dtype=np.bool_)
    for cells in made.tables:
        hidden[cells] &= protected(*alone(made, cells)).hidden
    return hidden & np.any(made.tables, axis=0)


def alone(made: Case, cells: Flags) -> tuple[System, Demands, np.ndarray]:
    """The system, demands and costs of one table."""
    outside = abs(made.system.lines) @ (~cells).astype(np.float64)
    lines = csr_array(csr_array(made.system.lines[np.flatnonzero(outside == 0)])[:, np.flatnonzero(cells)])
    demands = Demands(**{name: column[cells] for name, column in vars(made.demands).items()})
    unpublished = made.system.unpublished[cells]
    system = System.of_counts(lines, made.system.true[cells])
    return replace(system, unpublished=unpublished), demands, made.cost[cells]


def summary(verdicts: list[Verdict]) -> str:
    """What was tried, for the message of a failing assertion."""
    leaking = [f"{v.case.name}: {v.leaking.size} of {v.primaries}" for v in verdicts if v.leaking.size]
    primaries, hidden = sum(v.primaries for v in verdicts), sum(v.suppressed for v in verdicts)
    return f"{len(verdicts)} systems, {primaries} secret, {hidden} hidden, leaks in {len(leaking)}: {leaking[:5]}"
