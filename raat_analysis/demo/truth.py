"""What is true behind the demonstration exports, for tests only: one file that no other part of the package reads."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import region_codes, wgv_codes
from raat_analysis.demo.adverts import adverts
from raat_analysis.demo.calendars import quarter_of
from raat_analysis.demo.calibration import AGES, BRANCHES, SMAL
from raat_analysis.demo.employment import employees
from raat_analysis.demo.fase0 import BEFORE, ROUND, published_parts, world_of
from raat_analysis.demo.fase0_truth import true_changes, true_totals
from raat_analysis.demo.participation import members
from raat_analysis.demo.randomness import ROOT
from raat_analysis.demo.turnover import DESTINATIONS, WITHIN, YEARS, chances
from raat_analysis.demo.vacancies import true_vacancies
from raat_analysis.paths import replaced


def write_truth(path: Path, not_at_random: bool = False) -> None:
    """The truth as JSON, in the order in which it is made."""
    found = {
        "seed": ROOT,
        "vacancies": _vacancies(),
        "turnover": _turnover(),
        "fase0": _fase0(not_at_random),
        "fase0_before": _fase0_before(not_at_random),
    }
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
    """What is true of each Twente organisation now: of everybody in its extract, and of all staff where more."""
    branches = dict(zip(members()["organisation_code"], members()["branch"], strict=True))
    now = [part for part in published_parts(not_at_random) if part.round == ROUND]
    more = {part.code: part.everybody for part in now if part.everybody.height > part.staff.height}
    whole = {code: {"whole": _short(true_totals(everybody))} for code, everybody in more.items()}
    found = _round(ROUND, not_at_random)
    return {code: {"branch": branches[code], **facts, **whole.get(code, {})} for code, facts in found}


def _fase0_before(not_at_random: bool) -> dict[str, Any]:
    """The same for the organisations of the round before, and under `change` what became of their people since."""
    parts = {(part.code, part.round): part.staff for part in published_parts(not_at_random)}
    return {
        code: found | {"change": _short(true_changes(parts[code, BEFORE], parts[code, ROUND]))}
        for code, found in _round(BEFORE, not_at_random)
    }


def _round(round_code: str, not_at_random: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    world = world_of([part for part in published_parts(not_at_random) if part.round == round_code])
    shares = world.true_shares.partition_by("organisation_code", as_dict=True)
    for row in world.truth.drop("round").iter_rows(named=True):
        code = row.pop("organisation_code")
        yield code, _short(row) | {"shares": _nested(shares[(code,)])}


def _nested(shares: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Question → code → percent."""
    found: dict[str, dict[str, float]] = {}
    for question, code, share in shares.select("question", "code", "share_pct").iter_rows():
        found.setdefault(question, {})[code] = round(share, 2)
    return found


def _short(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in facts.items()}
