"""`raat`: the one command line."""

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from raat_analysis.cli_errors import in_words, plain_errors
from raat_analysis.paths import processed, project_root, raw
from raat_analysis.running.run_lock import alone


class InOrder(click.Group):
    """Commands in the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


class Plain(InOrder):
    """Commands of which an error is said in words before click says it in its own."""

    def invoke(self, ctx: click.Context) -> object:
        with in_words():
            return super().invoke(ctx)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="raat-analysis")
def raat() -> None:
    """From raw exports to factsheets on the care and welfare labour market.

    Settings are in params.yaml: the edition, the publisher and the regions.
    """


scheduler_option = click.option("--scheduler", default="", help="Use a Dask cluster: tcp://10.0.0.5:8786.")


@raat.command(short_help="Make the edition: exports in, factsheets out.")
@scheduler_option
@alone
def report(scheduler: str) -> None:
    """Make the edition: pull the exports, run every stage that changed, say where the factsheets are."""
    from raat_analysis.reproduction import reproduce

    if scheduler:
        os.environ["DASK_SCHEDULER_ADDRESS"] = scheduler  # the stages read it
    reproduce()


@raat.command(short_help="Make the edition again elsewhere and compare.")
def verify() -> None:
    """Make the edition again in a temporary clone: every file is the same, byte for byte, or the exit code is 1.

    Another folder, time zone, locale, hash seed and one worker; nothing is downloaded. Costs a whole run.
    """
    from raat_analysis.verification import verified

    click.echo(verified(project_root()))


@raat.command(short_help="Make some reports again, by name.")
@click.argument("names", nargs=-1, required=True)
@click.option("--kernel", is_flag=True, help="Run the notebook in an ordinary kernel.")
@scheduler_option
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


@raat.group(cls=InOrder)
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


@raat.command(short_help="Check a file before it is added.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="", help="Source whose export it is: zorgselect. Else its headers tell.")
@click.option("--obtained", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day you obtained it; else today.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="New folder for its quality page.")
def check(file: Path, source: str, obtained: datetime | None, out: Path | None) -> None:
    """Say in at most thirty lines whether FILE can be added, and what to do. Exits with 1 when it cannot."""
    from raat_analysis.checks.one_file import check_file

    today = date.today()
    day = obtained.date() if obtained else today
    page = check_file(file, source, raw(), day, today, out, processed("checked"))
    click.echo("\n".join(page.lines))
    if not page.can_be_added:
        sys.exit(1)


@raat.group(cls=InOrder)
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
@click.option("--kind", type=click.Choice(["own", "published", "demonstration"]), default="own", show_default=True)
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


@raat.group(cls=InOrder)
def contract() -> None:
    """Check, document or draft contracts (raat_analysis/contracts)."""


@contract.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def contract_check(files: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the contracts, the rules between sources and the catalogue of measures.

    With FILES only of those: drafts that are not in the package yet.
    """
    from raat_analysis.checks.between_faults import check_between
    from raat_analysis.codelists.catalogue_page import check_measures
    from raat_analysis.contracts.command import check_files, check_package

    docs = project_root() / "docs"
    lines = check_files(files) if files else [*check_package(docs), check_between(), check_measures(docs)]
    for line in lines:
        click.echo(line)


@contract.command("write")
@alone
def contract_write() -> None:
    """Write docs/data-dictionary.md and docs/schemas from the contracts, docs/measures.md from the catalogue."""
    from raat_analysis.codelists.catalogue_page import write_measures
    from raat_analysis.contracts.command import write_package

    docs = project_root() / "docs"
    for line in [*write_package(docs), write_measures(docs)]:
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


@raat.group(cls=InOrder)
def ledger() -> None:
    """Keep the ledger of what editions published (data/editions/ledger.csv)."""


@ledger.command("add")
@alone
def ledger_add() -> None:
    """Add the cells of the edition in params.yaml, after it was published: the next edition is protected with them."""
    from raat_analysis.disclosure.ledger import FILE, added
    from raat_analysis.params import read_params
    from raat_analysis.parquet import read_table

    root = project_root()
    edition = read_params(root / "params.yaml").edition
    cells = read_table(processed("published") / "public" / "cells.parquet")
    number = added(root / "data" / "editions" / FILE, edition, cells)
    click.echo(f"{number} cells of {edition} added to data/editions/{FILE}. Next step: git commit it.")


@raat.group(cls=InOrder)
def audit() -> None:
    """Ask what an edition gives away."""


@audit.command("disclosure")
@click.argument("edition", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--private/--no-private", default=True, show_default=True, help="Judge insiders and the p% rule too.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File for the summary: disclosure.json.")
def audit_disclosure(edition: Path | None, private: bool, out: Path | None) -> None:
    """Say what the public files of EDITION (a folder: reports/2026Q3) give away. Exits with 1 on a leak.

    Without EDITION that of params.yaml. Earlier editions: data/editions/ledger.csv.
    """
    from raat_analysis.attacker.audit import audit as audited
    from raat_analysis.attacker.gate import LEDGER
    from raat_analysis.attacker.report import said, write_summary
    from raat_analysis.params import read_params

    root = project_root()
    folder = edition or root / "reports" / read_params(root / "params.yaml").edition
    facts = root / "data" / "processed" if private else None
    found = audited(folder / "public", root / "data" / "editions" / LEDGER, facts)
    if out is not None:
        write_summary(found, out)
    click.echo("\n".join(said(found)))
    if not found.safe:
        sys.exit(1)


@raat.group(cls=InOrder)
def fase0() -> None:
    """Send an organisation its Fase 0 report."""


@fase0.command("package")
@click.argument("organisation")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the zip.")
@alone
def fase0_package(organisation: str, out: Path | None) -> None:
    """Make the zip with the confidential report of ORGANISATION (TW-V03), and of nobody else.

    It is made from reports/<edition>/members and stands in data/processed/packages unless --out says where. Anything of
    another organisation in it is refused.
    """
    from raat_analysis.params import read_params
    from raat_analysis.publication.member_package import Sent, write_package

    root = project_root()
    edition = read_params(root / "params.yaml").edition
    reports, rendered = root / "reports" / edition / "members", processed("rendered") / "members"
    made = write_package(
        Sent(organisation, edition, reports, rendered, processed("published")), out or processed("packages")
    )
    click.echo(f"Made {made.name} in {made.parent}. Next step: send it to {organisation} only, over a secured way.")


@raat.command(short_help="Write the demonstration exports again.")
@alone
def demo() -> None:
    """Write the demonstration exports again, and the truth behind them that only tests read."""
    from raat_analysis.demo.install import install_demo

    install_demo(project_root())
    click.echo("Demonstration exports written and tracked. Next step: make report.")


@plain_errors
def main() -> None:
    """Entry point: runs `raat`; an error that a person can mend is printed without a traceback."""
    raat(prog_name="raat")
