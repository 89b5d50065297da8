"""An edition in its place: what it holds, and that nothing half-made ever stands there."""

import hashlib
import json

import pytest
from bs4 import BeautifulSoup

from raat_analysis.errors import GateRefused
from raat_analysis.publication.edition import publish

AT_THE_TOP = (
    *("index.html", "edition.json", "datapackage.json", "tableschema.json"),
    *("toegankelijkheid.html", "accessibility.json", "kwaliteit.html", "verantwoording.html"),
    *("README.md", "manifest.json", "ro-crate-metadata.json"),
)
MADE_WITH = (
    *("requirements.lock", "libraries.json"),
    *("factsheet.ipynb", "fase0_region.ipynb", "fase0_round_table.ipynb"),
)


@pytest.fixture
def edition(project):
    publish(project.asked, project.rendered, project.quality, project.edition)
    return project.edition


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_an_edition_holds_what_the_parameters_ask_for_and_nothing_else(edition):
    sheets = [
        f"public/{name}/factsheet.{kind}"
        for name in ("oost-nederland", "twente")
        for kind in ("csv", "html", "pdf", "xlsx")
    ]
    beside = ("alle-cijfers.csv", "datapackage.json")
    sheets += [f"public/{name}/{file}" for name in ("oost-nederland", "twente") for file in beside]
    fase0 = [f"public/fase0/twente.{kind}" for kind in ("csv", "html", "pdf", "xlsx")]
    fase0 += [f"public/fase0/{file}" for file in beside]
    tables = ("ggz", "sociaal-werk", "vvt")
    fase0 += [f"public/fase0/rondetafel-{table}.{kind}" for table in tables for kind in ("html", "pdf")]
    members = [f"members/{code}/fase0.{kind}" for code in ("TW-A01", "TW-A02") for kind in ("html", "pdf")]
    others = [f"public/{name}" for name in AT_THE_TOP] + ["quality/disclosure.json", "quality/index.html"]
    others += ["difference/index.html", "difference/verschil.csv"]
    others += [f"public/herkomst/{name}" for name in MADE_WITH]
    others += ["quality/quality.json"]
    assert sorted(files(edition)) == sorted([*sheets, *fase0, *members, *others])


def test_what_stands_beside_the_quality_page_goes_with_it(project):
    (project.quality / "suites").mkdir()
    (project.quality / "suites" / "zorgselect.json").write_text("{}", encoding="utf-8")
    publish(project.asked, project.rendered, project.quality, project.edition)
    assert (project.edition / "quality" / "suites" / "zorgselect.json").read_text(encoding="utf-8") == "{}"


def test_publishing_twice_gives_the_same_bytes(project, edition):
    first = files(edition)
    publish(project.asked, project.rendered, project.quality, edition)
    assert files(edition) == first


def test_every_link_of_the_index_leads_to_a_file(edition):
    page = BeautifulSoup((edition / "public" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [link["href"] for link in page.find_all("a")]
    assert [link for link in links if not link.startswith("#") and not (edition / "public" / link).is_file()] == []
    assert {"twente/factsheet.html", "fase0/twente.pdf", "fase0/twente.csv", "kwaliteit.html"} <= set(links)


def test_the_index_is_accessible_and_marked(edition):
    text = (edition / "public" / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert page.html["lang"] == "nl"
    assert len(page.find_all("h1")) == 1
    assert "Demonstratie" in page.find(role="note").get_text()
    assert not page.find_all(["img", "link", "iframe"])
    assert [script.attrs for script in page.find_all("script")] == [{}], "one script, in the page itself"
    names = {(link.get("aria-label") or " ".join(link.get_text().split()), link["href"]) for link in page.find_all("a")}
    assert len(names) == len({name for name, _ in names}), "links of one name lead to one place"


def test_what_is_public_names_no_organisation(edition):
    for name in ("index.html", "edition.json", "toegankelijkheid.html", "accessibility.json"):
        assert "TW-A0" not in (edition / "public" / name).read_text(encoding="utf-8")


def test_edition_json_has_the_hash_of_every_public_report(edition):
    about = json.loads((edition / "public" / "edition.json").read_text(encoding="utf-8"))
    listed = {file: mark for report in about["reports"] for file, mark in report["files"].items()}
    found = {
        path.relative_to(edition / "public").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (edition / "public").rglob("*")
        if path.is_file() and path.parent not in (edition / "public", edition / "public" / "herkomst")
    }
    assert listed == found
    assert (about["edition"], about["publisher"], about["regions"]) == (
        "2026Q3",
        "WGV Zorg en Welzijn",
        ["RA0205", "RA02"],
    )


def test_a_refused_edition_leaves_the_previous_one(project, edition, spoil):
    before = files(edition)
    spoil("factsheets/twente/factsheet.html", "</main>", "nan</main>")
    with pytest.raises(GateRefused, match="Nothing under reports/ has changed"):
        publish(project.asked, project.rendered, project.quality, edition)
    assert files(edition) == before
    assert [path.name for path in edition.parent.iterdir()] == [edition.name]
