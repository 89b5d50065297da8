"""The same rows give the same outcome, however they are quoted, and in however many batches they are checked."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked, check
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from tests.checks.figures_on_disk import HEADERS, ROWS, figures, place_bytes

pytestmark = pytest.mark.slow
BATCHES = ("sources.grids", "sources.csv_files", "checks.batches")
SIGNS = "aZ1 7.,-é\t\u00a0\u200b\u0663\x1f\x0b'–"
CELLS = st.one_of(*(st.sampled_from(sorted(column)) for column in zip(*ROWS, strict=True)), st.text(SIGNS, max_size=4))
TABLES = st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), min_size=1, max_size=5)


def checked(exports: list[bytes], contract: Contract, folder: Path) -> Checked | str:
    """The outcome of a check, or what it was refused with."""
    for day, content in enumerate(exports, 1):
        place_bytes(folder / "raw", content, "export.csv", f"2026-09-{day:02}")
    try:
        return check(folder / "raw", {"figures": contract}, folder / "checked")
    except ExportRefused as refused:
        return str(refused)


def csv_bytes(rows: list[list[str]], quoting: int) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=quoting, quotechar='"', lineterminator="\n").writerows([HEADERS, *rows])
    return out.getvalue().encode()


def told(found: Checked | str) -> object:
    """Everything that a check says of the figures, but for the hash of the file that they are from."""
    if isinstance(found, str):
        return found
    accounts = found.sources.drop("sha256").rows()
    files = [[{**file, "sha256": ""} for file in each["files"]] for each in found.quality["sources"]]
    sources = [{**each, "files": of} for each, of in zip(found.quality["sources"], files, strict=True)]
    quality = {**found.quality, "sources": sources}
    return found.table("figures").rows(), found.quarantine["figures"].rows(), accounts, quality


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_quotes_around_every_cell_change_nothing(rows) -> None:
    assume(not all(cell.strip() == "" for row in rows for cell in row))
    outcomes = []
    for quoting in (csv.QUOTE_NONE, csv.QUOTE_ALL):
        with TemporaryDirectory() as folder:
            outcomes.append(told(checked([csv_bytes(rows, quoting)], figures(), Path(folder))))
    assert outcomes[0] == outcomes[1]


def exports() -> list[bytes]:
    """Three exports: rows that come back in one, rows that a later one replaces, and bad ones, across batches of 3."""
    many = [[f"Z{n}", *ROWS[n % 5][1:]] for n in range(1, 12)]
    first = [*many, many[0], ["Z99", "Parijs", *ROWS[0][2:]], many[0], ["Z3", *ROWS[0][1:]], ["z", *ROWS[0][1:]]]
    second = [
        ["Z5", *ROWS[4][1:]],
        ["Z20", *ROWS[1][1:]],
        ["Z21", *ROWS[0][1:5], "901", *ROWS[0][6:]],
        many[7],
        many[7],
    ]
    third = [["Z20", *ROWS[2][1:6], "1e5", *ROWS[2][7:]], ["Z22", *ROWS[0][1:]], ["Z22", *ROWS[1][1:]]]
    return [csv_bytes(rows, csv.QUOTE_MINIMAL) for rows in (first, second, third)]


def fingerprint(found: Checked | str) -> list[str]:
    """The bytes of what a check leaves behind, and the quarantine and the account as text."""
    assert isinstance(found, Checked), found
    files = [path.read_bytes() for path in sorted(found.folder.glob("*.parquet"))]
    texts = [found.quarantine["figures"].write_csv(), repr(found.quality)]
    return [hashlib.sha256(content).hexdigest() for content in [*files, *(text.encode() for text in texts)]]


def test_the_number_of_rows_in_a_batch_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = checked(exports(), figures(), tmp_path / "whole")
    rules = set(whole.quarantine["figures"]["rule"]) if isinstance(whole, Checked) else set()
    assert {"duplicate_row", "replaced", "key_repeated", "not_in_codelist", "share_known", "pattern"} <= rules
    for batch in (1, 3, 4):
        with monkeypatch.context() as patch:
            for module in BATCHES:
                patch.setattr(f"raat_analysis.{module}.BATCH", batch)
            again = checked(exports(), figures(), tmp_path / str(batch))
        assert fingerprint(again) == fingerprint(whole), batch


PROGRAM = """
import sys
from pathlib import Path
from tests.checks.figures_on_disk import figures
from tests.checks.test_same_outcome import checked, exports, fingerprint
print(fingerprint(checked(exports(), figures(), Path(sys.argv[1]))))
"""


def test_the_number_of_threads_changes_nothing(tmp_path: Path) -> None:
    found = []
    for threads in ("1", "2"):
        environment = {**os.environ, "POLARS_MAX_THREADS": threads, "PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / threads)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        found.append(run.stdout)
    assert found[0] == found[1]


def test_columns_kept_as_numbers_of_their_texts_give_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = checked(exports(), figures(), tmp_path / "texts")
    assert isinstance(texts, Checked)
    monkeypatch.setattr("raat_analysis.checks.rows.SAMPLE", 0)
    numbers = checked(exports(), figures(), tmp_path / "numbers")
    assert isinstance(numbers, Checked)
    stored = pl.read_parquet(numbers.folder / "figures.parquet")
    assert pl.Enum in stored.dtypes, "stored as numbers"
    assert numbers.table("figures").equals(texts.table("figures")), "and read as texts"
    assert fingerprint(numbers)[1:] == fingerprint(texts)[1:]


def test_of_a_text_that_was_set_aside_nothing_stays_in_a_table_stored_as_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("raat_analysis.checks.rows.SAMPLE", 0)
    found = checked(exports(), figures(), tmp_path)
    assert isinstance(found, Checked)
    assert "Parijs" in str(found.quarantine["figures"].rows())
    assert b"Parijs" not in (found.folder / "figures.parquet").read_bytes()
