"""Commands for exports and their contracts."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from raat_analysis.cli.groups import InOrder
from raat_analysis.paths import processed, project_root, raw
from raat_analysis.running.run_lock import alone

kind_of_export = click.option(
    "--kind",
    type=click.Choice(["own", "published", "demonstration"]),
    default="own",
    show_default=True,
    help="demonstration: made up, also its day.",
)


@click.command(short_help="Check a file before it is added.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="", help="Source whose export it is: zorgselect. Else its headers tell.")
@click.option("--obtained", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day you obtained it; else today.")
@kind_of_export
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="New folder for its quality page.")
def check(file: Path, source: str, obtained: datetime | None, kind: str, out: Path | None) -> None:
    """Say in at most thirty lines whether FILE can be added, and what to do. Exits with 1 when it cannot."""
    from raat_analysis.checks.one_file import check_file

    today = date.today()
    day = obtained.date() if obtained else today
    page = check_file(file, source, raw(), day, today, out, processed("checked"), kind)
    click.echo("\n".join(page.lines))
    if not page.can_be_added:
        sys.exit(1)


@click.group(cls=InOrder)
def export() -> None:
    """Add an export to data/raw, or fetch one."""


obtained_on = click.option(
    "--obtained", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day you obtained it: 2026-10-06."
)


@export.command("add")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@obtained_on
@click.option("--origin", required=True, help="Where it comes from, in words; shown in every factsheet.")
@click.option("--licence", required=True, help="Under which terms it may be used.")
@kind_of_export
@click.option("--url", default="", help="Address of the source, when public.")
@click.option("--period", default="", help="What it covers, in words: 2026Q1-2026Q3.")
@alone
def export_add(
    source: str,
    files: tuple[Path, ...],
    obtained: datetime,
    origin: str,
    licence: str,
    kind: str,
    url: str,
    period: str,
) -> None:
    """Put FILES in data/raw/SOURCE/<obtained>/ and track them with DVC."""
    from raat_analysis.sources.adding import add_export
    from raat_analysis.sources.metadata import described

    about = described(kind, origin, licence, obtained.date(), url, period)
    _say_added(add_export(raw(), source, files, about, date.today()))


@export.group(cls=InOrder)
def fetch() -> None:
    """Download a published table and add it. Nothing is ever downloaded without this command."""


@fetch.command("cbs")
@click.argument("table")
@click.option("--source", required=True, help="Source in data/raw to add it to: cbs_banen.")
@obtained_on
@click.option("--filter", "row_filter", default="", help="OData $filter on the rows: \"Perioden ge '2020JJ00'\".")
@alone
def fetch_cbs_table(table: str, source: str, obtained: datetime, row_filter: str) -> None:
    """Download CBS table TABLE (83583NED) from opendata.cbs.nl into data/raw/SOURCE/<obtained>/."""
    from raat_analysis.sources.fetching import fetch_cbs

    _say_added(fetch_cbs(raw(), source, table, obtained.date(), date.today(), row_filter))


def _say_added(tracked: Path) -> None:
    click.echo(f"Added {tracked.relative_to(project_root())}. Next step: make report.")


@click.group(cls=InOrder)
def contract() -> None:
    """Check, document or draft contracts (raat_analysis/contracts)."""


@contract.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def contract_check(files: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the contracts, the rules between sources, the glossary and the measures.

    With FILES only of those: drafts that are not in the package yet.
    """
    from raat_analysis.checks.between_faults import check_between
    from raat_analysis.codelists.catalogue_page import check_measures
    from raat_analysis.contracts.command import check_files, check_package
    from raat_analysis.glossary import check_glossary

    docs = project_root() / "docs"
    whole = [] if files else [check_between(), check_glossary(docs), check_measures(docs)]
    for line in [*(check_files(files) if files else check_package(docs)), *whole]:
        click.echo(line)


@contract.command("write")
@alone
def contract_write() -> None:
    """Write docs/data-dictionary.md and docs/schemas from the contracts, docs/measures.md and docs/glossary.md."""
    from raat_analysis.codelists.catalogue_page import write_measures
    from raat_analysis.contracts.command import write_package
    from raat_analysis.glossary import write_glossary

    docs = project_root() / "docs"
    for line in [*write_package(docs), write_measures(docs), write_glossary(docs)]:
        click.echo(line)


@contract.command("draft")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Name of the source: lower case with underscores.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write; without it the draft is shown.")
def contract_draft(file: Path, source: str, out: Path | None) -> None:
    """Propose a contract for an unknown export; shows no values but the labels of short lists."""
    from raat_analysis.sources.drafting import draft, write_draft

    text = draft(file, source or (out.stem if out else ""))
    if out is None:
        click.echo(text, nl=False)
    else:
        write_draft(text, out)
        click.echo(f"Written {out.name}. Next step: fill in every ? and run raat contract check {out.name}.")


@click.command(short_help="Write the demonstration exports again.")
@alone
def demo() -> None:
    """Write the demonstration exports again, and the truth behind them that only tests read."""
    from raat_analysis.demo.install import install_demo

    install_demo(project_root())
    click.echo("Demonstration exports written and tracked. Next step: make report.")
