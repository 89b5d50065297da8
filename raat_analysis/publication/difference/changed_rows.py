"""verschil.csv: every changed number in the form of the open data, with what it was, how much it matters and why."""

import polars as pl

from raat_analysis.factsheets.published import SIGNS, spelled
from raat_analysis.publication.difference.compared import Difference
from raat_analysis.rendering.open_data import as_csv

FILE = "verschil.csv"
NEWEST, REVISED = "nieuwste cijfer", "herzien cijfer"
SPELLED = ["Begrip", "Begripscode", "Regiocode", "Regio", "Branchecode", "Branche", "Periode", "Uitsplitsing"]
SPELLED += ["Categorie", "Scenario", "Editie of ronde", "Marge in procent", "Eenheid", "Bron"]


def changed_rows(found: Difference) -> bytes:
    """The newest numbers that changed and then the revised ones, each by importance; a line is a number of a region."""
    newest = found.newest.with_columns(pl.lit("").alias("reason"))
    both = [_rows(newest, NEWEST), _rows(found.revised, REVISED)]
    return as_csv(pl.concat(both))


def _rows(changed: pl.DataFrame, kind: str) -> pl.DataFrame:
    shown = changed.select(
        pl.lit(kind).alias("Soort"),
        pl.col("level").alias("Grootte"),
        pl.when("key_figure").then(pl.lit("ja")).otherwise(pl.lit("")).alias("Kerncijfer"),
        pl.col("reason").alias("Reden"),
        pl.col("value_was").alias("Was"),
        _sign("status_was").alias("Teken toen"),
        pl.col("value").alias("Nu"),
        _sign("status").alias("Teken"),
        (pl.col("value") - pl.col("value_was")).round_sig_figs(10).alias("Verschil"),
        pl.col("period_was").alias("Periode toen"),
        pl.col("edition_was").alias("Editie of ronde toen"),
    )
    words = spelled(changed).select(SPELLED)
    return pl.concat([shown.select("Soort", "Grootte", "Kerncijfer", "Reden"), words, shown[:, 4:]], how="horizontal")


def _sign(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(SIGNS, default="", return_dtype=pl.String)
