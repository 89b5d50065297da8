"""The pages about the whole edition: what they tell, and what they keep to themselves."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from raat_analysis.publication.account_page import _made_with
from raat_analysis.publication.edition import publish


@pytest.fixture
def pages(project):
    publish(project.asked, project.rendered, project.quality, project.edition)
    public = project.edition / "public"
    return {
        name: BeautifulSoup((public / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for name in ("kwaliteit", "verantwoording", "index")
    }


def below(page, heading):
    """The text from a heading to the next one."""
    start = page.find(id=heading)
    texts = []
    for one in start.find_next_siblings():
        if one.name == "h2":
            break
        texts.append(one.get_text(" ", strip=True))
    return " ".join(texts)


def test_a_public_source_tells_every_count(pages):
    said = below(pages["kwaliteit"], "bron-azw-kerncijfers")
    assert "Uren is leeg, maar is verplicht de hele regel 5" in said
    assert "Vervangen door een latere levering: 7 regels." in said
    assert "1e kwartaal 2026 tot en met 3e kwartaal 2026 60 48 12" in said
    assert "Klopt voor elke regel: Iemand heeft één leeftijd." in said


def test_a_source_on_employers_tells_no_count_below_ten(pages):
    said = below(pages["kwaliteit"], "bron-zorgselect")
    assert "Uren is leeg, maar is verplicht de hele regel minder dan 10" in said
    assert "Vervangen door een latere levering: minder dan 10 regels." in said
    assert "60 48 12" not in said


def test_a_source_on_persons_tells_reasons_without_a_count(pages):
    said = below(pages["kwaliteit"], "bron-fase0-medewerkers")
    assert "Uren is leeg, maar is verplicht de hele regel niet geteld" in said
    assert "Vervangen door een latere levering: niet geteld." in said


def test_no_line_value_or_file_name_of_a_source_is_told(pages):
    for page in (pages["kwaliteit"], pages["verantwoording"]):
        assert "4711" not in page.get_text()
        assert "geheim.csv" not in page.get_text()


def test_the_account_names_sources_licences_files_rules_and_marks(pages, project):
    page = pages["verantwoording"]
    assert "AZW-kerncijfers (StatLine) CBS demonstratie Creative Commons Naamsvermelding 4.0" in below(page, "bronnen")
    assert f"a.csv {'a' * 12}" in below(page, "bronnen")
    assert "z.csv" not in page.get_text()  # of a source on employers
    assert "ZorgSelect Advertenties zijn openbaar. 40 5" in below(page, "geheim")
    about = json.loads((project.edition / "public" / "edition.json").read_text(encoding="utf-8"))
    told = below(page, "opnieuw")
    assert all(report["data"][:16] in told for report in about["reports"])
    assert set(about["pages"]) == {"kwaliteit.html", "verantwoording.html"}


def test_definitions_lead_to_their_section(pages):
    links = {link["href"].partition("#")[0] for link in pages["verantwoording"].select("h3 a")}
    assert links == {"twente/factsheet.html", "fase0/twente.html"}


def test_the_index_leads_to_both_and_no_page_links_out_of_the_folder(pages):
    links = {link["href"] for page in pages.values() for link in page.find_all("a")}
    assert {"kwaliteit.html", "verantwoording.html"} <= links
    assert not [link for link in links if link.startswith("..")]


def test_the_versions_are_those_of_the_lock(pages):
    lock = (Path(__file__).parents[2] / "requirements.lock").read_text(encoding="utf-8")
    told = below(pages["verantwoording"], "opnieuw")
    for name in _made_with():
        [pinned] = [line.split()[0] for line in lock.splitlines() if line.startswith(f"{name}==")]
        assert pinned.partition("==")[2] in told
