"""Notes on paper: from a number to its measure among the terms."""

import pytest

from raat_analysis.codelists import entries
from raat_analysis.rendering.print_notes import noted, runs
from raat_analysis.sentences.traces import marked

CODE, OTHER = "outflow_sector_pct", "absence_pct"


def number(text: str, code: str) -> str:
    return marked(text, (("", code, "RA0205"),))


@pytest.fixture
def numbers() -> dict[str, int]:
    return {entries("measures")[CODE]["name"]: 3}


def test_a_measure_has_one_note_after_its_percent_sign(numbers) -> None:
    said = f"Twente: {number('8,8', CODE)}% en {number('7,2%', CODE)}."
    assert runs(said, numbers) == [
        {"text": "Twente: 8,8%", "note": "3"},
        {"text": " en 7,2%", "note": ""},
        {"text": ".", "note": ""},
    ]


def test_a_measure_that_the_table_does_not_have_gets_no_note(numbers) -> None:
    assert {run["note"] for run in runs(f"Verzuim {number('6,2%', OTHER)}", numbers)} == {""}


def test_key_sentences_tiles_and_findings_have_notes_and_other_texts_have_none() -> None:
    said = number("8,8%", CODE)
    terms = {"kind": "table", "caption": "Begrippen", "rows": [[entries("measures")[CODE]["name"], "", ""]]}
    parts = [
        {"kind": "bullets", "items": [said]},
        {"kind": "key_figures", "items": [{"value": said}]},
        {"kind": "paragraph", "role": "finding", "text": said},
        {"kind": "paragraph", "role": "meaning", "text": said},
        terms,
    ]
    bullets, tiles, finding, meaning, table = noted(parts)
    noted_once = [{"text": "8,8%", "note": "1"}]
    assert bullets["runs"] == [noted_once]
    assert tiles["items"][0]["runs"] == noted_once
    assert finding["runs"] == noted_once
    assert "runs" not in meaning
    assert table["terms"]
