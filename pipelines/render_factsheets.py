"""A factsheet per region: HTML, PDF and open data."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from raat_analysis.cli_errors import plain_errors
from raat_analysis.rendering.jobs import FACTSHEETS, asked_edition, factsheet_jobs
from raat_analysis.rendering.options import how_options
from raat_analysis.rendering.stage import render_stage

READ = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("params", type=READ)
@click.argument("sign_offs", type=READ)
@click.argument("public", type=READ)
@click.argument("notebook", type=READ)
@click.argument("out", type=click.Path(path_type=Path))
@how_options
@plain_errors
def main(params: Path, sign_offs: Path, public: Path, notebook: Path, out: Path, **how: Any) -> None:
    jobs = partial(factsheet_jobs, asked_edition(params, public.parent, sign_offs), notebook)
    render_stage(jobs, {FACTSHEETS: out}, **how)


if __name__ == "__main__":
    main()
