"""A contract as a Frictionless Table Schema, so that other programs can check an export before it comes to us.

The schema describes the file as it is delivered: its fields are the headers, also those we drop. What Table Schema
cannot say stands under keys that begin with `raat:`. It is stricter than our own reader in one thing: labels must be
spelt as in the contract, capitals included.
"""

import re
from datetime import date
from typing import Any

from raat_analysis.codelists import entries
from raat_analysis.contracts import Column, Contract
from raat_analysis.contracts.model import CODE, CODES

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
LISTED = 40  # a codelist with more spellings is named, not listed
HOUR = "[0-9]{1,3}(,[0-9]{1,2})?"
QUARTER = r"[0-9]{4}( [1-4]e kwartaal| ?KW0[1-4]|-?Q[1-4])\*{0,2}"
# type of a column → type of the field, and the form of a text that stands for it
TYPES = {
    "integer": "integer",
    "decimal": "number",
    "date": "date",
    "year": "year",
}
FORMS = {
    "quarter": f"^{QUARTER}$",
    "period": rf"^({QUARTER}|[0-9]{{4}}(JJ00)?\*{{0,2}})$",
    "hours": f"^{HOUR}(( ?- ?| ?– ?| tot ){HOUR})?$",
}


def table_schema(contract: Contract) -> dict[str, Any]:
    """The schema of an export as delivered: one field per header, dropped ones last, in the contract's order."""
    unknown = {spelling: None for column in contract.columns.values() for spelling in column.unknown}
    return {
        "$schema": PROFILE,
        "name": contract.source,
        "title": contract.title,
        "description": f"Een rij is {contract.row}.",
        "fieldsMatch": "superset" if any(c.may_be_absent for c in contract.columns.values()) else "equal",
        "fields": [
            *(_field(name, column, contract) for name, column in contract.columns.items()),
            *({"name": header, "type": "string", "raat:dropped": True} for header in contract.drop),
        ],
        "primaryKey": [contract.columns[name].header for name in contract.key],
        "missingValues": ["", *unknown],
        "raat:format": contract.format,
        "raat:rules": [rule.model_dump() for rule in contract.rules],
        "raat:totals": [total.model_dump(mode="json") for total in contract.totals],
    }


def _field(name: str, column: Column, contract: Contract) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.header, "type": TYPES.get(column.type, "string")}
    if column.type == "date":
        field["format"] = "%d-%m-%Y"
    if column.type in ("integer", "decimal"):
        field["groupChar"] = "." if contract.decimal_mark == "," else ","
    if column.type == "decimal":
        field["decimalChar"] = contract.decimal_mark
    field |= {"title": name, "description": column.description, "constraints": _constraints(column)}
    return field | {f"raat:{key}": value for key, value in _ours(name, column, contract).items() if value}


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": column.required}
    if column.type in TYPES:
        limits = {"minimum": column.minimum, "maximum": column.maximum}
        found |= {key: _as_written(limit) for key, limit in limits.items() if limit is not None}
    if form := column.pattern or FORMS.get(column.type) or _choices(column):
        found["pattern"] = form
    if labels := _labels(column):
        found["enum"] = labels
    return found


def _choices(column: Column) -> str | None:
    """The form of some labels joined by "; "; a label in capitals as the codelist has it."""
    if column.type != CODES:
        return None
    label = "|".join(map(re.escape, _spellings(column)))
    return f"^({label})(; ({label}))*$"


def _as_written(limit: float | date) -> float | str:
    return limit.strftime("%d-%m-%Y") if isinstance(limit, date) else limit


def _labels(column: Column) -> list[str]:
    """Every spelling of a short list; nothing for a long one."""
    if column.type != CODE or column.codelist == "places":
        return []
    found = _spellings(column)
    return found if len(found) <= LISTED else []


def _spellings(column: Column) -> list[str]:
    found = dict.fromkeys(column.codes)
    for code, entry in entries(column.codelist).items() if column.codelist else ():
        found |= dict.fromkeys([str(entry["name"]), *map(str, entry.get("aliases", [])), code])
    return list(found)


def _ours(name: str, column: Column, contract: Contract) -> dict[str, Any]:
    return {
        "type": column.type,
        "aliases": list(column.aliases),
        "aliasesByYear": {str(year): list(aliases) for year, aliases in sorted(column.aliases_by_year.items())},
        "codelist": column.codelist,
        "codes": column.codes,
        "unit": column.unit,
        "roundedTo": column.rounded_to,
        "onBad": column.on_bad,
        "privacy": contract.privacy(name),
        "limits": _limits(column),
    }


def _limits(column: Column) -> dict[str, Any]:
    """The limits of hours, which are a text to other programs."""
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    return {key: limit for key, limit in limits.items() if limit is not None and column.type not in TYPES}
