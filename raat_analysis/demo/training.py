"""Demonstration of training places, entrants, diplomas and work in the sector, by region, qualification and route."""

import numpy as np
import polars as pl

from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calibration import figures
from raat_analysis.demo.population import region_inhabitants
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Ints, shared

YEARS = list(range(2019, 2026))
HIGHER = ("VP6", "MHD6")


def training() -> pl.DataFrame:
    """A row is region × qualification × route × year of study."""
    qualifications = figures("training")["entrants"]
    return pl.concat([_route(q, route) for q in qualifications for route in _routes(q)]).sort(
        "region", "qualification", "route", "year"
    )


def _routes(qualification: str) -> tuple[str, str]:
    """School-based and work-based route, as codes of the contract."""
    return ("full_time", "dual") if qualification in HIGHER else ("bol", "bbl")


def _route(qualification: str, route: str) -> pl.DataFrame:
    set_to = figures("training")
    entrants = _entrants(qualification, route)
    success, in_sector, places = (set_to[key][route] for key in ("success", "in_sector", "places_per_entrant"))
    rng = stream(f"training {qualification} {route}")
    diplomas = rng.binomial(_earlier(entrants, set_to["years_to_diploma"][qualification]), success)
    return pl.DataFrame(
        {
            "region": np.repeat(region_codes(), len(YEARS)),
            "qualification": qualification,
            "route": route,
            "year": YEARS * len(region_codes()),
            "training_places": np.rint(entrants * places * rng.normal(1, 0.05, entrants.shape)).astype(int).ravel(),
            "entrants": entrants.ravel(),
            "diplomas": diplomas.ravel(),
            "working_in_sector": rng.binomial(diplomas, in_sector).ravel(),
        }
    )


def _entrants(qualification: str, route: str) -> Ints:
    """[region, year]; the two routes together add up to the national intake of the year."""
    set_to = figures("training")
    share = set_to["work_based_share"][qualification]
    taste = stream(f"training regions {qualification}").lognormal(0, 0.12, len(region_codes()))
    weights = np.array(list(region_inhabitants().values())) * taste
    tables = []
    for year in YEARS:
        total = round(set_to["entrants"][qualification] * set_to["years"][year])
        work_based = round(total * (share + 0.008 * (year - YEARS[0])))
        tables.append(shared(weights, work_based if route in ("bbl", "dual") else total - work_based))
    return np.column_stack(tables)


def _earlier(entrants: Ints, years: int) -> Ints:
    """Entrants of `years` before; before the first year the first year stands in."""
    columns = [max(number - years, 0) for number in range(len(YEARS))]
    return entrants[:, columns]
