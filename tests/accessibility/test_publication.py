"""An edition that someone cannot read is not published; one that is published says what was tested, and by what."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from raat_analysis.errors import GateRefused
from raat_analysis.params import Params
from raat_analysis.publication.accessibility.evidence import browser_tests, evidence, file_checks
from raat_analysis.publication.accessibility.page import PAGE_RULES
from raat_analysis.publication.accessibility.pdf import PDF_RULES
from raat_analysis.publication.accessibility.statement import statement_page
from raat_analysis.publication.accessibility.writing import write_accessibility
from raat_analysis.publication.expected import Report

HERE = Path(__file__).parent
PARAMS = Params(edition="2026Q3", publisher="WGV", regions=["RA0205"], fase0_region="RA0205")
SHEET = Report("RA0205", "factsheet", "factsheets/twente/factsheet", ("html", "pdf"))
MEMBER = Report("TW-A01", "member", "members/TW-A01/fase0", ("html", "pdf"))


@pytest.fixture
def rendered(good_sheet: Path, tmp_path: Path) -> Path:
    """A good page and a good PDF of a region and of an organisation, and a quality page."""
    for report in (SHEET, MEMBER):
        (tmp_path / report.stem).parent.mkdir(parents=True)
        shutil.copyfile(HERE / "good.html", tmp_path / f"{report.stem}.html")
        shutil.copyfile(good_sheet, tmp_path / f"{report.stem}.pdf")
    (tmp_path / "quality").mkdir()
    shutil.copyfile(HERE / "good.html", tmp_path / "quality" / "index.html")
    return tmp_path


@pytest.fixture
def public(rendered: Path) -> Path:
    """The public folder of an edition, with an index page, before its evidence is written."""
    (rendered / "public").mkdir()
    shutil.copyfile(HERE / "good.html", rendered / "public" / "index.html")
    return rendered / "public"


def write(rendered: Path, public: Path) -> None:
    files = [*SHEET.paths(), *MEMBER.paths(), "quality/index.html"]
    write_accessibility(PARAMS, [SHEET, MEMBER], file_checks(rendered, files), public)


def test_the_evidence_names_every_public_file_and_no_organisation(rendered, public):
    write(rendered, public)
    told = (public / "accessibility.json").read_text(encoding="utf-8")
    assert [each["file"] for each in json.loads(told)["files"]] == [
        "../quality/index.html",
        "index.html",
        "toegankelijkheid.html",
        "twente/factsheet.html",
        "twente/factsheet.pdf",
    ]
    assert "TW-A01" not in told


def test_the_evidence_says_per_file_how_much_each_rule_looked_at(rendered, public):
    write(rendered, public)
    files = {each["file"]: each["checks"] for each in json.loads((public / "accessibility.json").read_text())["files"]}
    assert [one["check"] for one in files["twente/factsheet.pdf"]] == list(PDF_RULES)
    assert [one["check"] for one in files["toegankelijkheid.html"]] == list(PAGE_RULES)
    seen = {one["check"]: (one["elements"], one["findings"]) for one in files["twente/factsheet.pdf"]}
    assert seen["headings"] == (4, [])
    assert seen["tables"] == (1, [])


def test_the_statement_counts_what_the_evidence_lists(rendered, public):
    write(rendered, public)
    page = BeautifulSoup((public / "toegankelijkheid.html").read_text(encoding="utf-8"), "html.parser")
    files = json.loads((public / "accessibility.json").read_text(encoding="utf-8"))["files"]
    cells = {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in page.tbody.find_all("tr")}
    pdf = sum(one["elements"] for each in files if each["file"].endswith(".pdf") for one in each["checks"])
    web = sum(one["elements"] for each in files if each["file"].endswith(".html") for one in each["checks"])
    assert cells["PDF’s"] == ["1", "15", str(pdf), "0"]
    assert cells["Webpagina’s"] == ["4", "16", f"{web:,}".replace(",", "."), "0"]


def test_the_statement_says_the_period_whom_to_ask_and_what_is_not_tested(rendered, public):
    write(rendered, public)
    words = BeautifulSoup((public / "toegankelijkheid.html").read_text(encoding="utf-8"), "html.parser").get_text(" ")
    plain = " ".join(words.split())
    for said in ("3e kwartaal 2026", "WCAG 2.2", "EN 301 549", "werkgeversorganisatie", "veraPDF", "schermlezer"):
        assert said in plain
    assert f"axe-core {browser_tests()['axe_core']} in Chromium" in plain
    assert "op schermen van 320, 768 en 1280 pixels breed, licht en donker" in plain


def test_the_same_edition_gives_the_same_bytes(rendered, public):
    write(rendered, public)
    names = ("toegankelijkheid.html", "accessibility.json")
    first = [(public / name).read_bytes() for name in names]
    write(rendered, public)
    assert [(public / name).read_bytes() for name in names] == first


def test_an_index_page_that_someone_cannot_read_is_refused(rendered, public):
    page = public / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace('lang="nl"', 'lang="en"'), encoding="utf-8")
    with pytest.raises(GateRefused, match=r"1 findings\.\n  - index\.html: its language is en"):
        write(rendered, public)


def test_the_browser_tests_use_the_axe_that_the_statement_names():
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    axe = lock["node_modules/axe-core"]
    assert browser_tests()["axe_core"] == axe["version"] == lock[""]["dependencies"]["axe-core"]
    assert axe["integrity"].startswith("sha512-")
    assert not any("resolved" in package for package in lock.values())


def test_a_file_of_another_kind_is_not_checked(rendered):
    (rendered / "factsheet.csv").write_text("a;b\n", encoding="utf-8")
    assert list(file_checks(rendered, ["factsheet.csv", *SHEET.paths()])) == SHEET.paths()


def test_findings_stand_in_the_evidence_and_are_counted(rendered):
    pdf = rendered / f"{SHEET.stem}.pdf"
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        del opened.Root.Lang
        opened.save(pdf)
    checks = file_checks(rendered, SHEET.paths())
    (found,) = [one for one in evidence("2026Q3", checks)["files"][1]["checks"] if one["findings"]]
    assert (found["check"], found["elements"]) == ("language", 1)
    row = BeautifulSoup(statement_page(PARAMS, checks), "html.parser").tbody.find_all("tr")[1]
    assert row.find_all("td")[-1].get_text() == "1"
