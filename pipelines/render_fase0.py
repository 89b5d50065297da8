"""The Fase 0 report of the region, a page per round table, and a report for each organisation that takes part."""

from pathlib import Path

import click

from raat_analysis.cli_errors import plain_errors
from raat_analysis.params import read_params
from raat_analysis.paths import replaced
from raat_analysis.rendering.job import ENGINES, IN_PROCESS
from raat_analysis.rendering.jobs import fase0_organisation_jobs, fase0_region_job, fase0_round_table_jobs
from raat_analysis.rendering.pool import render_all

READ = click.Path(exists=True, path_type=Path)
WRITE = click.Path(path_type=Path)


@click.command()
@click.argument("params", type=READ)
@click.argument("published", type=READ)
@click.argument("notebooks", type=READ)
@click.argument("region_out", type=WRITE)
@click.argument("members_out", type=WRITE)
@click.option("--engine", type=click.Choice(ENGINES), default=IN_PROCESS)
@click.option("--workers", type=click.IntRange(min=1), default=None)
@plain_errors
def main(
    params: Path,
    published: Path,
    notebooks: Path,
    region_out: Path,
    members_out: Path,
    engine: str,
    workers: int | None,
) -> None:
    asked = read_params(params)
    region = fase0_region_job(asked, notebooks / "fase0_region.ipynb", published)
    tables = fase0_round_table_jobs(asked, notebooks / "fase0_round_table.ipynb", published)
    members = fase0_organisation_jobs(asked, notebooks / "fase0_organisation.ipynb", published)
    with replaced(region_out) as region_beside, replaced(members_out) as members_beside:
        members_beside.mkdir()
        public = [(job, region_beside) for job in (region, *tables)]
        render_all([*public, *((job, members_beside) for job in members)], workers, engine)


if __name__ == "__main__":
    main()
