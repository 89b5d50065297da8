"""The actions of RAAT (2018), TAZ (2022) and Werken in de Zorg (2018): real, in our own words, from a data file."""

import csv

import polars as pl

from raat_analysis.paths import PACKAGE


def programme() -> pl.DataFrame:
    """A row is an action that a plan names, with the codes of region, lever, horizon and kind; no lever is null."""
    with (PACKAGE / "demo" / "programme_actions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return pl.DataFrame(rows).with_columns(pl.col("lever").replace("", None))
