"""Commands around what is published."""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from raat_analysis.cli.groups import InOrder
from raat_analysis.paths import processed, project_root, replaced
from raat_analysis.running.run_lock import alone

day_option = click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day, when it is not today.")


@click.command("sign-off", short_help="Note who stands for an edition.")
@click.argument("edition")
@click.option("--status", required=True, type=click.Choice(["voorlopig", "definitief"]), help="What its pages say.")
@click.option("--role", required=True, help="Role of who signs: onderzoeker arbeidsmarkt. Never a name.")
@click.option("--remarks", required=True, help="What was looked at, and what a reader should know.")
@day_option
@alone
def sign_off(edition: str, status: str, role: str, remarks: str, day: datetime | None) -> None:
    """Note who stands for EDITION (2026Q3) as it is now, after a look at raat difference.

    Without it the pages say concept and raat publish refuses; so they do again when numbers or pages change after it.
    """
    from raat_analysis.publication.release.places import places
    from raat_analysis.publication.release.signing import sign

    today = date.today()
    at = places(project_root(), edition)
    made = sign(at, status, role, remarks, day.date() if day else today, today)
    click.echo(
        f"Written {made.relative_to(at.root)}. Next step: make report, git commit it with dvc.lock, raat publish."
    )


@click.command(short_help="Release an edition that was signed off.")
@click.argument("edition")
@click.option("--demonstration", is_flag=True, help="Release demonstration data, as an exercise.")
@click.option("--correction", default="", help="Release it once more: what was wrong, also in CHANGELOG.md.")
@day_option
@alone
def publish(edition: str, demonstration: bool, correction: str, day: datetime | None) -> None:
    """Release EDITION (2026Q3): releases/EDITION/ and a zip that work offline, with hashes and provenance.

    What the next edition needs of it goes to data/editions: numbers, pages, record and ledger. Refused, with every
    reason: not up to date, not committed, not signed off, released before, older than the last one, demonstration data,
    a release that was edited by hand.
    """
    from raat_analysis.publication.release.places import places
    from raat_analysis.publication.release.releasing import release, zip_of

    at = places(project_root(), edition)
    made = release(at, day.date() if day else date.today(), demonstration, correction)
    folder = at.released.relative_to(at.root)
    click.echo(
        f"Released {edition} ({made.status}), release {made.release} of commit {made.commit[:10]}: "
        f"{len(made.reports)} reports.\n"
        f"  Folder:  {folder}/index.html\n  Zip:     {zip_of(at).relative_to(at.root)}\n"
        f"  Record:  data/editions/{edition}/release.json, and the ledger\n"
        f'Next step: git add data/editions && git commit -m "Publish {edition}" && dvc push'
    )


@click.command(short_help="Make a published report again and compare.")
@click.argument("mark")
@click.option("--install", is_flag=True, help="When the libraries were others then: set those up, from the network.")
@alone
def reproduce(mark: str, install: bool) -> None:
    """Make the report with MARK (kenmerk, at the foot of its pages) again, from git and DVC: the same bytes, or exit 1.

    The commit of its release is cloned elsewhere and run from the raw exports. Costs a whole run.
    """
    from raat_analysis.verification.reproducing import reproduced

    click.echo(reproduced(project_root(), mark, install))


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


@click.command(short_help="What the edition says otherwise than the last one.")
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
