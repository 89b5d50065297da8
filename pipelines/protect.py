"""What may be published: python pipelines/protect.py <measures> <models> <tidy> <sources.parquet> <published>."""

import sys
from pathlib import Path

import polars as pl

from raat_analysis.cli_errors import plain_errors
from raat_analysis.disclosure.protect import protect
from raat_analysis.disclosure.writing import write_published
from raat_analysis.errors import RaatError
from raat_analysis.paths import replaced


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise RaatError(f"{path} does not exist. Run `make report`, which makes it.")
    return pl.read_parquet(path)


@plain_errors
def main(measures: Path, models: Path, tidy: Path, sources: Path, published: Path) -> None:
    numbers = [_read(folder / "numbers.parquet") for folder in (measures, models)]
    found = protect(numbers, _read(models / "members.parquet"))
    public = {name: _read(tidy / f"{name}.parquet") for name in ("actions", "published_figures")}
    with replaced(published) as folder:
        write_published(found, public | {"sources": _read(sources)}, folder)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
