"""However a file is damaged: it is refused in words, or each line is accepted as it reads, or set aside once."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked
from raat_analysis.codelists import normalised
from tests.checks.damages import BYTES, LINES, damaged, damages
from tests.checks.figures_on_disk import HEADERS, ROWS, figures
from tests.checks.held_against import NAMES, Texts, outcome, same_as
from tests.checks.second_reading import SPACES

pytestmark = pytest.mark.slow
SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
CSV = st.tuples(
    st.sampled_from(list(SEPARATORS.values())),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_NONE, csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.booleans(),
)


def csv_texts(content: bytes, separator: str) -> Texts:
    """The lines with data of a CSV file, by csv alone."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    reader, found, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [], 1
    for cells in reader:
        if any(cell.strip(SPACES) for cell in cells):
            found.append((line, cells))
        line = reader.line_num + 1
    (_, header), *rows = found
    names = [NAMES.get(normalised(cell), "") for cell in header]
    return {line: dict(zip(names, cells, strict=True)) for line, cells in rows}


def csv_file(separator: str, encoding: str, end: str, quoting: int, last: bool) -> bytes:
    out = io.StringIO(newline="")
    rows = [[cell.replace(",", ".") if separator == "," else cell for cell in row] for row in ROWS]
    written = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting, escapechar=None)
    written.writerows([HEADERS, *rows])
    if quoting == csv.QUOTE_MINIMAL:
        written.writerow(["Z6", *[""] * 7, f'een "tekst" met{separator}\nen meer'])
    text = out.getvalue()
    return (text if last else text.removesuffix(end)).encode(encoding)


@settings(max_examples=60, deadline=None)
@given(CSV, damages(*BYTES, *LINES), st.sampled_from([2, 1_000_000]))
def test_a_damaged_csv_is_refused_or_read_as_csv_alone_reads_it(kind, done, batch) -> None:
    contract = figures(decimal_mark="." if kind[0] == "," else ",")
    content = damaged(csv_file(*kind), done)

    def judge(found: Checked) -> None:
        [file] = found.quality["sources"][0]["files"]
        same_as(csv_texts(content, SEPARATORS[file["read_as"]["separator"]]), found, contract)

    with pytest.MonkeyPatch.context() as patch:
        for module in ("sources.grids", "sources.csv_files", "checks.batches"):
            patch.setattr(f"raat_analysis.{module}.BATCH", batch)
        outcome(content, contract, "export.csv", judge)


@pytest.mark.parametrize("quoting", [csv.QUOTE_NONE, csv.QUOTE_ALL])
def test_the_whole_csv_is_read(quoting: int) -> None:
    found: list[Checked] = []
    outcome(csv_file(";", "utf-8", "\n", quoting, True), figures(), "export.csv", found.append)
    assert found[0].sources["rows_read"].item() == len(ROWS), "the damage is done to a file that is right"
