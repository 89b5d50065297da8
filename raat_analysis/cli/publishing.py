"""Commands around what is published."""

import sys
from pathlib import Path

import click

from raat_analysis.cli.groups import InOrder
from raat_analysis.paths import processed, project_root, replaced
from raat_analysis.running.run_lock import alone


@click.group(cls=InOrder)
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


@click.group(cls=InOrder)
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


@click.command()
@click.option("--open", "opened", is_flag=True, help="Open the page in your browser.")
@alone
def difference(opened: bool) -> None:
    """Say what the rendered edition tells otherwise than the edition before it, and make a page of it.

    The page and verschil.csv stand in data/processed/difference. Before and after `dvc repro publish`: also an edition
    that the gate refuses can be looked at.
    """
    import webbrowser

    from raat_analysis.params import read_params
    from raat_analysis.publication.difference.report import said
    from raat_analysis.publication.difference.writing import PAGE, written

    root, target = project_root(), processed("difference")
    params = read_params(root / "params.yaml")
    tables = processed("published") / "public"
    with replaced(target) as beside:
        found = written(
            params, tables, processed("rendered"), root / "data" / "editions", beside, root / "CHANGELOG.md"
        )
    page = target / PAGE
    click.echo("\n".join(said(found, page.relative_to(root).as_posix())))
    if opened:
        webbrowser.open(page.as_uri())


@click.group(cls=InOrder)
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
