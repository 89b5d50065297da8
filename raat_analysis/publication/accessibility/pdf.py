"""Whether a PDF can be read with a screen reader: its tags and what it says of itself, read back with pikepdf."""

from pathlib import Path

import pikepdf

from raat_analysis.publication.accessibility.checked import Checked, all_findings, held
from raat_analysis.publication.accessibility.pdf_content import CONTENT_RULES
from raat_analysis.publication.accessibility.pdf_document import DOCUMENT_RULES, PdfFile
from raat_analysis.publication.accessibility.pdf_tags import TAG_RULES
from raat_analysis.publication.accessibility.pdf_tree import tag_tree

PDF_RULES = {**DOCUMENT_RULES, **TAG_RULES, **CONTENT_RULES}


def pdf_checks(path: Path, name: str = "") -> list[Checked]:
    """Every rule held against a PDF; a file that is no PDF is one finding. `name` is how findings call the file."""
    name = name or path.name
    try:
        with pikepdf.open(path) as pdf:
            return held(PDF_RULES, PdfFile(pdf, tag_tree(pdf)), name)
    except pikepdf.PdfError as error:
        return [Checked("readable", 1, (f"{name}: cannot be read as a PDF ({error}). Make it again.",))]


def pdf_findings(path: Path, name: str = "") -> list[str]:
    """What keeps a PDF from being read by everyone: file, page, what is wrong, next step; [] when nothing does."""
    return all_findings(pdf_checks(path, name))
