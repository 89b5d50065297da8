"""The links gate: whatever a page, a PDF or a description points at is in the public folder, or a web page to click on.

The folder must work by itself, from a memory stick and without internet: no link leaves it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from raat_analysis.publication.accessibility.page_tree import Element, Page, page_tree
from raat_analysis.publication.pdf_links import pdf_links

FETCHED = ("src", "srcset", "poster", "data", "background", "ping", "action", "formaction", "manifest", "cite")
CLICKED = ("a", "area")
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s*['\"]([^'\"]*)")
LINE = re.compile(r"row=(\d+)")  # RFC 7111: a line of a CSV
DESCRIPTIONS = ("datapackage.json", "edition.json")


@dataclass
class Folder:
    """The public folder, with the ids and lines of its files, each read once."""

    root: Path
    trees: dict[str, Page] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def page(self, name: str) -> Page:
        """The tree of a page."""
        if name not in self.trees:
            self.trees[name] = page_tree(self.root / name)
        return self.trees[name]

    def line_count(self, name: str) -> int:
        """How many lines a CSV has."""
        if name not in self.lines:
            self.lines[name] = (self.root / name).read_bytes().count(b"\n")
        return self.lines[name]


def link_findings(public: Path) -> list[str]:
    """Every dead, strange or fetched link of the public folder: file, line, where it leads, what is wrong."""
    folder = Folder(public)
    names = sorted(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
    looks = {".html": _page_findings, ".pdf": _pdf_findings}
    found = [said for name in names if (look := looks.get(Path(name).suffix)) for said in look(folder, name)]
    described = [name for name in names if PurePosixPath(name).name in DESCRIPTIONS]
    return [*found, *(said for name in described for said in _description_findings(folder, name))]


def _page_findings(folder: Folder, name: str) -> list[str]:
    found = []
    for one in folder.page(name).all():
        wrong = [_clicked(folder, name, target) if click else _fetched(target) for target, click in _targets(one)]
        found += [f"{name} line {one.line}: <{one.tag}> {said}" for said in wrong if said]
    return found


def _targets(one: Element) -> Iterator[tuple[str, bool]]:
    """What an element points at, and whether a person clicks on it (else a browser gets it)."""
    for key in ("href", "xlink:href"):
        if key in one.given:
            yield one.given[key], one.tag in CLICKED or one.given[key].startswith("#")
    for key in FETCHED:
        if key in one.given:
            yield one.given[key], False
    if one.tag == "meta" and one.given.get("http-equiv", "").lower() == "refresh":
        yield one.given.get("content", ""), False
    styles = "".join(kid for kid in one.kids if isinstance(kid, str)) if one.tag == "style" else ""
    for found in IN_STYLE.finditer(f"{styles} {one.given.get('style', '')}"):
        yield found[1] or found[2] or "", False


def _fetched(target: str) -> str:
    """A browser may get only what stands in the page itself."""
    return "" if target.startswith(("data:", "#")) else f"fetches {target[:80]!r}; put it in the page itself"


def _clicked(folder: Folder, name: str, target: str) -> str:
    """What is wrong with a link, '' for nothing."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return f"leads to {target!r}, which is no address"
    if parts.scheme or parts.netloc:
        good = parts.scheme == "https" and bool(parts.netloc)
        return "" if good else f"leads to {target!r}; an address outside the edition is https"
    path = normpath(f"{PurePosixPath(name).parent}/{unquote(parts.path)}") if parts.path else name
    if parts.path.startswith("/") or path.startswith("../") or path == "..":
        return f"leads out of the public folder: {target!r}; the folder must work by itself"
    if not (folder.root / path).is_file():
        return f"leads to {target!r}, which is not in the edition"
    return _inside(folder, path, unquote(parts.fragment), target) if "#" in target else ""


def _inside(folder: Folder, path: str, fragment: str, target: str) -> str:
    """What is wrong with the part after the #."""
    if path.endswith(".html"):
        there = fragment in folder.page(path).ids
    elif path.endswith(".csv"):
        line = LINE.fullmatch(fragment)
        there = line is not None and 1 <= int(line[1]) <= folder.line_count(path)
    else:
        there = False
    return "" if there else f"leads to {target!r}: that place is not in {path}"


def _pdf_findings(folder: Folder, name: str) -> list[str]:
    """A PDF's links go to its own pages, or as pages do."""
    links = pdf_links(folder.root / name)
    found = [said for target in links.addresses if (said := _clicked(folder, name, target))]
    return [f"{name}: a link {said}" for said in [*found, *links.dead]]


def _description_findings(folder: Folder, name: str) -> list[str]:
    """The paths that a description names, with the size and hash that it gives of them."""
    about, beside = json.loads((folder.root / name).read_text(encoding="utf-8")), PurePosixPath(name).parent
    named = [(path, said) for path, said in (_resources if "resources" in about else _files)(about)]
    return [
        f"{name}: {wrong}" for path, said in named if (wrong := _described(folder.root / beside / path, path, said))
    ]


Said = dict[str, Any]  # bytes and sha256, as far as a description gives them


def _resources(package: Said) -> Iterator[tuple[str, Said]]:
    for each in package["resources"]:
        yield each["path"], {"bytes": each["bytes"], "sha256": each["hash"].removeprefix("sha256:")}
        if isinstance(each["schema"], str):
            yield each["schema"], {}


def _files(edition: Said) -> Iterator[tuple[str, Said]]:
    for files in (*(report["files"] for report in edition["reports"]), edition["pages"]):
        for path, mark in files.items():
            yield path, {"sha256": mark}


def _described(file: Path, path: str, said: Said) -> str:
    if ".." in PurePosixPath(path).parts or PurePosixPath(path).is_absolute():
        return f"names {path!r}, outside the public folder"
    if not file.is_file():
        return f"names {path!r}, which is not in the edition"
    content = file.read_bytes() if said else b""
    here = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    other = [key for key, value in said.items() if here[key] != value]
    return f"says other {' and '.join(other)} of {path} than the file has" if other else ""
