"""Who works at the organisations that take part: by branch, and by age, contract hours and function, two at a time.

Every category is there, also those with nobody in it. Confidential until it is rounded (disclosure/rounded_sources.py):
a row is an exact count. Only organisations with ten respondents or more take part, the same as in the response.
"""

from itertools import combinations, product

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.contracts import contract
from raat_analysis.contributors import contributions
from raat_analysis.numbers_table import BY, CROSS, number_rows
from raat_analysis.potential.surveyed import FEWEST_RESPONDENTS, Surveyed

WHOLE = "SMAL"
PLACE = ["region_code", "edition", "branch_code"]
CATEGORIES = {
    "age": [code for code in entries("age_classes") if code != "total"],
    "contract": list(entries("contract_classes")),
    "function": list(contract("fase0_hr").columns["function_group"].codes.values()),
}
BREAKDOWNS = [traits for number in (0, 1, 2) for traits in combinations(CATEGORIES, number)]


def employee_numbers(organisations: list[Surveyed], workforce: pl.DataFrame) -> pl.DataFrame:
    """Number rows for every region and round, for the sector and each branch in it; totals know who contributed."""
    people = _people(organisations, workforce)
    counted = pl.concat([_counted(people, traits) for traits in BREAKDOWNS])
    rows = counted.join(_behind(people), on=[*PLACE, "breakdown"], how="left", validate="m:1", maintain_order="left")
    same = {"measure": "fase0_employees", "status": "final"}
    return number_rows(same | row | {"period": row["edition"]} for row in rows.iter_rows(named=True))


def contract_class() -> pl.Expr:
    """The class of the contract hours (codelists/contract_classes.yml)."""
    found = pl.lit(None, pl.String)
    for code, entry in entries("contract_classes").items():
        found = pl.when(pl.col("contract_hours") >= float(entry["from"])).then(pl.lit(code)).otherwise(found)
    return found


def branch_of(code: str) -> str:
    """The branch in which an organisation is counted: one that is part of another (VV of VVT) counts as that one."""
    wider = [each for each in entries("branches")[code]["part_of"] if each not in ("SMAL", "BREED")]
    return wider[0] if wider else code


def _people(organisations: list[Surveyed], workforce: pl.DataFrame) -> pl.DataFrame:
    """One row is an employee in his or her branch, or in the sector: everybody twice."""
    names = [*PLACE, "organisation_code"]
    there = [
        (each.region_code, each.round, branch_of(each.branch_code), each.organisation_code)
        for each in organisations
        if each.respondents >= FEWEST_RESPONDENTS
    ]
    places = pl.DataFrame(there, schema=dict.fromkeys(names, pl.String), orient="row")
    staff = workforce.select(
        "organisation_code",
        pl.col("round").alias("edition"),
        pl.col("age_class").alias("age"),
        contract_class().alias("contract"),
        pl.col("function_group").alias("function"),
    )
    found = staff.join(places, on=["organisation_code", "edition"], how="inner", validate="m:1")  # who takes part
    return pl.concat([found, found.with_columns(branch_code=pl.lit(WHOLE))])


def _counted(people: pl.DataFrame, traits: tuple[str, ...]) -> pl.DataFrame:
    """One row per place and category, also with nobody in it."""
    crossed = [CROSS.join(codes) for codes in product(*(CATEGORIES[trait] for trait in traits))]
    categories = pl.DataFrame({"category": crossed if traits else ["total"]})
    named = pl.concat_str(traits, separator=CROSS) if traits else pl.lit("total")
    counts = people.group_by(*PLACE, named.alias("category")).agg(value=pl.len().cast(pl.Float64))
    grid = people.select(PLACE).unique().join(categories, how="cross")
    found = grid.join(counts, on=[*PLACE, "category"], how="left", validate="1:1").with_columns(
        pl.col("value").fill_null(0.0), breakdown=pl.lit(BY.join(traits) or "total")
    )
    return found.select(*PLACE, "breakdown", "category", "value")


def _behind(people: pl.DataFrame) -> pl.DataFrame:
    """Who contributed to the total of each place."""
    sizes = people.group_by(*PLACE, "organisation_code").agg(employees=pl.len())
    behind = sizes.group_by(PLACE).agg(**contributions(pl.col("organisation_code"), pl.col("employees")))
    return behind.with_columns(breakdown=pl.lit("total"))
