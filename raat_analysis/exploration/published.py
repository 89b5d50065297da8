"""The published numbers as a tidy table: measures and models, after disclosure control, with names beside codes."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.exploration.provenance import source_and_kind
from raat_analysis.exploration.rows import CODELISTS, Asked, found
from raat_analysis.exploration.words import category_name, scenario_name, status_name
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.numbers_table import KEY
from raat_analysis.parquet import read_table
from raat_analysis.shown_tables import ShownTable

COLUMNS = ["measure", "measure_name", "region_code", "region_name", "branch_code", "branch_name", "period"]
COLUMNS += ["breakdown", "category", "category_name", "scenario", "scenario_name", "edition", "value", "lower", "upper"]
COLUMNS += ["interval_pct", "unit", "numerator", "denominator", "status", "status_name", "source"]
TITLE = "Gepubliceerde cijfers, na bescherming tegen onthulling"
IN_UNIT = ("value", "lower", "upper")


def numbers(
    measure: Asked = None, region: Asked = None, branch: Asked = None, period: Asked = None, **more: Asked
) -> ShownTable:
    """The published numbers, one a row, by codes or names; each filter takes one or a list.

    `more`: breakdown, category, scenario, edition, status (codes). `.attrs` holds the title, the sources and
    the unit of each column: that of the values when all have one unit, else 'zie unit'. A secret number is a row
    without value and with status secret. Raises RaatError for an unknown name, and says what there is when nothing
    fits.
    """
    asked = {"measure": measure, "region_code": region, "branch_code": branch, "period": period, **more}
    rows = with_names(found(asked))
    table = ShownTable(rows.to_pandas())
    units = rows["unit"].unique().to_list()
    unit = units[0] if len(units) == 1 else "zie unit"
    names = {c: unit if c in IN_UNIT else "" for c in COLUMNS} | {"interval_pct": "%"}
    deliveries = read_table(public_folder(None) / "sources.parquet")
    source = " ".join(source_and_kind(each, deliveries) for each in rows["source"].unique().sort().to_list())
    table.attrs = {"title": TITLE, "units": names, "source": source}
    return table


def with_names(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a name beside every code, in the order of COLUMNS."""
    for column, name in CODELISTS.items():
        names = {code: str(entry["name"]) for code, entry in entries(name).items()}
        rows = rows.with_columns(pl.col(column).replace(names).alias(column.removesuffix("_code") + "_name"))
    pairs = rows.select("breakdown", "category").unique()
    spelt = [category_name(*pair) for pair in pairs.iter_rows()]
    rows = rows.join(pairs.with_columns(category_name=pl.Series(spelt, dtype=pl.String)), on=pairs.columns, how="left")
    said = {"scenario": scenario_name, "status": status_name}
    for column, word in said.items():
        words = {code: word(code) for code in rows[column].unique().to_list()}
        rows = rows.with_columns(pl.col(column).replace(words).alias(f"{column}_name"))
    return rows.select(COLUMNS).sort(KEY)
