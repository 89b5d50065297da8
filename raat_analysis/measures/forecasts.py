"""Demand, supply and shortage from the Prognosemodel: persons, not fte (T6). Editions are never mixed."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import refuse_adding
from raat_analysis.measures.editions import PARTS, PLACE, revisions
from raat_analysis.measures.rows import counts
from raat_analysis.measures.shortage_gross import gross

QUANTITIES = ["demand", "supply", "shortage"]
APART = ["edition", "scenario"]
REVISED = [*PLACE, "edition", "period"]


def forecasts(table: pl.DataFrame) -> pl.DataFrame:
    """Numbers from the tidy table forecasts: per edition, scenario and year, by branch, and for SMAL by qualification.

    A shortage is demand minus supply, also in totals: within a branch and a region surpluses offset shortages (T11). So
    the shortages of the qualifications stand beside it, added up without surpluses. And per edition what it changed.
    """
    cells = _cells(table)
    totals = with_totals(
        cells.filter(qualification_code="TOTAL").drop("qualification_code"), QUANTITIES, ["branch", "region"], APART
    )
    qualified = by_qualification(cells.filter(pl.col("qualification_code") != "TOTAL"))
    for made in (totals, qualified):
        refuse_broken_identity(made)
    apart = qualified.filter(pl.col("region_code").is_in(region_codes()))
    return pl.concat(
        [
            counts(totals, QUANTITIES),
            counts(qualified, QUANTITIES, "qualification"),
            counts(gross(apart, totals, APART), ["shortage_gross"]),
            *_revised(revisions(totals)),
        ]
    )


def _revised(cells: pl.DataFrame) -> list[pl.DataFrame]:
    """The revision of an edition in all, and its parts where they are known."""
    parts = cells.drop("shortage_revision").unpivot(
        PARTS, index=REVISED, variable_name="part", value_name="shortage_revision"
    )
    known = parts.filter(pl.col("shortage_revision").is_not_null())
    return [counts(cells, ["shortage_revision"]), counts(known, ["shortage_revision"], "bridge")]


def by_qualification(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of SMAL by qualification: the source's own rows, or the sum of its branches where it has none.

    A branch without a row for a qualification employs none: no childcare worker is a nurse.
    """
    own = cells.filter(branch_code="SMAL")
    if own.height == 0 and cells.height:
        refuse_adding(QUANTITIES, "branch")
        inside = [code for code, entry in entries("branches").items() if entry["part_of"][:1] == ["SMAL"]]
        rest = [name for name in cells.columns if name not in (*QUANTITIES, "branch_code")]
        summed = (
            cells.filter(pl.col("branch_code").is_in([*inside, "VV", "TZ"]))
            .group_by(rest)
            .agg(pl.col(QUANTITIES).sum())
        )
        own = summed.with_columns(branch_code=pl.lit("SMAL")).select(cells.columns)
    return with_totals(own, QUANTITIES, ["region"], APART)


def refuse_broken_identity(cells: pl.DataFrame) -> None:
    """Raise unless demand is supply plus shortage in every cell."""
    wrong = cells.filter(pl.col("demand") != pl.col("supply") + pl.col("shortage"))
    if wrong.height:
        raise RaatError(
            f"Demand is not supply plus shortage in {wrong.height} cells:\n{cases(wrong.sort(pl.all()).rows())}\n"
            "Check the export azw_prognose."
        )


def _cells(table: pl.DataFrame) -> pl.DataFrame:
    named = table.rename({f"{name}_persons": name for name in QUANTITIES})
    return named.with_columns(period=pl.col("year").cast(pl.String)).drop("year")
