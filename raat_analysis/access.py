"""Tables for analysts: `load("vacancies")` in a notebook, with titles, units and meanings beside the columns."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.errors import QuestionRefused
from raat_analysis.parquet import read_table
from raat_analysis.paths import PACKAGE, processed
from raat_analysis.shown_tables import ShownTable
from raat_analysis.yaml_files import read_yaml

NUMBERS = "numbers"
UNPROTECTED = "Niet beschermd tegen onthulling: niet publiceren."
DESCRIBED = ["column", "type", "unit", "meaning"]


def load(name: str) -> ShownTable:
    """A tidy table, or "numbers" (all measures), as pandas; `.attrs` holds its title, units, source and a warning.

    Raises RaatError for an unknown name (listing the names) and for a table that has not been made yet.
    """
    about, path = _about(name), _path(name)
    if not path.is_file():
        raise QuestionRefused(f"The table {name} has not been made yet. Run `make report`, then load it again.")
    table = ShownTable(read_table(path).to_pandas())
    units = {c: a["unit"] for c, a in about["columns"].items()}
    source = f"Bron: {about['source']}." if about.get("source") else ""
    table.attrs = {"title": about["title"], "units": units, "source": source, "note": UNPROTECTED}
    return table


def describe(name: str) -> ShownTable:
    """The columns of a table: column, type, unit (empty for codes, names and dates) and meaning, in Dutch."""
    columns = _about(name)["columns"].items()
    return ShownTable([(c, a["type"], a["unit"], a["meaning"]) for c, a in columns], columns=DESCRIBED)


def tables() -> ShownTable:
    """The tables that can be loaded: name, title, what a row is, and the columns that tell rows apart."""
    rows = [(name, a["title"], a["row"], ", ".join(a["key"])) for name, a in _descriptions().items()]
    return ShownTable(rows, columns=["table", "title", "row", "key"])


@cache
def _descriptions() -> dict[str, dict[str, Any]]:
    numbers = _yaml(PACKAGE / "measures" / "numbers.yml")
    return {**_yaml(PACKAGE / "tidy" / "tables.yml"), NUMBERS: numbers}


def _yaml(path: Path) -> dict[str, Any]:
    return dict(read_yaml(path))


def _about(name: str) -> dict[str, Any]:
    if name not in _descriptions():
        near = get_close_matches(name, _descriptions(), n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise QuestionRefused(f"There is no table {name}.{meant} Choose from: {', '.join(_descriptions())}.")
    return _descriptions()[name]


def _path(name: str) -> Path:
    return processed("measures" if name == NUMBERS else "tidy") / f"{name}.parquet"
