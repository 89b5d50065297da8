"""What must hold of a damaged file, whatever the format: refused in words, or every row accounted for once."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from raat_analysis.checks import Checked, check
from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from tests.checks.figures_on_disk import figures, place_bytes
from tests.checks.second_reading import FAULT, second_row

Texts = dict[int, dict[str, str]]  # line → column → text
NAMES = {normalised(column.header): name for name, column in figures().columns.items()}


def outcome(content: bytes, contract: Contract, name: str, judge: Callable[[Checked], None]) -> None:
    """Check a file: refused with its name and what to do, or held against the judge. Anything else is a failure."""
    with TemporaryDirectory() as folder:
        place_bytes(Path(folder) / "raw", content, name)
        try:
            found = check(Path(folder) / "raw", {"figures": contract}, Path(folder) / "checked")
        except ExportRefused as refused:
            said = str(refused)
        else:
            judge(found)
            return
    assert "figures/2026-09-01" in said, said
    assert "Next step" in said, said


def same_as(texts: Texts, found: Checked, contract: Contract) -> None:
    """Each line with data is accepted once or set aside once, and what is accepted is what stands in the file."""
    aside = found.quarantine["figures"]
    rows = set(aside.filter(pl.col("scope") == "row")["line"])
    accepted = found.table("figures").to_dicts()
    lines = [row["export_line"] for row in accepted]
    assert sorted([*lines, *rows]) == sorted(texts), "each line once, and no other"
    [counted] = found.sources.select("rows_read", "rows_accepted", "rows_set_aside").rows()
    assert counted == (len(texts), len(lines), len(rows))
    cells = set(aside.filter(pl.col("scope") == "cell").select("line", "column").rows())
    headers = {name: column.header for name, column in contract.columns.items()}
    for row in accepted:
        line = row["export_line"]
        for name, value in second_row(texts[line], contract).items():
            gone = (line, headers[name]) in cells
            assert row[name] == (None if gone else value), (line, name, texts[line][name])
            assert gone or value is not FAULT
