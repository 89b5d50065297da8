"""The command that says what the coming edition waits for."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from raat_analysis.errors import RaatError
from raat_analysis.paths import project_root

NOTHING_NEW, NOT_KNOWN = 1, 2


@click.command(short_help="What the coming edition waits for, and what to do.")
@click.argument("edition", default="")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day to look at; else today.")
@click.option("--json", "as_json", is_flag=True, help="The same for programs.")
@click.option("--changed", is_flag=True, help="Only: did an export arrive that the last edition does not have?")
def status(edition: str, on: datetime | None, as_json: bool, changed: bool) -> None:
    """Say which exports EDITION (2026Q4; else the coming one) needs, which arrived, what is late, and what to do.

    With --changed the exit code is 0 when there is a new export, 1 when there is none, 2 when it cannot be told.
    """
    if changed:
        _say_changed(project_root())
        return
    from raat_analysis import status as standing
    from raat_analysis.contracts import contracts
    from raat_analysis.status import page

    found = standing.status(project_root(), contracts(), edition, on.date() if on else date.today())
    click.echo(page.as_json(found) if as_json else "\n".join(page.lines(found)))


def _say_changed(root: Path) -> None:
    from raat_analysis.contracts import contracts
    from raat_analysis.status import new_exports

    try:
        new = new_exports(root, contracts())
    except RaatError as error:
        error.exit_code = NOT_KNOWN  # 1 would tell a scheduled run that there is nothing to do
        raise
    click.echo(f"{len(new)} new exports: {', '.join(new)}" if new else "No new export.")
    if not new:
        sys.exit(NOTHING_NEW)
