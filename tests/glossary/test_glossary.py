"""The glossary has every measure and section in both languages, and its page is what its sources make."""

from pathlib import Path

import pytest

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.factsheets.sections import sections
from raat_analysis.glossary import REPORTS, GlossaryRefused, check_glossary, glossary_page, words, write_glossary
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

DOCS = PACKAGE.parent / "docs"


def test_the_page_is_what_its_sources_make():
    assert check_glossary(DOCS) == f"glossary: {len(words())} words"


def test_every_measure_and_section_stands_on_the_page():
    page = glossary_page()
    assert [m.name for m in catalogue().values() if f"| {m.name} | {m.name_en} | `" not in page] == []
    headings = [section["heading"] for report in REPORTS for section in sections(report)]
    assert [heading for heading in headings if heading and f"| {heading} | `" not in page] == []


def test_all_reports_of_the_sections_are_named():
    assert list(read_yaml(PACKAGE / "factsheets" / "sections.yml")) == REPORTS


def test_a_page_that_lags_behind_is_refused_until_it_is_written(tmp_path: Path):
    with pytest.raises(GlossaryRefused, match="raat contract write"):
        check_glossary(tmp_path)
    assert write_glossary(tmp_path) == "docs/glossary.md"
    assert check_glossary(tmp_path).startswith("glossary: ")


def test_a_word_that_stands_twice_or_lacks_a_key_is_refused(tmp_path: Path):
    file = tmp_path / "words.yml"
    file.write_text("- {nl: vraag, en: demand, meaning: a}\n- {nl: vraag, en: question}\n", encoding="utf-8")
    with pytest.raises(GlossaryRefused, match=r"2 faults[\s\S]*has not nl, en and meaning[\s\S]*vraag: stands twice"):
        words(file)
