"""tidy → measures: python pipelines/measure.py data/processed/tidy data/processed/measures"""

import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.measures.all_measures import TABLES, measures
from raat_analysis.parquet import read_table, write_table
from raat_analysis.paths import replaced


@plain_errors
def main(tidy: str, out: str) -> None:
    numbers = measures({name: read_table(Path(tidy) / f"{name}.parquet") for name in TABLES})
    with replaced(Path(out)) as folder:
        folder.mkdir()
        write_table(numbers, folder / "numbers.parquet")


if __name__ == "__main__":
    main(*sys.argv[1:])
