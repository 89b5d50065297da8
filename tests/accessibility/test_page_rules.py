"""A good page has no findings, and every rule finds the one thing that was broken on purpose, and says where."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.publication.accessibility.page import PAGE_RULES, page_checks, page_findings
from raat_analysis.publication.accessibility.page_tree import Page, page_tree

GOOD = Path(__file__).parent / "good.html"
SVG = '<svg role="img" aria-label="Drie van de vier."'
END = "</main>"  # more of a page goes before it

# What is broken: old words, new words, the rule that must find it, and words of its finding.
# the hash is that of the text `1`: printf 1 | openssl dgst -sha256 -binary | base64
POLICY = "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
DEFECTS = {
    "English": ('lang="nl"', 'lang="en"', "language", "its language is en, not nl"),
    "no language": (' lang="nl"', "", "language", "not nl"),
    "no title": ("<title>Factsheet Twente</title>", "", "title", "has 0 titles"),
    "empty title": ("Factsheet Twente", " ", "title", "has 1 titles, of which 0 with words"),
    "two titles": ("</title>", "</title><title>Twente</title>", "title", "has 2 titles"),
    "no zoom": ("initial-scale=1", "initial-scale=1, user-scalable=no", "zoom", "line 5: forbids zooming"),
    "little zoom": ("initial-scale=1", "maximum-scale=1", "zoom", "line 5: forbids zooming"),
    "no viewport": ('name="viewport"', 'name="uitzicht"', "zoom", "has no viewport"),
    "left open": ("open.</li>", "open.", "every tag closed", "line 16: <li> is not closed"),
    "open at the end": ("</footer>\n</body>\n</html>", "", "every tag closed", "line 30: <footer> is not closed"),
    "closes nothing": (END, "</b></main>", "every tag closed", "</b> closes nothing"),
    "no h1": ("h1>", "h2>", "headings", "0 headings h1"),
    "two h1": ("h3>", "h1>", "headings", "2 headings h1"),
    "h1 not first": ("<header><p>WGV</p>", "<header><h2>WGV</h2>", "headings", "before all others"),
    "gap": ("h3>", "h4>", "headings", "line 18: h4 follows h2"),
    "empty heading": ("Naar branche", "", "headings", "line 18: h3 has no words"),
    "no header": ("<header><p>WGV</p></header>", "", "landmarks", "0 <header> of the page itself"),
    "no main": ("main", "section", "landmarks", "0 <main> of the page itself"),
    "two footers": ("</footer>", "</footer><footer></footer>", "landmarks", "2 <footer> of the page itself"),
    "nav without name": (' aria-label="Inhoud"', "", "landmarks", "line 14: a <nav> without a name"),
    "navs of one name": ("Downloads", "Inhoud", "landmarks", "navigation 'Inhoud' stands 2 times"),
    "outside landmarks": ("<footer>", "<p>Los</p><footer>", "landmarks", "<p> stands outside header, main and footer"),
    "no skip link": ('<a class="skip" href="#inhoud">Naar de inhoud</a>', "", "skip link", "is no skip link"),
    "not first": ("<body>", '<body><a href="index.html">Begin</a>', "skip link", "is no skip link"),
    "skips to the header": (
        'href="#inhoud">Naar de inhoud</a>\n<header>',
        'href="#kop">Naar boven</a>\n<header id="kop">',
        "skip link",
        "#kop does not lead into <main>",
    ),
    "skips to nothing": ('href="#inhoud"', 'href="#weg"', "skip link", "#weg does not lead into <main>"),
    "text in a list": (
        "<ul><li>In Twente stonden 205 vacatures open.</li>",
        "<ul><p>In Twente</p>",
        "lists",
        "<p> stands in <ul>",
    ),
    "no caption": ('<caption id="tabel">Vacatures</caption>', "", "tables", "line 22: a table without a caption"),
    "no header cells": ("th", "td", "tables", "without header cells"),
    "no scope": ('<th scope="col">Open', "<th>Open", "tables", "with 1 header cells without scope"),
    "short row": ("<td>90</td>", "", "tables", "row 1 has 3 columns, row 2 has 2"),
    "span lost": (' rowspan="2"', "", "tables", "row 1 has 3 columns, row 4 has 2"),
    "no rows": ("tr>", "p>", "tables", "has no rows"),
    "figure without words": (
        ' aria-label="Drie van de vier."',
        "",
        "pictures",
        "line 20: a picture <svg> without words",
    ),
    "blank words": ("Drie van de vier.", " ", "pictures", "line 20: a picture <svg> without words"),
    "svg that is nothing": (f"{SVG} ", "<svg ", "pictures", "no picture and no decoration"),
    "no alt": (' alt="De regio op de kaart"', "", "pictures", "line 27: a picture <img> without words"),
    "link without words": ("Dit factsheet als PDF", "", "links", "a <a> without words"),
    "click here": ("Dit factsheet als PDF", "Klik hier.", "links", "'Klik hier.' does not say where it leads"),
    "no summary": ("summary", "p", "details", "line 21: <details> without a <summary>"),
    "empty summary": ("Cijfers bij deze figuur", "", "details", "line 21: <details> without a <summary>"),
    "field without label": ('for="regio"', 'for="tabel"', "fields", "a field <input> without a label"),
    "id twice": ('id="figuur"', 'id="tabel"', "ids and pointers", "id 'tabel' stands 2 times"),
    "fragment": ('href="#vacatures"', 'href="#weg"', "ids and pointers", "href points at 'weg'"),
    "aria": ('aria-labelledby="tabel"', 'aria-labelledby="weg"', "ids and pointers", "aria-labelledby points at 'weg'"),
    "drawing": ('xlink:href="#staaf"', 'xlink:href="#weg"', "ids and pointers", "xlink:href points at 'weg'"),
    "positive tabindex": ('tabindex="0"', 'tabindex="3"', "keyboard", "tabindex '3' changes the order"),
    "no role": (' role="group"', "", "keyboard", "stops at a <div> without a role or a name"),
    "no name": (' aria-labelledby="tabel"', "", "keyboard", "stops at a <div> without a role or a name"),
    "access key": ("<input", '<input accesskey="r"', "keyboard", "accesskey takes a key"),
    "script": (END, "<script>1</script></main>", "stands alone", "a <script>. A page runs nothing"),
    "other script than the policy names": (
        END,
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><script>2</script></main>',
        "stands alone",
        "a <script>. A page runs nothing",
    ),
    "frame": (END, '<iframe src="kaart.html"></iframe></main>', "stands alone", "a <iframe>. A page runs nothing"),
    "on click": ("<h3>", '<h3 onclick="weg()">', "stands alone", "line 18: onclick runs something"),
    "script in a link": ("factsheet.pdf", "javascript:weg()", "stands alone", "href needs another host"),
    "other host": ("factsheet.pdf", "https://example.org/f.pdf", "stands alone", "href needs another host"),
    "host without scheme": (
        "data:image/png;base64,AAAA",
        "//example.org/a.png",
        "stands alone",
        "src needs another host",
    ),
    "style": ("a { color", "@import 'x.css'; a { color", "stands alone", "a style needs another host"),
    "font": (
        "a { color",
        "a { src: url(https://example.org/f.woff2); color",
        "stands alone",
        "a style needs another host",
    ),
    "attribute": (
        "<h3>",
        "<h3 style=\"background: url('https://example.org/a.png')\">",
        "stands alone",
        "another host",
    ),
}


def spoilt(old: str, new: str, folder: Path) -> Path:
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    (folder / "page.html").write_text(text.replace(old, new), encoding="utf-8")
    return folder / "page.html"


def test_a_good_page_has_no_findings_and_every_rule_looked_at_something():
    checks = page_checks(GOOD)
    assert [check.findings for check in checks] == [()] * len(PAGE_RULES)
    assert [check.rule for check in checks if not check.seen] == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_what_is_broken_is_found_by_its_rule(tmp_path, defect):
    old, new, rule, words = DEFECTS[defect]
    found = {check.rule: " ".join(check.findings) for check in page_checks(spoilt(old, new, tmp_path))}
    assert words in found[rule]
    assert found[rule].startswith("page.html: ")


def test_every_rule_has_a_defect_that_it_finds():
    assert {rule for _, _, rule, _ in DEFECTS.values()} == set(PAGE_RULES)


@pytest.mark.parametrize(
    "harmless",
    [
        '<script type="application/ld+json">{}</script>',
        '<svg aria-hidden="true"><path d="M0 0"/></svg>',
        '<svg role="group" aria-label="Kaart"><a href="#t" aria-label="Twente" id="t"><path d="M0 0"/></a></svg>',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><script>1</script>',
        '<svg role="img"><title>Drie van de vier.</title></svg>',
        "<p>Wij laten niets zien als <b>minder dan 10</b> mensen het zeggen.</p>",
        '<label>Branche <input type="search"></label>',
    ],
)
def test_what_does_no_harm_is_let_through(tmp_path, harmless):
    assert page_findings(spoilt(END, f"{harmless}{END}", tmp_path)) == []


def test_a_finding_calls_the_file_as_it_is_told(tmp_path):
    (finding,) = page_findings(spoilt('lang="nl"', 'lang="en"', tmp_path), "public/twente/factsheet.html")
    assert finding.startswith("public/twente/factsheet.html: its language is en")


def opened(words: str, folder: Path) -> Page:
    (folder / "page.html").write_text(words, encoding="utf-8")
    return page_tree(folder / "page.html")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ('<nav aria-labelledby="a b"></nav><b id="a">In</b><b id="b">houd</b>', "In houd"),
        ('<nav aria-label="Inhoud"><a href="x">Vacatures</a></nav>', "Inhoud"),
        ('<nav><a href="x">Vacatures</a></nav>', ""),
        ('<a href="x"><img alt="Twente"> als PDF</a>', "Twente als PDF"),
        ('<a href="x"><svg role="img" aria-label="Twente"><text>niet dit</text></svg></a>', "Twente"),
        ('<a href="x"><span aria-hidden="true">→</span> verder met Twente</a>', "verder met Twente"),
        ('<a href="x" title="Twente"></a>', "Twente"),
    ],
)
def test_a_name_is_what_a_screen_reader_says(tmp_path, words, name):
    page = opened(words, tmp_path)
    assert page.name(page.root.elements()[0]) == name


trees = st.recursive(
    st.text(alphabet="abc 12", max_size=5).map(lambda words: (None, words)),
    lambda kids: st.tuples(st.sampled_from(["div", "p", "ul", "li", "b", "table"]), st.lists(kids, max_size=4)),
    max_leaves=20,
)


def written(tree):
    tag, inside = tree
    return inside if tag is None else f"<{tag}>{''.join(map(written, inside))}</{tag}>"


def counted(tree):
    tag, inside = tree
    return 0 if tag is None else 1 + sum(map(counted, inside))


@given(tree=trees)
def test_a_page_in_which_all_is_closed_is_read_whole(tree, tmp_path_factory):
    page = opened(written(tree), tmp_path_factory.mktemp("tree"))
    assert (len(page.all()), page.unclosed) == (counted(tree), [])


@given(words=st.text(alphabet="<>/ab \"'=!-&;#", max_size=40))
def test_no_page_stops_the_checker(words, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    (folder / "page.html").write_text(words, encoding="utf-8")
    assert any("its language is" in finding for finding in page_findings(folder / "page.html"))
