"""Published figures on hours, fte, potential and training that our measures reproduce (docs/methods/validation.md).

Sources: Kamerstuk 29282-309, VWS open data (2013), CBS longread 2023, HPP, VGZ, zonderzorg2020.nl, RAAT Twente (2018).
"""

from collections.abc import Sequence

import polars as pl
import pytest

from raat_analysis.checks.totals import totals
from raat_analysis.contracts import Contract
from raat_analysis.measures.training_quota import fte_to_target, place_fte
from raat_analysis.measures.working_time import working_time


def factor(numbers: pl.DataFrame, branch: str) -> float:
    found: float = numbers.filter(measure="part_time_factor_pct", branch_code=branch)["value"].item()
    return found


# C5. Persons, fte and hours


@pytest.mark.parametrize(
    ("branch", "persons", "fte", "published"),
    [
        *(("UMC", 69, 58, 0.841), ("ZKH", 214, 163, 0.762), ("GGZ", 86, 71, 0.826)),  # 2014
        *(("VVT", 397, 261, 0.657), ("GHZ", 162, 117, 0.722)),
        *(("UMC", 71, 60, 0.845), ("ZKH", 209, 162, 0.775), ("GGZ", 84, 69, 0.821), ("VVT", 368, 246, 0.668)),  # 2017
    ],
)
def test_part_time_factors_are_fte_in_persons(branch: str, persons: int, fte: int, published: float) -> None:
    """Kamerstuk 29282-309, ×1.000, fte of 36 hours."""
    assert factor(worked(branch, persons, fte), branch) == pytest.approx(100 * published, abs=0.05)


def worked(branch: str, persons: int, fte: int) -> pl.DataFrame:
    """Working time of one branch, from thousands of persons and of fte."""
    figures = {"employees": 1000 * persons, "jobs": 1000 * persons, "contract_hours_thousand": 36.0 * fte}
    where = {"region_code": "NL01", "branch_code": branch, "period": "2014Q4", "status": "final"}
    return working_time(pl.DataFrame({**{n: [t] for n, t in where.items()}, **figures, "absence_pct": 6.0}))


def test_the_part_time_factor_that_vws_gave_for_vvt_in_2013_is_not_its_fte_in_persons() -> None:
    """61% beside 256 of 438 thousand, which is 58%: of two published figures one is wrong, and we make ours anew."""
    made = factor(worked("VVT", 438, 256), "VVT")
    assert round(made) == 58
    assert abs(made - 61) > 2


HOURS = {  # <12, 12-20, 20-35, 35-41, ≥41 hours, % of employees in 2022 (CBS longread 2023, chapter 4)
    "Nederland": (9.1, 7.1, 31.6, 39.5, 12.7),
    "zorg en welzijn": (6.9, 9.9, 56, 20.7, 6.5),
    "vvt": (11.5, 16.4, 58.8, 10.7, 2.7),
    "gehandicaptenzorg": (4.5, 8.8, 68, 14.7, 4.2),
    "jeugdzorg": (4.1, 6.1, 53.2, 30, 6.6),
    "kinderopvang": (6.9, 13.1, 61.4, 14.2, 4.5),
    "sociaal werk": (9.7, 6.2, 53.9, 23.8, 6.4),
    "ggz": (3.9, 3.3, 56.5, 31.9, 4.4),
    "umc": (3.2, 5, 40.4, 40.5, 10.9),
    "ziekenhuizen": (3.7, 5.3, 55, 26, 10.1),
}


def adds_up(parts: Sequence[float], total: float, rounded_to: float) -> bool:
    """Whether the check of totals takes these figures, as it would in an export of a source that rounds so."""
    codes = {"all": "ALL", **{f"part {place}": f"P{place}" for place in range(len(parts))}}
    usual = {"required": True, "description": "x"}
    contract = Contract.model_validate(
        {
            **{"source": "figures", "title": "Figures", "row": "a figure", "format": "csv", "kind_of_data": "public"},
            **{"key": ["place", "part"], "later_export_replaces": True, "allowed_set_aside_pct": 0},
            "columns": {
                "place": {"header": "Place", "type": "text", **usual},
                "part": {"header": "Part", "type": "code", "codes": codes, **usual},
                "figure": {"header": "Figure", "type": "decimal", "rounded_to": rounded_to, **usual},
            },
            "totals": [
                {
                    **{"id": "whole", "over": "part", "total": "ALL", "parts": list(codes.values())[1:]},
                    **{"columns": ["figure"], "severity": "stop", "sentence": "The parts add up."},
                }
            ],
        }
    )
    rows = pl.LazyFrame({"place": "NL", "part": list(codes), "figure": [total, *parts]}, strict=False)
    return not totals(
        rows.with_columns(export_file=pl.lit("f.csv"), export_line=pl.int_range(pl.len())), contract
    ).broken


@pytest.mark.parametrize("branch", HOURS)
def test_classes_of_hours_add_up_to_100_but_for_rounding(branch: str) -> None:
    """Rows of 99,9 to 100,2: six figures of one decimal may differ 6 × 0,05, and one point more is no rounding."""
    assert adds_up(HOURS[branch], 100, rounded_to=0.1)
    first, *rest = HOURS[branch]
    assert not adds_up([first + 1, *rest], 100, rounded_to=0.1)


# C6. Unused potential


@pytest.mark.parametrize(
    ("parts", "total", "rounded_to"),
    [
        ((15, 25), 40, 1),  # HPP 2025: now and under conditions, %
        ((1_720, 1_158), 2_878, 1),  # VGZ and Thebe: active and latent growth potential, fte
        ((50.9, 16.2, 13.8, 19.1), 100.0, 0.1),  # CBS 2021Q4 to 2023Q4: same, more, fewer, stopped, %
        ((762, 496, 820), 2_078, 1),  # CBS 2014: unemployed, semi-unemployed, underemployed ×1.000
        ((408, 352, 561), 1_321, 1),  # CBS 2021
    ],
)
def test_published_potentials_add_up(parts: tuple[float, ...], total: float, rounded_to: float) -> None:
    assert adds_up(parts, total, rounded_to)
    assert not adds_up(parts, total + 5 * rounded_to, rounded_to)


# A7. Training


def test_ten_bbl_places_of_800_hours_are_6_25_fte() -> None:
    """zonderzorg2020.nl/opleidingsquote-veelgestelde-vragen."""
    assert place_fte("bbl", 10 * 800) == 6.25


def test_the_target_of_the_training_quota_is_15_per_100() -> None:
    """RAAT Twente (2018)."""
    assert fte_to_target(places_fte=0, care_staff_fte=100) == 15
