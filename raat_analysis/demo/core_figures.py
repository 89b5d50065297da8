"""Demonstration of the AZW core figures: employees by age, jobs, contract hours and absence, as one StatLine table."""

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY, region_codes
from raat_analysis.demo import absence
from raat_analysis.demo.calendars import quarters, statline, years_between
from raat_analysis.demo.calibration import BRANCHES, SMAL, figures
from raat_analysis.demo.employment import LAST, employees, employees_at
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats, Ints

FIRST = "2021Q1"
PROVISIONAL = 2  # the last quarters carry a *
ROWS = ["SMAL", "BREED", *BRANCHES]
AGE_COLUMNS = ["employees_under_25", "employees_25_35", "employees_35_45", "employees_45_55", "employees_55_plus"]
REGIONS = [COUNTRY, *region_codes()]


def core_figures() -> pl.DataFrame:
    """A row is branch × region × quarter, totals included; counts are multiples of ten that add up everywhere."""
    periods = quarters(FIRST, LAST)
    tables = [_quarter(p, employees().at(p), p in periods[-PROVISIONAL:]) for p in periods]
    return _in_order(pl.concat(tables))


def later_core_figures(period: str) -> pl.DataFrame:
    """The same of one quarter after the last, provisional."""
    return _in_order(_quarter(period, employees_at(period), provisional=True))


def _in_order(table: pl.DataFrame) -> pl.DataFrame:
    order = {name: number for number, name in enumerate([*ROWS, *REGIONS])}
    return table.sort(
        pl.col("branch").replace_strict(order), pl.col("region").replace_strict(order), "period", maintain_order=True
    )


def region_labels() -> dict[str, str]:
    """StatLine marks the RegioPlus regions with (RA)."""
    return {code: f"{entries('regions')[code]['name']} (RA)" for code in region_codes()}


def _quarter(period: str, counts: Ints, provisional: bool) -> pl.DataFrame:
    ages = _with_totals(counts)
    jobs, hours = _jobs(counts.sum(axis=2), period), _hours(counts.sum(axis=2), period)
    flat = ages.reshape(-1, ages.shape[2])
    return pl.DataFrame(
        {
            "region": np.repeat(REGIONS, len(ROWS)),
            "branch": ROWS * len(REGIONS),
            "employees": flat.sum(axis=1),
            **{name: flat[:, number] for number, name in enumerate(AGE_COLUMNS)},
            "jobs": _with_totals(jobs[:, :, None])[:, :, 0].ravel(),
            "contract_hours": _with_totals(hours[:, :, None])[:, :, 0].ravel() / 10,
            "absence_pct": _absence(period, hours).ravel(),
        }
    ).with_columns(
        absence_pct=pl.when(pl.col("employees") > 0).then("absence_pct"), period=pl.lit(statline(period, provisional))
    )


def _with_totals(leaves: Ints) -> Ints:
    """Leaf × region counts with Nederland before the regions and SMAL and BREED before the leaves."""
    regions = np.concatenate([leaves.sum(axis=0, keepdims=True), leaves])
    smal = regions[:, : len(SMAL)].sum(axis=1, keepdims=True)
    breed = regions.sum(axis=1, keepdims=True)
    return np.concatenate([smal, breed, regions], axis=1)


def _jobs(counts: Ints, period: str) -> Ints:
    """Jobs in multiples of ten: at least one per employee."""
    ratio = np.array([figures("employment")["jobs_per_employee"][b] for b in BRANCHES])
    noise = stream(f"jobs {period}").normal(1, 0.003, counts.shape)
    return np.asarray(np.maximum(np.rint(counts * ratio * noise / 10).astype(np.int64) * 10, counts))


def _hours(counts: Ints, period: str) -> Ints:
    """Contract hours a week in hundreds: employees × 36 × the part-time factor of branch and region."""
    set_to = figures("employment")
    factor = np.array([set_to["part_time"][b] for b in BRANCHES])
    lasting = stream("hours regions").normal(1, 0.012, counts.shape)
    growth = 1 - set_to["part_time_growth_per_year"] * years_between(period, LAST)
    return np.asarray(np.rint(counts * 36 * factor * lasting * growth / 100), dtype=np.int64)


def _absence(period: str, hours: Ints) -> Floats:
    """Absence with totals weighted by contract hours; a published national total replaces the weighted one."""
    leaves = np.vstack([absence.national(period), np.where(hours > 0, absence.regional(period), 0)])
    weights = np.vstack([hours.sum(axis=0), hours])
    smal = (leaves * weights)[:, : len(SMAL)].sum(axis=1) / weights[:, : len(SMAL)].sum(axis=1)
    breed = (leaves * weights).sum(axis=1) / weights.sum(axis=1)
    smal[0] = absence.published_total("SMAL", period) or smal[0]
    breed[0] = absence.published_total("BREED", period) or breed[0]
    return np.asarray(np.round(np.column_stack([smal, breed, leaves]), 1))
