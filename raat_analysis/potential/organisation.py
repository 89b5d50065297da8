"""What an organisation gets to know of its own employees. Confidential: a row names the organisation.

With fewer than five respondents there is no estimate, only the response; the same holds for each number with fewer
than five respondents behind it. Such a row is there, without value and with status secret. From ten on it is shown, or
when the organisation chose less (disclosure/own.py).
"""

from collections.abc import Iterator

import polars as pl

from raat_analysis.numbers_table import KEY, number_rows
from raat_analysis.potential.hours import FULL_TIME, POTENTIALS, hours
from raat_analysis.potential.intervals import interval, wilson, within
from raat_analysis.potential.shares import Share, reason_shares, wish_shares
from raat_analysis.potential.surveyed import FEWEST_OWN, SECRET, Row, Surveyed
from raat_analysis.potential.weighting import estimate, ratio


def organisation_numbers(organisations: list[Surveyed]) -> pl.DataFrame:
    """Number rows with `organisation_code` first; the contributors of a number are the respondents behind it."""
    parts = [_named(each.organisation_code, number_rows(_rows(each))) for each in organisations]
    return pl.concat([_named("", number_rows([])), *parts]).sort("organisation_code", *KEY)


def _named(code: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.lit(code).alias("organisation_code"), pl.all())


def _rows(each: Surveyed) -> Iterator[Row]:
    key = {
        "region_code": each.region_code,
        "branch_code": each.branch_code,
        "period": each.round,
        "edition": each.round,
    }
    for row in [*_response(each), *_shares(each), *_potentials(each), _asks_in_review(each)]:
        yield key | row


def _response(each: Surveyed) -> list[Row]:
    found: Row = {"numerator": float(each.respondents), "contributors": each.respondents, "status": "final"}
    share: Row = {"value": 100 * each.respondents / each.staff, "denominator": float(each.staff)}
    return [
        {"measure": "fase0_respondents", "value": float(each.respondents)} | found,
        {"measure": "fase0_response_pct"} | found | share,
    ]


def _shares(each: Surveyed) -> list[Row]:
    return [_share(each, share) for share in (*wish_shares(each.answers), *reason_shares(each.answers))]


def _share(each: Surveyed, share: Share) -> Row:
    row = share.key | {"contributors": share.respondents}
    if each.sample is None or share.respondents < FEWEST_OWN:
        return row | SECRET
    value, error = ratio(share.values, share.base, each.sample)
    counts: Row = {
        "numerator": float(each.sample.weights @ share.values),
        "denominator": float(each.sample.weights @ share.base),
    }
    margin = interval(share.measure, 100 * value, 100 * error, each.sample.degrees)
    return row | {"value": 100 * value} | counts | margin


def _potentials(each: Surveyed) -> list[Row]:
    if each.sample is None:
        return [{"measure": measure, "contributors": each.respondents} | SECRET for measure in POTENTIALS]
    rows: list[Row] = []
    for measure, amount in hours(each.answers).items():
        found = estimate(amount, each.sample)
        value = found.total / FULL_TIME
        row: Row = {"measure": measure, "value": value, "numerator": found.total, "denominator": FULL_TIME}
        margin = interval(measure, value, found.error / FULL_TIME, each.sample.degrees)
        rows.append(row | margin | {"contributors": each.respondents})
    return rows


def _asks_in_review(each: Surveyed) -> Row:
    """Managers are counted as they are: how many there are in all is not known."""
    number = each.managers.height
    row: Row = {"measure": "asks_in_review_pct", "contributors": number}
    if number < FEWEST_OWN:
        return row | SECRET
    count = each.managers.filter(pl.col("asks_in_review") == "yes").height
    found: Row = {"value": 100 * count / number, "numerator": float(count), "denominator": float(number)}
    return row | found | within("asks_in_review_pct", *wilson(count, number))
