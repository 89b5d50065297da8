"""Rules on the tag tree of a PDF: headings, figures, tables, lists, and which tag may stand in which."""

from collections.abc import Callable

from raat_analysis.publication.accessibility.checked import Found
from raat_analysis.publication.accessibility.pdf_document import TEMPLATE, PdfFile
from raat_analysis.publication.accessibility.pdf_tree import Tag
from raat_analysis.publication.accessibility.table_widths import uneven

# Where a tag may stand (ISO 32000-1, 14.8.4); a tag that is not named here may stand anywhere.
PARENTS = {
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "LI": ("L",),
    "Lbl": ("LI", "Note", "Reference", "TOCI", "Form", "BibEntry"),
    "LBody": ("LI",),
    "TOCI": ("TOC",),
}
STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula"),
    "Form",
}
SCOPES = ("/Column", "/Row", "/Both")


def headings(file: PdfFile) -> Found:
    """One H1, which comes first; H2 and H3 follow without a gap, and none is empty."""
    tags = file.headings()
    levels = [int(tag.role[1]) for tag in tags]
    found = []
    if levels.count(1) != 1 or levels[0] != 1:
        first = tags[0].role if tags else "not there"
        found.append(f"{levels.count(1)} headings H1, the first heading is {first}. Mend the title in {TEMPLATE}.")
    found += [
        f"page {tag.page()}: H{level} follows H{before}. Give the heading in the notebook the level between."
        for before, tag, level in zip(levels, tags[1:], levels[1:], strict=False)
        if level > before + 1
    ]
    found += [f"page {tag.page()}: {said}" for tag in tags for said in _heading_findings(tag)]
    found += [f"page {tag.page()}: a heading without level (H). Use H1 to H3 in {TEMPLATE}." for tag in _all(file, "H")]
    return len(tags), found


def _heading_findings(tag: Tag) -> list[str]:
    found = []
    if int(tag.role[1]) > 3:
        found.append(f"{tag.role} is too deep. Use at most three levels in the notebook.")
    if not tag.page():
        found.append(f"a heading {tag.role} has no words. Take it out of the notebook.")
    return found


def _all(file: PdfFile, *roles: str) -> list[Tag]:
    return [tag for tag in file.tree.every() if tag.role in roles]


def figures(file: PdfFile) -> Found:
    """Every figure and formula says in words what it shows."""
    tags = _all(file, "Figure", "Formula")
    return len(tags), [
        f"page {tag.page()}: {tag.role} {number} has no alternative text. Give `alt` in raat_analysis/figures."
        for number, tag in enumerate(tags, start=1)
        if not tag.given.get("Alt", "").strip()
    ]


def tables(file: PdfFile) -> Found:
    """Every table has header cells that say what they are over, and rows of the same width."""
    tags = _all(file, "Table")
    return len(tags), [
        f"page {tag.page()}: table {number} {said}"
        for number, tag in enumerate(tags, start=1)
        for said in (*_header_findings(tag), *_width_findings(tag))
    ]


def _header_findings(table: Tag) -> list[str]:
    headers = [tag for tag in table.every() if tag.role == "TH"]
    if not headers:
        return [f"has no header cells (TH). Give `table.header` in {TEMPLATE}."]
    lone = sum(1 for tag in headers if tag.given.get("Scope") not in SCOPES)
    return [f"has {lone} header cells without Scope. Give `table.header` in {TEMPLATE}."] if lone else []


def _width_findings(table: Tag) -> list[str]:
    rows = [[cell for cell in row.kids if cell.role in ("TH", "TD")] for row in table.every() if row.role == "TR"]
    if not rows:
        return [f"has no rows. Leave it out in {TEMPLATE}."]
    odd = uneven([[_spans(cell) for cell in row] for row in rows])
    return [f"{odd}. Give every row as many cells as the header in raat_analysis/tables."] if odd else []


def _spans(cell: Tag) -> tuple[int, int]:
    return int(cell.given.get("ColSpan", 1)), int(cell.given.get("RowSpan", 1))


def lists(file: PdfFile) -> Found:
    """A list holds items, and every item has a body."""
    tags = _all(file, "L")
    found = [
        f"page {tag.page()}: a list holds {kid.role} and no item. Use `list` in {TEMPLATE}."
        for tag in tags
        for kid in tag.kids
        if kid.role not in ("LI", "L", "Caption")
    ]
    found += [f"page {tag.page()}: a list without items. Leave it out in {TEMPLATE}." for tag in tags if not tag.kids]
    found += [
        f"page {item.page()}: a list item without a body (LBody). Use `list` in {TEMPLATE}."
        for item in _all(file, "LI")
        if not any(kid.role == "LBody" for kid in item.kids)
    ]
    return len(tags), found


def nesting(file: PdfFile) -> Found:
    """Tags are standard ones, below one Document, and stand where they may: a row in a table, an item in a list."""
    pairs = [(parent, kid) for parent in file.tree.every() for kid in parent.kids]
    found = [
        f"page {kid.page()}: {kid.role} stands in {parent.role}, not in {PARENTS[kid.role][0]}. Mend {TEMPLATE}."
        for parent, kid in pairs
        if kid.role in PARENTS and parent.role not in PARENTS[kid.role]
    ]
    found += [
        f"page {kid.page()}: {kid.role} is no standard tag. Use Typst's own elements in {TEMPLATE}."
        for _, kid in pairs
        if kid.role not in STANDARD
    ]
    if [kid.role for kid in file.tree.kids] != ["Document"]:
        found.append(f"its tags do not stand in one Document. Make it again from {TEMPLATE}.")
    return len(pairs), found


TAG_RULES: dict[str, Callable[[PdfFile], Found]] = {
    "headings": headings,
    "figures": figures,
    "tables": tables,
    "lists": lists,
    "nesting of tags": nesting,
}
