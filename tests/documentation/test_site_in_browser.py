"""The site in Chromium, from a folder: the text first on a narrow screen, the pages beside it on a wide one, search."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from raat_analysis.publication.accessibility.evidence import browser_tests
from tests.accessibility import axe
from tests.accessibility.chromium import NotInstalled, Page, browser, program

pytestmark = [pytest.mark.slow, pytest.mark.browser]
KINDS = ["index", "data-dictionary", "new-export", "decisions/index", "search"]
PLACES = """(() => {
  const place = name => document.querySelector(name).getBoundingClientRect();
  const text = place("div.body"), pages = place("div.sphinxsidebar");
  return {below: pages.top >= text.bottom, beside: pages.right <= text.left && pages.top < 100 && text.top < 100,
          top: text.top, width: document.scrollingElement.scrollWidth};
})()"""
LONGEST_LINE = """Math.max(...[...document.querySelectorAll("div.body section > p, div.body li")]
  .map(each => each.getBoundingClientRect().width / parseFloat(getComputedStyle(each).fontSize)))"""
FOUND = """new Promise(resolve => {
  const look = () => {
    const found = [...document.querySelectorAll("#search-results li a")].map(each => each.getAttribute("href"));
    found.length ? resolve(found) : setTimeout(look, 50);
  };
  look();
})"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    try:
        program()
    except NotInstalled as missing:
        pytest.fail(str(missing), pytrace=False)
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def misplaced(tab: Page, page: Path, widths: tuple[int, ...]) -> list[tuple[str, int, object]]:
    """The widths at which a page scrolls sideways, or has its text or the list of pages in the wrong place."""
    tab.open(page)
    found = []
    for width in widths:
        tab.window(width)
        seen = tab.run(PLACES)
        if not seen["beside" if width >= 1000 else "below"] or seen["width"] > width or seen["top"] > 100:
            found.append((page.name, width, seen))
    return found


def test_every_page_has_its_text_first_at_320_and_the_pages_beside_it_at_1000(site: Path, tab: Page):
    assert [wrong for page in sorted(site.rglob("*.html")) for wrong in misplaced(tab, page, (320, 1000))] == []


def test_the_pages_come_beside_the_text_from_1000_on(site: Path, tab: Page):
    assert misplaced(tab, site / "index.html", (390, 768, 999, 1000, 1100, 1600)) == []


def test_a_line_is_no_longer_than_can_be_read(site: Path, tab: Page):
    tab.window(1600)
    tab.open(site / "new-export.html")
    assert 30 < tab.run(LONGEST_LINE) <= 44  # in widths of a capital M: about 85 signs


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_on_a_narrow_and_a_wide_screen(site: Path, tab: Page, name: str):
    tab.open(site / f"{name}.html")
    axe.prepare(tab)
    for width in (320, 1280):
        tab.window(width)
        told = axe.looked_at(tab)
        assert told["violations"] == []
        assert {rule for rule, *_ in told["undecided"]} <= set(browser_tests()["undecided"])


def test_the_list_of_pages_is_one_key_away(site: Path, tab: Page):
    tab.window(1280)
    tab.open(site / "measures.html")
    tab.press("Tab")
    assert tab.run("document.activeElement.textContent") == "All pages and search"
    assert tab.run("document.activeElement.getBoundingClientRect().left >= 0")
    tab.press("Enter")
    assert tab.run("document.querySelector(':target').textContent") == "All pages"


def test_search_works_from_a_folder_without_a_server(site: Path, tab: Page):
    tab.open(site / "index.html")
    tab.run("document.querySelector('#words').value = 'ledger'")
    assert tab.run("new FormData(document.querySelector('form.search')).get('q')") == "ledger"
    with_query = type("Query", (), {"as_uri": lambda _: (site / "search.html").as_uri() + "?q=ledger"})()
    tab.open(with_query)
    found = [each.split("#")[0] for each in tab.run(FOUND)]
    assert "methods/disclosure.html" in found
