"""The links gate: a true edition passes, and each kind of dead, strange or fetched link is seen."""

import json

import pytest

from raat_analysis.errors import GateRefused
from raat_analysis.publication import edition as publishing
from raat_analysis.publication.links import link_findings

PAGE = '<html lang="nl"><body><h1 id="top">Kop</h1>{}</body></html>'


@pytest.fixture
def public(tmp_path):
    """A folder with two pages, a table of two lines, and descriptions that name it."""
    (tmp_path / "twente").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "twente" / "factsheet.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "twente" / "factsheet.csv").write_bytes(b"a;b\r\n1;2\r\n")
    return tmp_path


def found(public, body):
    (public / "twente" / "factsheet.html").write_text(PAGE.format(body), encoding="utf-8")
    return link_findings(public)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#top">x</a>',
        '<a href="../index.html#top">x</a>',
        '<a href="factsheet.csv#row=2">x</a>',
        '<a href="https://example.org/a?b#c">x</a>',
        '<img src="data:image/png;base64,AA" alt="">',
        "<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>",
    ],
)
def test_what_stands_in_the_folder_and_a_web_page_to_click_on_pass(public, body):
    assert found(public, body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="#nergens">x</a>', "that place is not in twente/factsheet.html"),
        ('<a href="../index.html#nergens">x</a>', "that place is not in index.html"),
        ('<a href="factsheet.csv#row=3">x</a>', "that place is not in twente/factsheet.csv"),
        ('<a href="weg.pdf">x</a>', "leads to 'weg.pdf', which is not in the edition"),
        ('<a href="../../2026Q2/public/index.html">x</a>', "leads out of the public folder"),
        ('<a href="/etc/passwd">x</a>', "leads out of the public folder"),
        ('<a href="http://example.org">x</a>', "an address outside the edition is https"),
        ('<a href="//example.org/x">x</a>', "an address outside the edition is https"),
        ('<a href="javascript:alert(1)">x</a>', "an address outside the edition is https"),
        ('<img src="https://example.org/a.png" alt="">', "fetches 'https://example.org/a.png'"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "fetches 'https://example.org/a.css'"),
        ('<p style="background:url(https://example.org/a)">x</p>', "fetches 'https://example.org/a'"),
        ('<style>@import "a.css";</style>', "fetches 'a.css'"),
        ('<meta http-equiv="refresh" content="0;url=https://example.org">', "fetches '0;url="),
    ],
)
def test_each_kind_of_wrong_link_is_seen_with_its_file_and_line(public, body, said):
    [finding] = found(public, body)
    assert finding.startswith("twente/factsheet.html line 1: ")
    assert said in finding


def test_a_description_names_files_that_are_there_with_their_size_and_hash(public):
    table = {"path": "factsheet.csv", "bytes": 9, "hash": "sha256:00", "schema": "../tableschema.json"}
    (public / "twente" / "datapackage.json").write_text(json.dumps({"resources": [table]}), encoding="utf-8")
    pages = {"kwaliteit.html": "00"}
    about = {"reports": [{"files": {"index.html": "00"}}], "pages": pages}
    (public / "edition.json").write_text(json.dumps(about), encoding="utf-8")
    assert link_findings(public) == [
        "edition.json: says other sha256 of index.html than the file has",
        "edition.json: names 'kwaliteit.html', which is not in the edition",
        "twente/datapackage.json: says other bytes and sha256 of factsheet.csv than the file has",
        "twente/datapackage.json: names '../tableschema.json', outside the public folder",
    ]


def test_an_edition_with_a_dead_link_is_not_put_in_place(project, monkeypatch):
    page = PAGE.format('<a href="weg.html">x</a>')
    monkeypatch.setattr(publishing, "quality_page", lambda *_: page)
    monkeypatch.setattr(publishing, "write_accessibility", lambda *_: None)
    with pytest.raises(GateRefused, match=r"kwaliteit.html line 1: <a> leads to 'weg.html'"):
        publishing.publish(project.asked, project.rendered, project.quality, project.edition)
    assert not project.edition.exists()
