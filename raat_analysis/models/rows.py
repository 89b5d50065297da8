"""Number rows from what a model knows: unit, source and the usual values of the other columns are filled in here."""

from collections.abc import Iterable, Mapping

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.numbers_table import COLUMNS, KEY

USUAL: dict[str, object] = {
    "branch_code": "SMAL",
    "breakdown": "total",
    "category": "total",
    "scenario": "",
    "edition": "",
    "status": "modelled",
}


def number_rows(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """The rows in the shape of the numbers table, in the order of its key.

    Unit and source come from measures.yml; a measure that is not there is a KeyError.
    """
    filled = [{**USUAL, **_from_codelist(str(row["measure"])), **row} for row in rows]
    table = pl.DataFrame({name: [row.get(name) for row in filled] for name in COLUMNS}, schema=COLUMNS, strict=False)
    return table.sort(KEY)


def _from_codelist(measure: str) -> dict[str, object]:
    entry = entries("measures")[measure]
    return {"unit": entry["unit"], "source": entry["source"]}
