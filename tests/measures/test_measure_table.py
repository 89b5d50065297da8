"""The table of measures as a whole."""

from collections.abc import Callable
from math import copysign

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.measures.all_measures import TABLES, measures
from raat_analysis.measures.quarters import quarters
from raat_analysis.measures.verified import NumbersWrong, verified
from raat_analysis.numbers_table import COLUMNS, KEY, number_rows

Grid = Callable[..., pl.DataFrame]
Tables = dict[str, pl.DataFrame]
WGV = ["RA0204", "RA0205", "RA0206", "RA0207"]


@pytest.fixture
def tidy(
    advert_table: Grid,
    employment_table: Grid,
    working_time_table: Grid,
    turnover_tables: Callable[..., tuple[pl.DataFrame, pl.DataFrame]],
    population_table: Grid,
    forecast_table: Grid,
    training_table: Grid,
    published_table: Grid,
) -> Tables:
    turnover, leavers = turnover_tables(regions=WGV)
    return {
        "vacancies": advert_table(
            ("RA0205", "VVT", "TW-A01", 2, "2026Q2", "2026Q3", "filled"),
            ("RA0204", "GGZ", "ZW-B01", 1, "2026Q3", None, "open"),
        ),
        "employment": employment_table(WGV, ["2026Q2", "2026Q3"]),
        "working_time": working_time_table(WGV, ["2026Q2", "2026Q3"]),
        "turnover": turnover,
        "leavers": leavers,
        "population": population_table(WGV),
        "forecasts": forecast_table(WGV),
        "training": training_table(WGV),
        "published_figures": published_table(),
    }


def test_the_table_has_the_shape_of_numbers_and_is_sorted(tidy: Tables) -> None:
    numbers = measures(tidy)
    assert numbers.columns == list(COLUMNS)
    assert numbers.equals(numbers.sort(KEY))
    assert set(tidy) == set(TABLES)


def test_units_and_sources_come_from_the_codelist(tidy: Tables) -> None:
    for measure, unit, source in measures(tidy).select("measure", "unit", "source").unique().iter_rows():
        about = entries("measures")[measure]
        assert (unit, source) == (about["unit"], about["source"])


def test_every_ratio_is_its_numerator_over_its_denominator(tidy: Tables) -> None:
    rows = measures(tidy).filter(pl.col("numerator").is_not_null(), pl.col("value").is_not_null())
    scale = pl.col("unit").replace_strict(
        {"%": 100, "per 100 eerstejaars": 100, "per 1.000 werknemers": 1000, "uren per week": 1, "maanden": 3}
    )
    again = rows.select(again=scale * pl.col("numerator") / pl.col("denominator"))["again"]
    assert rows.height > 100
    assert (rows["value"] - again).abs().max() < 1e-9


def test_the_order_of_rows_makes_no_difference(tidy: Tables) -> None:
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=7) for name, table in tidy.items()}
    assert measures(shuffled).equals(measures(tidy))


def test_the_tidy_tables_themselves_are_not_changed(tidy: Tables) -> None:
    before = {name: table.clone() for name, table in tidy.items()}
    measures(tidy)
    assert all(tidy[name].equals(before[name]) for name in tidy)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"measure": pl.lit("mystery")}, "measure mystery stands in no codelist"),
        ({"region_code": pl.lit("RA9999")}, "region_code RA9999"),
        ({"status": pl.lit("perhaps")}, "status perhaps"),
        ({"value": pl.lit(float("nan"))}, "value is not finite"),
        ({"value": pl.lit(None, pl.Float64)}, "no value, status not missing"),
        ({"lower": pl.col("value") + 1, "upper": pl.col("value") + 2}, "outside its interval"),
    ],
)
def test_numbers_that_do_not_hold_together_stop(tidy: Tables, change: dict[str, pl.Expr], fault: str) -> None:
    one = measures(tidy).filter(measure="employees").head(1)
    with pytest.raises(NumbersWrong, match=fault):
        verified(one.with_columns(**change))


def test_the_same_number_twice_stops(tidy: Tables) -> None:
    one = measures(tidy).head(1)
    with pytest.raises(NumbersWrong, match="key occurs more than once"):
        verified(pl.concat([one, one]))


def test_a_table_of_another_shape_stops(tidy: Tables) -> None:
    with pytest.raises(NumbersWrong, match=r"numbers_table\.py"):
        verified(measures(tidy).drop("unit"))


def test_quarters_follow_each_other_over_the_turn_of_the_year() -> None:
    assert quarters("2025Q3", "2026Q2") == ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    assert quarters("2026Q1", "2025Q4") == []


def test_a_zero_has_no_sign() -> None:
    """-0.0 equals 0.0 and has other bytes; which of the two a difference gives depends on the processor."""
    table = number_rows([{"measure": "flow_balance", "region_code": "RA0205", "period": "2025", "value": -0.0}])
    assert copysign(1, table["value"].item()) == 1
