"""Whether a page can be read by everyone, as far as its source shows: no browser is needed to publish."""

from pathlib import Path

from raat_analysis.publication.accessibility.checked import Checked, all_findings, held
from raat_analysis.publication.accessibility.page_names import NAME_RULES
from raat_analysis.publication.accessibility.page_structure import STRUCTURE_RULES
from raat_analysis.publication.accessibility.page_tree import Page, page_tree

PAGE_RULES = {**STRUCTURE_RULES, **NAME_RULES}


def page_checks(path: Path, name: str = "") -> list[Checked]:
    """Every rule held against a page; `name` is how findings call the file."""
    return tree_checks(page_tree(path), name or path.name)


def tree_checks(page: Page, name: str) -> list[Checked]:
    """Every rule held against a page that was read."""
    return held(PAGE_RULES, page, name)


def page_findings(path: Path, name: str = "") -> list[str]:
    """What keeps a page from being read by everyone: file, line, what is wrong, next step; [] when nothing does."""
    return all_findings(page_checks(path, name))
