"""CBS OData v3 captures as grids. Columns go by title, because the numbered keys shift each year."""

import json
from pathlib import Path
from typing import Any

from raat_analysis.contracts import Contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.grids import Grid, Row, in_batches
from raat_analysis.sources.xlsx_files import number

PARTS = ("DataProperties", "TypedDataSet")
TIME, TOPIC, GROUP = "Cbs.OData.TimeDimension", "Cbs.OData.Topic", "Cbs.OData.TopicGroup"


def read_odata3(path: Path, contract: Contract, file: str) -> Grid:
    """Dimensions as titles (time as CBS period code, with * when provisional), topics as numbers in text."""
    content = _content(path, file)
    properties = [p for p in content["DataProperties"] if p["odata.type"] != GROUP]
    titles = {p["Key"]: _categories(p, content, file) for p in properties if p["odata.type"] != TOPIC}
    header = [_title(p, content["DataProperties"]) for p in properties]
    rows = [
        Row(i + 1, [_cell(record, p["Key"], titles, contract.decimal_mark, file) for p in properties])
        for i, record in enumerate(content["TypedDataSet"])
    ]
    table = content.get("TableInfos", [{}])[0].get("Identifier", "")
    return Grid(Row(0, header), in_batches(rows, len(header), file), {"table": str(table), "header": "DataProperties"})


def _content(path: Path, file: str) -> dict[str, Any]:
    text = path.read_bytes()
    if not text.strip():
        raise ExportRefused(f"{file} is empty. Next step: fetch it again.")
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ExportRefused(f"{file} is not readable as JSON: {error}. Next step: fetch it again.") from error
    missing = [part for part in PARTS if not isinstance(content, dict) or not isinstance(content.get(part), list)]
    if missing:
        raise ExportRefused(f"{file} is not a CBS OData v3 capture: {', '.join(missing)} is missing.")
    return dict(content)


def _categories(dimension: dict[str, Any], content: dict[str, Any], file: str) -> dict[str, str]:
    if dimension["Key"] not in content:
        raise ExportRefused(f"{file}: the list of dimension {dimension['Key']} is missing. Next step: fetch it again.")
    entries = content[dimension["Key"]]
    if dimension["odata.type"] == TIME:
        return {e["Key"]: e["Key"].strip() + ("" if e["Status"] == "Definitief" else "*") for e in entries}
    return {e["Key"]: " ".join(e["Title"].split()) for e in entries}


def _title(column: dict[str, Any], properties: list[dict[str, Any]]) -> str:
    groups = {p["ID"]: p for p in properties if p["odata.type"] == GROUP}
    path, parent = [column["Title"].strip()], column.get("ParentID")
    while parent in groups:
        path.append(groups[parent]["Title"].strip())
        parent = groups[parent].get("ParentID")
    return "/".join(reversed(path))


def _cell(record: dict[str, Any], key: str, titles: dict[str, dict[str, str]], mark: str, file: str) -> str:
    value = record.get(key)
    if key in titles:
        if value not in titles[key]:
            raise ExportRefused(f"{file}: row {record.get('ID')}: {key} {value} is not in its list of categories.")
        return titles[key][value]
    if value is None:
        return ""
    return number(float(value), mark) if isinstance(value, int | float) else str(value).strip()
