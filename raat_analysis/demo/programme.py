"""The actions of the regional programmes RAAT (2018) and TAZ (2022): real, in our own words, from a data file."""

import csv

import polars as pl

from raat_analysis.paths import PACKAGE


def programme() -> pl.DataFrame:
    """A row is an action of a programme, with the codes of region, lever and horizon."""
    with (PACKAGE / "demo" / "programme_actions.csv").open(encoding="utf-8", newline="") as lines:
        return pl.DataFrame(list(csv.DictReader(lines, delimiter=";")))
