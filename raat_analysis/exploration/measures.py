"""The catalogue of measures as a table, with what is published of each."""

import polars as pl

from raat_analysis.codelists import entries, normalised
from raat_analysis.exploration.asked import NotFound
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.parquet import read_table
from raat_analysis.shown_tables import ShownTable

ABOUT = ["measure", "name", "name_en", "unit", "definition", "source", "method"]
SEARCHED = ("name", "name_en", "definition")


def catalogue(search: str = "") -> ShownTable:
    """Every measure with definition, unit, source and method page, and its published regions, first and last period.

    `search` keeps the measures with that text in code, name or definition, in Dutch or English.
    """
    measures = {code: entry for code, entry in entries("measures").items() if _has(code, entry, search)}
    if not measures:
        raise NotFound(f"Geen maat met {search!r} in code, naam of betekenis. Zoek korter: 'vacature', 'outflow'.")
    rows = [(code, *(entry.get(name) or "" for name in ABOUT[1:])) for code, entry in measures.items()]
    table = pl.DataFrame(rows, schema=dict.fromkeys(ABOUT, pl.String), orient="row")
    table = table.join(_published(), on="measure", how="left", maintain_order="left")
    table = table.with_columns(pl.col("regions").fill_null(0), pl.col("first", "last").fill_null(""))
    return ShownTable(table.to_pandas())


def _has(code: str, entry: dict[str, object], search: str) -> bool:
    wanted = normalised(search)
    return any(wanted in normalised(str(text)) for text in (code, *(entry[name] for name in SEARCHED)))


def _published() -> pl.DataFrame:
    rows = read_table(public_folder(None) / "numbers.parquet").filter(pl.col("value").is_not_null())
    return rows.group_by("measure").agg(
        pl.col("region_code").n_unique().alias("regions"),
        pl.col("period").min().alias("first"),
        pl.col("period").max().alias("last"),
    )
