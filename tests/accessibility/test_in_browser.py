"""Every page of a real edition in Chromium: axe-core, a narrow screen, the keyboard, and paper."""

import base64
from pathlib import Path

import pypdfium2
import pytest

from raat_analysis.codelists.regions import slug
from raat_analysis.params import read_params
from raat_analysis.publication.accessibility.evidence import browser_tests
from tests.accessibility import axe
from tests.accessibility.chromium import NotInstalled, browser, program

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PARAMS = read_params(Path(__file__).parents[2] / "params.yaml")
SHEETS = [f"public/{slug(code)}/factsheet.html" for code in PARAMS.sheet_codes()]
FASE0 = f"public/fase0/{slug(PARAMS.fase0_region)}.html"
MEMBER = "members/*/fase0.html"  # the first of them
TABLE = "public/fase0/rondetafel-vvt.html"
ABOUT = ["public/toegankelijkheid.html", "public/kwaliteit.html", "public/verantwoording.html", "quality/index.html"]
PAGES = ["public/index.html", *SHEETS, FASE0, TABLE, MEMBER, *ABOUT]
# One of each kind for what takes a key press per stop.
KINDS = ["public/index.html", SHEETS[0], FASE0, *ABOUT]
FOCUS = """(() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    place: window.stops.indexOf(at), name: at.outerHTML.slice(0, 120),
    shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  };
})()"""
STOPS = """window.stops = [...document.querySelectorAll("a[href], summary, button, input, select, [tabindex='0']")]
  .filter(each => each.checkVisibility() && each.tabIndex >= 0); window.stops.length"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    try:
        axe.rules_of_axe()
        program()
    except NotInstalled as missing:
        pytest.fail(str(missing), pytrace=False)
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def opened(flow, tab):
    """A function that opens a page of the edition."""
    project, _ = flow
    edition = project.root / "reports" / PARAMS.edition

    def show(name: str, width: int = 1280, *, dark: bool = False):
        tab.window(width, dark=dark)
        tab.open(sorted(edition.glob(name))[0])
        return tab

    return show


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_any_width_in_light_and_dark(opened, name):
    told, over, asked = {}, {}, browser_tests()
    page = opened(name)
    axe.prepare(page)
    for scheme in asked["schemes"]:
        for width in asked["widths"]:
            page.window(width, dark=scheme == "dark")
            told[scheme, width] = axe.looked_at(page, only_colours=scheme == "dark")
        over[scheme] = axe.covered(page, told[scheme, width]["undecided"])
    assert {where: said["violations"] for where, said in told.items() if said["violations"]} == {}
    undecided = {rule for said in told.values() for rule, *_ in said["undecided"]}
    assert undecided <= set(asked["undecided"])
    assert over == {scheme: [] for scheme in asked["schemes"]}, "nothing lies over a text on the widest screen"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_320_pixels_does_not_scroll_sideways(opened, name):
    page = opened(name, 320)
    assert page.run("innerWidth") == 320
    assert page.run("document.scrollingElement.scrollWidth") <= 320
    axe.prepare(page)  # also when everything is opened
    assert page.run("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", KINDS)
def test_the_tab_key_begins_at_the_skip_link_and_shows_where_it_is(opened, name):
    page = opened(name)
    count = page.run(STOPS)
    met = []
    for _ in range(count):
        page.press("Tab")
        met.append(page.run(FOCUS))
    assert met[0]["name"].startswith('<a class="skip"')
    assert [each["place"] for each in met] == list(range(count))
    assert [each["name"] for each in met if not each["shown"] or not each["inside"]] == []
    page.press("Tab")
    assert page.run(FOCUS)["place"] != count - 1, "the tab key is not held at the end"


@pytest.mark.parametrize("name", KINDS)
def test_the_skip_link_leads_to_the_content(opened, name):
    page = opened(name, 320)
    page.press("Tab")
    page.press("Enter")
    assert page.run("document.activeElement.tagName") == "MAIN"
    page.run(STOPS)
    page.press("Tab")
    assert page.run("document.activeElement === window.stops.find(each => each.closest('main'))")


@pytest.mark.parametrize("name", KINDS)
def test_on_paper_there_is_nothing_to_click_through(opened, name, tmp_path):
    page = opened(name)
    heading = page.run("document.querySelector('h1').textContent")
    (tmp_path / "page.pdf").write_bytes(base64.b64decode(page.ask("Page.printToPDF")["data"]))
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as pdf:
        words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf).split())
    assert heading.split()[0] in words
    assert "Naar de inhoud" not in words
    page.ask("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('.skip, .contents, footer nav')].filter(each => each.checkVisibility())"
    assert page.run(f"{shown}.length") == 0


BROKEN = {
    "color-contrast": '<p style="color: #bbb; background: #fff">Bijna niet te lezen.</p>',
    "color-contrast 1:1": '<p style="color: #fff; background: #fff">Niet te lezen.</p>',
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "target-size": '<p><a href="#inhoud" style="font-size: 4px">a</a><a href="#regio" style="font-size: 4px">b</a></p>',
    "heading-order": "<h2>Twee</h2><h5>Vijf</h5>",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_axe_finds_what_is_broken_on_purpose(tab, tmp_path, rule):
    good = (Path(__file__).parent / "good.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(good.replace("</main>", f"{BROKEN[rule]}</main>"), encoding="utf-8")
    tab.window(1280)
    tab.open(tmp_path / "page.html")
    axe.prepare(tab)
    assert rule.partition(" ")[0] in {found for found, *_ in axe.looked_at(tab)["violations"]}


def test_without_chromium_or_axe_one_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalled, match="apt-get install chromium"):
        program()
    monkeypatch.setattr(axe, "AXE", tmp_path / "axe.min.js")
    with pytest.raises(NotInstalled, match="run make test"):
        axe.rules_of_axe()
