"""The outputs of the stage: deterministic, Dutch, accessible, offline, and only there when all went well."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from bs4 import BeautifulSoup

from raat_analysis.checks import Checked, check
from raat_analysis.checks.page import quality_page
from raat_analysis.checks.writing import write_quality, write_quarantine
from tests.checks.adverts_on_disk import adverts, place_export

ROWS = ["Z1;Almelo;24;1;01-09-2026;;", "Z2;Atlantis;24;1;01-09-2026;;", "Z3;Almelo;240;1;01-09-2026;;"]


def written(raw: Path, folder: Path) -> dict[str, bytes]:
    found = check(raw, {"adverts": adverts()}, folder / "checked")
    write_quarantine(found, folder / "quarantine")
    write_quality(found, folder / "quality")
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_page_is_dutch_with_one_heading_captions_and_scopes(checked: Callable[..., Checked]):
    page = BeautifulSoup(quality_page(checked(ROWS).quality), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "nl"
    assert len(page.find_all("h1")) == 1
    assert all(table.caption for table in page.find_all("table"))
    assert all(head.get("scope") in {"row", "col"} for head in page.find_all("th"))
    assert page.title is not None


def test_the_page_says_what_was_set_aside_and_why(checked: Callable[..., Checked]):
    words = BeautifulSoup(quality_page(checked(ROWS).quality), "html.parser").get_text(" ", strip=True)
    assert "Er kwamen 3 regels binnen. Daarvan zijn er 2 gebruikt en 1 apart gezet" in words
    assert "Plaats: deze plaatsnaam is niet bekend" in words
    assert "Uren ligt niet tussen 1 en 40" in words
    assert "2026-09-01/export.csv regel 4: 240" in words
    assert "De sluitdatum ligt niet voor de opening." in words
    assert "Demonstratie" in words


def test_the_page_asks_nothing_of_other_hosts(checked: Callable[..., Checked]):
    page = quality_page(checked(ROWS).quality)
    assert "http" not in page
    assert "<script" not in page


@pytest.mark.parametrize("kind", ["personal", "business"])
def test_values_of_persons_and_organisations_are_not_on_the_page(checked: Callable[..., Checked], kind: str):
    found = checked(ROWS, kind_of_data=kind)
    assert "Atlantis" not in quality_page(found.quality) + json.dumps(found.quality)
    assert "Atlantis" in found.quarantine["adverts"]["value"].to_list()


def test_the_page_says_how_a_file_was_read(checked: Callable[..., Checked]):
    assert "tekens utf-8, gescheiden door puntkomma, kop op regel 1" in quality_page(checked(ROWS).quality)


def test_text_from_an_export_cannot_become_markup(checked: Callable[..., Checked]):
    found = checked([*ROWS, "Z4;<b>Almelo</b>;24;1;01-09-2026;;"])
    assert "<b>Almelo" not in quality_page(found.quality)
    assert "&lt;b&gt;Almelo" in quality_page(found.quality)


def test_the_same_exports_give_the_same_bytes(tmp_path: Path):
    place_export(tmp_path / "raw", ROWS)
    first, second = (written(tmp_path / "raw", tmp_path / name) for name in ("first", "second"))
    assert first == second
    assert set(first) == {
        "checked/adverts.parquet",
        "checked/sources.parquet",
        "quarantine/adverts.csv",
        "quality/index.html",
        "quality/quality.json",
        "quality/suites/adverts.json",
    }


def test_the_sources_table_accounts_for_each_file(checked: Callable[..., Checked]):
    [row] = checked(ROWS).sources.to_dicts()
    assert (row["rows_read"], row["rows_accepted"], row["rows_set_aside"]) == (3, 2, 1)
    assert (row["kind"], row["licence"], str(row["obtained_on"])) == ("demonstration", "CC0-1.0", "2026-09-01")


def test_the_quarantine_names_line_column_value_and_a_dutch_sentence(checked: Callable[..., Checked]):
    row = checked(ROWS).quarantine["adverts"].filter(pl.col("scope") == "row").to_dicts()[0]
    assert row == {
        "file": "adverts/2026-09-01/export.csv",
        "line": 3,
        "column": "Plaats",
        "value": "Atlantis",
        "rule": "place_unknown",
        "sentence": "Plaats: deze plaatsnaam is niet bekend",
        "scope": "row",
    }


def test_a_run_that_fails_leaves_the_previous_outputs(tmp_path: Path, capsys):
    import runpy

    stage = runpy.run_path(str(Path(__file__).parents[2] / "pipelines" / "check.py"))
    targets = [tmp_path / name for name in ("checked", "quarantine", "quality")]
    for target in targets:
        target.mkdir()
        (target / "previous").write_text("kept", encoding="utf-8")
    (tmp_path / "raw").mkdir()
    with pytest.raises(SystemExit):
        stage["main"](tmp_path / "raw", *targets)
    assert "raat export add zorgselect" in capsys.readouterr().err
    assert [[p.name for p in target.iterdir()] for target in targets] == [["previous"]] * 3
