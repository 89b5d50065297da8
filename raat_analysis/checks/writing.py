"""What the check stage writes beside the checked tables. Same input, same bytes: no times, sorted keys."""

import json
from pathlib import Path
from typing import Any

from raat_analysis.checks import Checked
from raat_analysis.checks.page import quality_page


def write_quarantine(checked: Checked, folder: Path) -> None:
    """quarantine/<source>.csv, with only a header when nothing was set aside."""
    folder.mkdir(parents=True)
    for name, table in checked.quarantine.items():
        table.write_csv(folder / f"{name}.csv", separator=";", include_bom=True)


def write_quality(checked: Checked, folder: Path) -> None:
    """index.html, the same in quality.json, and suites/<source>.json for Great Expectations' own tools."""
    (folder / "suites").mkdir(parents=True)
    write_page(checked.quality, folder, suites=True)
    for source, suite in checked.suites.items():
        _write(folder / "suites" / f"{source}.json", _json(suite))


def write_page(quality: dict[str, Any], folder: Path, suites: bool) -> None:
    """quality.json, and the same for people in index.html; `suites` says whether these stand beside it."""
    _write(folder / "quality.json", _json(quality))
    _write(folder / "index.html", quality_page(quality, suites))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
