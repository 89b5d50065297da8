"""The links of a PDF: the addresses that it gives, and links within it that lead nowhere."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

WITHIN, OUTSIDE = "/GoTo", "/URI"


@dataclass
class PdfLinks:
    """`addresses`: what its links name outside it; `dead`: what is wrong with those within it."""

    addresses: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)


def pdf_links(path: Path) -> PdfLinks:
    """Every link of a PDF, from its first page to its last."""
    with pikepdf.open(path) as document:
        root: Any = document.Root
        pages: set[Any] = {page.objgen for page in document.pages}
        names = (
            {str(name) for name in pikepdf.NameTree(root.Names.Dests)}
            if "/Dests" in root.get("/Names", {})
            else set[str]()
        )
        found = PdfLinks()
        for number, page in enumerate(document.pages, start=1):
            for each in page.get("/Annots", []):
                if each.get("/Subtype") == "/Link":
                    _look(each, pages, names, f"on page {number}", found)
        if "/OpenAction" in root or "/AA" in root:
            found.dead.append("opens by itself: the PDF has an action of its own")
        return found


def _look(link: Any, pages: set[Any], names: set[str], where: str, found: PdfLinks) -> None:
    action = link.get("/A", {})
    kind = str(action.get("/S", WITHIN))
    if kind == OUTSIDE:
        found.addresses.append(str(action["/URI"]))
    elif kind != WITHIN:
        found.dead.append(f"{where} does {kind[1:]}; only a page or an address may follow a click")
    elif not _is_there(action.get("/D", link.get("/Dest")), pages, names):
        found.dead.append(f"{where} leads to no page of the PDF")


def _is_there(place: Any, pages: set[Any], names: set[str]) -> bool:
    if isinstance(place, pikepdf.Array):
        return len(place) > 0 and place[0].objgen in pages
    return place is not None and str(place).removeprefix("/") in names
