"""Each gate: a good edition passes, and one spoilt thing is found and named."""

import re
import shutil
from pathlib import Path

import pikepdf
import polars as pl
import pytest

from raat_analysis.errors import GateRefused
from raat_analysis.publication import gate
from raat_analysis.publication.gate import refuse_unfit

TWENTE, AREA = "factsheets/twente/factsheet", "factsheets/oost-nederland/factsheet"
MEMBER, OTHER = "members/TW-A01/fase0", "members/TW-A02/fase0"
TABLE, OTHER_TABLE = "fase0/rondetafel-vvt", "fase0/rondetafel-sociaal-werk"


def findings(project):
    """What the gates say, one line each; [] when they let the edition pass."""
    try:
        refuse_unfit(project.asked, project.rendered, project.quality)
    except GateRefused as refused:
        return [line[4:] for line in str(refused).splitlines() if line.startswith("  - ")]
    return []


def copy(project, file, to):
    shutil.copyfile(project.rendered / file, project.rendered / to)


def test_a_good_edition_passes(project):
    assert findings(project) == []


def test_a_missing_and_a_strange_file_are_named(project):
    (project.rendered / f"{TWENTE}.pdf").rename(project.rendered / "factsheets" / "drenthe.pdf")
    found = findings(project)
    assert f"{TWENTE}.pdf: is not there" in found
    assert "factsheets/drenthe.pdf: no parameter asks for it" in found


def test_without_quality_page_no_edition(project):
    (project.quality / "index.html").unlink()
    assert findings(project) == ["quality/index.html: is not there"]


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_the_report_of_another_region_in_a_regions_folder_is_found(project, kind):
    copy(project, f"{AREA}.{kind}", f"{TWENTE}.{kind}")
    found = " ".join(findings(project))
    assert f"{TWENTE}.{kind}: its title does not name Twente" in found
    assert f"{TWENTE}.{kind}: its first heading does not name Twente" in found
    assert f"{TWENTE}.{kind}: says region 'RA02'; it must be 'RA0205'" in found
    assert f"{TWENTE}.{kind}: says data" in found


def test_a_report_of_rows_that_are_no_longer_published_is_found(project):
    path = project.published / "public" / "numbers.parquet"
    rows = pl.read_parquet(path)
    rows.with_columns(
        value=pl.when(pl.col("measure") == "employees").then(pl.col("value") + 1).otherwise("value")
    ).write_parquet(path)
    assert f"{TWENTE}.html: says data" in " ".join(findings(project))


def test_a_page_of_another_edition_is_found(project, spoil):
    spoil(f"{TWENTE}.html", 'name="raat:edition" content="2026Q3"', 'name="raat:edition" content="2026Q2"')
    assert findings(project) == [f"{TWENTE}.html: says edition '2026Q2'; it must be '2026Q3'"]


def test_a_figure_of_another_region_is_found(project):
    """Also when its ids and alt text differ: the drawing is compared."""
    pages = [project.rendered / f"{name}.html" for name in (TWENTE, AREA)]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    figures = [re.findall(r"<svg xmlns.*?</svg>", text, re.S)[0] for text in texts]
    pages[0].write_text(texts[0].replace(figures[0], figures[1].replace("Oost-Nederland", "Twente")), encoding="utf-8")
    assert f"{TWENTE}.html, {AREA}.html: show the same figure" in findings(project)


@pytest.mark.parametrize("word", ["nan", "None", "Traceback", "NaN"])
def test_what_no_reader_may_see_is_found(project, spoil, word):
    spoil(f"{TWENTE}.html", "</main>", f"<p>Werknemers: {word}</p></main>")
    assert findings(project) == [f"{TWENTE}.html: shows {word}"]


def test_another_organisation_in_a_members_report_is_found(project, spoil):
    spoil(f"{MEMBER}.html", "</main>", "<p>TW-A02</p></main>")
    assert findings(project) == [f"{MEMBER}.html: names organisation TW-A02"]


def test_an_organisation_in_a_public_report_is_found_also_in_an_alt_text(project, spoil):
    spoil(f"{TWENTE}.html", 'aria-label="Staaf', 'aria-label="TW-A01 Staaf')
    found = [each for each in findings(project) if "describes a picture in other words" not in each]
    assert found == [f"{TWENTE}.html: names organisation TW-A01"]


def test_members_reports_that_changed_places_are_found(project):
    copy(project, f"{MEMBER}.html", "swap")
    copy(project, f"{OTHER}.html", f"{MEMBER}.html")
    (project.rendered / "swap").rename(project.rendered / f"{OTHER}.html")
    found = " ".join(findings(project))
    assert f"{MEMBER}.html: names organisation TW-A02" in found
    assert f"{OTHER}.html: names organisation TW-A01" in found


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_link_to_the_report_of_another_organisation_is_found(project, kind):
    (project.rendered / f"{MEMBER}.{kind}").unlink()
    (project.rendered / f"{MEMBER}.{kind}").symlink_to(project.rendered / f"{OTHER}.{kind}")
    found = " ".join(findings(project))
    assert f"{MEMBER}.{kind}: is a link" in found
    assert f"{MEMBER}.{kind}: names organisation TW-A02" in found


def test_a_linked_folder_of_another_organisation_is_found(project):
    folder = (project.rendered / MEMBER).parent
    shutil.rmtree(folder)
    folder.symlink_to((project.rendered / OTHER).parent, target_is_directory=True)
    assert f"members/{folder.name}: is a link" in findings(project)


def test_a_page_for_another_round_table_is_found(project, spoil):
    spoil(f"{TABLE}.html", 'name="raat:branch" content="VVT"', 'name="raat:branch" content="GGZ"')
    assert findings(project) == [f"{TABLE}.html: says branch 'GGZ'; it must be 'VVT'"]


def test_round_tables_that_changed_places_are_found(project):
    copy(project, f"{OTHER_TABLE}.html", f"{TABLE}.html")
    found = " ".join(findings(project))
    assert f"{TABLE}.html: its title does not name verpleging, verzorging en thuiszorg" in found
    assert f"{TABLE}.html: says branch 'SW'; it must be 'VVT'" in found
    assert "show the same page" in found


def test_a_round_table_of_more_than_one_sheet_is_found(project):
    copy(project, "fase0/twente.pdf", f"{TABLE}.pdf")
    assert f"{TABLE}.pdf: has" in " ".join(findings(project))


def test_two_regions_with_the_same_rows_are_found(project, monkeypatch):
    monkeypatch.setattr("raat_analysis.publication.gate.data_hash", lambda *_: "a" * 64)
    assert "RA0205, RA02, TW-A01, TW-A02: the same rows, hash aaaaaaaaaaaaaaaa" in findings(project)


@pytest.mark.parametrize("part", ['<script src="x.js">', '<img src="https://a.nl/b.png">', '<link rel="stylesheet">'])
def test_a_page_that_needs_another_host_or_runs_code_is_found(project, spoil, part):
    spoil(f"{TWENTE}.html", "</main>", f"{part}</main>")
    assert [finding.partition(" holds")[0] for finding in findings(project) if "holds" in finding] == [
        f"{TWENTE}.html:"
    ]


def test_a_page_without_the_demonstration_mark_is_found(project, spoil):
    page = (project.rendered / f"{TWENTE}.html").read_text(encoding="utf-8")
    notice = page[page.index('<p class="notice"') : page.index("</p>", page.index('<p class="notice"'))]
    spoil(f"{TWENTE}.html", notice, '<p class="notice">')
    assert findings(project) == [f"{TWENTE}.html: the demonstration mark is not on its first page"]


WRONG = {
    "csv": "html: its numbers are not the lines of the CSV beside it",
    "xlsx": "xlsx: has other rows than the CSV beside it",
}


def test_a_row_too_many_and_a_changed_value_in_the_open_data_are_found(project, spoil):
    spoil(f"{TWENTE}.csv", "55400", "55401")
    assert f"{TWENTE}.csv: has other rows than published ones of RA0205" in findings(project)


def test_all_numbers_of_another_region_are_found(project):
    folders = (Path(each).parent for each in (AREA, TWENTE))
    copy(project, *(f"{folder}/alle-cijfers.csv" for folder in folders))
    assert findings(project) == [f"{Path(TWENTE).parent}/alle-cijfers.csv: is not the published rows of RA0205"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_open_data_of_another_region_is_found(project, kind):
    copy(project, f"{AREA}.{kind}", f"{TWENTE}.{kind}")
    assert f"{TWENTE}.{WRONG[kind]}" in findings(project)


def test_all_findings_come_at_once(project, spoil):
    spoil(f"{TWENTE}.html", "</main>", "<p>nan</p></main>")
    (project.rendered / f"{AREA}.csv").unlink()
    assert len(findings(project)) == 2


def test_one_worker_and_two_find_the_same_in_the_same_order(project, spoil, monkeypatch):
    for page, part in ((TWENTE, "</main>"), (MEMBER, "<h1>"), (TABLE, "</main>")):
        spoil(f"{page}.html", part, f"<p>nan</p><b>{part}")
    monkeypatch.setattr(gate, "MANY", 0)
    found = {}
    for workers in ("1", "2"):
        monkeypatch.setenv("RAAT_WORKERS", workers)
        found[workers] = findings(project)
    assert found["1"] == found["2"]
    assert len(found["1"]) > 3
    assert found["1"][0] == f"{TWENTE}.html: shows nan"


def test_a_page_that_someone_cannot_read_is_found(project, spoil):
    spoil(f"{TWENTE}.html", "<h1>", '<h1 tabindex="4">')
    (finding,) = findings(project)
    assert finding.startswith(f"{TWENTE}.html: line ")
    assert "tabindex '4' changes the order of the tab key" in finding


def test_a_pdf_that_someone_cannot_read_is_found(project):
    path = project.rendered / f"{MEMBER}.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(path)
    (finding,) = findings(project)
    assert finding.startswith(f"{MEMBER}.pdf: does not say that it is tagged")


def test_a_quality_page_that_someone_cannot_read_is_found(project):
    page = project.quality / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("<h1>", "<h2>").replace("</h1>", "</h2>"), encoding="utf-8"
    )
    (finding,) = findings(project)
    assert finding.startswith("quality/index.html: 0 headings h1")
