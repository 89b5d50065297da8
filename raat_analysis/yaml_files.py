"""The one place that reads YAML. Of two equal keys YAML lets the last win in silence; here they are refused."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from raat_analysis.errors import RaatError

try:
    from yaml import CSafeLoader as SafeLoader  # ten times as fast, where PyYAML came with libyaml
except ImportError:  # pragma: no cover
    from yaml import SafeLoader  # type: ignore[assignment]

MERGE = "tag:yaml.org,2002:merge"  # the key <<, which may stand more than once


class YamlRefused(RaatError):
    """A file of the package cannot be read as YAML, or holds a key twice."""


class _Loader(SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        if isinstance(node, yaml.MappingNode):  # it is not, in `!!map [1]`
            _refuse_equal(self, node)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds; one that cannot be read is refused with its name and line."""
    try:
        return loaded(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise YamlRefused(f"{path.name} is not readable as YAML: {said}. Next step: mend that line.") from error


def loaded(text: str) -> Any:
    """What a text in YAML holds. For who tells the fault in words of his own: every fault is a yaml.YAMLError."""
    try:
        return yaml.load(text, Loader=_Loader)
    except ValueError as error:  # a date such as 2026-13-01
        raise yaml.YAMLError(f"a value that does not exist: {error}") from error


def entry_lines(text: str) -> list[int]:
    """The line of each entry of a list; empty when the text is no list."""
    node = yaml.compose(text, Loader=_Loader)
    return [entry.start_mark.line + 1 for entry in node.value] if isinstance(node, yaml.SequenceNode) else []


def key_lines(text: str) -> dict[str, int]:
    """The line of each key of a mapping; empty when the text is no mapping."""
    node = yaml.compose(text, Loader=_Loader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): key.start_mark.line + 1 for key, _ in pairs}


def _refuse_equal(loader: _Loader, node: yaml.MappingNode) -> None:
    known: dict[Hashable, int] = {}
    for key, _ in node.value:
        said = None if key.tag == MERGE else loader.construct_object(key, deep=True)
        if said is None or not isinstance(said, Hashable):
            continue
        line = key.start_mark.line + 1
        if said in known:
            first = f" (the first is on line {known[said]})" if known[said] != line else ""
            raise yaml.YAMLError(f"line {line}: key {said} occurs twice{first}")
        known[said] = line
