"""However a file is damaged: it is refused in words, or every row read is accepted or set aside."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked, check
from raat_analysis.errors import ExportRefused
from tests.checks.adverts_on_disk import HEADER, adverts, place_export

pytestmark = pytest.mark.slow
CELLS = {
    0: ["Z1", "Z2", "Z3", ""],
    1: ["Almelo", "Geesteren", "Atlantis", ""],
    2: ["24-32", "240", "n.o.t.k.", ""],
    3: ["1", "2", "0", "1,5"],
    4: ["01-09-2026", "31-02-2026", "gisteren", ""],
    5: ["02-09-2026", "01-08-2026", "", ""],
}
LINES = st.lists(st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())), min_size=1, max_size=6)


def outcome(raw: Path) -> Checked | None:
    try:
        return check(raw, {"adverts": adverts(allowed_set_aside_pct=100)}, raw.with_name("checked"))
    except ExportRefused:
        return None


def conserved(found: Checked, read: int) -> None:
    [row] = found.sources.to_dicts()
    assert row["rows_read"] == read
    assert row["rows_accepted"] == found.table("adverts").height
    aside = found.quarantine["adverts"].filter(pl.col("scope") == "row")["line"].n_unique()
    assert row["rows_read"] == row["rows_accepted"] + aside


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_no_row_is_lost_whatever_its_cells(tmp_path: Path, rows: list[tuple[str, ...]]):
    shutil.rmtree(tmp_path, ignore_errors=True)
    place_export(tmp_path / "raw", [";".join((*row, "")) for row in rows])
    found = outcome(tmp_path / "raw")
    bad = any(row[4] == "gisteren" or row[3] in {"0", "1,5"} or not row[0] for row in rows)
    if found is not None:
        conserved(found, len(rows))
    assert found is not None or bad


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_with_damaged_bytes_never_ends_in_a_traceback(tmp_path: Path, data: st.DataObject):
    shutil.rmtree(tmp_path, ignore_errors=True)
    path = place_export(tmp_path / "raw", ["Z1;Almelo;24;1;01-09-2026;;x", "Z2;'t Harde;32;2;02-09-2026;;y"])
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(len(HEADER), len(content) - 1), max_size=3)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    path.write_bytes(bytes(content[:cut]))
    found = outcome(tmp_path / "raw")
    if found is not None:
        conserved(found, int(found.sources["rows_read"].sum()))
