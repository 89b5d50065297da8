"""The difference report in its folder: the page for the reviewer, and verschil.csv with every changed number."""

from pathlib import Path

from raat_analysis.errors import GateRefused, cases
from raat_analysis.params import Params
from raat_analysis.parquet import read_table
from raat_analysis.paths import project_root
from raat_analysis.publication.accessibility.page import page_findings
from raat_analysis.publication.difference.changed_rows import FILE, changed_rows
from raat_analysis.publication.difference.compared import Difference, compared
from raat_analysis.publication.difference.page import difference_page
from raat_analysis.publication.difference.pages import pages

PAGE = "index.html"


def write_difference(
    params: Params,
    public_tables: Path,
    public: Path,
    editions: Path | None,
    target: Path,
    changelog: Path | None = None,
) -> list[str]:
    """Write both files into `target` and return what no rule explains: with one finding an edition is not published.

    `public` holds the pages of the new edition, `editions` what was kept of earlier ones; `changelog` is the project's.
    """
    return list(written(params, public_tables, public, editions, target, changelog).findings)


def written(
    params: Params,
    public_tables: Path,
    public: Path,
    editions: Path | None,
    target: Path,
    changelog: Path | None = None,
) -> Difference:
    """The same, for who wants to tell more of it."""
    if changelog is None and params.previous_edition:
        changelog = project_root() / "CHANGELOG.md"
    found = compared(params, public_tables, pages(public), editions, changelog or Path("CHANGELOG.md"))
    sources = read_table(public_tables / "sources.parquet")
    target.mkdir(parents=True, exist_ok=True)
    (target / PAGE).write_text(difference_page(found, params.publisher, sources), encoding="utf-8")
    (target / FILE).write_bytes(changed_rows(found))
    if wrong := page_findings(target / PAGE, f"{target.name}/{PAGE}"):
        raise GateRefused(f"The page of the difference has {len(wrong)} faults for readers:\n{cases(wrong)}")
    return found
