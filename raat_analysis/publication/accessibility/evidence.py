"""The evidence that an edition can be read by everyone: which rule looked at how many elements of which file."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.publication.accessibility.checked import Checked
from raat_analysis.publication.accessibility.page import page_checks
from raat_analysis.publication.accessibility.pdf import pdf_checks
from raat_analysis.yaml_files import read_yaml

Checks = dict[str, list[Checked]]  # by file
STANDARD = "EN 301 549, WCAG 2.2 A and AA"


def file_checks(folder: Path, names: Iterable[str]) -> Checks:
    """Every page and PDF of these names below a folder, held to its rules; other files are left out."""
    looks = {".html": page_checks, ".pdf": pdf_checks}
    pairs = [(name, looks.get(Path(name).suffix)) for name in names]
    return {name: look(folder / name, name) for name, look in pairs if look is not None}


@cache
def browser_tests() -> dict[str, Any]:
    """What the tests in a browser hold every page to: browser.yml."""
    return dict(read_yaml(Path(__file__).parent / "browser.yml"))


def evidence(edition: str, checks: Checks) -> dict[str, Any]:
    """accessibility.json: per file every rule, the elements it looked at, and its findings; and the browser tests."""
    return {
        "edition": edition,
        "standard": STANDARD,
        "files": [
            {
                "file": file,
                "checks": [
                    {"check": one.rule, "elements": one.seen, "findings": list(one.findings)} for one in checks[file]
                ],
            }
            for file in sorted(checks)
        ],
        "browser_tests_of_this_version": browser_tests(),
    }
