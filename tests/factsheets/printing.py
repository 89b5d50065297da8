"""A factsheet as its notebook would show it, without running the notebook: for sheets of made-up tables."""

from pathlib import Path
from typing import Any

import pypdfium2
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from raat_analysis.factsheets.published import shown_rows
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet
from raat_analysis.parquet import read_table
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.page_html import page_html
from raat_analysis.rendering.page_pdf import page_pdf
from raat_analysis.rendering.report import report_parts
from raat_analysis.sentences.traces import rows_within

PICTURES, FIRST = Path(__file__).parents[2] / ".raat" / "pictures", 4


def notebook(sheet: Factsheet) -> Any:
    """The executed notebook of a factsheet."""
    cells: list[Any] = []
    for row in sections("factsheet"):
        cells += [new_markdown_cell(f"## {row['heading']}")] if row["heading"] else []
        bundle = getattr(sheet, row["method"])()._repr_mimebundle_()
        cells.append(new_code_cell(outputs=[new_output("display_data", data=bundle)]))
    return new_notebook(cells=cells)


def page_and_pdf(sheet: Factsheet, published: Path) -> tuple[str, bytes]:
    """The page and the PDF of a factsheet."""
    made, code = notebook(sheet), sheet.sheet.region_code
    facts = Facts("Factsheet", code, subject(code), sheet.sheet.edition, "WGV", sheet.sheet.mark, ())
    rows = shown_rows(code, rows_within(report_parts(made)), published)
    sources = read_table(public_folder(published) / "sources.parquet")
    return page_html(made, facts, rows, sources), page_pdf(made, facts)


def keep_pictures(pdf: bytes, name: str) -> None:
    """The first pages as pictures in .raat/pictures, for people to look at; none is empty."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(FIRST, len(document))):
            picture = document[number].render(scale=1.2).to_pil()
            picture.save(PICTURES / f"{name}-{number + 1}.png")
            assert len(picture.getcolors(maxcolors=1 << 24) or []) > 1
