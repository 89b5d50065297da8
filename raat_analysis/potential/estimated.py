"""Rows of estimates of one organisation: shares and totals of its answers, weighted to its personnel register."""

import numpy as np

from raat_analysis.potential.amounts import Amount
from raat_analysis.potential.intervals import Outcome, alike, outcome
from raat_analysis.potential.questions import Said
from raat_analysis.potential.surveyed import FEWEST_OWN, SECRET, Row
from raat_analysis.potential.weighting import Sample, effective, estimates, ratios


def share_rows(found: Said, sample: Sample | None) -> list[Row]:
    """One row per question; secret with fewer than five in its base."""
    outcomes = share_outcomes(found, sample)
    rows = []
    for place, question in enumerate(found.questions):
        row = question.key | {"contributors": int(found.respondents[place])}
        reached = outcomes[place]
        if sample is None or reached is None:
            rows.append(row | SECRET)
        else:
            count, base = (float(sample.weights @ each[:, place]) for each in (found.values, found.bases))
            rows.append(row | reached.fields(question.measure) | {"numerator": count, "denominator": base})
    return rows


def share_outcomes(found: Said, sample: Sample | None) -> list[Outcome | None]:
    """The percentage of each question, None with fewer than five in its base."""
    reached: list[Outcome | None] = [None] * len(found.questions)
    enough = np.flatnonzero(found.respondents >= FEWEST_OWN)
    if sample is None or not enough.size:
        return reached
    values, bases = found.values[:, enough], found.bases[:, enough]
    shares, errors = ratios(values, bases, sample)
    said = values.sum(axis=0)
    for column, place in enumerate(enough.tolist()):
        if said[column] in (0.0, bases[:, column].sum()):
            weights = sample.weights[bases[:, column] > 0]
            everybody = 100.0 if said[column] else 0.0
            reached[place] = alike(everybody, effective(weights), sample.unseen, sample.degrees)
        else:
            reached[place] = outcome(100 * float(shares[column]), 100 * float(errors[column]), sample.degrees)
    return reached


def total_rows(found: list[Amount], sample: Sample | None, contributors: dict[str, int]) -> list[Row]:
    """One row per amount; `contributors` are the respondents behind each measure."""
    rows = []
    for each, reached in zip(found, total_outcomes(found, sample), strict=True):
        row: Row = {"measure": each.measure, "scenario": each.scenario, "contributors": contributors[each.measure]}
        if reached is None:
            rows.append(row | SECRET)
        else:
            rows.append(row | reached.fields(each.measure) | parts_of(reached.value, each.per))
    return rows


def total_outcomes(found: list[Amount], sample: Sample | None) -> list[Outcome | None]:
    """The total of each amount with its interval, None without a sample."""
    if sample is None:
        return [None] * len(found)
    reached = estimates(np.column_stack([each.values for each in found]), sample)
    return [
        outcome(float(reached.totals[n]) / each.per, float(reached.errors[n]) / each.per, sample.degrees)
        for n, each in enumerate(found)
    ]


def parts_of(value: float, per: float) -> Row:
    """Numerator and denominator of an amount in fte; people are a count."""
    return {"numerator": value * per, "denominator": per} if per != 1 else {"numerator": value}
