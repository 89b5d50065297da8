"""The script of the index in Chromium: it sorts, puts back, and shows only the chosen regions."""

import pytest

from raat_analysis.publication.edition import publish
from tests.accessibility.chromium import NotInstalled, browser, program
from tests.publication.test_index import country_index  # noqa: F401

pytestmark = pytest.mark.browser
ROWS = "[...document.querySelectorAll('#vergelijking tbody tr')]"
NAMES = f"{ROWS}.filter(r => !r.hidden).map(r => r.querySelector('th').innerText.trim())"
SAID = "document.getElementById('melding').textContent"
ORDER = "[...document.querySelectorAll('#vergelijking tbody tr')].map(r => r.cells[{}].dataset.order ?? '')"
SORT = "document.querySelectorAll('#vergelijking thead button')[{}].click()"
STATE = "document.querySelectorAll('#vergelijking thead th')[{}].getAttribute('aria-sort')"
BOX = "document.querySelectorAll('#vergelijking input')[{}].click()"
ONLY = "document.getElementById('vergelijk').click()"


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    try:
        program()
    except NotInstalled as missing:
        pytest.fail(str(missing), pytrace=False)
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def shown(tab, country_index, tmp_path):  # noqa: F811
    """The page of 29 regions, with its own policy."""
    (tmp_path / "index.html").write_text(country_index, encoding="utf-8")
    tab.window(1280)
    tab.open(tmp_path / "index.html")
    return tab


def test_sorting_goes_down_up_and_back_with_empty_cells_last(shown):
    before = shown.run(NAMES)
    shown.run(SORT.format(1))
    down = [float(value) for value in shown.run(ORDER.format(1)) if value]
    assert len(down) >= 2
    assert down == sorted(down, reverse=True)
    assert shown.run(ORDER.format(1))[len(down) :] == [""] * (29 - len(down))
    assert shown.run(STATE.format(1)) == "descending"
    assert shown.run(SAID) == "Gesorteerd op Werknemers, van hoog naar laag."
    shown.run(SORT.format(1))
    assert [float(value) for value in shown.run(ORDER.format(1)) if value] == down[::-1]
    shown.run(SORT.format(1))
    assert (shown.run(NAMES), shown.run(STATE.format(1))) == (before, None)


def test_sorting_by_name_is_from_a_to_z(shown):
    shown.run(SORT.format(0))
    assert shown.run(NAMES)[:2] == ["Achterhoek", "Amersfoort en omgeving"]
    assert shown.run(NAMES)[-1] == "Zuidoost-Brabant"
    assert shown.run(STATE.format(0)) == "ascending"


def test_only_the_chosen_regions_are_shown_and_all_again(shown):
    shown.run(ONLY)
    assert shown.run(SAID) == "Kies eerst twee of drie regio's in de tabel."
    for place in (0, 4):
        shown.run(BOX.format(place))
    shown.run(ONLY)
    assert shown.run(NAMES) == ["Groningen", "Twente"]
    assert shown.run(SAID) == "De tabel toont Groningen, Twente en Nederland."
    shown.run(ONLY)
    assert len(shown.run(NAMES)) == 29


def test_a_fourth_region_cannot_be_chosen(shown):
    for place in range(4):
        shown.run(BOX.format(place))
    assert shown.run("document.querySelectorAll('#vergelijking input:checked').length") == 3


def test_the_page_does_not_scroll_sideways_at_320_pixels(shown):
    shown.window(320)
    assert shown.run("document.documentElement.scrollWidth") == 320


def test_the_edition_as_published_is_the_same_page_with_its_script(tab, project):
    publish(project.asked, project.rendered, project.quality, project.edition)
    tab.open(project.edition / "public" / "index.html")
    assert tab.run("document.querySelectorAll('#vergelijking thead button').length") == 7
