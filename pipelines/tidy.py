"""checked → tidy: python pipelines/tidy.py data/processed/checked data/processed/tidy"""

import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.parquet import write_table
from raat_analysis.paths import replaced
from raat_analysis.tidy import tidy


@plain_errors
def main(checked: str, out: str) -> None:
    tables = tidy(Path(checked))
    with replaced(Path(out)) as folder:
        folder.mkdir()
        for name, table in tables.items():
            write_table(table, folder / f"{name}.parquet")


if __name__ == "__main__":
    main(*sys.argv[1:])
