"""The published tables of one report, read once, and how a section asks them for facts."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from raat_analysis import paths
from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA, COUNTRY, members, region_codes
from raat_analysis.measures.one_source import refuse_mixed_sources
from raat_analysis.sentences.facts import Fact, fact
from raat_analysis.sentences.periods import year_before

TABLES = ("numbers", "actions", "published_figures", "sources", "previous")
ALL = "SMAL"  # the whole sector without childcare
BESIDE = (  # what a sheet shows of its sibling regions, of the whole sector: as shares of persons where it can
    "employees",
    "employees_share_pct",
    "vacancies_open",
    "vacancies_per_1000_employees",
    "outflow_sector_pct",
    "outflow_employer_pct",
    "absence_pct",
    "care_share_pct",
    "grey_pressure_pct",
    "contract_hours_mean",
    "sector_return_pct",
    "shortage",
    "demand",
)


def public_folder(published: Path | None) -> Path:
    """The folder of the public tables; `published` replaces the project's own."""
    return (published or paths.processed("published")) / "public"


def siblings(region_code: str) -> list[str]:
    """The other regions of the same employers' organisation; of Oost-Nederland its own four, of Nederland none."""
    if region_code in (AREA, COUNTRY):
        return members(AREA) if region_code == AREA else []
    regions = entries("regions")
    whose = regions.get(region_code, {}).get("employers_organisation")
    return [c for c in region_codes() if regions[c]["employers_organisation"] == whose and c != region_code]


def compared_regions(region_code: str) -> list[str]:
    """The regions a report may show: its own, its siblings, Oost-Nederland when it lies in it, and Nederland."""
    inside = entries("regions").get(region_code, {}).get("part_of") == AREA
    return [region_code, *siblings(region_code), *([AREA] if inside else []), COUNTRY]


def of_siblings(region_code: str) -> pl.Expr:
    """The rows of sibling regions that a sheet shows: the whole sector, in all and by age, of the measures compared."""
    asked = [pl.col("region_code").is_in(siblings(region_code)), pl.col("measure").is_in(BESIDE)]
    asked += [pl.col("branch_code") == ALL, pl.col("breakdown").is_in(["total", "age"])]
    return pl.all_horizontal(*asked, pl.col("scenario").is_in(["", "reference"]))


@dataclass(frozen=True)
class Sheet:
    """What a section may know: the region, the edition (a quarter) and the published rows for them."""

    region_code: str
    edition: str
    numbers: pl.DataFrame
    actions: pl.DataFrame
    published_figures: pl.DataFrame
    sources: pl.DataFrame
    previous: pl.DataFrame  # what the edition before published for the region
    mark: str = ""  # the hash of these rows

    @property
    def name(self) -> str:
        """The region's name, as on the page."""
        return str(entries("regions")[self.region_code]["name"])

    @cached_property
    def observed(self) -> pl.DataFrame:
        """The rows that are not a forecast, up to and including the edition's quarter."""
        return self.numbers.filter(pl.col("scenario") == "", pl.col("period") <= self.edition)

    def facts(self, measure: str, region: str | None = None, **where: str) -> list[Fact]:
        """The facts of a measure in the order of their periods; without conditions the totals of the whole sector."""
        asked = {"branch_code": ALL, "breakdown": "total", "category": "total"} | where
        rows = self.numbers if "scenario" in asked else self.observed
        return _facts(rows.filter(measure=measure, region_code=region or self.region_code, **asked))

    def latest(self, measure: str, region: str | None = None, **where: str) -> Fact:
        """The fact of the last period; without rows a fact without value."""
        found = self.facts(measure, region, **where)
        return found[-1] if found else Fact(measure, region or self.region_code)

    def periods(self, measure: str, **where: str) -> list[str]:
        """The periods for which the region has rows of a measure, first to last."""
        return sorted(set(self.observed.filter(measure=measure, region_code=self.region_code, **where)["period"]))

    def like(self, here: Fact, *, region: str | None = None, years: int = 0) -> Fact:
        """The same number for another region or so many years earlier; without a row a fact without value."""
        period, code = year_before(here.period, years) if here.period else "", region or here.region_code
        where = {
            name: getattr(here, name)
            for name in ("measure", "branch_code", "breakdown", "category", "scenario", "edition")
        }
        found = _facts(self.numbers.filter(region_code=code, period=period, **where))
        return found[0] if found else Fact(here.measure, code, period=period)

    def earlier(self, here: Fact) -> Fact:
        """The same number a year before."""
        return self.like(here, years=1)

    def country(self, here: Fact) -> Fact:
        """The same number for Nederland."""
        return self.like(here, region=COUNTRY)

    def split(self, measure: str, period: str, region: str | None = None, **where: str) -> list[Fact]:
        """All facts of a measure at a period: of one breakdown, or (breakdown total) of all branches."""
        rows = self.numbers if "scenario" in where else self.observed
        return _facts(rows.filter(measure=measure, region_code=region or self.region_code, period=period, **where))


def _facts(rows: pl.DataFrame) -> list[Fact]:
    refuse_mixed_sources(rows)
    return [fact(row) for row in rows.sort("period", "branch_code", "category").iter_rows(named=True)]
