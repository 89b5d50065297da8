"""What is between two nested counts, such as concepts of outflow: who reads both can subtract, so it is a cell too."""

import polars as pl

from raat_analysis.disclosure.cells import CELL, LEAVERS
from raat_analysis.disclosure.policy import PersonsRule, policy, sources_of

REST = [name for name in CELL if name != "counted"]


def with_differences(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells with those of the differences added, and the lines wide = narrow + between.

    A difference that is published (a destination, or a measure) is that cell; else it is `unpublished`, a cell without
    rows, secret when it counts a few people.
    """
    found = pl.concat([_difference(cells, **nested.model_dump()) for nested in policy().nested])
    new = found.filter(pl.col("cell").is_null()).with_row_index("new", offset=cells.height)
    added = new.select(
        pl.col("new").alias("cell"),
        *(pl.col(name) if name in REST else pl.col("between").alias(name) for name in CELL),
        "count",
        _few().alias("secret"),
        "source",
        unpublished=pl.lit(True),
    )
    known = pl.concat([found.filter(pl.col("cell").is_not_null()), new.with_columns(cell="new").drop("new")])
    together = pl.concat([cells.with_columns(unpublished=pl.lit(False)), added], how="diagonal")
    return together, _lines(known)


def _few() -> pl.Expr:
    """A few people; what is between two counts of vacancies is no secret itself."""
    of = [
        (pl.col("source") == source) & (pl.col("count") < rule.fewest)
        for source, rule in sources_of(PersonsRule).items()
    ]
    return pl.any_horizontal(*of) & (pl.col("count") > 0)


def _difference(cells: pl.DataFrame, wide: str, narrow: str, between: str) -> pl.DataFrame:
    """Per place: the two cells, and what is between them with its cell when it is published."""
    above = cells.filter(pl.col("counted") == wide).select(*REST, "source", above="cell", whole="count")
    below = cells.filter(pl.col("counted") == narrow).select(*REST, below="cell", part="count")
    leavers = cells.filter(pl.col("counted") == LEAVERS, pl.col("category") == between).with_columns(
        breakdown=pl.lit("total"), category=pl.lit("total")
    )
    shown = pl.concat([leavers, cells.filter(pl.col("counted") == between)]).select(*REST, "cell")
    both = above.join(below, on=REST, how="inner", validate="1:1")  # one concept alone cannot be subtracted
    found = both.join(shown, on=REST, how="left", validate="1:1", maintain_order="left")
    return found.with_columns(
        count=pl.col("whole") - pl.col("part"), between=pl.lit(f"between {wide} {narrow}")
    ).filter(pl.col("count").is_not_null())


def _lines(known: pl.DataFrame) -> pl.DataFrame:
    place = pl.concat_str("between", *REST, separator="|").alias("place")
    roles = ((("above", "whole"), True), (("below", "part"), False), (("cell", "count"), False))
    return pl.concat(
        [
            known.select(place, pl.col(cell).alias("cell"), pl.col(count).alias("count"), pl.lit(total).alias("total"))
            for (cell, count), total in roles
        ]
    )
