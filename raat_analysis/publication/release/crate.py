"""Provenance as RO-Crate (ro-crate-metadata.json): which exports, code, parameters and libraries made which file.

Its profile is Workflow Run Crate, https://w3id.org/ro/wfrun/workflow/0.5. The same edition gives the same bytes: no
clock, no random id. The commit is known when an edition is released, not before.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rocrate.rocrate import ContextEntity, ROCrate

from raat_analysis.params import Params
from raat_analysis.publication.release.made_with import FOLDER, LOCK, NOTEBOOKS
from raat_analysis.publication.release.manifest import FILE as MANIFEST
from raat_analysis.publication.release.manifest import hashed
from raat_analysis.rendering.explanation import citation, licence
from raat_analysis.rendering.facts import SHOWN_OF_HASH
from raat_analysis.sentences.periods import period_label

FILE, README = "ro-crate-metadata.json", "README.md"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
LIBRARY = "pkg:pypi/"  # a package URL (purl): names a package of Python and no host
EUPL = "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"
JUPYTER = "https://jupyter.org"
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
FORMATS = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".lock": "text/plain",
    ".ipynb": "application/x-ipynb+json",
}
Json = dict[str, Any]


@dataclass(frozen=True)
class Provenance:
    """What is known of how an edition came about.

    `reports`: as edition.json has them, each with `sources`, the codes of the sources of its numbers. `exports`: rows
    of sources.parquet. `libraries`: name → version. `commit`: of the code, '' before the release.
    """

    params: Params
    status: str
    day: str  # of publication, or of the newest export before it: 2026-10-06
    reports: Sequence[Json]
    exports: Sequence[Json]
    libraries: Mapping[str, str]
    version: str  # of raat_analysis
    commit: str = ""


def write_crate(public: Path, known: Provenance) -> None:
    """Write ro-crate-metadata.json about all files of the public folder into it."""
    crate = ROCrate(version="1.1")
    crate.metadata.extra_terms.update(TERMS)
    _root(crate, known)
    _code(crate, known)
    _exports(crate, known.exports)
    for name, about in hashed(public).items():
        if name not in (FILE, MANIFEST):
            _file(crate, name, about, known.version)
    for report in known.reports:
        _action(crate, report, known)
    text = json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1) + "\n"
    (public / FILE).write_text(text, encoding="utf-8", newline="\n")


def _root(crate: Any, known: Provenance) -> None:
    period = period_label(known.params.edition)
    crate.name = f"Factsheets arbeidsmarkt zorg en welzijn, {period}"
    crate.description = f"{citation(known.params.publisher, '', period)} Status: {known.status}."
    crate.datePublished = known.day
    crate.publisher = _add(crate, "#publisher", "Organization", name=known.params.publisher)
    crate.root_dataset["mainEntity"] = {"@id": f"{FOLDER}/{NOTEBOOKS['factsheet']}"}
    crate.root_dataset["author"] = {"@id": "#publisher"}
    crate.license = _add(crate, licence()["url"], "CreativeWork", name=licence()["title"], identifier=licence()["name"])
    crate.root_dataset["creativeWorkStatus"] = known.status
    crate.root_dataset["version"] = known.params.edition
    profiles = [
        _add(crate, address, "CreativeWork", name=name, version=address.rpartition("/")[2])
        for address, name in PROFILES.items()
    ]
    crate.root_dataset["conformsTo"] = profiles
    crate.metadata["conformsTo"] = [{"@id": "https://w3id.org/ro/crate/1.1"}, profiles[-1]]


def _code(crate: Any, known: Provenance) -> None:
    """The package at its commit with its libraries, the language of the notebooks, and the parameters they take."""
    libraries = [
        _add(crate, f"{LIBRARY}{name}@{version}", "SoftwareApplication", name=name, softwareVersion=version)
        for name, version in known.libraries.items()
    ]
    commit = {"identifier": f"git:{known.commit}"} if known.commit else {}
    _add(
        crate,
        "#raat_analysis",
        "SoftwareSourceCode",
        name="raat_analysis",
        version=known.version,
        softwareRequirements=libraries,
        license={"@id": EUPL},
        **commit,
    )
    _add(crate, EUPL, "CreativeWork", name="EUPL-1.2")
    _add(crate, BIOSCHEMAS, "CreativeWork", name="Bioschemas ComputationalWorkflow", version="1.0-RELEASE")
    _add(crate, "#jupyter", "ComputerLanguage", name="Jupyter Notebook", url=JUPYTER, identifier=JUPYTER)
    _add(crate, "#edition", "FormalParameter", name="edition", additionalType="Text", valueRequired=True)
    _add(crate, "#region_code", "FormalParameter", name="region_code", additionalType="Text", valueRequired=True)


def _exports(crate: Any, exports: Sequence[Json]) -> None:
    """The raw exports: not in the crate, but known by their hash, origin, licence and the day they were obtained."""
    for each in exports:
        _add(
            crate,
            _export_id(each),
            "CreativeWork",
            name=f"{each['source']}: {each['title']}",
            description=f"{each['file']}, kind {each['kind']}, obtained on {str(each['obtained_on'])[:10]}",
            dateCreated=str(each["obtained_on"])[:10],
            creditText=each["origin"],
            license=each["licence"],
            sha256=each["sha256"],
        )


def _file(crate: Any, name: str, about: Json, version: str) -> None:
    kind: Any = "File"
    more: Json = {}
    if name.startswith(f"{FOLDER}/") and name.endswith(".ipynb"):
        kind = ["File", "SoftwareSourceCode", "ComputationalWorkflow"]
        more = {
            "name": f"Notebook that shows the numbers of a report, {Path(name).stem}",
            "version": version,
            "conformsTo": {"@id": BIOSCHEMAS},
            "programmingLanguage": {"@id": "#jupyter"},
            "input": [{"@id": "#edition"}, {"@id": "#region_code"}],
            "softwareRequirements": [{"@id": "#raat_analysis"}, {"@id": f"{FOLDER}/{LOCK}"}],
        }
    if name == README:
        more = {"about": {"@id": "./"}}
    ending = FORMATS.get(Path(name).suffix, "text/plain")
    made = {"name": Path(name).name, "contentSize": str(about["bytes"]), "encodingFormat": ending} | more
    _add(crate, name, kind, sha256=about["sha256"], **made)
    crate.root_dataset.append_to("hasPart", {"@id": name})


def _action(crate: Any, report: Json, known: Provenance) -> None:
    """The run of its notebook that made a report, of the exports of its sources, with its files."""
    code, mark = report["code"], "-".join(filter(None, (report["kind"], report["code"], report.get("branch", ""))))
    values = {"edition": known.params.edition, "region_code": code}
    given = [_value(crate, name, value) for name, value in values.items()]
    used = [{"@id": _export_id(each)} for each in known.exports if each["source"] in report["sources"]]
    _add(
        crate,
        f"#make-{mark}",
        "CreateAction",
        name=f"Make {report['kind']} of {report['name']}",
        description=f"Numbers of {report['name']} with mark {report['data'][:SHOWN_OF_HASH]}, shown by its notebook.",
        endTime=known.day,
        instrument={"@id": f"{FOLDER}/{NOTEBOOKS[report['kind']]}"},
        object=[*used, *given],
        result=[{"@id": name} for name in report["files"]],
        agent={"@id": "#publisher"},
        identifier=report["data"],
    )
    crate.root_dataset.append_to("mentions", {"@id": f"#make-{mark}"})


def _value(crate: Any, name: str, value: str) -> Any:
    place = f"#{name}-{value}"
    return crate.dereference(place) or _add(
        crate, place, "PropertyValue", name=name, value=value, exampleOfWork={"@id": f"#{name}"}
    )


def _add(crate: Any, place: str, kind: Any, **about: Any) -> Any:
    return crate.add(ContextEntity(crate, place, properties={"@type": kind, **about}))


def _export_id(each: Json) -> str:
    return f"#export-{each['source']}-{each['sha256'][:12]}"
