"""How each source stands for an edition on a day: what is needed, when it is due, what there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from raat_analysis.contracts import Contract, ContractRefused
from raat_analysis.errors import cases
from raat_analysis.sources.exports import delivered, refuse_unknown_folders
from raat_analysis.sources.metadata import Metadata
from raat_analysis.status.calendar import due_on, goes_to, needed, period_is_named

ARRIVED, EXPECTED, LATE, MISSING, THERE, OPTIONAL = "arrived", "expected", "late", "missing", "there", "optional"
QUIET = (ARRIVED, THERE, OPTIONAL)  # nobody has to wait or do anything
Deliveries = Mapping[str, list[Metadata]]


@dataclass(frozen=True)
class Standing:
    """A source: how often it delivers, what the edition needs of it and when that is due, and its newest export."""

    source: str
    cadence: str
    needs: str
    due: date | None
    kind: str
    obtained: date | None
    goes_to: str
    by_day: bool  # nobody said how far it goes: the day it was obtained tells
    state: str


def deliveries(raw: Path, contracts: Mapping[str, Contract]) -> dict[str, list[Metadata]]:
    """What the .dvc files of every source say, oldest first; a folder without a contract is refused."""
    refuse_unknown_folders(raw, list(contracts))
    return {source: delivered(raw, source) for source in contracts}


def standings(contracts: Mapping[str, Contract], found: Deliveries, edition: str, day: date) -> list[Standing]:
    """Every source, as it stands for the edition on a day; sources with a calendar first."""
    _refuse_open(contracts.values())
    newest_round = max(_rounds(contracts, found), default="")
    listed = [_standing(each, found[each.source], edition, day, newest_round) for each in contracts.values()]
    order = ("quarter", "year", "round", "once")
    return sorted(listed, key=lambda each: (order.index(each.cadence), each.source))


def _standing(contract: Contract, found: list[Metadata], edition: str, day: date, newest_round: str) -> Standing:
    needs = newest_round if contract.cadence == "round" else needed(contract, edition)
    due = due_on(contract, needs) if contract.due_days is not None else None
    best = max(found, key=lambda each: (_reach(contract, each, newest_round), each.obtained), default=None)
    reach = _reach(contract, best, newest_round) if best else ""
    return Standing(
        contract.source,
        contract.cadence or "",
        needs,
        due,
        best.kind if best else "",
        best.obtained if best else None,
        reach,
        best is not None and contract.cadence != "once" and not period_is_named(contract, best),
        _state(contract, best, reach >= needs, due is not None and due < day),
    )


def _state(contract: Contract, best: Metadata | None, reaches: bool, overdue: bool) -> str:
    if best is None and not contract.required_source:
        return OPTIONAL
    if contract.due_days is not None:
        return ARRIVED if best and reaches else LATE if overdue else EXPECTED
    if best is None or not reaches:
        return MISSING
    return THERE if contract.cadence == "once" else ARRIVED


def _reach(contract: Contract, delivery: Metadata, newest_round: str) -> str:
    """How far an export goes. A register names no round: it serves the newest of its own year or an earlier one."""
    reach = goes_to(contract, delivery)
    if reach or contract.cadence != "round":
        return reach
    return newest_round if newest_round[:4] <= str(delivery.obtained.year) else ""


def _rounds(contracts: Mapping[str, Contract], found: Deliveries) -> Iterable[str]:
    for contract in contracts.values():
        if contract.cadence == "round":
            yield from (goes_to(contract, each) for each in found[contract.source])


def _refuse_open(contracts: Iterable[Contract]) -> None:
    if open_ends := [contract.source for contract in contracts if contract.cadence is None]:
        raise ContractRefused(
            f"{len(open_ends)} contracts do not say how often an export comes (cadence):\n{cases(open_ends)}\n"
            "Next step: raat contract check."
        )
