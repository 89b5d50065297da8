"""Files: cut off, columns moved or new, formula errors, glued lines, another source's export in the folder."""

from collections.abc import Callable

import pytest

from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import csv_bytes, good, grid, written, xlsx_bytes

Checked = Callable[..., Outcome]
CheckedBytes = Callable[..., Outcome]


def adverts(count: int = 4) -> list[list[str]]:
    return grid("zorgselect", [good("zorgselect", advert_id=f"ZS{n}") for n in range(1, count + 1)])


def moved(lines: list[list[str]], start: int, end: int) -> list[list[str]]:
    """The lines with the cell at `start` put at `end`."""
    orders = [[*line[:start], *line[start + 1 :]] for line in lines]
    return [[*order[:end], line[start], *order[end:]] for order, line in zip(orders, lines, strict=True)]


def test_a_column_that_moved_with_its_header_is_read_by_its_header(checked_bytes: CheckedBytes):
    found = checked_bytes("zorgselect", csv_bytes(moved(adverts(), 10, 0)))
    assert found.reasons == []
    assert found.values("status") == ["Open"] * 4
    assert found.accepted.columns[:2] == ["advert_id", "job_title"]


@pytest.mark.parametrize("source", ["zorgselect", "azw_prognose", "uitstroom", "opleidingen", "arbeidsmarkt"])
@pytest.mark.parametrize("start", [0, -1])
def test_cells_that_moved_one_column_under_their_headers_stop_the_run(
    checked_bytes: CheckedBytes, source: str, start: int
):
    header, *rows = grid(source, [good(source)])
    shifted = [[*row[1:], row[0]] if start == 0 else [row[-1], *row[:-1]] for row in rows]
    assert checked_bytes(source, written(source, [header, *shifted])).refused_for("rows stop at column")


def test_two_numeric_columns_that_changed_places_under_their_headers_stop_the_run(checked_bytes: CheckedBytes):
    header, row = grid("azw_prognose", [good("azw_prognose")])
    swapped = [*row[:6], row[7], row[6], row[8]]
    found = checked_bytes("azw_prognose", written("azw_prognose", [header, swapped]))
    assert found.refused_for("1 rows stop at rule demand_is_supply_plus_shortage", "1000 | 1100 | 100")


def test_a_new_column_stops_the_run_and_is_named(checked_bytes: CheckedBytes):
    header, *rows = adverts()
    found = checked_bytes("zorgselect", csv_bytes([[*header, "Salaris"], *([*row, "3000"] for row in rows)]))
    assert found.refused_for(
        "1 unknown columns", "- Salaris", "add the new header to the aliases of that column", "goes under drop"
    )


def test_a_missing_column_stops_the_run_and_is_named(checked_bytes: CheckedBytes):
    found = checked_bytes("zorgselect", csv_bytes([line[:-1] for line in adverts()]))
    assert found.refused_for("1 missing columns", "- Status")


def test_a_renamed_column_stops_the_run_with_both_names(checked_bytes: CheckedBytes):
    header, *rows = adverts()
    renamed = ["Werklocatie" if name == "Standplaats" else name for name in header]
    found = checked_bytes("zorgselect", csv_bytes([renamed, *rows]))
    assert found.refused_for("1 unknown columns", "- Werklocatie", "1 missing columns", "- Standplaats")


def test_a_column_that_stands_twice_stops_the_run(checked_bytes: CheckedBytes):
    found = checked_bytes("zorgselect", csv_bytes([[*line, line[4]] for line in adverts()]))
    assert found.refused_for("Standplaats", "twice")


@pytest.mark.parametrize("lost", [10, 30, 50])
def test_a_csv_cut_off_inside_a_row_stops_the_run(checked_bytes: CheckedBytes, lost: int):
    assert checked_bytes("zorgselect", csv_bytes(adverts())[:-lost]).refused_for("lines do not have", "cut off")


def test_a_csv_cut_off_inside_the_last_cell_of_a_row_stops_the_run(checked_bytes: CheckedBytes):
    found = checked_bytes("zorgselect", csv_bytes(adverts())[:-3])
    assert found.refused_for("column Status", "line 5: Op")


@pytest.mark.parametrize("lost", [1, 11, 60])
def test_a_statline_table_without_its_last_line_was_cut_off(checked_bytes: CheckedBytes, lost: int):
    content = written("azw_kerncijfers", grid("azw_kerncijfers", [good("azw_kerncijfers")]))
    cut = content.rstrip(b"\n")[: -lost if lost > 1 else None].replace(b'"Bron: CBS"', b"")
    assert checked_bytes("azw_kerncijfers", cut).refused_for("azw_kerncijfers/2026-10-06/export.csv")


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_workbook_that_was_cut_off_stops_the_run(checked_bytes: CheckedBytes, share: float):
    content = written("azw_prognose", grid("azw_prognose", [good("azw_prognose")]))
    found = checked_bytes("azw_prognose", content[: int(share * len(content))])
    assert found.refused_for("not a readable Excel workbook")


@pytest.mark.parametrize("mistake", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?"])
def test_a_workbook_with_a_formula_error_stops_the_run(checked_bytes: CheckedBytes, mistake: str):
    header, row = grid("azw_prognose", [good("azw_prognose")])
    found = checked_bytes("azw_prognose", xlsx_bytes([header, row, [*row[:-1], mistake]]))
    assert found.refused_for("holds a formula error")


@pytest.mark.parametrize("mistake", ["#VERW!", "#DEEL/0!", "#N/B", "#WAARDE!"])
def test_a_formula_error_saved_as_text_stops_the_run(checked_bytes: CheckedBytes, mistake: str):
    header, row = grid("opleidingen", [good("opleidingen")])
    found = checked_bytes("opleidingen", csv_bytes([header, [*row[:-1], mistake]]))
    assert found.refused_for(f"line 2: {mistake}", "a whole number")


def test_two_lines_glued_into_one_stop_the_run(checked_bytes: CheckedBytes):
    header, first, second, *rest = adverts()
    glued = [*first[:-1], first[-1] + second[0], *second[1:]]
    assert checked_bytes("zorgselect", csv_bytes([header, glued, *rest])).refused_for(
        "line 2: 21 cells", "header has 11"
    )


def test_a_text_with_the_separator_in_it_and_no_quotes_stops_the_run(checked_bytes: CheckedBytes):
    content = csv_bytes(adverts()).replace(b"Verzorgende IG;", b"Verzorgende IG; nachtdienst;", 1)
    assert checked_bytes("zorgselect", content).refused_for("line 2: 12 cells")


def test_an_export_of_another_source_is_recognised(checked_bytes: CheckedBytes):
    found = checked_bytes("zorgselect", written("opleidingen", grid("opleidingen", [good("opleidingen")])))
    assert found.refused_for("looks like an export of opleidingen", "data/raw/opleidingen")


def test_a_header_without_rows_stops_the_run(checked_bytes: CheckedBytes):
    assert checked_bytes("zorgselect", csv_bytes(adverts()[:1])).refused_for("no rows under it")


def test_an_empty_file_stops_the_run(checked_bytes: CheckedBytes):
    assert checked_bytes("zorgselect", b"").refused_for("is empty")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_are_read_in_every_usual_encoding(checked_bytes: CheckedBytes, encoding: str):
    lines = grid("zorgselect", [good("zorgselect", job_title="Coördinator", place="Súdwest-Fryslân")])
    found = checked_bytes("zorgselect", csv_bytes(lines).decode().encode(encoding))
    assert found.values("job_title") == ["Coördinator"]
    assert found.values("place") == ["Súdwest-Fryslân"]
