"""What an organisation may expect of the wished hours: conditions that managers can fulfil, who did not answer, and
what temporary and open hours they could take the place of.
"""

from raat_analysis.potential.amounts import EXPECTED, Amount
from raat_analysis.potential.assumptions import assumptions
from raat_analysis.potential.estimated import total_outcomes
from raat_analysis.potential.hours import CONDITIONAL, FULL_TIME, MORE, NOW
from raat_analysis.potential.intervals import Outcome, outcome
from raat_analysis.potential.managers import OPEN, TEMPORARY, needed
from raat_analysis.potential.questions import CONDITION, FEASIBLE
from raat_analysis.potential.surveyed import FEWEST_OWN, SECRET, Row, Surveyed
from raat_analysis.potential.weighting import Sample, Vector, estimate

FEASIBLE_FTE, NONRESPONSE = "potential_feasible_fte", "potential_nonresponse_fte"
NONRESPONSE_PCT = (0, 50, 75, 100)
REPLACES, FILLS, EURO = "replaces_temporary_fte", "fills_open_fte", "replaces_temporary_euro"
USUAL = "expected"  # the expectation that is compared with what the organisation needs


def expectation_rows(each: Surveyed) -> list[Row]:
    by_name = {amount.name: amount for amount in each.answers.amounts}
    return [_feasible(each, by_name), *_nonresponse(each, by_name[MORE]), *_against_needs(each, by_name)]


def _feasible(each: Surveyed, found: dict[str, Amount]) -> Row:
    """Who names no condition counts with nothing. The spread of respondents and that of managers are added."""
    managers = each.managers.number
    row: Row = {"measure": FEASIBLE_FTE, "contributors": min(each.respondents, managers)}
    if each.sample is None or managers < FEWEST_OWN:
        return row | SECRET
    calls, names = each.managers.said.only(FEASIBLE).values, each.answers.said.only(CONDITION).values
    chance = names @ calls.mean(axis=0)
    reached = estimate(found[NOW].values + chance * found[CONDITIONAL].values, each.sample)
    by_condition = each.sample.weights @ (names * found[CONDITIONAL].values[:, None])
    of_managers = float((calls @ by_condition).var(ddof=1)) / managers
    error = (reached.error**2 + of_managers) ** 0.5
    spread = outcome(reached.total / FULL_TIME, error / FULL_TIME, min(each.sample.degrees, managers - 1))
    return row | spread.fields(FEASIBLE_FTE) | {"numerator": reached.total, "denominator": FULL_TIME}


def _nonresponse(each: Surveyed, more: Amount) -> list[Row]:
    """The respondents' own hours, and of the others a part of what is estimated."""
    rows = []
    for pct in NONRESPONSE_PCT:
        row: Row = {
            "measure": NONRESPONSE,
            "breakdown": "nonresponse",
            "category": str(pct),
            "contributors": each.respondents,
        }
        rows.append(row | (SECRET if each.sample is None else _with_part(each.sample, more.values, pct / 100)))
    return rows


def _with_part(sample: Sample, hours: Vector, part: float) -> Row:
    found, own = estimate(hours, sample), float(hours.sum())
    total = own + part * (found.total - own)
    spread = outcome(total / FULL_TIME, part * found.error / FULL_TIME, sample.degrees)
    return spread.fields(NONRESPONSE) | {"numerator": total, "denominator": FULL_TIME}


def _against_needs(each: Surveyed, found: dict[str, Amount]) -> list[Row]:
    """Temporary hours first, then open hours; no rows in a round that did not ask for temporary hours."""
    needs = needed(each)
    if TEMPORARY not in needs:
        return []
    behind: Row = {"contributors": min(each.respondents, needs[TEMPORARY][0].managers)}
    expected = total_outcomes([found[f"{EXPECTED} {USUAL}"]], each.sample)[0]
    temporary, openings = needs[TEMPORARY][1], needs[OPEN][1]
    if expected is None or temporary is None or openings is None:
        return [{"measure": measure} | behind | SECRET for measure in (REPLACES, FILLS, EURO)]
    replaced = at_most(expected, temporary.value)
    left = at_most(above(expected, temporary.value), openings.value)
    hours: Row = {"denominator": FULL_TIME}
    return [
        behind | hours | {"measure": REPLACES, "numerator": FULL_TIME * replaced.value} | replaced.fields(REPLACES),
        behind | hours | {"measure": FILLS, "numerator": FULL_TIME * left.value} | left.fields(FILLS),
        behind | {"measure": EURO} | in_euro(replaced).fields(EURO),
    ]


def at_most(found: Outcome, most: float) -> Outcome:
    """The outcome, or `most` when that is less: then the potential does not decide, and its margin says nothing."""
    if found.value >= most or found.lower is None or found.upper is None:
        return Outcome(min(found.value, most))
    return Outcome(found.value, found.lower, min(found.upper, most), found.error, found.degrees)


def above(found: Outcome, least: float) -> Outcome:
    """What is left above `least`; nothing, without an interval, when there is none."""
    if found.value <= least or found.lower is None or found.upper is None:
        return Outcome(max(found.value - least, 0.0))
    return Outcome(found.value - least, max(found.lower - least, 0.0), found.upper - least, found.error, found.degrees)


def in_euro(replaced: Outcome) -> Outcome:
    """Euro a year: hours a week times weeks times what an hour costs less."""
    about = assumptions()
    return replaced.times(FULL_TIME * about.worked_weeks * about.euro_saved)
