"""The pages for people of Fase 0 and the contracts for programs say the same: every question, label and code."""

import re
from pathlib import Path

import pytest

from raat_analysis.codelists import entries, normalised
from raat_analysis.contracts import Column, contract
from raat_analysis.contracts.model import LABELLED
from raat_analysis.sources.survey_files import CHOSEN, NOT_CHOSEN

PAGES = Path(__file__).parents[2] / "docs/fase0"
SURVEYS = {"vragenlijst-medewerkers.md": "fase0_medewerkers", "vragenlijst-leidinggevenden.md": "fase0_leidinggevenden"}
HIDDEN = ["organisation_code", "round", "response_number", "respondent"]
QUESTION = re.compile(r"^### ([ML])([0-9]+)\. (.+)$", re.MULTILINE)
COLUMN = re.compile(r"^Kolom: `(.+)` \(`([a-z_]+)`\)\.", re.MULTILINE)
ANSWER = re.compile(r"^\| (.+) \| `(.+)` \|$", re.MULTILINE)


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def questions(text: str) -> list[tuple[str, str, str]]:
    """Number, wording and what stands under it, of every question."""
    found = list(QUESTION.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [(one[2], one[3], text[one.end() : end]) for one, end in zip(found, ends, strict=True)]


def answers(column: Column) -> set[tuple[str, str]]:
    """Label and code of all that can be answered; all ages together is no answer."""
    listed = entries(column.codelist) if column.codelist else {}
    named = {(str(entry["name"]), code) for code, entry in listed.items() if code != "total"}
    return named | set(column.codes.items())


@pytest.mark.parametrize(("name", "source"), SURVEYS.items())
def test_every_column_is_asked_once_in_the_order_of_the_contract(name: str, source: str):
    text = page(name)
    assert [number for number, _, _ in questions(text)] == [str(n) for n in range(1, len(questions(text)) + 1)]
    asked = [COLUMN.findall(below) for _, _, below in questions(text)]
    columns = contract(source).columns
    assert [found for [found] in asked] == [(c.header, n) for n, c in columns.items() if n not in HIDDEN]


@pytest.mark.parametrize(("name", "source"), SURVEYS.items())
def test_a_question_as_it_is_put_is_a_header_that_is_read(name: str, source: str):
    for _, wording, below in questions(page(name)):
        [(_, column)] = COLUMN.findall(below)
        assert contract(source).headers()[normalised(wording)] == column


@pytest.mark.parametrize(("name", "source"), SURVEYS.items())
def test_a_question_has_the_answers_of_its_codelist_and_no_other(name: str, source: str):
    for _, _, below in questions(page(name)):
        [(_, column)] = COLUMN.findall(below)
        found = ANSWER.findall(below.partition("\n## ")[0])
        assert len(found) == len(set(found))
        assert set(found) == answers(contract(source).columns[column])


@pytest.mark.parametrize(("name", "source"), SURVEYS.items())
def test_what_the_tool_fills_in_stands_above_the_questions(name: str, source: str):
    above = page(name).partition("\n## Vragen\n")[0]
    rows = re.findall(r"^\| (.+?) \| `([a-z_]+)` \| .+ \|$", above, re.MULTILINE)
    assert rows == [(contract(source).columns[column].header, column) for column in HIDDEN]


@pytest.mark.parametrize(("name", "source"), SURVEYS.items())
def test_a_question_states_the_limits_of_its_column(name: str, source: str):
    for _, _, below in questions(page(name)):
        [(_, column)] = COLUMN.findall(below)
        about = contract(source).columns[column]
        if about.maximum is not None:
            high = f"{about.maximum:,}".replace(",", ".")
            assert f"getal van {about.minimum} tot en met {high}, verplicht" in below


def test_the_codebook_has_every_column_of_the_three_sources():
    text = page("codeboek.md")
    for source in (*SURVEYS.values(), "fase0_hr"):
        for column, about in contract(source).columns.items():
            assert f"| {about.header} | `{column}` |" in text


def test_the_codebook_has_every_label_and_code_and_no_other():
    found = set(ANSWER.findall(page("codeboek.md").partition("\n## Antwoorden en codes\n")[2]))
    columns = [c for s in (*SURVEYS.values(), "fase0_hr") for c in contract(s).columns.values() if c.type in LABELLED]
    assert found == {pair for column in columns for pair in answers(column)}


def test_the_extract_is_asked_for_with_the_headers_of_its_contract():
    asked = page("uitvoering.md").partition("\n## Personeelsextract\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| .+ \|$", asked, re.MULTILINE)
    assert rows[1:] == [column.header for column in contract("fase0_hr").columns.values()]


def test_the_marks_that_are_read_are_listed():
    read = page("uitvoering.md").partition("**Meer antwoorden in kolommen**")[2].partition("- **Uren**")[0]
    listed = set(re.findall("`(.+?)`", read))
    assert listed <= {*CHOSEN, *NOT_CHOSEN}
    assert {mark for mark in (*CHOSEN, *NOT_CHOSEN) if mark} - listed <= {
        *("selected", "checked", "not selected", "unchecked", "nvt"),
    }


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.md")))
def test_every_page_that_is_named_exists(name: str):
    for target in re.findall(r"\]\(([^)#:]+)\)", page(name)):
        assert (PAGES / target).is_file()
