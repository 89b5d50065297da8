"""tidy → measures: python pipelines/measure.py data/processed/tidy data/processed/measures"""

import sys
from pathlib import Path

import polars as pl

from raat_analysis.cli_errors import plain_errors
from raat_analysis.errors import RaatError
from raat_analysis.measures import TABLES, measures
from raat_analysis.paths import replaced


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise RaatError(f"{path} does not exist. Run `make report`: its stage tidy makes it.")
    return pl.read_parquet(path)


@plain_errors
def main(tidy: str, out: str) -> None:
    numbers = measures({name: _read(Path(tidy) / f"{name}.parquet") for name in TABLES})
    with replaced(Path(out)) as folder:
        folder.mkdir()
        numbers.write_parquet(folder / "numbers.parquet", compression="zstd", statistics=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
