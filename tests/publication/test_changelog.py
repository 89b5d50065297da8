"""CHANGELOG.md is read strictly: every line is a heading of an edition, one of three parts, or an entry."""

import pytest

from raat_analysis.paths import project_root
from raat_analysis.publication.changelog import ChangelogRefused, names_measure, read_changelog

ROOT = project_root()


def read(folder, text):
    (folder / "CHANGELOG.md").write_text(text, encoding="utf-8")
    return read_changelog(folder / "CHANGELOG.md")


def test_an_entry_is_one_line_however_it_is_broken(tmp_path):
    found = read(
        tmp_path, "# Changelog\n\nWords.\n\n## 2026Q4\n\n### Method\n- One of\n  `employees`.\n- Two.\n\n### Data\n"
    )
    assert found == {"2026Q4": {"Method": ("One of `employees`.", "Two."), "Data": ()}}
    assert names_measure(found["2026Q4"]["Method"], "employees")
    assert not names_measure(found["2026Q4"]["Method"], "jobs")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("## 2026\n", "line 1: '## 2026' is no edition"),
        ("## 2026Q4\n\n## 2026Q4\n", "line 3"),
        ("## 2026Q4\n### Methods\n", "line 2: '### Methods' is none of Data, Method, Corrections"),
        ("## 2026Q4\n### Data\n### Data\n", "line 3"),
        ("## 2026Q4\nLoose words\n", "line 2: 'Loose words' is no heading"),
        ("## 2026Q4\n- An entry of nothing\n", "line 2"),
        ("## 2026Q4\n### Data\n  a rest of nothing\n", "line 3"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_its_number(tmp_path, text, told):
    with pytest.raises(ChangelogRefused) as refused:
        read(tmp_path, text)
    assert told in str(refused.value)


def test_a_changelog_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ChangelogRefused, match="does not exist"):
        read_changelog(tmp_path / "CHANGELOG.md")


def test_our_own_changelog_fits():
    assert set(read_changelog(ROOT / "CHANGELOG.md")["2026Q3"]) == {"Data", "Method", "Corrections"}
