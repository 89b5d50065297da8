"""The long table of numbers: one row is one number. Measures, models and published tables all have this shape."""

from collections.abc import Iterable, Mapping

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.contributors import PRIVATE

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "measure": pl.String,  # a code of codelists/measures.yml
    "region_code": pl.String,  # RA0205, RA02, NL01
    "branch_code": pl.String,  # SMAL, VVT, … of codelists/branches.yml
    "period": pl.String,  # 2026Q3, or 2025 for a year
    # total, age, destination, qualification, condition, obstacle, horizon, route, cause, bridge, lever, input,
    # contract, contract_kind, function, condition_group, obstacle_group, leave_reason, nonresponse and others (which
    # part, in percent); two of them crossed: age_contract, age_function, contract_function
    "breakdown": pl.String,
    # a code of that breakdown's codelist; total when breakdown is total; of a cross one of each: <25/24-28
    "category": pl.String,
    # "" when observed; reference, new_policy, forecast, exit_65, exit_67, aow_exits, vws_2018, realistic,
    # cautious, expected, ample
    "scenario": pl.String,
    "edition": pl.String,  # forecast edition (2025-12) or Fase 0 round (2026-1), else ""
    "value": pl.Float64,  # null when status is secret or missing
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "interval_pct": pl.Int32,  # 95, 90, 80 …; null without interval; lower and upper without it: a range of assumptions
    "unit": pl.String,  # from measures.yml
    "source": pl.String,  # a contract's name
    "status": pl.String,  # final, provisional, forecast, modelled, derived (a share of the country), secret, missing
    # who is behind the number, where a rule of disclosure/policy.yml asks; dropped in protect (contributors.py)
    "contributors": pl.Int32,  # employers, organisations or respondents
    "contributed": pl.Float64,  # what they give together: positions, vacancies, answers
    "largest": pl.Float64,  # of which the largest gives this,
    "second_largest": pl.Float64,  # and the next one this
    "only_contributor": pl.String,  # the code of the only one there is
}
KEY = [
    "measure",
    "region_code",
    "branch_code",
    "period",
    "breakdown",
    "category",
    "scenario",
    "edition",
    "interval_pct",
]
USUAL: dict[str, object] = {
    "branch_code": "SMAL",
    "breakdown": "total",
    "category": "total",
    "scenario": "",
    "edition": "",
    "status": "modelled",
}
BY, CROSS = "_", "/"  # between the two breakdowns of a cross, and between the categories of the two
PUBLIC = {name: kind for name, kind in COLUMNS.items() if name not in PRIVATE}


# Processors differ in the last digits of the same sum; ten digits are the same everywhere, and enough for any reader.
SAME_EVERYWHERE = 10


def number_rows(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """The rows in the shape of the numbers table, in the order of its key.

    Unit and source come from measures.yml; a measure that is not there is a KeyError. Numbers keep ten digits, and a
    zero has no sign.
    """
    filled = [{**USUAL, **_from_codelist(str(row["measure"])), **row} for row in rows]
    table = pl.DataFrame({name: [row.get(name) for row in filled] for name in COLUMNS}, schema=COLUMNS, strict=False)
    return table.with_columns(_digits(name) for name in COLUMNS if COLUMNS[name] == pl.Float64).sort(KEY)


def _digits(name: str) -> pl.Expr:
    number = pl.col(name).round_sig_figs(SAME_EVERYWHERE)
    return pl.when(number == 0).then(pl.lit(0.0)).otherwise(number).alias(name)


def _from_codelist(measure: str) -> dict[str, object]:
    entry = entries("measures")[measure]
    return {"unit": entry["unit"], "source": entry["source"]}
