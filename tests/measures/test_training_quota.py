"""The training quota, study return and the costs of a place, from inputs that are stated and never guessed."""

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.measures.study_return import study_return
from raat_analysis.measures.training_costs import PlaceCosts, business_case, business_cases
from raat_analysis.measures.training_quota import fte_to_target, place_fte, training_quota

WHERE = {"region_code": "RA0205", "period": "2025"}


def places(*rows: tuple[str, int, int | None]) -> pl.DataFrame:
    """Places by (route, number, hours a year of each)."""
    table = pl.DataFrame(
        rows, schema={"route": pl.String, "training_places": pl.Int64, "hours_per_place": pl.Int64}, orient="row"
    )
    return table.with_columns(**{name: pl.lit(value) for name, value in WHERE.items()})


def staff(fte: float) -> pl.DataFrame:
    return pl.DataFrame({**WHERE, "care_staff_fte": [fte]})


def row(numbers: pl.DataFrame) -> tuple[object, ...]:
    return numbers.select("value", "numerator", "denominator", "status").row(0)


def test_ten_bbl_places_of_800_hours_are_6_25_fte() -> None:
    """zonderzorg2020.nl/opleidingsquote-veelgestelde-vragen: 8.000 ÷ 1.280."""
    assert place_fte("bbl", 10 * 800) == 6.25
    numbers = training_quota(places(("bbl", 10, 800)), staff(50))
    assert row(numbers) == (12.5, 6.25, 50.0, "final")


def test_an_internship_is_one_fte_at_1440_hours_and_a_dual_place_at_1280() -> None:
    assert (place_fte("bol", 1440), place_fte("full_time", 720), place_fte("dual", 1280)) == (1.0, 0.5, 1.0)
    with pytest.raises(KeyError):
        place_fte("evening", 100)


def test_routes_are_added_in_fte() -> None:
    """1 of BBL at 1.280, 1 of BOL at 1.440 and half a full-time place: 2,5 fte in 100."""
    numbers = training_quota(places(("bbl", 1, 1280), ("bol", 2, 720), ("full_time", 1, 720)), staff(100))
    assert row(numbers) == (2.5, 2.5, 100.0, "final")


def test_a_place_without_hours_leaves_the_quota_missing() -> None:
    assert row(training_quota(places(("bbl", 10, 800), ("bol", 1, None)), staff(50))) == (None, None, 50.0, "missing")


def test_a_route_without_places_needs_no_hours() -> None:
    assert row(training_quota(places(("bbl", 10, 800), ("bol", 0, None)), staff(50)))[0] == 12.5


@pytest.mark.parametrize("care_staff", [staff(0), staff(50).clear()])
def test_without_staff_there_is_no_quota(care_staff: pl.DataFrame) -> None:
    numbers = training_quota(places(("bbl", 10, 800)), care_staff)
    assert row(numbers)[0] is None
    assert row(numbers)[-1] == "missing"


def test_the_target_is_15_per_100() -> None:
    assert fte_to_target(places_fte=6.25, care_staff_fte=50) == 7.5 - 6.25
    assert fte_to_target(places_fte=20, care_staff_fte=100) == -5


def cohort(entrants: int, diplomas: int, year: int = 2020, route: str = "bol", nominal: int = 3) -> pl.DataFrame:
    figures = {"year": year, "nominal_years": nominal, "cohort_entrants": entrants, "cohort_diplomas": diplomas}
    return pl.DataFrame({"region_code": ["RA0205"], "qualification_code": "VIG3", "route": route, **figures})


def test_study_return_is_a_ratio_of_sums_over_routes() -> None:
    """90 of 100 in one route and 10 of 20 in the other: 83,3%, not the mean of 90 and 50."""
    both = pl.concat([cohort(100, 90), cohort(20, 10, route="bbl")])
    assert row(study_return(both, last_year=2024)) == (pytest.approx(100 * 100 / 120), 100.0, 120.0, "final")


def test_a_cohort_that_is_not_finished_is_missing() -> None:
    """Three years plus one from 2022: the school years 2022 to 2025."""
    assert row(study_return(cohort(100, 60, year=2022), last_year=2025))[0] == 60
    assert row(study_return(cohort(100, 20, year=2023), last_year=2025))[-1] == "missing"


def test_nobody_who_starts_has_no_return() -> None:
    assert row(study_return(cohort(0, 0), last_year=2024))[-1] == "missing"


COSTS = PlaceCosts(
    wage_euro=20_000,
    supervision_hours=100,
    supervisor_euro_per_hour=40,
    fees_euro=1_000,
    productive_hours=500,
    productive_euro_per_hour=30,
    subsidy_euro=2_000,
    years=3,
    diploma_share=0.8,
    stays_share=0.5,
)


def test_the_case_of_a_place() -> None:
    """20.000 + 100 × 40 + 1.000 − 500 × 30 − 2.000 = 8.000 a year; 24.000 a study; ÷ 0,8 and ÷ 0,4."""
    case = business_case(COSTS)
    assert (case.net_euro_per_place_year, case.euro_per_diploma, case.euro_per_stayer) == (8_000, 30_000, 60_000)


def test_each_route_has_its_own_case() -> None:
    cheap = PlaceCosts(**{**vars(COSTS), "wage_euro": 12_000})
    cases = business_cases({"bbl": COSTS, "bol": cheap})
    assert cases["bol"].net_euro_per_place_year == 0
    assert list(cases) == ["bbl", "bol"]


def test_without_graduates_there_is_no_cost_of_one() -> None:
    case = business_case(PlaceCosts(**{**vars(COSTS), "diploma_share": 0}))
    assert (case.euro_per_diploma, case.euro_per_stayer) == (None, None)


def test_no_amount_has_a_default() -> None:
    with pytest.raises(TypeError, match="missing 10 required"):
        PlaceCosts()  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("field", "value"),
    [("diploma_share", 1.2), ("wage_euro", -1), ("fees_euro", float("nan")), ("years", float("inf"))],
)
def test_figures_that_cannot_be_are_refused(field: str, value: float) -> None:
    with pytest.raises(RaatError, match=rf"1 figures of a business case cannot be:\n  - {field} is"):
        business_case(PlaceCosts(**{**vars(COSTS), field: value}))
