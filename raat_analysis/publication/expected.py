"""Which rendered files an edition consists of, each with the code that it must be about."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.codelists.branches import branch_slug
from raat_analysis.codelists.regions import slug
from raat_analysis.factsheets.fase0_round_table import round_table_branches
from raat_analysis.factsheets.published import member_codes
from raat_analysis.params import Params
from raat_analysis.rendering.job import EVERYTHING

SHEET_FILES = ("html", "pdf", "csv", "xlsx")
REPORT_FILES = ("html", "pdf")


@dataclass(frozen=True)
class Report:
    """One report as files: its code (region or organisation), its kind, and its path without extension."""

    code: str
    kind: str  # factsheet, fase0, round_table or member
    stem: str  # below the rendered folder
    extensions: tuple[str, ...]
    beside: tuple[str, ...] = ()  # files with a name of their own, in the same folder
    branch: str = ""  # of a round table

    def paths(self) -> list[str]:
        """Its files, below the rendered folder; page and PDF first."""
        folder = self.stem.rpartition("/")[0]
        return [*(f"{self.stem}.{extension}" for extension in self.extensions), *(f"{folder}/{n}" for n in self.beside)]


def expected_reports(params: Params, published: Path) -> list[Report]:
    """A factsheet per region of the parameters, Fase 0 of its region with its round tables, and the organisations."""
    sheets = [
        Report(code, "factsheet", f"factsheets/{slug(code)}/factsheet", SHEET_FILES, (EVERYTHING,))
        for code in params.sheet_codes()
    ]
    name = f"fase0/{slug(params.fase0_region)}"
    region = Report(params.fase0_region, "fase0", name, SHEET_FILES, (EVERYTHING,))
    tables = [
        Report(
            params.fase0_region, "round_table", f"fase0/rondetafel-{branch_slug(branch)}", REPORT_FILES, branch=branch
        )
        for branch in round_table_branches(params.fase0_region, params.edition, published)
    ]
    members = [Report(code, "member", f"members/{code}/fase0", REPORT_FILES) for code in member_codes(published)]
    return [*sheets, region, *tables, *members]


def place(report: Report) -> str:
    """Where a report stands in an edition, without extension: public/twente/factsheet."""
    if report.kind == "member":
        return f"members/{report.code}/fase0"
    if report.kind == "round_table":
        return f"public/fase0/rondetafel-{branch_slug(report.branch)}"
    name = slug(report.code)
    return f"public/{name}/factsheet" if report.kind == "factsheet" else f"public/fase0/{name}"


def placed(report: Report) -> list[str]:
    """Where its files stand in an edition, in the order of `report.paths()`."""
    folder = place(report).rpartition("/")[0]
    return [*(f"{place(report)}.{each}" for each in report.extensions), *(f"{folder}/{name}" for name in report.beside)]


def other_files(reports: list[Report], rendered: Path) -> list[str]:
    """Files that the parameters do not ask for, files that are not there, and links: what they lead to may change."""
    asked = {path for report in reports for path in report.paths()}
    found = {path.relative_to(rendered).as_posix() for path in rendered.rglob("*") if path.is_file()}
    missing = [f"{path}: is not there" for path in sorted(asked - found)]
    links = sorted(path.relative_to(rendered).as_posix() for path in rendered.rglob("*") if path.is_symlink())
    strange = [f"{path}: no parameter asks for it" for path in sorted(found - asked)]
    return [*missing, *strange, *(f"{path}: is a link" for path in links)]
