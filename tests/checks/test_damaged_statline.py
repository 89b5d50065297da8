"""However a StatLine file is damaged: it is refused in words, or its rows are those that csv reads, each once."""

import csv
import io

import pytest
from hypothesis import given, settings

from raat_analysis.checks import Checked
from raat_analysis.codelists import normalised
from tests.checks.damages import BYTES, LINES, damaged, damages, line_lost
from tests.checks.figures_on_disk import HEADERS, ROWS, figures
from tests.checks.held_against import NAMES, Texts, outcome, same_as
from tests.checks.second_reading import SPACES

pytestmark = pytest.mark.slow
CONTRACT = figures(format="statline")


def statline() -> bytes:
    """The figures as StatLine gives them: a title, the header, the rows, and where they are from."""
    out = io.StringIO(newline="")
    rows = [["Cijfers; naar regio"], [""], HEADERS, *ROWS, ["Bron: CBS"]]
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def statline_texts(content: bytes, header: int, separator: str) -> Texts:
    """The rows between header and source by csv alone. Above the header stand titles, of one or two cells."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    reader, found, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), {}, 1
    for cells in reader:
        if any(cell.strip(SPACES) for cell in cells):
            found[line] = cells
        line = reader.line_num + 1
    *lines, last = found
    assert found[last][0].strip(SPACES).startswith("Bron:")
    assert all(sum(map(bool, found[line])) < 3 for line in lines if line < header)
    names = [NAMES.get(normalised(cell), "") for cell in found[header]]
    return {line: dict(zip(names, found[line], strict=True)) for line in lines if line > header}


def judge_of(content: bytes):
    def judge(found: Checked) -> None:
        read_as = found.quality["sources"][0]["files"][0]["read_as"]
        separator = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}[read_as["separator"]]
        header = int(read_as["header"].removeprefix("line "))
        same_as(statline_texts(content, header, separator), found, CONTRACT)

    return judge


@settings(max_examples=50, deadline=None)
@given(damages(*BYTES, *LINES))
def test_a_damaged_statline_file_is_refused_or_read_as_csv_alone_reads_it(done) -> None:
    content = damaged(statline(), done)
    outcome(content, CONTRACT, "export.csv", judge_of(content))


def test_the_whole_file_is_read_and_without_its_last_line_refused() -> None:
    found: list[Checked] = []
    outcome(statline(), CONTRACT, "export.csv", found.append)
    assert found[0].sources["rows_read"].item() == len(ROWS)
    outcome(line_lost(statline(), -1, 0), CONTRACT, "export.csv", found.append)
    assert len(found) == 1
