"""The levers as rows of the numbers table."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.models.levers.attribution import shapley
from raat_analysis.models.levers.bases import (
    LEVERS,
    Array,
    Bases,
    base,
    national,
    published,
    scaled,
    switches,
    years,
)
from raat_analysis.models.levers.effects import effect
from raat_analysis.models.levers.inputs import Shares
from raat_analysis.models.levers.outcomes import GAP, TOGETHER, Outcomes, outcomes, setting, summed
from raat_analysis.models.levers.regional import Own
from raat_analysis.models.levers.sensitivity import sensitivity
from raat_analysis.models.levers.shortages import Shortages

Row = dict[str, object]
Flags = NDArray[np.bool_]
PULLED_AT = {"entrants": "entrants", "study_success": "students", "retention": "leavers"}  # others: shortage_staff
MOVES_WORK = "task_shifting"
VWS, REALISTIC, VWS_YEAR, INTERVAL = "vws_2018", "realistic", "2022", 80


def example_rows(found: Own | None) -> Iterator[Row]:
    """The example of VWS for Nederland, and spread over the regions by their number of employees."""
    places, share = [COUNTRY], np.ones(1)
    if found is not None and not np.isnan(found.country):
        places, share = summed(found.regions, found.employees / found.country)
        if COUNTRY not in places:
            places, share = [*places, COUNTRY], np.append(share, 1.0)
    bases, switched = scaled(national(published()), share), switches(published())
    effects = {lever: effect(bases, switched, [lever]) for lever in LEVERS} | {TOGETHER: effect(bases, switched)}
    shares = shapley(bases, switched)
    for column, place in enumerate(places):
        key: Row = {"region_code": place, "period": VWS_YEAR, "scenario": VWS}
        key["status"] = "modelled" if place == COUNTRY else "derived"
        yield from _effect_rows(key, bases, effects, shares, column)
    gap = base("shortage") - float(effect(national(published()), switched))
    yield {"measure": "lever_remaining_gap_persons", "region_code": COUNTRY, "period": VWS_YEAR, "scenario": VWS} | {
        "value": gap,
        "numerator": base("shortage"),
    }


def realistic_rows(found: Own, short: Shortages, middle: Shares, drawn: Shares) -> Iterator[Row]:
    """What is likely to succeed, with the own measures of each region, its interval, and what matters most."""
    at = outcomes(found, short, middle, drawn)
    bases, switched = setting(found, middle)
    whole = Bases(**{n: summed(found.regions, getattr(bases, n))[1] for n in PEOPLE}, years=years())
    shares = {lever: summed(found.regions, share)[1] for lever, share in shapley(bases, switched).items()}
    measured = {lever: summed(found.regions, found.measured(lever).astype(float))[1] > 0 for lever in LEVERS}
    expected = summed(found.regions, short.at(np.asarray(0.5)))[1]
    for column, place in enumerate(at.places):
        key: Row = {"region_code": place, "period": str(found.year + years()), "scenario": REALISTIC}
        for row in _effect_rows(key, whole, at.middle, shares, column):
            yield row | _ends(row, at, column) | _status(row, measured, column)
        if not np.isnan(at.middle[GAP][column]):
            gap = _number(at.middle[GAP], column) | {"numerator": float(expected[column]), "edition": short.edition}
            yield key | {"measure": "lever_remaining_gap_persons"} | gap | _between(at.ends[GAP], column)
    yield from _sensitivity_rows(found, short, middle, at.places)


PEOPLE = ("shortage_staff", "contract_hours", "absence_gap", "entrants", "students", "leavers")


def _effect_rows(
    key: Row, bases: Bases, effects: dict[str, Array], shares: dict[str, Array], column: int
) -> Iterator[Row]:
    """Of one place: each lever alone, its share of all together, all together, and the work that moves."""
    for lever in LEVERS:
        pulled_at = float(getattr(bases, PULLED_AT.get(lever, "shortage_staff"))[column])
        of: Row = key | {"breakdown": "lever", "category": lever, "numerator": pulled_at}
        yield of | {"measure": "lever_effect_persons"} | _number(effects[lever], column)
        yield of | {"measure": "lever_effect_shapley_persons"} | _number(shares[lever], column)
    yield key | {"measure": "lever_effect_shapley_persons"} | _number(effects[TOGETHER], column)
    moved = {"measure": "lever_moved_work_persons", "breakdown": "lever", "category": MOVES_WORK}
    yield key | moved | _number(effects[MOVES_WORK], column)


def _number(values: Array, column: int) -> Row:
    return {"value": float(values[column])}


def _ends(row: Row, at: Outcomes, column: int) -> Row:
    """The interval of the draws; a share of the joint effect is worked out in the middle only, and has none."""
    together = row["measure"] == "lever_effect_shapley_persons"
    if together and "category" in row:
        return {}
    return _between(at.ends[TOGETHER if together else str(row["category"])], column)


def _between(ends: Array, column: int) -> Row:
    return {"lower": float(ends[0, column]), "upper": float(ends[1, column]), "interval_pct": INTERVAL}


def _status(row: Row, measured: Mapping[str, Flags], column: int) -> Row:
    """Derived when no measure of the region enters but its number of employees."""
    own: Iterable[Flags] = [measured[str(row["category"])]] if "category" in row else measured.values()
    return {"status": "modelled" if any(known[column] for known in own) else "derived"}


def _sensitivity_rows(found: Own, short: Shortages, middle: Shares, places: list[str]) -> Iterator[Row]:
    for name, change in sensitivity(found, short, middle).items():
        for column, place in enumerate(places):
            low, high = sorted(float(end) for end in change[:, column])
            if high > low:
                key: Row = {"region_code": place, "period": str(found.year + years()), "scenario": REALISTIC}
                of: Row = {"measure": "lever_sensitivity_persons", "breakdown": "input", "category": name}
                yield key | of | {"value": high - low, "lower": low, "upper": high, "interval_pct": INTERVAL}
