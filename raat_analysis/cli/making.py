"""Commands that make the edition, or a part of it."""

import os
import sys

import click

from raat_analysis.cli.groups import InOrder
from raat_analysis.paths import project_root
from raat_analysis.running.run_lock import alone

scheduler_option = click.option("--scheduler", default="", help="Use a Dask cluster: tcp://10.0.0.5:8786.")


@click.command(short_help="Make the edition: exports in, factsheets out.")
@scheduler_option
@alone
def report(scheduler: str) -> None:
    """Make the edition: pull the exports, run every stage that changed, say where the factsheets are."""
    from raat_analysis.reproduction import reproduce

    if scheduler:
        os.environ["DASK_SCHEDULER_ADDRESS"] = scheduler  # the stages read it
    reproduce()


@click.command(short_help="Make the edition again elsewhere and compare.")
@alone
def verify() -> None:
    """Make the edition again in a temporary clone: every file is the same, byte for byte, or the exit code is 1.

    Another folder, time zone, locale, hash seed and one worker; nothing is downloaded. Costs a whole run.
    """
    from raat_analysis.verification import verified

    click.echo(verified(project_root()))


@click.command(short_help="Make some reports again, by name.")
@click.argument("names", nargs=-1, required=True)
@click.option("--kernel", is_flag=True, help="Run the notebook in an ordinary kernel.")
@scheduler_option
@alone
def render(names: tuple[str, ...], kernel: bool, scheduler: str) -> None:
    """Make the reports NAMES again, such as factsheets/twente/factsheet or members/TW-V03/fase0.

    A name is the path of its page below data/processed/rendered, without .html. What did not change comes from the
    render cache.
    """
    from raat_analysis.rendering.again import render_again
    from raat_analysis.rendering.batch import How
    from raat_analysis.rendering.job import IN_PROCESS, KERNEL

    made = render_again(names, How(engine=KERNEL if kernel else IN_PROCESS, scheduler=scheduler))
    click.echo(f"{len(made)} reports are in data/processed/rendered. Next step: make report.")


@click.command(short_help="Which criteria of the NHS levels of RAP are met.")
@click.option("--write", is_flag=True, help="Write docs/scorecard.md.")
def scorecard(write: bool) -> None:
    """Look at the eighteen criteria in this clone. Exits with 1 when one that a machine can see is not met."""
    from raat_analysis import scorecard as card

    outcomes = card.scorecard(project_root())
    click.echo(card.write_scorecard(project_root()) if write else "\n".join(card.table(outcomes)))
    if card.level(outcomes) != "Gold":
        sys.exit(1)


@click.group(cls=InOrder)
def cache() -> None:
    """Share the render cache through a DVC remote. In one folder on all machines (RAAT_CACHE) it needs no sharing."""


remote_option = click.option("--remote", default="own", show_default=True, help="DVC remote; never the one in git.")


@cache.command("push")
@remote_option
def cache_push(remote: str) -> None:
    """Bring reports that were made here to the DVC remote."""
    from raat_analysis.render_cache import settings, sharing

    number = sharing.push(settings.render_cache().folder, sharing.remote(project_root(), remote))
    click.echo(f"{number} files brought to {remote}.")


@cache.command("pull")
@remote_option
def cache_pull(remote: str) -> None:
    """Fetch reports that were made elsewhere; `make report` then makes only what is missing."""
    from raat_analysis.render_cache import settings, sharing

    number = sharing.pull(settings.render_cache().folder, sharing.remote(project_root(), remote))
    click.echo(f"{number} files fetched from {remote}. Next step: make report.")
