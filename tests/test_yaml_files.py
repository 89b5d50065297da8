"""YAML is read in one place, and a key that stands twice is refused instead of the last one winning."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.checks.between import between_rules
from raat_analysis.contracts import ContractRefused, contract
from raat_analysis.errors import ExportRefused, ParameterRefused
from raat_analysis.params import read_params
from raat_analysis.paths import PACKAGE
from raat_analysis.sources.corrections import read_corrections
from raat_analysis.sources.metadata import read_metadata
from raat_analysis.yaml_files import YamlRefused, entry_lines, loaded, read_yaml


def test_of_two_equal_keys_neither_wins(tmp_path: Path):
    file = tmp_path / "measures.yml"
    file.write_text("jobs:\n  name: Banen\n  unit: banen\n  name: Werk\n", encoding="utf-8")
    with pytest.raises(YamlRefused) as refused:
        read_yaml(file)
    assert str(refused.value) == (
        "measures.yml is not readable as YAML: line 4: key name occurs twice (the first is on line 2). "
        "Next step: mend that line."
    )


@pytest.mark.parametrize("text", ["{a: 1, a: 1}", "- {a: {b: 1, 'b': 2}}", "1: x\n1.0: y", "? [1]\n: 2", "!!map [1]"])
def test_keys_that_would_get_lost_are_refused_at_any_depth(text: str):
    with pytest.raises(yaml.YAMLError):
        loaded(text)


def test_keys_that_only_look_alike_are_two_keys():
    assert loaded("1: a\n'1': b\nA: c\na: d") == {1: "a", "1": "b", "A": "c", "a": "d"}


def test_an_anchor_may_be_merged_and_overridden():
    text = "base: &base {a: 1}\nmore: &more {b: 2}\nboth:\n  <<: *base\n  <<: *more\n  a: 3\n"
    assert loaded(text)["both"] == {"a": 3, "b": 2}


@pytest.mark.parametrize("text", ["day: 2026-13-01", "a: [", "a: 'x", "\x00", "!!python/object:os.system {}"])
def test_whatever_cannot_be_read_is_one_kind_of_error(text: str, tmp_path: Path):
    with pytest.raises(yaml.YAMLError):
        loaded(text)
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    with pytest.raises(YamlRefused, match=r"x\.yml is not readable as YAML: .*Next step"):
        read_yaml(tmp_path / "x.yml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    (tmp_path / "x.yml").write_bytes(b"a: \xff")
    with pytest.raises(YamlRefused, match=r"x\.yml is not readable as YAML"):
        read_yaml(tmp_path / "x.yml")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
)


@given(VALUES)
def test_what_has_no_equal_keys_is_read_as_yaml_reads_it(value: object):
    text = yaml.safe_dump(value, allow_unicode=True)
    assert loaded(text) == yaml.safe_load(text)


def test_entries_of_a_list_know_their_lines():
    assert entry_lines("# why\n- {a: 1}\n\n- a: 2\n  b: 3\n- x\n") == [2, 4, 6]
    assert entry_lines("a: 1") == []
    assert entry_lines("") == []


def test_every_file_that_people_edit_is_read_this_way(tmp_path: Path):
    """An equal key in params, metadata, corrections and rules is refused with the file and the line."""
    twice = tmp_path / "twice.yml"
    twice.write_text("- {id: a,\n   id: b}\n", encoding="utf-8")
    (tmp_path / "2026-09-01.dvc").write_text("meta:\n  kind: own\n  kind: published\n", encoding="utf-8")
    told = r"twice\.yml[\s\S]*line 2: key id occurs twice"
    with pytest.raises(ParameterRefused, match=told):
        read_params(twice)
    with pytest.raises(ExportRefused, match=told):
        read_corrections(twice, contract("organisaties"))
    with pytest.raises(ContractRefused, match=told):
        between_rules(twice)
    with pytest.raises(ExportRefused, match=r"2026-09-01\.dvc is not a readable \.dvc file: line 3: key kind occurs"):
        read_metadata(tmp_path / "2026-09-01.dvc")


def test_no_other_part_of_the_package_reads_yaml_itself():
    own = re.compile(r"yaml\.(safe_load|full_load|load|compose|parse|CSafeLoader|SafeLoader)\b|import \w*Loader")
    found = [p.name for p in sorted(PACKAGE.rglob("*.py")) if own.search(p.read_text(encoding="utf-8"))]
    assert found == ["yaml_files.py"]


def test_every_yaml_file_of_the_package_has_each_key_once():
    assert [path.name for path in sorted(PACKAGE.rglob("*.yml")) if read_yaml(path) is None] == []
