"""Regions that are not as usual: all secret, a surplus, zeros, one quarter, an odd name. Every section renders."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import sheet_codes
from raat_analysis.factsheets.fase0_region import fase0_region
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.rendering.blocks import Bullets, Paragraph
from tests.factsheets.number_checks import texts, underivable, untraced
from tests.factsheets.printing import keep_pictures, page_and_pdf

EDITION = "2026Q3"
FIGURES = ("value", "numerator", "denominator", "lower", "upper")
BROKEN = re.compile(r"(?:^| )[x.](?=[ ,;%).]|$)|\bnan\b|\bNone\b|\binf\b|\(\)")
Row = dict[str, Any]
Changed = Callable[..., Path]


def secret(row: Row) -> Row:
    return {**row, **dict.fromkeys([*FIGURES, "interval_pct"]), "status": "secret"}


def missing(row: Row) -> Row:
    return {**row, **dict.fromkeys(FIGURES), "status": "missing"}


def zeros(row: Row) -> Row:
    return {**row, **{name: 0.0 for name in FIGURES if row.get(name) is not None}}


def surplus(row: Row) -> Row:
    """Demand and supply change places."""
    other = {"demand": "supply", "supply": "demand"}.get(row["measure"], row["measure"])
    minus = -1 if row["measure"] in ("shortage", "shortage_gross", "shortage_revision") else 1
    return {**row, "measure": other, "value": minus * row["value"] if row["value"] is not None else None}


def shrinking(row: Row) -> Row:
    """More leave than come in, in every branch."""
    return {**row, "value": -row["value"]} if row["measure"] == "flow_balance" and row["value"] else row


def last_quarter_only(row: Row) -> Row:
    """Nothing of before this year: a region's first edition."""
    return missing(row) if row["scenario"] == "" and row["period"] < "2026" else row


CHANGES = [secret, missing, zeros, surplus, shrinking, last_quarter_only]


def sentences(sheet: Factsheet) -> list[str]:
    blocks = [block for row in sections("factsheet") for block in getattr(sheet, row["method"])().blocks]
    return [
        text
        for block in blocks
        for text in (
            block.items if isinstance(block, Bullets) else [block.text] if isinstance(block, Paragraph) else []
        )
    ]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("code", ["RA0205", "RA0101", "RA02"])
def test_every_sentence_is_whole(code: str, change: Callable[[Row], Row], changed: Changed) -> None:
    sheet = factsheet(code, EDITION, changed(change))
    said = [text for text in sentences(sheet) if "Een x betekent" not in text]
    assert all(text.strip() and text[0] != " " and "  " not in text for text in said)
    assert [text for text in said if BROKEN.search(text)] == []
    assert [text for text in said if not re.search(r"[.?]$", text)] == []
    assert untraced(sheet) == []
    assert underivable(sheet) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_renders_as_page_and_pdf(change: Callable[[Row], Row], changed: Changed) -> None:
    published = changed(change)
    page, pdf = page_and_pdf(factsheet("RA0205", EDITION, published), published)
    words = BeautifulSoup(page, "html.parser").get_text(" ")
    assert not re.search(r"\b(?:nan|NaN|None|null|inf)\b", words)
    assert [heading for row in sections("factsheet") if (heading := row["heading"]) not in words] == []
    keep_pictures(pdf, change.__name__)


def test_odd_names_stand_as_they_are(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, branch = "'s-Hertogenbosch & <Omstreken>", "Verpleging en verzorging in een heel lange naam " * 4
    monkeypatch.setitem(entries("regions")["RA0205"], "name", name)
    monkeypatch.setitem(entries("regions")["RA0205"], "in_sentence", name)
    monkeypatch.setitem(entries("branches")["VVT"], "name", branch.strip())
    sheet = factsheet("RA0205", EDITION, published)
    page, pdf = page_and_pdf(sheet, published)
    assert f"{name}: " in BeautifulSoup(page, "html.parser").get_text(" ")
    assert "<Omstreken>" not in page
    keep_pictures(pdf, "odd_names")
    assert untraced(sheet) == []


@pytest.mark.parametrize("code", sheet_codes("all"))
def test_every_section_of_every_region_says_something(code: str, siblings_too: Path) -> None:
    sheet = factsheet(code, EDITION, siblings_too)
    assert all(getattr(sheet, row["method"])().blocks for row in sections("factsheet"))
    assert all(text.strip() for where, text in texts(sheet) if where.endswith((".text", ".title", ".items")))


def test_no_text_calls_a_part_of_a_figure_dark_or_light(published: Path) -> None:
    """On a dark screen it is the other way round."""
    reports = {
        "factsheet": factsheet("RA0205", EDITION, published),
        "fase0_region": fase0_region("RA0205", EDITION, published),
    }
    said = [
        text
        for report, sheet in reports.items()
        for row in sections(report)
        for block in getattr(sheet, row["method"])().blocks
        for text in (str(getattr(block, "note", "")), str(getattr(block, "alt", "")))
    ]
    assert any("Gekleurd" in text for text in said)
    assert [text for text in said if re.search(r"\b(?:donker|licht)e?r?\b", text, re.I)] == []
