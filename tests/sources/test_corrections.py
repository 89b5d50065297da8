"""An error of a source is mended by an entry for one cell, and an entry that no longer matches is refused."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.checks import Checked, check
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.corrections import Correction, Corrections
from tests.checks.adverts_on_disk import adverts, place_export

LINES = ["Z1;Almelo;24;1;01-09-2026;;Jan", "Z2;Almelo;24;5;01-09-2026;;Piet"]
ENTRY = (
    "- {{file: 2026-09-01/export.csv, line: {line}, column: {column}, found: '{found}', used: '{used}', "
    "reason: typefout van de bron, decided_by: onderzoeker, date: 2026-09-03}}\n"
)
Corrected = Callable[..., Checked]


@pytest.fixture
def corrected(tmp_path: Path) -> Corrected:
    def run(*entries: str, lines: list[str] = LINES, **changes: object) -> Checked:
        place_export(tmp_path / "raw", lines)
        (tmp_path / "raw" / "adverts" / "corrections.yml").write_text("".join(entries), encoding="utf-8")
        return check(tmp_path / "raw", {"adverts": adverts(**changes)}, tmp_path / "checked")

    return run


def entry(line: int = 3, column: str = "Plaatsen", found: str = "5", used: str = "2") -> str:
    return ENTRY.format(line=line, column=column, found=found, used=used)


def test_a_corrected_cell_is_used_and_told(corrected: Corrected):
    found = corrected(entry())
    assert found.table("adverts")["positions"].to_list() == [1, 2]
    [told] = found.quality["sources"][0]["corrections"]
    assert (told["line"], told["column"], told["found"], told["used"]) == (3, "Plaatsen", "5", "2")
    assert told["reason"] == "typefout van de bron"


def test_values_of_persons_are_not_told(corrected: Corrected):
    [told] = corrected(entry(), kind_of_data="personal").quality["sources"][0]["corrections"]
    assert "found" not in told
    assert "used" not in told


@pytest.mark.parametrize("kind", ["personal", "business"])
def test_what_a_cell_of_persons_or_organisations_holds_is_not_told(corrected: Corrected, kind: str):
    with pytest.raises(ExportRefused) as refused:
        corrected(entry(found="6"), kind_of_data=kind)
    assert "line 3, column Plaatsen: holds another value than found" in str(refused.value)


def test_a_cell_is_corrected_before_it_is_read_as_a_number(corrected: Corrected):
    # 24.0 would stop the run: it is no whole number.
    lines = [LINES[0], LINES[1].replace(";5;", ";24.0;")]
    assert corrected(entry(found="24.0"), lines=lines).table("adverts")["positions"].to_list() == [1, 2]


def test_the_contract_name_of_a_column_is_as_good_as_its_header(corrected: Corrected):
    assert corrected(entry(column="positions")).table("adverts")["positions"].to_list() == [1, 2]


def test_every_correction_that_does_not_match_is_told(corrected: Corrected):
    with pytest.raises(ExportRefused, match="2 corrections do not match") as refused:
        corrected(entry(column="Plaats", found="Almere", used="Almelo"), entry(line=9))
    assert "column Plaats: holds Almelo, not Almere" in str(refused.value)
    assert "line 9, column Plaatsen: there is no such cell" in str(refused.value)


def test_a_corrected_row_is_still_a_row_that_was_read(corrected: Corrected):
    [file] = corrected(entry()).quality["sources"][0]["files"]
    assert (file["rows_read"], file["rows_accepted"], file["rows_set_aside"]) == (2, 2, 0)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=9).map(str.strip)


@given(st.lists(TEXTS, min_size=1, max_size=9), st.data(), TEXTS)
def test_only_the_one_cell_changes(cells: list[str], data: st.DataObject, used: str):
    row = data.draw(st.integers(0, len(cells) - 1))
    batch = pl.DataFrame({"place": cells, "positions": cells, "export_line": range(2, len(cells) + 2)})
    about = {"file": "2026-09-01/export.csv", "line": row + 2, "column": "Plaatsen", "reason": "een tikfout"}
    one = Correction.model_validate(
        {**about, "found": cells[row], "used": used, "decided_by": "onderzoeker", "date": "2026-09-03"}
    )
    after = Corrections(adverts(), [one]).applied(batch, "adverts/2026-09-01/export.csv")
    assert after["positions"].to_list() == [*cells[:row], used, *cells[row + 1 :]]
    assert after.drop("positions").equals(batch.drop("positions"))
    assert Corrections(adverts(), [one]).applied(batch, "adverts/2026-09-02/export.csv") is batch


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (entry(found="6"), "line 3, column Plaatsen: holds 5, not 6"),
        (entry(line=9), "line 9, column Plaatsen: there is no such cell"),
        (entry(column="Salaris"), "column Salaris: there is no such cell"),
        (entry(column="Contactpersoon", found="Piet"), "column Contactpersoon: there is no such cell"),
        (entry(used="5"), "found and used are the same"),
        (entry() + entry(3, "positions", "2", "1"), "line 3, column positions is corrected twice"),
        (entry() + entry(used="3"), "entry 2: 2026-09-01/export.csv line 3, column Plaatsen is corrected twice"),
        (entry().replace("reason", "why"), "entry 1 reason"),
        ("- {file: [", "not readable as YAML"),
        ("wrong", "things to mend"),
    ],
)
def test_a_correction_that_does_not_match_is_refused(corrected: Corrected, wrong: str, words: str):
    with pytest.raises(ExportRefused) as refused:
        corrected(wrong)
    assert words in str(refused.value)
    assert "Next step" in str(refused.value)
    assert "adverts/corrections.yml" in str(refused.value)
