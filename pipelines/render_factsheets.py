"""A factsheet per region: HTML, PDF and open data."""

from pathlib import Path

import click

from raat_analysis.cli_errors import plain_errors
from raat_analysis.params import read_params
from raat_analysis.paths import replaced
from raat_analysis.rendering.job import ENGINES, IN_PROCESS
from raat_analysis.rendering.jobs import factsheet_jobs
from raat_analysis.rendering.pool import render_all

READ = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("params", type=READ)
@click.argument("public", type=READ)
@click.argument("notebook", type=READ)
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(ENGINES), default=IN_PROCESS)
@click.option("--workers", type=click.IntRange(min=1), default=None)
@plain_errors
def main(params: Path, public: Path, notebook: Path, out: Path, engine: str, workers: int | None) -> None:
    jobs = factsheet_jobs(read_params(params), notebook, public.parent)
    with replaced(out) as beside:
        render_all([(job, beside) for job in jobs], workers, engine)


if __name__ == "__main__":
    main()
