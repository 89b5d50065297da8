"""The picture of a region: potentials for all organisations of the region, reasons for those that took part.

Only organisations with ten respondents or more count. Fewer than three of them: no
estimate, because two could work out each other's figures. Rows have branch SMAL and status modelled; contributors are
the organisations behind a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from raat_analysis.contributors import contributions_of
from raat_analysis.numbers_table import number_rows
from raat_analysis.potential.hours import FULL_TIME, POTENTIALS, hours
from raat_analysis.potential.intervals import interval
from raat_analysis.potential.pooling import pooled_row
from raat_analysis.potential.prediction import Rates, predicted_total, smoothed_variances
from raat_analysis.potential.shares import WISHES, Share, reason_shares, wish_shares
from raat_analysis.potential.surveyed import FEWEST_ORGANISATIONS, FEWEST_RESPONDENTS, SECRET, Row, Surveyed
from raat_analysis.potential.weighting import Sample, Vector, estimate


@dataclass(frozen=True)
class Region:
    """Who took part in a region and round, with their samples, and the staff of each other organisation."""

    taking_part: list[tuple[Surveyed, Sample]]
    other_staff: Vector
    reasons: list[Share]

    @property
    def contributors(self) -> int:
        return len(self.taking_part)

    @property
    def respondents(self) -> list[tuple[str, float]]:
        return [(each.organisation_code, float(each.respondents)) for each, _ in self.taking_part]

    @property
    def staff(self) -> Vector:
        return np.array([each.staff for each, _ in self.taking_part], dtype=np.float64)


def region_numbers(organisations: list[Surveyed], members: pl.DataFrame) -> pl.DataFrame:
    """Number rows for every region and round with a participating organisation; `members` are all organisations."""
    rows = []
    for region_code, edition in sorted({(each.region_code, each.round) for each in organisations}):
        region = _region([e for e in organisations if (e.region_code, e.round) == (region_code, edition)], members)
        key = {"region_code": region_code, "period": edition, "edition": edition}
        behind = dict(contributions_of(region.respondents)) | {"contributors": region.contributors}
        rows += [key | behind | row for row in _rows(region)]
    return number_rows(rows)


def _region(organisations: list[Surveyed], members: pl.DataFrame) -> Region:
    enough = [each for each in organisations if each.respondents >= FEWEST_RESPONDENTS]
    taking_part = [(each, each.sample) for each in enough if each.sample is not None]
    codes = [each.organisation_code for each, _ in taking_part]
    others = members.filter(
        pl.col("region_code") == organisations[0].region_code, ~pl.col("organisation_code").is_in(codes)
    ).sort("organisation_code")
    other_staff = np.asarray(others["employees"].to_numpy(), dtype=np.float64)
    return Region(taking_part, other_staff, reason_shares(organisations[0].answers))


def _rows(region: Region) -> Iterator[Row]:
    yield from _response(region)
    everybody = float(region.staff.sum() + region.other_staff.sum())
    shares = [{share.measure: share.values for share in wish_shares(each.answers)} for each, _ in region.taking_part]
    for measure in WISHES.values():
        yield _predicted(region, measure, [values[measure] for values in shares], everybody / 100, everybody)
    yield from _potentials(region)
    yield from _reasons(region)
    yield _asks_in_review(region)


def _response(region: Region) -> Iterator[Row]:
    respondents = float(sum(each.respondents for each, _ in region.taking_part))
    staff = max(float(region.staff.sum()), 1.0)
    share: Row = {"value": 100 * respondents / staff, "numerator": respondents, "denominator": staff}
    number: Row = {"value": respondents, "numerator": respondents}
    for measure, found in (("fase0_respondents", number), ("fase0_response_pct", share)):
        yield {"measure": measure, "status": "final"} | (
            found if region.contributors >= FEWEST_ORGANISATIONS else SECRET
        )


def _potentials(region: Region) -> list[Row]:
    """The net potential is the sum of the three before it; its margin comes from its own prediction."""
    amounts = [hours(each.answers) for each, _ in region.taking_part]
    rows = [_predicted(region, m, [values[m] for values in amounts], FULL_TIME, FULL_TIME) for m in POTENTIALS]
    if region.contributors < FEWEST_ORGANISATIONS:
        return rows
    now, conditional, fewer, net = (_number(row, "value") for row in rows)
    summed = now + conditional - fewer
    moved: Row = {part: _number(rows[-1], part) - net + summed for part in ("lower", "upper") if part in rows[-1]}
    return [*rows[:-1], rows[-1] | moved | {"value": summed, "numerator": FULL_TIME * summed}]


def _number(row: Row, name: str) -> float:
    value = row[name]
    assert isinstance(value, float)
    return value


def _predicted(region: Region, measure: str, values: list[Vector], per: float, denominator: float) -> Row:
    """The total over all staff of the region, divided by `per`."""
    if region.contributors < FEWEST_ORGANISATIONS:
        return {"measure": measure} | SECRET
    found = [estimate(amount, sample) for amount, (_, sample) in zip(values, region.taking_part, strict=True)]
    respondents = np.array([sample.size for _, sample in region.taking_part], dtype=np.float64)
    variances = smoothed_variances(np.array([each.unit_variance for each in found]), respondents, region.staff)
    rates = np.array([each.total for each in found]) / region.staff
    total, error = predicted_total(Rates(rates, variances, region.staff, region.other_staff))
    row: Row = {"measure": measure, "value": total / per, "numerator": total, "denominator": denominator}
    return row | interval(measure, total / per, error / per, region.contributors - 1)


def _reasons(region: Region) -> Iterator[Row]:
    who = [each for each, _ in region.taking_part]
    shares = [reason_shares(each.answers) for each in who]
    for number, reason in enumerate(region.reasons):
        counts = [
            (float(sample.weights @ found[number].values), float(sample.weights @ found[number].base))
            for found, (_, sample) in zip(shares, region.taking_part, strict=True)
        ]
        asked = [
            (each.organisation_code, float(found[number].respondents)) for found, each in zip(shares, who, strict=True)
        ]
        yield pooled_row(reason.key, counts, asked)


def _asks_in_review(region: Region) -> Row:
    counts = [
        (float(each.managers.filter(pl.col("asks_in_review") == "yes").height), float(each.managers.height))
        for each, _ in region.taking_part
    ]
    asked = [(each.organisation_code, float(each.managers.height)) for each, _ in region.taking_part]
    return pooled_row({"measure": "asks_in_review_pct"}, counts, asked)
