"""Forecast, ageing and Fase 0: python pipelines/model.py <tidy> <measures> <models>."""

import sys
from pathlib import Path

import polars as pl

from raat_analysis.cli_errors import plain_errors
from raat_analysis.errors import RaatError
from raat_analysis.models.all_models import modelled
from raat_analysis.paths import replaced

TABLES = ("organisations", "workforce", "employee_answers", "manager_answers")


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise RaatError(f"{path} does not exist. Run `make report`, which makes it.")
    return pl.read_parquet(path)


@plain_errors
def main(tidy: Path, measures: Path, models: Path) -> None:
    tables = {name: _read(tidy / f"{name}.parquet") for name in TABLES}
    numbers, members = modelled(_read(measures / "numbers.parquet"), tables)
    with replaced(models) as folder:
        folder.mkdir()
        numbers.write_parquet(folder / "numbers.parquet", compression="zstd", statistics=True)
        members.write_parquet(folder / "members.parquet", compression="zstd", statistics=True)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
