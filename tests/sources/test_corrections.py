"""An error of a source is mended by an entry for one cell, and an entry that no longer matches is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from raat_analysis.checks import Checked, check
from raat_analysis.errors import ExportRefused
from tests.checks.adverts_on_disk import adverts, place_export

LINES = ["Z1;Almelo;24;1;01-09-2026;;Jan", "Z2;Almelo;24;5;01-09-2026;;Piet"]
ENTRY = (
    "- {{file: 2026-09-01/export.csv, line: {line}, column: {column}, found: '{found}', used: '{used}', "
    "reason: typefout van de bron, decided_by: onderzoeker, date: 2026-09-03}}\n"
)
Corrected = Callable[..., Checked]


@pytest.fixture
def corrected(tmp_path: Path) -> Corrected:
    def run(*entries: str, **changes: object) -> Checked:
        place_export(tmp_path / "raw", LINES)
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


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (entry(found="6"), "line 3, column Plaatsen: holds 5, not 6"),
        (entry(line=9), "line 9, column Plaatsen: there is no such cell"),
        (entry(column="Salaris"), "column Salaris: there is no such cell"),
        (entry(column="Contactpersoon", found="Piet"), "column Contactpersoon: there is no such cell"),
        (entry(used="5"), "found and used are the same"),
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
