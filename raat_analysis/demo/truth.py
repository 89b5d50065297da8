"""What is true behind the demonstration exports, for tests only: one file that no other part of the package reads."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import region_codes, wgv_codes
from raat_analysis.demo.adverts import adverts
from raat_analysis.demo.calendars import quarter_of
from raat_analysis.demo.calibration import AGES, BRANCHES, SMAL
from raat_analysis.demo.employment import employees
from raat_analysis.demo.randomness import ROOT
from raat_analysis.demo.surveys import employee_answers
from raat_analysis.demo.turnover import DESTINATIONS, WITHIN, YEARS, chances
from raat_analysis.demo.vacancies import true_vacancies
from raat_analysis.demo.workforce import FULL_TIME, workforce
from raat_analysis.paths import replaced


def write_truth(path: Path, not_at_random: bool = False) -> None:
    """The truth as JSON, in the order in which it is made."""
    found = {"seed": ROOT, "vacancies": _vacancies(), "turnover": _turnover(), "fase0": _fase0(not_at_random)}
    with replaced(path) as beside:
        beside.write_bytes((json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())


def _vacancies() -> dict[str, Any]:
    """True vacancies (no reposts counted) and adverts by region and quarter, and how the vacancies ended."""
    opened = Counter((v.region, v.quarter) for v in true_vacancies())
    posted = Counter((a.details.region, quarter_of(a.posted)) for a in adverts())
    fill = np.array([v.fill for v in true_vacancies()])
    return {
        "opened": {r: {q: opened[r, q] for q in sorted({k[1] for k in opened})} for r in wgv_codes()},
        "adverts": {r: {q: posted[r, q] for q in sorted({k[1] for k in posted})} for r in wgv_codes()},
        "adverts_per_vacancy": round(len(adverts()) / len(true_vacancies()), 4),
        "median_days_until_filled_without_withdrawal": float(np.median(fill)),
        "last_advert": dict(sorted(Counter({a.vacancy: a.status for a in adverts()}.values()).items())),
    }


def _turnover() -> dict[str, Any]:
    """True chances: leaving the employer and each destination, for the WGV regions, by year, branch and age."""
    indices = [region_codes().index(code) for code in wgv_codes()]
    return {
        "destinations": DESTINATIONS,
        "branches": BRANCHES,
        "ages": AGES,
        "chances": {str(year): _rounded(chances(year)[indices]) for year in (YEARS[-1],)},
        "expected_smal_pct": {str(year): _expected(year) for year in YEARS},
    }


def _expected(year: int) -> dict[str, dict[str, float]]:
    """Expected percentage of employees (smal) of a WGV region who leave the employer, and who leave the sector."""
    chance, start = chances(year)[:, : len(SMAL)], employees().at(f"{year - 1}Q4")[:, : len(SMAL)]
    leaving = (chance * start[..., None]).sum(axis=(1, 2)) / start.sum(axis=(1, 2))[:, None] * 100
    return {
        code: {
            "employer": round(float(leaving[region_codes().index(code)].sum()), 4),
            "sector": round(float(leaving[region_codes().index(code), WITHIN:].sum()), 4),
        }
        for code in wgv_codes()
    }


def _rounded(table: Any) -> Any:
    return np.round(table, 6).tolist()


def _fase0(not_at_random: bool) -> dict[str, Any]:
    """Potential by organisation in Twente, over all employees: fte of 36 hours beyond the hours already worked."""
    answers = dict(employee_answers(not_at_random).group_by("organisation_code").len().iter_rows())
    return {
        code: {
            "branch": branch,
            "employees": employees_there,
            "respondents": answers.get(code, 0),
            "direct_fte": _fte(direct),
            "conditional_fte": _fte(conditional),
            "fewer_fte": _fte(fewer),
            "net_fte": _fte(direct + conditional - fewer),
        }
        for code, branch, employees_there, direct, conditional, fewer in _wishes().rows()
    }


def _wishes() -> pl.DataFrame:
    """Per organisation: branch, employees, and hundredths of hours wished more now, under conditions, and fewer."""
    worked = pl.max_horizontal("contract_hours", "actual_hours")
    more, less = pl.col("desired_hours") - worked, pl.col("actual_hours") - pl.col("desired_hours")
    sums = [
        (pl.when(pl.col("wants") == wish).then(hours.clip(0)).otherwise(0) * 100)
        .round()
        .cast(pl.Int64)
        .sum()
        .alias(wish)
        for wish, hours in (("now", more), ("conditional", more), ("fewer", less))
    ]
    return workforce().group_by("organisation_code", "branch").agg(pl.len(), *sums).sort("organisation_code")


def _fte(hundredths: int) -> float:
    return round(hundredths / 100 / FULL_TIME, 4)
