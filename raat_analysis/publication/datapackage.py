"""A Data Package (datapackage.json, version 2) beside the open data, so that other programs read it without asking.

The same package for the whole edition stands in public/; there the schema is a file of its own, tableschema.json.
"""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.codelists.regions import slug
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.published import SIGNS, STATUSES
from raat_analysis.params import Params
from raat_analysis.publication.expected import Report, place
from raat_analysis.rendering.explanation import ROW, citation, columns, licence, newest
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.job import EVERYTHING
from raat_analysis.sentences.periods import period_label

FILE, SCHEMA = "datapackage.json", "tableschema.json"
PROFILES = "https://datapackage.org/profiles/2.0"  # names of the standard; nothing is fetched
DIALECT = {"header": True, "delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
SHOWN, ALL_NUMBERS = "cijfers-op-de-pagina", "alle-cijfers"
TITLES = {SHOWN: "Cijfers op de pagina", ALL_NUMBERS: "Alle cijfers van de regio"}
ABOUT = {  # what a package is called: the start of its name, and of its title
    "factsheet": ("arbeidsmarkt-zorg-en-welzijn", "Arbeidsmarkt zorg en welzijn"),
    "fase0": ("fase-0-zorg-en-welzijn", "Fase 0, onbenut potentieel in zorg en welzijn"),
}
TYPES = {"number": {"decimalChar": ",", "bareNumber": True}}
Json = dict[str, Any]


def table_schema() -> Json:
    """The Table Schema of the open data, as rendering/open_data.yml describes its columns."""
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fieldsMatch": "equal",
        "fields": [_field(name, about) for name, about in columns().items()],
        "missingValues": [""],
    }


def report_package(params: Params, report: Report, sources: pl.DataFrame, public: Path) -> Json:
    """The package of the folder of a factsheet or of Fase 0: both tables with schema, size and hash."""
    folder = public / folder_of(report)
    tables = [_table(name, folder, file, table_schema()) for name, file in _files(report).items()]
    return {**_about(params, sources, report), "resources": tables}


def edition_package(params: Params, reports: list[Report], sources: pl.DataFrame, public: Path) -> Json:
    """The package of the whole edition: the tables of all regions, and of Fase 0."""
    tables = [
        _table(each, public, f"{folder_of(report)}/{file}", SCHEMA) | _of(each, report)
        for report in reports
        for each, file in _files(report).items()
    ]
    return {**_about(params, sources), "resources": tables}


def folder_of(report: Report) -> str:
    """The folder of a report's files, below the public one."""
    return place(report).removeprefix("public/").rpartition("/")[0]


def _files(report: Report) -> dict[str, str]:
    """The files of a report's tables in its folder, by table."""
    return {SHOWN: f"{Path(place(report)).name}.csv", ALL_NUMBERS: EVERYTHING}


def _about(params: Params, sources: pl.DataFrame, report: Report | None = None) -> Json:
    period, warning = period_label(params.edition), notice(sources, "pakket")
    start, title = ABOUT[report.kind if report else "factsheet"]
    region = subject(report.code) if report else ""
    name, where = (f"{start}-{slug(report.code)}", f"{region}, ") if report else (start, "")
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"{name}-{params.edition.lower()}",
        "title": f"{title}, {where}{period}",
        "description": " ".join(text for text in (warning, ROW, citation(params.publisher, region, period)) if text),
        "version": params.edition,
        "contributors": [{"title": params.publisher, "roles": ["publisher"]}],
        "licenses": [{"name": licence()["name"], "title": licence()["title"], "path": licence()["url"]}],
        "sources": [_source(each) for each in newest(sources)],
    }


def _source(each: Json) -> Json:
    path = {"path": str(each["url"])} if each.get("url") else {}
    return {"title": str(each["title"]), **path, "version": str(each["obtained_on"])}


def _of(name: str, report: Report) -> Json:
    """A table's name and title among those of other reports."""
    kind, said = ("fase-0-", "Fase 0, ") if report.kind == "fase0" else ("", "")
    named = {"name": f"{kind}{slug(report.code)}-{name}"}
    return named | {"title": f"{said}{subject(report.code)}: {TITLES[name].lower()}"}


def _table(name: str, folder: Path, file: str, schema: Json | str) -> Json:
    written = (folder / file).read_bytes()
    return {
        "name": name,
        "title": TITLES[name],
        "type": "table",
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",  # begins with a byte order mark
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "dialect": {"$schema": f"{PROFILES}/tabledialect.json", **DIALECT},
        "schema": schema,
    }


def _field(name: str, about: Json) -> Json:
    constraints: Json = {"required": True} if about.get("required") else {}
    if about.get("signs"):
        constraints["enum"] = list(SIGNS.values())
    if about.get("statuses"):
        constraints["enum"] = list(STATUSES.values())
    field = {"name": name, "title": name, "type": about["type"], "description": about["description"]}
    return field | TYPES.get(about["type"], {}) | ({"constraints": constraints} if constraints else {})
