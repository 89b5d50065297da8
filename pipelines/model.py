"""Forecast, ageing and Fase 0: python pipelines/model.py <tidy> <measures> <models>."""

import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.models.all_models import modelled
from raat_analysis.parquet import read_table, write_table
from raat_analysis.paths import replaced
from raat_analysis.potential.fase0 import TABLES


@plain_errors
def main(tidy: Path, measures: Path, models: Path) -> None:
    tables = {name: read_table(tidy / f"{name}.parquet") for name in TABLES}
    numbers, members = modelled(read_table(measures / "numbers.parquet"), tables)
    with replaced(models) as folder:
        folder.mkdir()
        write_table(numbers, folder / "numbers.parquet")
        write_table(members, folder / "members.parquet")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
