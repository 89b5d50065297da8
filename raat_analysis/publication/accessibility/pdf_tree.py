"""The tag tree of a PDF, as what a screen reader follows: roles in reading order, with what each says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

GIVEN = ("/Alt", "/ActualText")
ATTRIBUTES = ("/Scope", "/ColSpan", "/RowSpan")
Mark = tuple[int, int]  # page number, number of the marked content on it


@dataclass
class Tag:
    """An element of the tree; its role is a standard one where the file's role map gives one."""

    role: str
    given: dict[str, str] = field(default_factory=dict)  # Alt, ActualText, Scope, ColSpan, RowSpan
    kids: list["Tag"] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    objects: list[tuple[int, int]] = field(default_factory=list)  # annotations that belong to it

    def every(self) -> Iterator["Tag"]:
        """The tag and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.every()

    def page(self) -> int:
        """The page of its first content; 0 when it has none."""
        return next((page for tag in self.every() for page, _ in tag.marks), 0)


def tag_tree(pdf: pikepdf.Pdf) -> Tag:
    """The tree below one root tag of role "root"; without a StructTreeRoot it is empty."""
    root = Tag("root")
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is not None and "/K" in tree:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        _Reader(pages, tree.get("/RoleMap", {})).read(tree.K, root, 0)
    return root


class _Reader:
    """Reads elements into tags; an element that is met a second time is left out."""

    def __init__(self, pages: dict[tuple[int, int], int], roles: Any) -> None:
        self.pages, self.roles, self.met = pages, roles, set[tuple[int, int]]()

    def read(self, kid: Any, into: Tag, page: int) -> None:
        if isinstance(kid, int):
            into.marks.append((page, int(kid)))
        elif isinstance(kid, pikepdf.Array):
            for one in kid:
                self.read(one, into, page)
        elif "/S" in kid:
            self._element(kid, into, page)
        elif "/MCID" in kid:
            into.marks.append((self._page(kid, page), int(kid.MCID)))
        elif "/Obj" in kid:
            into.objects.append(kid.Obj.objgen)

    def _element(self, element: Any, into: Tag, page: int) -> None:
        if element.objgen in self.met:
            return
        if element.is_indirect:
            self.met.add(element.objgen)
        tag = Tag(self._role(str(element.S)), _given(element))
        into.kids.append(tag)
        if "/K" in element:
            self.read(element.K, tag, self._page(element, page))

    def _role(self, role: str) -> str:
        return str(self.roles.get(role, role)).removeprefix("/")

    def _page(self, kid: Any, otherwise: int) -> int:
        return self.pages.get(kid.Pg.objgen, 0) if "/Pg" in kid else otherwise


def _given(element: Any) -> dict[str, str]:
    said = {key.removeprefix("/"): str(element[key]) for key in GIVEN if key in element}
    attributes = element.get("/A", [])
    for group in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        said |= {key.removeprefix("/"): str(group[key]) for key in ATTRIBUTES if _holds(group, key)}
    return said


def _holds(group: Any, key: str) -> bool:
    return isinstance(group, pikepdf.Dictionary) and key in group
