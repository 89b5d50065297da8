"""However a CBS capture is damaged: it is refused in words, or its rows are those that json reads, each once."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raat_analysis.checks import Checked
from tests.checks.damages import BYTES, damaged, damages
from tests.checks.figures_on_disk import HEADERS, ROWS, figures
from tests.checks.held_against import NAMES, Texts, outcome, same_as

pytestmark = pytest.mark.slow
CONTRACT = figures(format="odata3")
KINDS = {"Regio": "Cbs.OData.Dimension", "Kwartaal": "Cbs.OData.TimeDimension"}
REGIONS = {"AM1": "Twente", "AM2": "Regio Één"}
QUARTERS = {"2026Q1": "Definitief", "2025Q4": "Voorlopig", "2026Q2": "Definitief", "2026Q3": "NaderVoorlopig"}
ODD = [True, None, "", "12", 10**400, 10**17, 1e21, float("nan"), float("-inf"), 12.0, 12.5, [1], {"Key": 1}, -1]
ODD += ["\ud800", "AM1", "2026Q1"]


def capture() -> dict[str, Any]:
    """The figures as CBS would give them."""
    properties = [{"ID": n, "ParentID": None, "Key": h, "Title": h} for n, h in enumerate(HEADERS)]
    kinds = [KINDS.get(header, "Cbs.OData.Topic") for header in HEADERS]
    return {
        "TableInfos": [{"Identifier": "12345NED"}],
        "DataProperties": [{**p, "odata.type": kind} for p, kind in zip(properties, kinds, strict=True)],
        "Regio": [{"Key": key, "Title": title} for key, title in REGIONS.items()],
        "Kwartaal": [{"Key": key, "Title": key, "Status": status} for key, status in QUARTERS.items()],
        "TypedDataSet": [record(n, row) for n, row in enumerate(ROWS)],
    }


def record(number: int, row: list[str]) -> dict[str, Any]:
    regions = {title.lower(): key for key, title in REGIONS.items()}
    quarter = row[2].replace(" 4e kwartaal*", "Q4") or "2026Q1"
    numbers = [float(text.replace(",", ".")) if text else None for text in row[4:7]]
    cells = [row[0], regions[row[1].lower()], quarter, row[3], *numbers, row[7], row[8]]
    return {"ID": number, **dict(zip(HEADERS, cells, strict=True))}


def places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON document, by the keys and positions that lead to it."""
    inside = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else []
    return [found for key, value in inside for found in [(*path, key), *places(value, (*path, key))]]


def changed(content: Any, done: list[tuple[int, str, object]]) -> Any:
    """The document with some places taken out, doubled or filled with something else."""
    content = copy.deepcopy(content)
    for number, what, value in done:
        found = places(content)
        *path, last = found[number % len(found)]
        inside = content
        for key in path:
            inside = inside[key]
        if what == "lost":
            del inside[last]
        elif what == "double" and isinstance(inside, list):
            inside.append(copy.deepcopy(inside[last]))
        else:
            inside[last] = value
    return content


def judge_of(content: bytes):
    def judge(found: Checked) -> None:
        same_as(json_texts(json.loads(content)), found, CONTRACT)

    return judge


def json_texts(content: dict[str, Any]) -> Texts:
    """The rows by json alone; the columns are looked up by their titles."""
    keys = {NAMES.get(p["Title"].strip().lower(), ""): p["Key"] for p in content["DataProperties"]}
    rows = {n: {name: row[key] for name, key in keys.items()} for n, row in enumerate(content["TypedDataSet"], 1)}
    regions = {entry["Key"]: entry["Title"] for entry in content["Regio"]}
    stars = {entry["Key"]: "" if entry["Status"] == "Definitief" else "*" for entry in content["Kwartaal"]}
    for row in rows.values():
        row |= {"region": regions[row["region"]], "quarter": row["quarter"] + stars[row["quarter"]]}
    return {line: {name: shown(value) for name, value in row.items()} for line, row in rows.items()}


def shown(value: object) -> str:
    assert not isinstance(value, bool | list | dict)
    whole = isinstance(value, float) and value == int(value)
    text = str(int(value)) if whole else str(value).replace(".", ",") if isinstance(value, float) else value
    return "" if text is None else str(text)


def test_the_whole_capture_is_read() -> None:
    found = []
    content = json.dumps(capture()).encode()
    outcome(content, CONTRACT, "export.json", found.append)
    assert found[0].sources["rows_read"].item() == len(ROWS), "the damage is done to a file that is right"
    outcome(content, CONTRACT, "export.json", judge_of(content))


CHANGES = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from(["lost", "double", "other"]), st.sampled_from(ODD)), max_size=2
)


@settings(max_examples=100, deadline=None)
@given(CHANGES)
def test_a_capture_with_other_parts_is_refused_or_read_as_json_reads_it(done) -> None:
    content = json.dumps(changed(capture(), done)).encode()
    outcome(content, CONTRACT, "export.json", judge_of(content))


@settings(max_examples=60, deadline=None)
@given(damages(*BYTES, most=2), st.booleans())
def test_a_capture_with_damaged_bytes_is_refused_or_read_as_json_reads_it(done, spelt) -> None:
    content = damaged(json.dumps(capture(), ensure_ascii=not spelt).encode(), done)
    outcome(content, CONTRACT, "export.json", judge_of(content))
