"""Every number of a factsheet knows its row, follows from it by a simple formula, and its words go the same way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.numbers import number
from tests.factsheets.comparison_checks import contradictions
from tests.factsheets.number_checks import underivable, untraced

EDITION = "2026Q3"
CODES = ["RA0204", "RA0205", "RA0206", "RA0207", "RA02", "RA0101", "RA0102", "RA0818"]


@pytest.mark.parametrize("code", CODES)
def test_no_digit_is_without_a_row_or_a_named_pattern(code: str, siblings_too: Path) -> None:
    assert untraced(factsheet(code, EDITION, siblings_too)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_number_follows_from_its_rows(code: str, siblings_too: Path) -> None:
    assert underivable(factsheet(code, EDITION, siblings_too)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_comparison_word_goes_the_way_of_its_rows(code: str, siblings_too: Path) -> None:
    assert contradictions(factsheet(code, EDITION, siblings_too)) == []


@dataclass(frozen=True)
class Told:
    """A sheet whose section about absence says one thing, and whose other sections say nothing."""

    sheet: Sheet
    said: str

    def __getattr__(self, method: str) -> Any:
        if method not in {row["method"] for row in sections("factsheet")}:
            raise AttributeError(method)
        blocks = (Paragraph(self.said),) if method == "absence" else ()
        return lambda: Section(blocks)


@pytest.fixture(scope="module")
def twente(siblings_too: Path) -> Factsheet:
    return factsheet("RA0205", EDITION, siblings_too)


def two(twente: Factsheet) -> tuple[Fact, Fact]:
    """Absence of Twente (7,1) and of Nederland (7,3) in the same quarter."""
    now = twente.sheet.latest("absence_pct")
    return now, twente.sheet.country(now)


def test_a_number_without_a_row_is_found(twente: Factsheet) -> None:
    assert len(untraced(Told(twente.sheet, "Er zijn 55.400 werknemers in het 3e kwartaal 2026."))) == 1  # type: ignore[arg-type]
    assert untraced(Told(twente.sheet, "Na 90 dagen, in 2026 en op 5 oktober 2026.")) == []  # type: ignore[arg-type]


def test_a_number_that_does_not_follow_from_its_row_is_found(twente: Factsheet) -> None:
    here, there = two(twente)
    right = f"Het verzuim was {here.text}."
    wrong = f"Het verzuim was {number(2 * (here.value or 0), 1)}%."
    product = f"Het verzuim was {number((here.value or 0) * (there.value or 0), 1)}."
    assert underivable(Told(twente.sheet, right)) == []  # type: ignore[arg-type]
    assert len(underivable(Told(twente.sheet, wrong))) == 1  # type: ignore[arg-type]
    assert len(underivable(Told(twente.sheet, product))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Dat is lager dan in Nederland ({there}).", 0),
        ("Dat is hoger dan in Nederland ({there}).", 1),
        ("Het verzuim was {here}, {step} procentpunt hoger dan een jaar eerder.", 1),
        ("Het verzuim was {here}, gelijk aan een jaar eerder.", 0),
        ("Het verzuim was {here}, even hoog als in Nederland.", 1),
        ("Het is veel meer dan je denkt.", 1),
    ],
)
def test_a_word_that_goes_another_way_is_found(twente: Factsheet, said: str, wrong: int) -> None:
    here, there = two(twente)
    before = twente.sheet.like(here, years=1)
    step = number((before.value or 0) - (here.value or 0), 1)
    text = said.format(here=here.text, there=there.text, step=step)
    assert len(contradictions(Told(twente.sheet, text))) == wrong  # type: ignore[arg-type]
