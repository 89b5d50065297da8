"""The outputs of the stage: deterministic, Dutch, accessible, offline, and only there when all went well."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def words(quality: dict[str, Any]) -> str:
    return " ".join(BeautifulSoup(quality_page(quality), "html.parser").get_text(" ", strip=True).split())


def test_the_page_says_of_which_days_the_data_are(checked: Callable[..., Checked]):
    found = checked(["Z1;Almelo;24;1;01-07-2026;;", "Z2;Almelo;24;1;30-08-2026;;"]).quality
    assert found["sources"][0]["files"][0]["covers"] == ["2026-07-01", "2026-08-30"]
    assert "01-07-2026 t/m 30-08-2026" in words(found)


def test_days_of_a_source_about_persons_are_not_told(checked: Callable[..., Checked]):
    assert checked(ROWS, kind_of_data="personal").quality["sources"][0]["files"][0]["covers"] is None


def test_the_page_opens_with_the_sources_that_need_attention(checked: Callable[..., Checked]):
    assert "De bron vraagt aandacht: Advertenties : 2 keer is een regel of waarde apart gezet." in words(
        checked(ROWS).quality
    )


def test_without_anything_to_look_at_no_source_needs_attention(checked: Callable[..., Checked]):
    found = checked([ROWS[0]], [ROWS[0]]).quality
    assert found["sources"][0]["reasons"][0]["rule"] == "replaced"
    assert "Geen bron vraagt aandacht." in words(found)


def test_the_comparison_says_now_before_and_the_difference(checked: Callable[..., Checked]):
    compared = {"period": "opened", "branch": None, "region": "place", "sums": ["positions"]}
    first = [f"Z{n};Almelo;24;1;01-05-2026;;" for n in range(40)]
    second = [f"Z{n};Almelo;24;{2 if n < 48 else 1};01-05-2026;;" for n in range(40, 80)]
    told = words(checked(first, second, compared=compared).quality)
    assert "Wat Nu Vorige export Verschil Regels 40,0 40,0 gelijk Plaatsen 48,0 40,0 +20%" in told
    assert "Plaatsen, regio Twente" in told


def test_a_first_export_has_nothing_to_be_compared_with(checked: Callable[..., Checked]):
    told = words(checked(ROWS, compared={"period": "opened", "sums": ["positions"]}).quality)
    assert "Er is nog geen eerdere export om deze mee te vergelijken." in told


def test_the_page_says_how_many_rows_great_expectations_saw(checked: Callable[..., Checked]):
    assert "Regels die niet voldoen Gezien door Great Expectations de hele tabel alle kolommen zijn er 0 3" in words(
        checked(ROWS).quality
    )


def test_rules_between_sources_are_told_when_they_are_there(checked: Callable[..., Checked]):
    rule = {"id": "known", "sentence": "Elke organisatie staat in het register.", "checked": True, "rows_broken": 3}
    found = checked(ROWS).quality
    assert "Regels tussen de bronnen" not in words(found), "one source has no other to be held against"
    told = words({**found, "between": [rule, {**rule, "checked": False, "rows_broken": 0}]})
    assert "Elke organisatie staat in het register. Dat klopt 3 keer niet." in told
    assert "Niet bekeken, want een van de bronnen is er niet." in told
    assert "Bronnen spreken elkaar tegen: 1 regel tussen de bronnen klopt niet." in told


def test_a_total_that_could_not_be_added_up_is_told(checked: Callable[..., Checked]):
    found = checked(ROWS).quality
    unchecked = {"id": "all", "sentence": "Alles telt op.", "part_missing": 2, "value_empty": 1}
    found["sources"][0]["totals_unchecked"] = [unchecked]
    assert "Niet alles kon worden nagerekend: 2 keer ontbreekt een deel en 1 keer is een waarde leeg." in words(found)


def test_a_file_whose_last_line_has_no_end_needs_attention(tmp_path: Path):
    path = place_export(tmp_path / "raw", ROWS[:1])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    told = words(check(tmp_path / "raw", {"adverts": adverts()}, tmp_path / "checked").quality)
    assert "de laatste regel heeft geen einde, misschien is het bestand afgekapt" in told
    assert "1 keer heeft de laatste regel van een bestand geen einde" in told


def test_a_total_that_does_not_add_up_is_told_in_dutch_and_with_values_of_a_public_source_only(
    checked: Callable[..., Checked],
):
    found = checked(ROWS).quality
    case = "adverts/2026-09-01/export.csv line 3: Plaatsen 10.5, the parts give 9"
    found["sources"][0]["totals"] = [{"id": "all", "sentence": "Alles telt op.", "count": 1, "first": [case]}]
    assert "export.csv regel 3: Plaatsen 10,5, de delen samen 9." in words(found)
    found["sources"][0]["kind_of_data"] = "business"
    assert "10,5" not in words(found)


def test_every_table_that_can_be_too_wide_can_be_reached_and_scrolled(checked: Callable[..., Checked]):
    page = BeautifulSoup(quality_page(checked(ROWS).quality), "html.parser")
    regions = [table.parent for table in page.find_all("table")]
    assert all(region["tabindex"] == "0" and region["role"] == "region" for region in regions)
    assert len({region["aria-label"] for region in regions}) == len(regions)


def test_links_on_the_page_lead_to_what_is_written_beside_it(tmp_path: Path):
    place_export(tmp_path / "raw", ROWS)
    files = written(tmp_path / "raw", tmp_path)
    page = BeautifulSoup(files["quality/index.html"], "html.parser")
    links = [link["href"] for link in page.find_all("a") if not link["href"].startswith("#")]
    assert links == ["quality.json", "suites/adverts.json"]
    assert [link for link in links if f"quality/{link}" not in files] == []
    assert all(page.find(id=link["href"][1:]) for link in page.find_all("a") if link["href"].startswith("#"))


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
    assert "raat export add arbeidsmarkt" in capsys.readouterr().err
    assert [[p.name for p in target.iterdir()] for target in targets] == [["previous"]] * 3


def test_the_sources_table_has_the_hash_of_each_file(checked: Callable[..., Checked], tmp_path: Path):
    [row] = checked(ROWS).sources.to_dicts()
    [file] = [path for path in tmp_path.rglob("*") if path.is_file() and path.as_posix().endswith(row["file"])]
    assert row["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
