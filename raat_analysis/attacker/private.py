"""What only the organisation itself knows, to judge with: true counts, and who stands behind them. Never written
anywhere.
"""

from pathlib import Path

import polars as pl

from raat_analysis.attacker.counts import CELL, truths
from raat_analysis.attacker.knowledge import knowledge
from raat_analysis.attacker.statements import FIGURES, KEY
from raat_analysis.errors import RaatError, cases
from raat_analysis.parquet import read_table

WHO = ["contributors", "largest", "second_largest", "only_contributor"]
TYPES = [pl.Float64, pl.Float64, pl.Float64, pl.String]


def private_facts(folder: Path, cells: pl.DataFrame) -> pl.DataFrame:
    """For the counts in `cells`: CELL, truth, contributors, largest, second_largest, only_contributor.

    `folder` holds numbers.parquet, or measures/ and models/ that do. Raises RaatError when it does not, or when those
    tables do not say who contributed.
    """
    numbers = pl.concat([_read(path, cells) for path in _files(folder)], how="vertical")
    found = truths(numbers).join(_who(numbers), on=CELL, how="left", validate="1:1")
    return cells.select(CELL).join(found, on=CELL, how="left", validate="1:1", maintain_order="left")


def _files(folder: Path) -> list[Path]:
    found = [
        path for path in (folder / "numbers.parquet", *sorted(folder.glob("m*/numbers.parquet"))) if path.is_file()
    ]
    if not found:
        raise RaatError(
            f"{folder.name} holds no numbers.parquet, nor do measures/ and models/ in it. Next step: make report, or "
            "audit without private facts (--no-private)."
        )
    return found


def _read(path: Path, cells: pl.DataFrame) -> pl.DataFrame:
    table = read_table(path)
    lacking = sorted({*WHO, *FIGURES} - set(table.columns))
    if lacking:
        raise RaatError(
            f"{path.parent.name}/{path.name} lacks {len(lacking)} columns:\n{cases(lacking)}\n"
            "Without them nobody can judge what insiders know. Next step: run measure and model again, or audit "
            "without private facts (--no-private)."
        )
    known = knowledge()
    wanted = table.filter(
        pl.col("measure").is_in([*known["counts"], *known["shows"]]),
        pl.col("region_code").is_in(cells["region_code"].unique().implode()),
        pl.col("period").is_in(cells["period"].unique().implode()),
    )
    interval = pl.col("interval_pct").cast(pl.String).fill_null("").alias("interval")
    key = [interval if name == "interval" else pl.col(name).cast(pl.String).fill_null("") for name in KEY]
    who = [pl.col(name).cast(kind) for name, kind in zip(WHO, TYPES, strict=True)]
    return wanted.select(*key, pl.col("source").cast(pl.String), *FIGURES, *who)


def _who(numbers: pl.DataFrame) -> pl.DataFrame:
    """Who stands behind each count: of the rows of the measure that is the count itself."""
    own = numbers.filter(pl.col("measure").is_in(knowledge()["counts"])).rename({"measure": "counted"})
    return own.select(*CELL, *WHO).unique(CELL, keep="first", maintain_order=True)
