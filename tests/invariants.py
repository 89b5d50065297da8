"""What must hold in any table of published numbers, whatever the measure. Sums are made anew from the codelists."""

from collections.abc import Iterator

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes, wgv_codes
from raat_analysis.numbers_table import KEY

FIGURES = ["value", "numerator", "denominator", "lower", "upper"]
WITHOUT = ["secret", "missing"]
MAY_BE_NEGATIVE = [
    *("flow_balance", "shortage", "shortage_revision", "lever_remaining_gap_persons"),
    *("potential_net_fte", "potential_more_change_fte"),
]
AROUND_ZERO = ["lever_sensitivity_persons"]  # the ends are changes, the value is how far they are apart
ASSUMPTIONS = ["job_openings", "replacement_demand", "retirements", "retirements_pct"]  # ranges, no intervals
MAY_BE_ANY_PERCENTAGE = ["vacancies_forecast_skill_pct"]  # how much smaller an error is: growth
ROUNDED = ["fase0_employees"]  # to tens; the truth lies between the ends, for certain
FORECAST = "vacancies_opened_forecast"
CLOSE = 1e-6


def broken(numbers: pl.DataFrame) -> list[str]:
    """Each rule that is broken, with how many rows and the first of them; [] for a sound table."""
    found = [*rows_by_rule(numbers), *sums(numbers)]
    return [f"{rule}: {rows.height}, first {rows.select(KEY).row(0)}" for rule, rows in found if not rows.is_empty()]


def rows_by_rule(numbers: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Per rule the rows that break it."""
    value, lower, upper = (pl.col(name) for name in ("value", "lower", "upper"))
    measure, has_range = pl.col("measure"), pl.col("lower").is_not_null()
    percentage = (pl.col("unit") == "%") & ~measure.is_in(MAY_BE_ANY_PERCENTAGE)
    counted = ~pl.col("unit").is_in(["procentpunt", "oordeel"]) & ~measure.is_in(
        [*MAY_BE_NEGATIVE, *MAY_BE_ANY_PERCENTAGE]
    )
    ratio = value * pl.col("denominator") / pl.col("numerator")
    rules = {
        "not finite": pl.any_horizontal(pl.col(name).is_finite().not_() for name in FIGURES),
        "key twice": pl.struct(KEY).is_duplicated(),
        "no unit": pl.col("unit").is_null() | (pl.col("unit") == ""),
        "unit of another measure": pl.col("unit") != measure.replace_strict(about("unit")),
        "source of another measure": pl.col("source") != measure.replace_strict(about("source")),
        "value without status, or status without value": value.is_null() != pl.col("status").is_in(WITHOUT),
        "secret with figures": (pl.col("status") == "secret") & pl.any_horizontal(pl.col(FIGURES).is_not_null()),
        "negative": counted & ((value < 0) | (pl.col("numerator") < 0) | (pl.col("denominator") < 0)),
        "percentage beyond 0 to 100": percentage
        & pl.any_horizontal(~pl.col(name).is_between(0, 100) for name in ("value", "lower", "upper")),
        "outside its interval": ~measure.is_in(AROUND_ZERO) & ((value < lower - CLOSE) | (value > upper + CLOSE)),
        "ends in the wrong order": lower > upper,
        "one end": has_range != upper.is_not_null(),
        "ends without what they cover": has_range
        & pl.col("interval_pct").is_null()
        & ~measure.is_in([*ASSUMPTIONS, *ROUNDED]),
        "interval without ends": ~has_range & pl.col("interval_pct").is_not_null(),
        "percentage of other parts": (pl.col("unit") == "%") & ((ratio - 100).abs() > 1e-4) & ratio.is_finite(),
        "rounded to no ten": measure.is_in(ROUNDED) & (value % 10 != 0),
    }
    for rule, expression in rules.items():
        yield rule, numbers.filter(expression.fill_null(False))


def about(field: str) -> dict[str, str]:
    """Measure → its unit or source in the codelist."""
    return {code: str(entry[field]) for code, entry in entries("measures").items()}


def sums(numbers: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Totals that are not the sum of their parts, where a measure may be added up and all its parts are known."""
    for column, dimension, tree in (
        ("region_code", "region", {"NL01": region_codes(), "RA02": wgv_codes()}),
        ("branch_code", "branch", branches()),
    ):
        added = [code for code, entry in entries("measures").items() if dimension in entry["sums_over"]]
        rows = numbers.filter(pl.col("measure").is_in([*added, FORECAST]))
        for whole, parts in tree.items():
            totals = rows.filter(pl.col(column) == whole)
            yield f"{whole} is not its parts", unequal(rows.filter(pl.col(column).is_in(parts)), totals, column)
    within = [code for code, entry in entries("measures").items() if set(entry["sums_over"]) & {"age", "destination"}]
    for breakdown in ("age", "destination"):
        rows = numbers.filter(pl.col("measure").is_in(within))
        parts, totals = rows.filter(breakdown=breakdown), rows.filter(breakdown="total")
        yield f"total is not its {breakdown}", unequal(parts, totals, "breakdown", "category")
    for one in ("age", "contract", "function"):
        rounded = numbers.filter(pl.col("measure").is_in(ROUNDED))
        yield (
            f"rounded total is not its {one}",
            unequal(rounded.filter(breakdown=one), rounded.filter(breakdown="total"), "breakdown", "category"),
        )
    yield from crosses(numbers.filter(pl.col("measure").is_in(ROUNDED)))
    names = {"demand": 1, "supply": -1, "shortage": -1}
    model = numbers.filter(pl.col("measure").is_in(list(names)))
    signed = model.with_columns(pl.col("value") * pl.col("measure").replace_strict(names, return_dtype=pl.Int64))
    yield (
        "demand minus supply is not the shortage",
        model.filter(
            signed["value"].is_finite() & (signed.select(pl.col("value").sum().over(KEY[1:]))["value"].abs() > CLOSE)
        ),
    )


def crosses(rounded: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Categories of rounded numbers that are not the sum of what they are crossed with."""
    for cross in ("age_contract", "age_function", "contract_function"):
        for place, one in enumerate(cross.split("_")):
            category = pl.col("category").str.split("/").list.get(place, null_on_oob=True)
            parts = rounded.filter(breakdown=cross).with_columns(breakdown=pl.lit(one), category=category)
            yield f"rounded {one} is not its {cross}", unequal(parts, rounded.filter(breakdown=one))


def branches() -> dict[str, list[str]]:
    """BREED is SMAL and childcare; SMAL its main branches; VVT its two."""
    above = {code: set(entry["part_of"]) for code, entry in entries("branches").items()}
    main = [code for code in above if above[code] == {"SMAL", "BREED"}]
    return {"BREED": ["SMAL", "KO"], "SMAL": main, "VVT": ["VV", "TZ"]}


def unequal(parts: pl.DataFrame, totals: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The totals that differ from the sum of the parts with the same key but for `columns`."""
    key = [name for name in KEY if name not in columns]
    added = parts.group_by(key).agg(added=pl.col("value").sum(), unknown=pl.col("value").is_null().any())
    both = totals.join(added, on=key, how="inner", nulls_equal=True, validate="m:1").filter(~pl.col("unknown"))
    return both.filter((pl.col("added") - pl.col("value")).abs() > CLOSE * (1 + pl.col("value").abs()))
