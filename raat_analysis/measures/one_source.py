"""A line, a column or a change over time holds one source (T16): CBS and Vernet count absence differently.

CBS divides days absent by available days, Vernet weighs them by part-time factor and has members of four branches
only; a line that goes from the one to the other shows a change that nobody lived through.
"""

import polars as pl

from raat_analysis.errors import RaatError, cases

# What makes rows one line: all of the key but the period.
LINE = ["measure", "region_code", "branch_code", "breakdown", "category", "scenario", "edition"]


class SourcesMixed(RaatError):
    """One line over time holds numbers of more than one source."""


def refuse_mixed_sources(numbers: pl.DataFrame) -> None:
    """Raise SourcesMixed when the numbers of one line over time come from more than one source."""
    sources = numbers.group_by(LINE).agg(pl.col("source").unique().sort())
    mixed = sources.filter(pl.col("source").list.len() > 1).sort(LINE)
    if mixed.height:
        found = [
            f"{row['measure']} {row['region_code']} {row['branch_code']}: {', '.join(row['source'])}"
            for row in mixed.iter_rows(named=True)
        ]
        raise SourcesMixed(
            f"{mixed.height} lines hold more than one source:\n{cases(found)}\n"
            "Give each source a measure of its own in codelists/measures.yml: they count differently."
        )
