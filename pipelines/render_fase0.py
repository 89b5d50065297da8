"""The Fase 0 report of the region, a page per round table, and a report for each organisation that takes part."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from raat_analysis.cli_errors import plain_errors
from raat_analysis.rendering.jobs import MEMBERS, REGION, asked_edition, fase0_jobs
from raat_analysis.rendering.options import how_options
from raat_analysis.rendering.stage import render_stage

READ = click.Path(exists=True, path_type=Path)
WRITE = click.Path(path_type=Path)


@click.command()
@click.argument("params", type=READ)
@click.argument("sign_offs", type=READ)
@click.argument("published", type=READ)
@click.argument("notebooks", type=READ)
@click.argument("region_out", type=WRITE)
@click.argument("members_out", type=WRITE)
@how_options
@plain_errors
def main(
    params: Path, sign_offs: Path, published: Path, notebooks: Path, region_out: Path, members_out: Path, **how: Any
) -> None:
    jobs = partial(fase0_jobs, asked_edition(params, published, sign_offs), notebooks)
    render_stage(jobs, {REGION: region_out, MEMBERS: members_out}, **how)


if __name__ == "__main__":
    main()
