"""The tidy tables of a whole country: all 28 regions, 11 branches and 23 quarters, vacancies included.

The demonstration has all regions in every table but the vacancies: its board serves four of them, and six branches.
Here every region and branch gets employers of its own, each with the adverts of an employer of the demonstration, so
that adverts still follow each other as they do there. How many: in proportion to the employees. The draw is seeded.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, region_codes
from raat_analysis.measures.all_measures import TABLES
from raat_analysis.parquet import read_table
from raat_analysis.potential.fase0 import TABLES as FASE0

TIDY = Path(__file__).parents[1] / "data" / "processed" / "tidy"
# A branch without adverts in the demonstration takes after one that has them.
LIKE = {"VV": "VVT", "TZ": "VVT", "UMC": "ZKH", "HA": "OVZ", "JZ": "SW", "KO": "SW"}
SEED = 2018


def demonstration() -> dict[str, pl.DataFrame]:
    """The tidy tables of the demonstration that measures and models read, by name."""
    return {name: read_table(TIDY / f"{name}.parquet") for name in (*TABLES, *FASE0)}


def national(tidy: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same tables with vacancies in every region and branch."""
    drawn = employers(tidy["vacancies"], tidy["employment"])
    return {**tidy, "vacancies": adverts(tidy["vacancies"], drawn)}


def country_as_area() -> None:
    """In this process every region is one of the board's area, so that vacancies are measured and forecast in all 28.

    Oost-Nederland then is the whole country; nothing else knows of it.
    """
    for code in region_codes():
        entries("regions")[code]["part_of"] = AREA


def employers(vacancies: pl.DataFrame, employment: pl.DataFrame) -> pl.DataFrame:
    """One row per employer of the country: its code, region and branch, and the employer whose adverts it has."""
    cells = _cells(employment)
    known = vacancies.select("organisation_code", "region_code", "branch_code").unique().sort(pl.all())
    chance = np.random.default_rng(SEED)
    rows = []
    for region, branch, employees in cells.iter_rows():
        like = LIKE.get(branch, branch)
        models = known.filter(branch_code=like)["organisation_code"].unique().sort()
        board = known["region_code"].unique().to_list()
        there = cells.filter(pl.col("region_code").is_in(board), _alike(like))["employees"].sum()
        number = max(1, round(models.len() * employees / there))
        drawn = models.gather(chance.integers(0, models.len(), number)).to_list()
        rows += [(f"{region}-{branch}-{n}", region, branch, model) for n, model in enumerate(drawn)]
    return pl.DataFrame(rows, ["employer", "region", "branch", "organisation_code"], orient="row")


def adverts(vacancies: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    """The adverts of the employers: those of the one each is modelled on, with numbers of their own."""
    both = drawn.join(vacancies, on="organisation_code", how="left", validate="m:m", maintain_order="left_right")
    own = both.with_columns(
        advert_id=pl.col("employer") + "-" + pl.col("advert_id"),
        organisation_code="employer",
        region_code="region",
        branch_code="branch",
    )
    return own.select(vacancies.columns).sort("posted_on", "advert_id")


def _cells(employment: pl.DataFrame) -> pl.DataFrame:
    """Region, branch and employees in the last quarter, where a branch has any; branches without parts only."""
    last = employment.filter(age_class="total", period=employment["period"].max())
    totals = {total for entry in entries("branches").values() for total in entry["part_of"]}
    inside = pl.col("region_code").is_in(region_codes()) & ~pl.col("branch_code").is_in(totals)
    cells = last.filter(inside, pl.col("employees") > 0).select("region_code", "branch_code", "employees")
    return cells.sort(pl.all())


def _alike(branch: str) -> pl.Expr:
    """The cells of the branch itself, or of its parts."""
    parts = [code for code, entry in entries("branches").items() if branch in (code, *entry["part_of"])]
    return pl.col("branch_code").is_in(parts)
