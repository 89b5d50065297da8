"""The zip for one organisation: its page and its PDF, the same bytes each time, and nothing of anybody else."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import polars as pl
import pytest
from click.testing import CliRunner

from raat_analysis.cli import raat
from raat_analysis.errors import GateRefused, ParameterRefused, RaatError
from raat_analysis.publication.member_package import Sent, write_package
from tests.publication.conftest import Rendered

OWN, OTHER = "TW-A01", "TW-A02"
Change = Callable[[Path], None]


@pytest.fixture
def sent(project: Rendered, monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The reports in their place in an edition; a test may spoil them."""
    monkeypatch.chdir(project.root)
    reports = project.edition / "members"
    shutil.copytree(project.rendered / "members", reports)
    return Sent(OWN, "2026Q3", reports, project.rendered / "members", project.published)


def spoilt(sent: Sent, name: str, change: Change) -> None:
    """The same change in the report and where it was rendered, so that only what it says can betray it."""
    for folder in (sent.reports, sent.rendered):
        change(folder / sent.code / name)


def with_text(old: str, new: str) -> Change:
    def changed(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return changed


def in_pdf(change: Callable[[pikepdf.Pdf], None]) -> Change:
    def changed(path: Path) -> None:
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            change(document)
            document.save(path)

    return changed


def refused(sent: Sent, folder: Path, said: str) -> None:
    with pytest.raises(GateRefused, match=said):
        write_package(sent, folder)
    assert list(folder.glob("*")) == []


def test_the_zip_holds_the_report_and_a_letter_with_its_sums(sent: Sent, tmp_path: Path) -> None:
    made = write_package(sent, tmp_path / "out")
    assert made.name == "fase0-TW-A01-2026Q3.zip"
    with zipfile.ZipFile(made) as packed:
        names = [f"fase0-TW-A01-2026Q3/{name}" for name in ("LEESMIJ.txt", "fase0.html", "fase0.pdf")]
        assert packed.namelist() == names
        letter = packed.read(names[0]).decode("utf-8-sig")
        for name in names[1:]:
            content = packed.read(name)
            assert content == sent.file(Path(name).name).read_bytes()
            assert hashlib.sha256(content).hexdigest() in letter
    assert "VERTROUWELIJK. Dit rapport is alleen voor organisatie TW-A01." in letter


def test_the_same_report_gives_the_same_bytes(sent: Sent, tmp_path: Path) -> None:
    one, other = (write_package(sent, tmp_path / name).read_bytes() for name in ("one", "other"))
    assert one == other


def test_every_organisation_gets_its_own(sent: Sent, tmp_path: Path) -> None:
    theirs = Sent(OTHER, sent.edition, sent.reports, sent.rendered, sent.published)
    assert write_package(theirs, tmp_path / "out").name == "fase0-TW-A02-2026Q3.zip"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</main>", f"<p>Zie ook {OTHER}.</p></main>"),
        ("</main>", f"<!-- {OTHER} --></main>"),
        ("</main>", f'<p title="{OTHER}">Meer</p></main>'),
    ],
)
def test_a_page_that_names_another_organisation_is_not_packed(sent: Sent, tmp_path: Path, old: str, new: str) -> None:
    spoilt(sent, "fase0.html", with_text(old, new))
    refused(sent, tmp_path / "out", f"fase0.html: names organisation {OTHER}")


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["lijst.txt"] = pikepdf.AttachedFileSpec(document, f"uitkomst van {OTHER}".encode())


def titled(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as about:
        about["dc:description"] = f"rapport van {OTHER}"


def described(document: pikepdf.Pdf) -> None:
    document.pages[0].obj["/Extra"] = pikepdf.Dictionary(Alt=f"figuur van {OTHER}")


@pytest.mark.parametrize("change", [attached, titled, described])
def test_a_pdf_that_carries_another_organisation_out_of_sight_is_not_packed(
    sent: Sent, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    spoilt(sent, "fase0.pdf", in_pdf(change))
    refused(sent, tmp_path / "out", f"fase0.pdf: names organisation {OTHER}")


def test_the_report_of_another_in_its_folder_is_not_packed(sent: Sent, tmp_path: Path) -> None:
    for folder in (sent.reports, sent.rendered):
        for name in ("fase0.html", "fase0.pdf"):
            shutil.copyfile(folder / OTHER / name, folder / OWN / name)
    refused(sent, tmp_path / "out", f"says region '{OTHER}', not '{OWN}'")


def test_a_figure_of_another_report_is_not_packed(sent: Sent, tmp_path: Path) -> None:
    page = sent.file("fase0.html").read_text(encoding="utf-8")
    start = page.index("<svg", page.index("<figure"))
    figure = page[start : page.index("</svg>", start) + len("</svg>")]
    with_text("</main>", f"{figure}</main>")(sent.reports / OTHER / "fase0.html")
    refused(sent, tmp_path / "out", f"shows the same figure as the report of {OTHER}")


def test_a_report_changed_after_it_was_rendered_is_not_packed(sent: Sent, tmp_path: Path) -> None:
    with_text("</main>", "<p>Met de hand.</p></main>")(sent.file("fase0.html"))
    refused(sent, tmp_path / "out", "fase0.html: is not the report that was rendered")


def test_a_report_of_older_numbers_is_not_packed(sent: Sent, tmp_path: Path) -> None:
    numbers = sent.published / "members" / OWN / "numbers.parquet"
    rows = pl.read_parquet(numbers)
    rows.with_columns(pl.col("value") + 1).write_parquet(numbers)
    refused(sent, tmp_path / "out", "fase0.html: says data")


def test_other_files_and_links_in_the_folder_are_told(sent: Sent, tmp_path: Path) -> None:
    (sent.reports / OWN / "notities.docx").write_bytes(b"x")
    refused(sent, tmp_path / "out", "notities.docx: does not belong in the folder of TW-A01")
    (sent.reports / OWN / "notities.docx").unlink()
    sent.file("fase0.pdf").unlink()
    sent.file("fase0.pdf").symlink_to(sent.rendered / OWN / "fase0.pdf")
    refused(sent, tmp_path / "out", "fase0.pdf: is a link")


def test_an_organisation_without_a_report_is_told_which_have_one(sent: Sent, tmp_path: Path) -> None:
    def of(code: str) -> Sent:
        return Sent(code, sent.edition, sent.reports, sent.rendered, sent.published)

    with pytest.raises(RaatError, match=r"TW-A09 has no Fase 0 report in edition 2026Q3(.|\n)*TW-A01"):
        write_package(of("TW-A09"), tmp_path)
    with pytest.raises(ParameterRefused, match="is not a code such as TW-V03"):
        write_package(of("../TW-A01"), tmp_path)
    sent.file("fase0.pdf").unlink()
    with pytest.raises(RaatError, match=r"lacks fase0.pdf(.|\n)*make report"):
        write_package(sent, tmp_path)


def test_the_command_says_where_the_zip_is_and_what_to_do_next(sent: Sent) -> None:
    (sent.published.parents[2] / "params.yaml").write_text(
        "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n", encoding="utf-8"
    )
    done = CliRunner().invoke(raat, ["fase0", "package", OWN], catch_exceptions=False)
    assert done.exit_code == 0
    assert "Made fase0-TW-A01-2026Q3.zip" in done.output
    assert "send it to TW-A01 only" in done.output
    assert (sent.published.parent / "packages" / "fase0-TW-A01-2026Q3.zip").is_file()
