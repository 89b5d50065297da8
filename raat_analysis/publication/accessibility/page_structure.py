"""Rules on how a page is built: language, title, headings, landmarks, the skip link, lists and tables."""

from collections.abc import Callable

from raat_analysis.publication.accessibility.checked import Found
from raat_analysis.publication.accessibility.page_tree import Element, Page
from raat_analysis.publication.accessibility.table_widths import uneven

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SECTIONING = ("main", "article", "section", "nav", "aside")
LANDMARKS = ("header", "main", "footer", "nav", "aside")
SCOPES = ("col", "row", "colgroup", "rowgroup")
IN_LIST = {"ul": ("li", "script", "template"), "ol": ("li", "script", "template"), "dl": ("dt", "dd", "div")}
FORBIDS_ZOOM = ("user-scalable=no", "user-scalable=0", "maximum-scale=")


def language(page: Page) -> Found:
    """A screen reader must read the page in Dutch."""
    said = [one.given.get("lang", "") for one in page.all("html")]
    if said in (["nl"], ["nl-NL"]):
        return 1, []
    return 1, [f'its language is {", ".join(said) or "not there"}, not nl. Give `<html lang="nl">` in the template.']


def title(page: Page) -> Found:
    """The window and the list of open pages show it."""
    titles = [one for head in page.all("head") for one in head.elements() if one.tag == "title"]
    told = [one for one in titles if one.text()]
    if len(titles) == len(told) == 1:
        return 1, []
    return 1, [f"has {len(titles)} titles, of which {len(told)} with words. Give one <title> in the template."]


def zoom(page: Page) -> Found:
    """Who needs larger letters may zoom in."""
    ports = [one for one in page.all("meta") if one.given.get("name") == "viewport"]
    found = [
        f"line {one.line}: forbids zooming ({one.given.get('content', '')}). Use width=device-width, initial-scale=1."
        for one in ports
        if any(word in one.given.get("content", "").replace(" ", "") for word in FORBIDS_ZOOM)
    ]
    if not ports:
        found.append("has no viewport, so that a telephone shows it tiny. Give <meta name=viewport> in the template.")
    return len(ports), found


def closed(page: Page) -> Found:
    """What is left open may swallow what comes after it."""
    return len(page.all()), [f"{said}. Close it where it ends." for said in page.unclosed]


def headings(page: Page) -> Found:
    """One h1; levels go down one at a time; each has words."""
    tags = page.all(*HEADINGS)
    levels = [int(one.tag[1]) for one in tags]
    found = []
    if levels.count(1) != 1 or levels[0] != 1:
        found.append(f"{levels.count(1)} headings h1; there must be one, before all others. Mend the template.")
    found += [
        f"line {one.line}: h{level} follows h{before}. Use the level between."
        for before, one, level in zip(levels, tags[1:], levels[1:], strict=False)
        if level > before + 1
    ]
    found += [f"line {one.line}: {one.tag} has no words. Leave it out." for one in tags if not one.text()]
    return len(tags), found


def landmarks(page: Page) -> Found:
    """One header, main and footer of the page, with all content in them; each navigation has a name of its own."""
    parts = {tag: [one for one in page.all(tag) if not _inside(one, *SECTIONING)] for tag in LANDMARKS[:3]}
    found = [
        f"{len(ones)} <{tag}> of the page itself; there must be one. Mend the template."
        for tag, ones in parts.items()
        if len(ones) != 1
    ]
    navs = [(one, page.name(one)) for one in page.all("nav")]
    names = [name for _, name in navs]
    found += [f"line {one.line}: a <nav> without a name. Give aria-label." for one, name in navs if not name]
    found += [
        f"navigation {name!r} stands {names.count(name)} times. Give each <nav> a name of its own."
        for name in sorted({*names} - {""})
        if names.count(name) > 1
    ]
    found += [
        f"line {one.line}: <{one.tag}> stands outside header, main and footer. Put it in one of them."
        for body in page.all("body")
        for one in body.elements()
        if one.tag not in LANDMARKS and not _skips(one) and one.text()
    ]
    return sum(map(len, parts.values())) + len(navs), found


def _inside(one: Element, *tags: str) -> bool:
    return any(outer.tag in tags for outer in one.above())


def _skips(one: Element) -> bool:
    return one.tag == "a" and one.given.get("href", "").startswith("#")


def skip_link(page: Page) -> Found:
    """Who uses the keyboard can pass over what every page begins with."""
    first = next((one for body in page.all("body") for one in body.every() if one.takes_focus()), None)
    if first is None or not _skips(first) or _inside(first, "main"):
        return 0, ["the first thing that the tab key reaches is no skip link. Begin the body with one to <main>."]
    target = page.ids.get(first.given["href"].removeprefix("#"), [Element("nothing")])[0]
    if target.tag == "main" or _inside(target, "main"):
        return 1, []
    return 1, [
        f"line {first.line}: the skip link {first.given['href']} does not lead into <main>. Give <main> that id."
    ]


def lists(page: Page) -> Found:
    """A list holds items and nothing else, or it is not read as a list."""
    tags = page.all(*IN_LIST)
    return len(tags), [
        f"line {kid.line}: <{kid.tag}> stands in <{one.tag}>. Put it in an item."
        for one in tags
        for kid in one.elements()
        if kid.tag not in IN_LIST[one.tag]
    ]


def tables(page: Page) -> Found:
    """Every table has a caption, header cells that say what they are over, and rows of the same width."""
    tags = page.all("table")
    return len(tags), [f"line {one.line}: a table {said}." for one in tags for said in _table_findings(one)]


def _table_findings(table: Element) -> list[str]:
    found = []
    if not any(one.text() for one in table.elements() if one.tag == "caption"):
        found.append("without a caption. Give one in raat_analysis/tables")
    headers = list(table.every("th"))
    lone = sum(1 for one in headers if one.given.get("scope") not in SCOPES)
    if not headers:
        found.append("without header cells. Make them <th> with scope")
    if lone:
        found.append(f"with {lone} header cells without scope. Say col or row")
    rows = [[_spans(cell) for cell in row.elements() if cell.tag in ("th", "td")] for row in table.every("tr")]
    odd = uneven(rows) if rows else "has no rows"
    return [*found, f"{odd}. Give every row as many cells as its header"] if odd else found


def _spans(cell: Element) -> tuple[int, int]:
    over = [cell.given.get(key, "1") for key in ("colspan", "rowspan")]
    columns, rows = (int(said) if said.isdecimal() else 1 for said in over)
    return columns, rows


STRUCTURE_RULES: dict[str, Callable[[Page], Found]] = {
    "language": language,
    "title": title,
    "zoom": zoom,
    "every tag closed": closed,
    "headings": headings,
    "landmarks": landmarks,
    "skip link": skip_link,
    "lists": lists,
    "tables": tables,
}
