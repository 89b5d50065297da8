"""The engine and Great Expectations give one verdict on every row, and two different ones end the run."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked, check, engine
from raat_analysis.checks.expected import Expected
from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from tests.checks.adverts_on_disk import adverts, place_export
from tests.checks.figures_on_disk import HEADERS, figures, place_bytes

pytestmark = pytest.mark.slow
ADVERTS = {
    0: ["Z1", "Z2", "Z3", "A1", "", "z1", "Z\u0663", "Z1\u00a0", "Z1\x1f"],
    1: ["Almelo", "almelo ", "Geesteren", "Atlantis", "", "'t Harde", "’t Harde", "ALMELO\u200b"],
    2: ["24-32", "32-24", "1", "40", "40,01", "0,99", "0", "240", "n.o.t.k.", "", "24\u00a0tot 41"],
    3: ["1", "9", "10", "0", "-1", "007", "999999999999999", "9.007.199.254.740.993"],
    4: ["01-01-2020", "31-12-2019", "31-02-2026", "01-01-0000", "01-01-0001", "31-12-9999", ""],
    5: ["01-01-2020", "31-12-2019", "30-02-2020", "1-1-2020", "31-12-9999", "01-01-1677", ""],
}
FIGURES = {
    0: ["Z1", "Z12", "Z123", "Z1234", "z1", "Z", "Z1\u2028", "Z\u0663", "Z1 ", "NaN", "None"],
    1: ["Twente", "TWENTE", "Twente  ", "Regio Één", "REGIO ÉÉN", "Regio E\u0301e\u0301n", "AM1", "? AM1", ""],
    2: ["2026Q1", "2026Q5", "2026 4e kwartaal*", "2026KW04**", "0000Q1", "2026q1", ""],
    3: ["01-02-2026", "29-02-2025", "00-01-2026", "01-01-0000", ""],
    4: ["2000", "1999", "2099", "2100", "0000", "20\u0660\u0660", ""],
    5: ["-5", "-6", "1000000", "1000001", "900", "899", "-0", "--1", "9007199254740993", ""],
    6: ["1000", "1000,0", "1000,000000000000001", "999,999999999999999", "1000,0000001", "-0,1", "nan", "inf", ""],
    7: ["40", "40,0", "40,01", "8-40", "40-41", "N.O.T.K.", "n.o.t.k. ", "999", ""],
    8: ["a", "", " ", "nan", "\u200b"],
}
PATTERNS = ["^Z[0-9]{1,3}$", "^Z[0-9]", "Z(?:1|12)$", "^[^ ]+$", "^.{2,3}$", "(?i)^z", "^[A-Za-z0-9_]+$"]


def tables(columns: dict[int, list[str]]) -> st.SearchStrategy[list[list[str]]]:
    row = st.tuples(*(st.sampled_from(cells) for cells in columns.values())).map(list)
    return st.lists(row, min_size=1, max_size=12)


def verdict(raw: Path, contract: Contract) -> Checked | None:
    """The outcome of a check; two verdicts on one row are a RuntimeError, which no test here lets pass."""
    try:
        return check(raw, {contract.source: contract}, raw.with_name("checked"))
    except ExportRefused:
        return None


@settings(max_examples=25, deadline=None)
@given(tables(ADVERTS))
def test_one_verdict_on_adverts(rows) -> None:
    with TemporaryDirectory() as folder:
        place_export(Path(folder) / "raw", [";".join([*row, ""]) for row in rows])
        verdict(Path(folder) / "raw", adverts(allowed_set_aside_pct=100))


@settings(max_examples=25, deadline=None)
@given(tables(FIGURES), st.sampled_from(PATTERNS))
def test_one_verdict_on_numbers_quarters_years_and_patterns(rows, pattern) -> None:
    columns = {name: column.model_dump() for name, column in figures().columns.items()}
    columns["code"]["pattern"] = pattern
    text = "\n".join(";".join(cells) for cells in [HEADERS, *rows]) + "\n"
    with TemporaryDirectory() as folder:
        place_bytes(Path(folder) / "raw", text.encode(), "export.csv")
        verdict(Path(folder) / "raw", figures(columns=columns))


@pytest.mark.parametrize("expectation", ["not_null", "in_set", "regex", "between"])
@pytest.mark.parametrize("says", [True, False])
def test_another_verdict_of_the_engine_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expectation: str, says: bool
) -> None:
    """Every kind of demand is held by one row and broken by another here; the engine says the same of both."""
    right = engine.broken

    def wrong(demand: Expected) -> pl.Expr:
        return pl.col(demand.on).is_null().or_(True) & says if demand.expectation == expectation else right(demand)

    rows = ["Z1;Almelo;24;1;01-01-2020;;", "Z2;Atlantis;41;2;01-01-2020;;", "A3;;24;3;01-01-2020;;"]
    place_export(tmp_path / "raw", rows)
    columns = {name: {**column.model_dump(), "on_bad": "row"} for name, column in adverts().columns.items()}
    contract = adverts(columns=columns, allowed_set_aside_pct=100)
    assert verdict(tmp_path / "raw", contract) is not None, "without a plant the verdicts agree"
    monkeypatch.setattr(engine, "broken", wrong)
    with pytest.raises(RuntimeError, match="Great Expectations and the engine differ"):
        check(tmp_path / "raw", {"adverts": contract}, tmp_path / "again")
