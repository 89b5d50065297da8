"""What changed since the edition before: new periods, revised numbers with old and new, and what came or went."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.disclosure.previous import PREVIOUS_COLUMNS, previous_numbers
from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.factsheets.editions import important_revision, since_last_edition
from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.params import read_params
from raat_analysis.rendering.blocks import Bullets, Paragraph, Table
from raat_analysis.sentences.traces import MARK, unmarked
from tests.factsheets.conftest import example_rows, write_published
from tests.factsheets.number_checks import underivable, untraced

EDITION = "2026Q3"
Row = dict[str, Any]


def before(change: Callable[[Row], Row | None], tmp_path: Path) -> Factsheet:
    """Twente with an edition before: the example's rows, each through `change` (None: it was not there)."""
    rows = example_rows()
    old = [changed for row in rows if (changed := change(row)) is not None]
    previous = [{**row, "published_in": "2026Q2"} for row in old if row["region_code"] == "RA0205"]
    return factsheet("RA0205", EDITION, write_published(tmp_path, rows, previous=previous))


def same(row: Row) -> Row:
    return row


def older(row: Row) -> Row | None:
    """As an edition a quarter ago would have it: no third quarter, 900 fewer employees, provisional, no inflow."""
    total = row["branch_code"] == "SMAL" and row["breakdown"] == "total"
    if row["period"] == "2026Q3" or row["measure"] == "inflow":
        return None
    if row["measure"] == "employees" and row["period"] == "2026Q2" and total:
        return {**row, "value": 54000.0, "status": "provisional"}
    if row["measure"] == "absence_pct" and row["period"] == "2024Q1":
        return {**row, "value": 7.4}
    return row


def bullets(sheet: Factsheet) -> list[str]:
    found = since_last_edition(sheet.sheet)[0]
    assert isinstance(found, Bullets)
    return [str(text) for text in found.items]


def test_the_first_edition_says_that_it_is_the_first(published: Path) -> None:
    sheet = factsheet("RA0205", EDITION, published)
    assert since_last_edition(sheet.sheet) == (
        Paragraph("Dit is de eerste editie; er is nog niets om mee te vergelijken."),
    )
    assert important_revision(sheet.sheet) == ""


def test_nothing_new_is_said_as_such(tmp_path: Path) -> None:
    assert bullets(before(same, tmp_path)) == [
        "Vergeleken met de editie van het 2e kwartaal 2026: er zijn geen nieuwe perioden.",
        "Geen enkel eerder cijfer is herzien.",
    ]


def test_new_periods_revisions_and_new_measures(tmp_path: Path) -> None:
    sheet = before(older, tmp_path)
    first, many, largest, second, came = bullets(sheet)
    assert first.startswith(
        "Vergeleken met de editie van het 2e kwartaal 2026: nieuw zijn de cijfers over het 3e kwart"
    )
    assert many == "Sinds die editie zijn 2 eerdere cijfers herzien."
    assert largest == "Ziekteverzuim, 1e kwartaal 2024: was 7,4%, nu 7,0%."  # 5,4% less
    assert second == (
        "Werknemers, 2e kwartaal 2026: was 54.000, nu 55.400 (definitief geworden)."  # 2,6%
    )
    assert came == "Nieuw in deze editie: instroom bij werkgevers."
    table = since_last_edition(sheet.sheet)[1]
    assert isinstance(table, Table)
    assert ("Ontstane vacatures zonder herplaatsingen", "3e kwartaal 2026") in table.rows


def test_a_revised_number_of_a_qualification_is_not_told_as_the_total(tmp_path: Path) -> None:
    rows = example_rows()
    total = next(r for r in rows if r["measure"] == "vacancies_open" and r["region_code"] == "RA0205")
    part = {**total, "period": "2026Q2", "breakdown": "qualification", "category": "VIG3", "branch_code": "SMAL"}
    old = [{**row, "published_in": "2026Q2"} for row in [*rows, {**part, "value": 14.0}]]
    previous = [row for row in old if row["region_code"] == "RA0205"]
    sheet = factsheet("RA0205", EDITION, write_published(tmp_path, [*rows, {**part, "value": 15.0}], previous=previous))
    said = unmarked(bullets(sheet)[2])
    assert said.startswith("Openstaande vacatures, Verzorgende IG")
    assert said.endswith("2e kwartaal 2026: was 14, nu 15.")


def test_the_old_number_is_plain_and_the_new_one_knows_its_row(tmp_path: Path) -> None:
    sheet = before(older, tmp_path)
    (marked,) = (text for text in since_last_edition(sheet.sheet)[0].as_data()["items"] if "54.000" in text)
    assert [found[2] for found in MARK.finditer(marked)] == ["55.400"]
    assert untraced(sheet) == []
    assert underivable(sheet) == []


def test_a_large_revision_of_a_key_figure_is_said_on_the_front(tmp_path: Path) -> None:
    said = unmarked(important_revision(before(older, tmp_path).sheet))
    assert said == ("Herzien sinds de vorige editie (werknemers, 2e kwartaal 2026): was 54.000, nu 55.400.")


@pytest.mark.parametrize(("old", "said"), [(54300.0, True), (54400.0, False)])
def test_from_two_percent_on_a_revision_is_large(old: float, said: bool, tmp_path: Path) -> None:
    """55.400 is 2,03% more than 54.300 and 1,84% more than 54.400."""

    def employees(row: Row) -> Row:
        total = row["branch_code"] == "SMAL" and row["breakdown"] == "total"
        mine = row["measure"] == "employees" and row["period"] == "2026Q2" and total
        return {**row, "value": old} if mine else row

    assert bool(important_revision(before(employees, tmp_path).sheet)) is said


def test_a_measure_that_is_gone_is_named(tmp_path: Path) -> None:
    def extra(row: Row) -> Row:
        return {**row, "measure": "contract_hours_mean"} if row["measure"] == "training_places" else row

    said = bullets(before(extra, tmp_path))
    assert "Niet meer in deze editie: gemiddelde contractomvang." in said
    assert "Nieuw in deze editie: opleidingsplaatsen." in said


def test_a_change_that_no_reader_sees_is_no_revision(tmp_path: Path) -> None:
    def little(row: Row) -> Row:
        return {**row, "value": row["value"] + 0.01} if row["measure"] == "absence_pct" else row

    assert "Geen enkel eerder cijfer is herzien." in bullets(before(little, tmp_path))


def test_previous_numbers_come_from_the_folder_of_their_edition(tmp_path: Path) -> None:
    assert previous_numbers(None, tmp_path).schema == pl.Schema(PREVIOUS_COLUMNS)
    with pytest.raises(RaatError, match=r"2026Q2 are not in .*previous_edition: null"):
        previous_numbers("2026Q2", tmp_path)
    written = write_published(tmp_path / "published", example_rows()) / "public" / "numbers.parquet"
    (tmp_path / "2026Q2").mkdir()
    written.rename(tmp_path / "2026Q2" / "numbers.parquet")
    found = previous_numbers("2026Q2", tmp_path)
    assert found.height == len(example_rows())
    assert set(found["published_in"]) == {"2026Q2"}
    found.write_parquet(tmp_path / "2026Q2" / "numbers.parquet")
    with pytest.raises(RaatError, match="published_in"):
        previous_numbers("2026Q2", tmp_path)


@pytest.mark.parametrize("previous", ["2026Q3", "2026Q4"])
def test_the_previous_edition_is_before_the_edition(previous: str, tmp_path: Path) -> None:
    lines = [
        "edition: 2026Q3",
        f"previous_edition: {previous}",
        "publisher: WGV",
        "regions: wgv",
        "fase0_region: RA0205",
    ]
    (tmp_path / "params.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ParameterRefused, match="is not before the edition, 2026Q3"):
        read_params(tmp_path / "params.yaml")
