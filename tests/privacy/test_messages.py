"""What is said of a bad value in an export of persons: where it stands, never what it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.checks.between import between_rules
from raat_analysis.checks.one_file import check_file
from raat_analysis.checks.one_source import check_source
from raat_analysis.contracts import contract, contracts
from raat_analysis.errors import RaatError
from raat_analysis.sources.drafting import draft
from raat_analysis.tidy.coding import coded
from raat_analysis.tidy.described import as_described
from tests.dirty.exports_on_disk import place_export
from tests.privacy.exports_of_persons import HEADERS, placed, rows

DAY = date(2026, 10, 6)
MARK = "Zqmerk"
SOURCES = sorted(HEADERS)
OWN = {"Organisatiecode", "Ronde"}  # which organisation and which round: of no person
CELLS = [(source, header) for source in SOURCES for header in rows(source)[0] if header not in OWN]


def lines(source: str, header: str, value: str, row: int = 12) -> list[str]:
    cells = rows(source)
    cells[row][cells[0].index(header)] = value
    return [";".join(each) for each in cells]


def said(folder: Path, source: str, given: list[str]) -> str:
    """What `raat check` says, what would stop the check stage, and the quality page if there is one."""
    page = check_file(placed(folder, given), source, folder / "raw", DAY, DAY, folder / "page")
    raw = folder / "stage"
    place_export(raw, source, (folder / "antwoorden.csv").read_bytes())
    checked = check_source(raw, contract(source), folder / "checked.parquet")
    pages = [path.read_text(encoding="utf-8") for path in sorted((folder / "page").rglob("*")) if path.is_file()]
    return "\n".join([*page.lines, *checked.problems, *pages])


def test_small_good_exports_are_accepted(tmp_path: Path):
    for source in SOURCES:
        folder = tmp_path / source
        folder.mkdir()
        told = said(folder, source, [";".join(row) for row in rows(source)])
        assert f"antwoorden.csv can be added to {source}." in told


@pytest.mark.parametrize(("source", "header"), CELLS)
def test_a_bad_value_in_a_column_of_persons_is_told_by_its_place(tmp_path: Path, source: str, header: str):
    told = said(tmp_path, source, lines(source, header, MARK))
    assert MARK.lower() not in told.lower()
    column = next((c for c in contract(source).columns.values() if c.header == header), None)
    if column is not None and column.type != "text":
        assert "line 13" in told


@pytest.mark.parametrize("source", SOURCES)
def test_two_answers_of_one_number_are_told_by_their_places(tmp_path: Path, source: str):
    header = rows(source)[0]
    given = lines(source, header[2], MARK)
    given[20] = lines(source, header[2], MARK, 20)[20].replace("25 tot 35 jaar", "35 tot 45 jaar").replace(";7;", ";8;")
    told = said(tmp_path, source, given)
    assert "line 13" in told
    assert "line 21" in told
    assert MARK.lower() not in told.lower()


DAMAGES: dict[str, Callable[[list[str]], list[str]]] = {
    "no header": lambda given: given[1:],
    "a column more, with values": lambda given: [
        given[0] + ";Opmerking",
        *(f"{row};{MARK} zei iets" for row in given[1:]),
    ],
    "a column without header": lambda given: [given[0] + ";", *(f"{row};{MARK}" for row in given[1:])],
    "a cell too many": lambda given: [*given[:12], given[12] + f";{MARK}", *given[13:]],
    "a cell too few": lambda given: [*given[:12], MARK + ";2026-1", *given[13:]],
    "a quote that does not close": lambda given: [*given[:12], f'"{MARK};' + given[12], *given[13:]],
    "a title above": lambda given: [f"Antwoorden van {MARK}", *given],
    "numbers with and without points": lambda given: [
        *given,
        given[1].replace(";00001;", ";00077;").replace("28,0", "1.028,0"),
    ],
    "a rule that is broken": lambda given: [
        *given[:12],
        given[12].replace("28,5", "47,5").replace("34,0", "60,0"),
        *given[13:],
    ],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("source", SOURCES)
def test_a_damaged_file_is_refused_or_told_without_a_value(tmp_path: Path, source: str, damage: str):
    marked = lines(source, rows(source)[0][2], MARK)
    assert MARK.lower() not in said(tmp_path, source, DAMAGES[damage](marked)).lower()


def test_hours_with_and_without_points_are_told_without_the_hours(tmp_path: Path):
    given = lines("fase0_leidinggevenden", "Openstaande uren per week", "1.876,5")
    given[20] = given[20].replace("19,0", "1987,5")
    told = said(tmp_path, "fase0_leidinggevenden", given)
    assert "with and without thousands signs: 1 (line 13) and 1 (line 21)" in told
    assert "876" not in told
    assert "1987" not in told


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.sampled_from(CELLS), row=st.integers(1, 40), text=st.text("abcxyz0123456789,.-<> ", min_size=1, max_size=9)
)
def test_no_text_in_any_cell_of_persons_comes_back(tmp_path_factory, place: tuple[str, str], row: int, text: str):
    source, header = place
    value = f"{MARK}{text.strip()}"
    told = said(tmp_path_factory.mktemp("any"), source, lines(source, header, value, row))
    assert MARK.lower() not in told.lower()


@pytest.mark.parametrize("source", SOURCES)
def test_a_draft_of_a_contract_shows_no_answer_of_one_person(tmp_path: Path, source: str):
    number = rows(source)[0][2]
    file = placed(tmp_path, lines(source, number, MARK))
    assert MARK.lower() not in draft(file, "vragenlijst", {}).lower()


def test_a_label_of_persons_that_tidy_does_not_know_is_counted_and_not_shown():
    table = pl.DataFrame({"organisation_code": ["TW-G02"] * 2, "function_group": [MARK, "Begeleiding"]})
    with pytest.raises(RaatError, match=r"fase0_hr.function_group: 1 labels in 1 rows") as caught:
        coded(table, "fase0_hr")
    assert MARK not in str(caught.value)


def test_a_key_of_persons_that_stands_twice_in_tidy_is_counted_and_not_shown():
    row = ("TW-G02", "2026-1", MARK, "guidance", "25-35", "permanent", 28.0, 28.0)
    names = ["organisation_code", "round", "employee_number", "function_group", "age_class"]
    hours = ["contract_kind", "contract_hours", "actual_hours"]
    table = pl.DataFrame([row, row], schema=[*names, *hours], orient="row")
    with pytest.raises(RaatError, match="1 keys of persons") as caught:
        as_described("workforce", table)
    assert MARK not in str(caught.value)


def test_rules_between_sources_compare_organisations_and_no_persons():
    """Their message shows the rows that they compare: with a source of persons these are totals of organisations."""
    known = contracts()
    rules = [rule for rule in between_rules() if any(known[name].kind_of_data == "personal" for name in rule.sources)]
    assert len(rules) > 3
    assert [rule.id for rule in rules if "GROUP BY" not in rule.rows] == []
    grouped = [rule.rows.rpartition("GROUP BY")[2] for rule in rules]
    assert [each for each in grouped if "number" in each] == []
