"""However a workbook is damaged: it is refused in words, or its rows are those that openpyxl reads, each once."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked
from raat_analysis.codelists import normalised
from tests.checks.damages import BYTES, damaged, damages
from tests.checks.figures_on_disk import HEADERS, ROWS, figures
from tests.checks.held_against import NAMES, Texts, outcome, same_as
from tests.checks.second_reading import SPACES

pytestmark = pytest.mark.slow
CONTRACT = figures(format="xlsx")
SHEET = "xl/worksheets/sheet1.xml"
NUMBERED = {4: int, 5: int, 6: lambda text: float(text.replace(",", "."))}
CELLS = [[NUMBERED.get(i, str)(text) if text else None for i, text in enumerate(row)] for row in ROWS]
# what Excel can hold in a cell, of which a reader may make something else
ODD = [True, False, 1e21, 1e-7, 0.1 + 0.2, -0.0, 2**53 + 1, 12.0, time(12, 30), timedelta(hours=30)]
ODD += [datetime(2026, 2, 1), datetime(2026, 2, 1, 13, 5, 7), date(1900, 1, 1), date(9999, 12, 31), "31-12-2026"]
ODD += ["x" * 32_767, "Z5\n", "\u00a0Z6\u00a0", "1.000", "7,", "=1+1", "NaN", "#N/B", "", " ", None, "Z1", "Twente"]
TITLES = ["none", "one", "merged", "data"]


def workbook(changes: list[tuple[int, int, object]], title: str = "none", more: str = "none") -> bytes:
    """The figures as a workbook with some cells changed, a title above them, and a second sheet beside them."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [list(row) for row in CELLS]
    for row, column, value in changes:
        rows[row % len(rows)][column % len(HEADERS)] = value
    above = {"none": [], "one": [["Cijfers"], []], "merged": [["Cijfers", "2026"]], "data": [CELLS[0]]}[title]
    for row in [*above, HEADERS, *rows]:
        sheet.append(row)
    if title == "merged":
        sheet.merge_cells("B1:I1")
    if more != "none":
        other = book.create_sheet("Meer")
        other.sheet_state = "hidden"
        other.append(HEADERS if more == "same" else ["Uitleg"])
    return written(book)


def written(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(content: bytes, done: list) -> bytes:
    """The workbook with a damaged sheet in a sound zip file, as a program with a fault writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as new:
        for name in parts.namelist():
            new.writestr(name, damaged(parts.read(name), done) if name == SHEET else parts.read(name))
    return out.getvalue()


def shown(value: object) -> str:
    """A cell as Dutch Excel shows it."""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return (str(int(value)) if value == int(value) else str(value)).replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y" + ("" if value.time() == time() else " %H:%M:%S")).removesuffix(":00")
    return "" if value is None else str(value)


def openpyxl_texts(content: bytes, found: Checked) -> Texts:
    """The rows under the header that the reader found, up to its notes, by openpyxl alone."""
    [file] = found.quality["sources"][0]["files"]
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    header = int(file["read_as"]["header"].removeprefix("row "))
    rows = [[shown(cell) for cell in row] for row in book[file["read_as"]["sheet"]].iter_rows(values_only=True)]
    names = [NAMES.get(normalised(text), "") for text in rows[header - 1]]
    texts = {line: dict(zip(names, row, strict=True)) for line, row in enumerate(rows[header:], header + 1)}
    notes = [line for line, row in texts.items() if not any(t.strip(SPACES) for t in list(row.values())[1:])]
    return {line: row for line, row in texts.items() if line < min(notes, default=line + 1)}


def judge_of(content: bytes):
    def judge(found: Checked) -> None:
        same_as(openpyxl_texts(content, found), found, CONTRACT)

    return judge


CHANGES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8), st.sampled_from(ODD)), max_size=4)


@settings(max_examples=40, deadline=None)
@given(CHANGES, st.sampled_from(TITLES), st.sampled_from(["none", "other", "same"]))
def test_a_workbook_with_other_cells_is_refused_or_read_as_openpyxl_reads_it(changes, title, more) -> None:
    content = workbook(changes, title, more)
    outcome(content, CONTRACT, "export.xlsx", judge_of(content))


@settings(max_examples=40, deadline=None)
@given(damages(*BYTES, most=2))
def test_a_workbook_with_damaged_bytes_is_refused_or_has_all_its_rows(done) -> None:
    whole = workbook([])
    outcome(damaged(whole, done), CONTRACT, "export.xlsx", judge_of(whole))


def conserved(found: Checked) -> None:
    [(read, accepted, aside)] = found.sources.select("rows_read", "rows_accepted", "rows_set_aside").rows()
    assert read == found.table("figures").height + aside == accepted + aside


@settings(max_examples=40, deadline=None)
@given(damages(*BYTES, most=1))
def test_a_damaged_sheet_in_a_sound_workbook_never_ends_in_a_traceback(done) -> None:
    """openpyxl is no judge here: of `t=" nlineStr"` it makes an empty cell, where the text still stands in the file."""
    outcome(rezipped(workbook([]), done), CONTRACT, "export.xlsx", conserved)


def test_the_whole_workbook_is_read() -> None:
    found: list[Checked] = []
    outcome(workbook([], "one", "other"), CONTRACT, "export.xlsx", found.append)
    assert found[0].sources["rows_read"].item() == len(ROWS), "the damage is done to a file that is right"
