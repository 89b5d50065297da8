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
    """quality/quality.json and quality/index.html."""
    folder.mkdir(parents=True)
    (folder / "quality.json").write_text(_json(checked.quality), encoding="utf-8", newline="\n")
    (folder / "index.html").write_text(quality_page(checked.quality), encoding="utf-8", newline="\n")


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
