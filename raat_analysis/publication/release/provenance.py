"""What the public folder of an edition says about the edition: its README, notebooks, RO-Crate and manifest."""

import json
from pathlib import Path
from typing import Any

from raat_analysis.parquet import read_table
from raat_analysis.publication.release.crate import README, Provenance, write_crate
from raat_analysis.publication.release.made_with import FOLDER, copy_notebooks, libraries, package_version
from raat_analysis.publication.release.manifest import write_manifest
from raat_analysis.rendering.jobs import Asked
from raat_analysis.sentences.periods import period_label

EDITION, LIBRARIES = "edition.json", "libraries.json"
TEXT = """# Arbeidsmarkt zorg en welzijn per regio, {period}

Uitgever: {publisher}. Status: {status}.

Begin bij `index.html`. De pagina's werken zonder internet.

- Per regio een map met het factsheet (HTML en PDF) en de cijfers (CSV en Excel); `datapackage.json` beschrijft ze.
- `fase0/`: het rapport over onbenut potentieel en een blad per rondetafel.
- `edition.json`: de rapporten, met het kenmerk van hun cijfers. `manifest.json`: elk bestand met zijn SHA-256.
- `ro-crate-metadata.json` en `{folder}/`: welke leveringen, code en programma's elk bestand maakten (RO-Crate 1.1).
"""


def describe(asked: Asked, public: Path, day: str = "", commit: str = "") -> None:
    """Write what the folder says of itself; `day` and `commit` are known when the edition is released."""
    params, status = asked.params, asked.status
    about = {"period": period_label(params.edition), "publisher": params.publisher, "status": status, "folder": FOLDER}
    (public / README).write_text(TEXT.format(**about), encoding="utf-8", newline="\n")
    write_crate(public, _known(asked, public, day, commit))
    released = {"published_on": day, "commit": commit} if commit else {}
    write_manifest(public, {"edition": params.edition, "status": status, **released})


def bring_notebooks(project: Path, public: Path) -> None:
    """The files that made the edition, beside it; libraries.json names the libraries of the package itself."""
    copy_notebooks(project, public)
    about = {"raat_analysis": package_version(project), "libraries": libraries(project)}
    (public / FOLDER / LIBRARIES).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8", newline="\n")


def _known(asked: Asked, public: Path, day: str, commit: str) -> Provenance:
    exports = read_table(asked.published / "public" / "sources.parquet").sort("source", "obtained_on", "file")
    made_with = json.loads((public / FOLDER / LIBRARIES).read_text(encoding="utf-8"))
    return Provenance(
        params=asked.params,
        status=asked.status,
        day=day or str(exports["obtained_on"].max())[:10],
        reports=read_reports(public),
        exports=exports.to_dicts(),
        libraries=made_with["libraries"],
        version=made_with["raat_analysis"],
        commit=commit,
    )


def read_edition(public: Path) -> dict[str, Any]:
    """What an edition's edition.json says."""
    found: dict[str, Any] = json.loads((public / EDITION).read_text(encoding="utf-8"))
    return found


def read_reports(public: Path) -> list[dict[str, Any]]:
    """The reports of an edition as its edition.json has them."""
    return list(read_edition(public)["reports"])
