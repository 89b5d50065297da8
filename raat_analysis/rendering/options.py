"""The options of every stage that makes reports, as `batch.How` has them."""

from collections.abc import Callable
from typing import Any

import click

from raat_analysis.rendering.job import ENGINES, IN_PROCESS
from raat_analysis.running.processes import WORKERS

SCHEDULER = "DASK_SCHEDULER_ADDRESS"  # environment variable


def how_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --engine, --workers and --scheduler."""
    engine = click.option("--engine", type=click.Choice(ENGINES), default=IN_PROCESS, help="How a notebook is run.")
    workers = click.option("--workers", envvar=WORKERS, type=click.IntRange(min=1), help=f"At a time; or {WORKERS}.")
    scheduler = click.option("--scheduler", envvar=SCHEDULER, default="", help=f"Of a Dask cluster; or {SCHEDULER}.")
    return engine(workers(scheduler(command)))
