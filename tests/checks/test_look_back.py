"""An export is held against the one before it, also when it replaces every row of it."""

from collections.abc import Callable

import pytest

from raat_analysis.checks import Checked
from raat_analysis.errors import ExportRefused

COMPARED = {"compared": {"sums": ["positions"]}}
LINES = [f"Z{i};Almelo;24;1;0{i}-09-2026;;" for i in range(1, 8)]
TEN_TIMES = [line.replace(";1;", ";9;") for line in LINES]


def test_a_replacing_export_with_nine_times_the_positions_stops(checked: Callable[..., Checked]):
    with pytest.raises(ExportRefused, match=r"9,0|9\.0|\b9\b"):
        checked(LINES, TEN_TIMES, **COMPARED)


def test_a_replacing_export_with_the_same_positions_passes_and_is_told(checked: Callable[..., Checked]):
    found = checked(LINES, LINES, **COMPARED)
    assert found.quality["sources"][0]["past"]["previous"] == "2026-09-01"
