"""What an organisation gets to know of its own employees. Confidential: a row names the organisation.

With fewer than five respondents there is no estimate, only the personnel extract and the response; the same holds for
each number with fewer than five respondents behind it. Such a row is there, without value and with status secret. From
ten on it is shown, or when the organisation chose less (disclosure/own.py).
"""

from collections.abc import Iterator

import polars as pl

from raat_analysis.numbers_table import KEY, number_rows
from raat_analysis.potential.amounts import RETENTION
from raat_analysis.potential.change import Outcomes, change_rows
from raat_analysis.potential.estimated import share_outcomes, share_rows, total_outcomes, total_rows
from raat_analysis.potential.expectations import expectation_rows
from raat_analysis.potential.hours import MORE
from raat_analysis.potential.managers import manager_rows
from raat_analysis.potential.questions import REASON, WISHES
from raat_analysis.potential.staff import staff_rows
from raat_analysis.potential.surveyed import SECRET, Row, Surveyed, previous_of


def organisation_numbers(organisations: list[Surveyed]) -> pl.DataFrame:
    """Number rows with `organisation_code` first; the contributors of a number are the respondents behind it."""
    before, known = previous_of(organisations), {each.key: outcomes(each) for each in organisations}
    parts = [
        _named(each.organisation_code, number_rows(_rows(each, before.get(each.key), known))) for each in organisations
    ]
    return pl.concat([_named("", number_rows([])), *parts]).sort("organisation_code", *KEY)


def outcomes(each: Surveyed) -> Outcomes:
    """What rounds are compared by."""
    wishes = each.answers.said.only(*WISHES.values())
    more = [amount for amount in each.answers.amounts if amount.measure == MORE]
    shares = share_outcomes(wishes, each.sample)
    by_share = {question.measure: reached for question, reached in zip(wishes.questions, shares, strict=True)}
    return by_share | {MORE: total_outcomes(more, each.sample)[0]}


def _named(code: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.lit(code).alias("organisation_code"), pl.all())


def _rows(each: Surveyed, before: Surveyed | None, known: dict[tuple[str, str], Outcomes]) -> Iterator[Row]:
    key = {
        "region_code": each.region_code,
        "branch_code": each.branch_code,
        "period": each.round,
        "edition": each.round,
    }
    yield from (key | row for row in [*staff_rows(each, before), *_response(each)])
    if each.respondents:  # else there was no questionnaire, and nothing to keep secret
        yield from (key | row for row in _estimates(each))
    if each.respondents and before is not None and before.respondents:
        behind = {"contributors": min(each.respondents, before.respondents)}
        yield from (key | row | behind for row in change_rows(known[each.key], known[before.key]))
    if each.managers.number:
        yield from (key | row for row in manager_rows(each))


def _response(each: Surveyed) -> list[Row]:
    """How many answered, exactly; also of an organisation that only delivered its personnel extract."""
    found: Row = {"numerator": float(each.respondents), "contributors": each.respondents, "status": "final"}
    share: Row = {"value": 100 * each.respondents / each.staff, "denominator": float(each.staff)}
    return [
        {"measure": "fase0_respondents", "value": float(each.respondents)} | found,
        {"measure": "fase0_response_pct"} | found | share,
    ]


def _effective(each: Surveyed) -> Row:
    row: Row = {"measure": "fase0_effective_respondents", "contributors": each.respondents}
    if each.sample is None:
        return row | SECRET
    weights = each.sample.weights
    parts: Row = {"numerator": float(weights.sum() ** 2), "denominator": float(weights @ weights)}
    return row | {"value": each.sample.effective} | parts


def _estimates(each: Surveyed) -> list[Row]:
    found = each.answers
    behind = {amount.measure: each.respondents for amount in found.amounts}
    if RETENTION in behind:
        behind[RETENTION] = int(found.said.only(REASON).respondents[0])  # who gave a reason to leave
    return [
        _effective(each),
        *share_rows(found.said, each.sample),
        *total_rows(found.amounts, each.sample, behind),
        *expectation_rows(each),
    ]
