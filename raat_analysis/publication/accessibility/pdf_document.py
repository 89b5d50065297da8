"""Rules on a PDF as a whole: what it says of itself, its bookmarks, its fonts, and that it runs nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from raat_analysis.publication.accessibility.checked import Found
from raat_analysis.publication.accessibility.pdf_tree import Tag

STANDARDS = {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
TEMPLATE = "raat_analysis/rendering/templates/report.typ"
EXPORTER = "raat_analysis/rendering/page_pdf.py"
FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass
class PdfFile:
    """A PDF that is open, and its tag tree."""

    pdf: pikepdf.Pdf
    tree: Tag = field(repr=False)

    def headings(self) -> list[Tag]:
        """The numbered headings in reading order."""
        return [tag for tag in self.tree.every() if tag.role in ("H1", "H2", "H3", "H4", "H5", "H6")]


def title(file: PdfFile) -> Found:
    """A window or a screen reader says the title, not the name of the file."""
    found = []
    if not str(file.pdf.docinfo.get("/Title", "")).strip() or not _meta(file, "dc:title").strip():
        found.append(f"has no title in its metadata. Give `set document(title: …)` in {TEMPLATE}.")
    viewer: Any = file.pdf.Root.get("/ViewerPreferences", {})
    if viewer.get("/DisplayDocTitle") is not True:
        found.append(f"does not ask readers to show its title (DisplayDocTitle). Make it with ua-1 in {EXPORTER}.")
    return 2, found


def language(file: PdfFile) -> Found:
    """Without a language a screen reader reads Dutch with English sounds."""
    said = str(file.pdf.Root.get("/Lang", ""))
    if said in ("nl", "nl-NL"):
        return 1, []
    return 1, [f'its language is {said!r}, not nl-NL. Give `set text(lang: "nl", region: "NL")` in {TEMPLATE}.']


def marked(file: PdfFile) -> Found:
    """The file says that it is tagged, is sure of it, and has a tree."""
    marks: Any = file.pdf.Root.get("/MarkInfo", {})
    found = []
    if marks.get("/Marked") is not True or marks.get("/Suspects", False) is True:
        found.append(f"does not say that it is tagged (MarkInfo). Make it with ua-1 in {EXPORTER}.")
    if not file.tree.kids:
        found.append(f"has no tags (StructTreeRoot). Make it with ua-1 in {EXPORTER}.")
    return 2, found


def standards(file: PdfFile) -> Found:
    """The identifiers of PDF/UA-1 and PDF/A-2a stand in the XMP metadata."""
    wrong = [
        f"{key} is {_meta(file, key)!r}, not {value!r}" for key, value in STANDARDS.items() if _meta(file, key) != value
    ]
    return len(STANDARDS), [f"metadata: {said}. Make it with a-2a and ua-1 in {EXPORTER}." for said in wrong]


def _meta(file: PdfFile, key: str) -> str:
    return str(file.pdf.open_metadata().get(key, ""))


def bookmarks(file: PdfFile) -> Found:
    """There is a bookmark for each heading of level 1 and 2, and each has words and leads to a page."""
    pages = {page.obj.objgen for page in file.pdf.pages}
    with file.pdf.open_outline() as outline:
        upper = [item for top in outline.root for item in (top, *top.children)]
    headings = [tag for tag in file.headings() if tag.role in ("H1", "H2")]
    found = [
        f"bookmark {item.title!r} has no words or leads nowhere. Mend the heading in {TEMPLATE}."
        for item in upper
        if not str(item.title).strip() or not _leads(item.destination, pages)
    ]
    if len(upper) != len(headings):
        found.append(
            f"{len(upper)} bookmarks for {len(headings)} headings of level 1 and 2."
            f" Give every heading `bookmarked: auto` in {TEMPLATE}."
        )
    return len(upper), found


def _leads(destination: Any, pages: set[tuple[int, int]]) -> bool:
    return isinstance(destination, pikepdf.Array) and destination[0].objgen in pages


def fonts(file: PdfFile) -> Found:
    """Every font is in the file, and its signs can be read back as characters."""
    seen = list(_of_type(file.pdf, "/Font", "/Type"))
    found = [
        f"font {_name(font)} is not in the file. Add it to raat_analysis/rendering/fonts."
        for font in seen
        if _absent(font)
    ]
    found += [
        f"font {_name(font)} does not say which characters its signs are (ToUnicode). Take another font in brand.yml."
        for font in seen
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font
    ]
    return len(seen), found


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "without a name")).removeprefix("/")


def _absent(font: Any) -> bool:
    """Composite fonts have their program in their descendant; Type 3 fonts are programs themselves."""
    if font.get("/Subtype") in ("/Type0", "/Type3"):
        return False
    descriptor = font.get("/FontDescriptor")
    return descriptor is None or not any(key in descriptor for key in FONT_PROGRAMS)


def _of_type(pdf: pikepdf.Pdf, kind: str, key: str) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get(key) == kind:
            yield one


def no_script(file: PdfFile) -> Found:
    """No JavaScript, no other action when it opens, and no lock that keeps a screen reader out."""
    names: Any = file.pdf.Root.get("/Names", {})
    actions = sum(1 for one in file.pdf.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one)
    found = []
    if actions or "/JavaScript" in names:
        found.append("holds JavaScript. A report runs nothing: make it again with Typst.")
    if "/OpenAction" in file.pdf.Root and "/S" in file.pdf.Root.OpenAction:
        found.append("does something when it is opened (OpenAction). Make it again with Typst.")
    if file.pdf.is_encrypted:
        found.append("is encrypted, which can keep screen readers out. Make it again with Typst.")
    return 3, found


def tab_order(file: PdfFile) -> Found:
    """The tab key follows the tags on every page."""
    pages = list(enumerate(file.pdf.pages, start=1))
    wrong = [number for number, page in pages if page.obj.get("/Tabs") != "/S"]
    return len(pages), [
        f"page {number}: the tab key does not follow the tags (Tabs is not S). Make it with ua-1 in {EXPORTER}."
        for number in wrong
    ]


DOCUMENT_RULES: dict[str, Callable[[PdfFile], Found]] = {
    "title": title,
    "language": language,
    "marked as tagged": marked,
    "PDF/UA-1 and PDF/A-2a": standards,
    "bookmarks": bookmarks,
    "fonts": fonts,
    "no script": no_script,
    "tab order": tab_order,
}
