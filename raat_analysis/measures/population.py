"""Inhabitants, labour force, short unemployment, and the share of care in the labour force."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import added
from raat_analysis.measures.rows import counts, ratios

SHOWN = ["inhabitants", "labour_force", "unemployed_under_6_months"]
QUANTITIES = [*SHOWN, "inhabitants_under_20", "inhabitants_20_65", "inhabitants_65_plus"]


def population(table: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy tables population and employment (cells of measures.employment.employees)."""
    refuse_absent_municipalities(table)
    regions = added(table, "municipality", QUANTITIES)
    cells = with_totals(regions, QUANTITIES, ["region"])
    return pl.concat(
        [
            counts(cells, SHOWN),
            ratios(cells, "green_pressure_pct", "inhabitants_under_20", "inhabitants_20_65"),
            ratios(cells, "grey_pressure_pct", "inhabitants_65_plus", "inhabitants_20_65"),
            ratios(care_workers(cells, employees), "care_share_pct", "employees", "labour_force"),
        ]
    )


def care_workers(regions: pl.DataFrame, employees: pl.DataFrame) -> pl.DataFrame:
    """Employees (SMAL) and labour force side by side, for the quarters that both sources have."""
    care = employees.filter(branch_code="SMAL", age_class="total").drop("branch_code", "age_class")
    both = sorted(set(care["period"]) & set(regions["period"]))
    sides = [t.filter(pl.col("period").is_in(both)) for t in (care, regions)]
    cells = sides[0].join(sides[1], on=["region_code", "period"], how="full", coalesce=True, validate="1:1")
    lone = cells.filter(pl.col("employees").is_null() | pl.col("labour_force").is_null())
    if lone.height or (not both and care.height and regions.height):
        raise RaatError(
            f"{lone.height} regions and quarters are in one of azw_kerncijfers and arbeidsmarkt only, and they share "
            f"{len(both)} quarters:\n{cases(lone.select('region_code', 'period').sort(pl.all()).rows())}\n"
            "Complete the export in which the region or the quarter is missing."
        )
    return cells


def refuse_absent_municipalities(table: pl.DataFrame) -> None:
    """Raise when a region has some of its municipalities in a quarter but not all: its sums would be too low."""
    listed = [(code, entry["region_code"]) for code, entry in entries("municipalities").items()]
    all_of = pl.DataFrame(listed, schema=["municipality_code", "region_code"], orient="row")
    wanted = table.select("region_code", "period").unique().join(all_of, on="region_code", how="left", validate="m:m")
    absent = wanted.join(table, on=["municipality_code", "period"], how="anti")
    if absent.height:
        found = absent.sort("period", "municipality_code").select("period", "region_code", "municipality_code")
        raise RaatError(
            f"arbeidsmarkt: {absent.height} municipalities are missing in a quarter of their region:\n"
            f"{cases([' '.join(row) for row in found.iter_rows()])}\nComplete the export."
        )
