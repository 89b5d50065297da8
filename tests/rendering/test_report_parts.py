import nbformat.v4 as nb
import pytest

from raat_analysis.rendering.blocks import Paragraph, Section, Title
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.report import markdown_parts, report_parts


def shown(*blocks, name="title"):
    outputs = [nb.new_output("execute_result", data=block._repr_mimebundle_()) for block in blocks]
    return nb.new_code_cell("", outputs=outputs, id=name)


TITLE = shown(Title("Twente", "3e kwartaal 2026"))


def test_sections_are_opened_and_markdown_becomes_headings():
    cells = [
        TITLE,
        nb.new_markdown_cell("## Vacatures"),
        shown(Section((Paragraph("een"), Section((Paragraph("2"),)))), name="s"),
    ]
    kinds = [part["kind"] for part in report_parts(nb.new_notebook(cells=cells))]
    assert kinds == ["title", "heading", "paragraph", "paragraph"]


@pytest.mark.parametrize("source", ["# Kop", "- een", "Een *woord*", "[link](http://a)", "<b>vet</b>", "![x](y.png)"])
def test_other_markdown_is_refused_with_its_cell(source):
    with pytest.raises(ReportRefused, match="cell 3"):
        markdown_parts(source, 3)


def test_a_warning_or_a_print_is_refused_with_its_cell():
    warned = nb.new_code_cell("", outputs=[nb.new_output("stream", name="stderr", text="FutureWarning: x")])
    with pytest.raises(ReportRefused, match="cell 2 shows something that is not a block: FutureWarning"):
        report_parts(nb.new_notebook(cells=[TITLE, warned]))


@pytest.mark.parametrize(
    "cells", [[], [TITLE, shown(Title("Twente", "x"), name="b")], [shown(Paragraph("een"), name="b"), TITLE]]
)
def test_a_report_begins_with_its_one_title(cells):
    with pytest.raises(ReportRefused, match="begins with its title"):
        report_parts(nb.new_notebook(cells=cells))
