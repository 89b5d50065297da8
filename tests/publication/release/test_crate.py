"""Provenance: the crate holds before its own validator, and says which exports, code and libraries made which file."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from rocrate.rocrate import ROCrate
from rocrate_validator.models import Severity

from raat_analysis.publication.edition import publish
from raat_analysis.publication.release.crate import FILE
from raat_analysis.publication.release.made_with import libraries
from raat_analysis.publication.release.manifest import FILE as MANIFEST
from raat_analysis.publication.release.provenance import describe
from raat_analysis.rendering.jobs import Asked
from tests.publication.release.ro_crate import issues

ROOT = Path(__file__).parents[3]
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def public(made, tmp_path_factory) -> Path:
    """The public folder of an edition, released."""
    root = tmp_path_factory.mktemp("released") / "project"
    shutil.copytree(made.root, root)
    edition = root / "reports" / "2026Q3"
    publish(made.asked, made.rendered, made.quality, edition)
    describe(Asked(made.params, made.published, "voorlopig"), edition / "public", "2026-11-26", COMMIT)
    return edition / "public"


@pytest.fixture(scope="module")
def graph(public: Path) -> dict[str, Any]:
    entities = json.loads((public / FILE).read_text(encoding="utf-8"))["@graph"]
    return {entity["@id"]: entity for entity in entities}


@pytest.mark.parametrize("profile", ["ro-crate-1.1", "process-run-crate", "workflow-run-crate"])
def test_the_validator_finds_nothing_that_a_crate_must_have(public: Path, profile: str):
    assert issues(public, profile) == []


def test_what_it_recommends_and_we_lack_is_known(public: Path):
    """A publisher's address is not known; the code has no address until its owner puts it online."""
    recommended = issues(public, "workflow-run-crate", Severity.RECOMMENDED)
    assert {each.partition(":")[0] for each in recommended} <= {
        "ro-crate-1.1_31.2",
        "process-run-crate-0.5_3.2",
        "process-run-crate-0.5_5.1",
    }


def test_the_validator_sees_a_file_that_is_not_there(public: Path, tmp_path: Path):
    text = (public / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert issues(tmp_path, "ro-crate-1.1") != []


def test_the_library_of_ro_crate_reads_it(public: Path):
    crate = ROCrate(public)
    assert crate.mainEntity.id == "herkomst/factsheet.ipynb"
    assert crate.root_dataset["creativeWorkStatus"] == "voorlopig"
    assert crate.datePublished.isoformat().startswith("2026-11-26")


def test_every_file_but_the_crate_and_the_manifest_is_in_it_with_its_hash(public: Path, graph: dict[str, Any]):
    files = json.loads((public / MANIFEST).read_text(encoding="utf-8"))["files"]
    inside = {name: entity["sha256"] for name, entity in graph.items() if "File" in entity["@type"]}
    assert inside == {name: about["sha256"] for name, about in files.items() if name != FILE}


def test_a_factsheet_was_made_by_its_notebook_from_the_exports_of_its_sources(graph: dict[str, Any]):
    made = graph["#make-factsheet-RA0205"]
    used = [each["@id"] for each in made["object"]]
    assert made["instrument"] == {"@id": "herkomst/factsheet.ipynb"}
    assert used[-2:] == ["#edition-2026Q3", "#region_code-RA0205"]
    assert [graph[each]["name"] for each in used[:-2]] == [
        "azw_kerncijfers: AZW-kerncijfers (StatLine)",
        "zorgselect: ZorgSelect",
    ]
    assert {"@id": "twente/factsheet.pdf"} in made["result"]


def test_an_export_has_hash_origin_licence_and_day(graph: dict[str, Any]):
    export = next(entity for name, entity in graph.items() if name.startswith("#export-azw_kerncijfers"))
    assert (export["sha256"], export["creditText"], export["license"], export["dateCreated"]) == (
        "a" * 64,
        "CBS",
        "CC BY 4.0",
        "2026-10-01",
    )


def test_code_commit_and_pinned_libraries_are_in_it(graph: dict[str, Any]):
    code = graph["#raat_analysis"]
    pinned = libraries(ROOT)
    assert code["identifier"] == f"git:{COMMIT}"
    assert len(code["softwareRequirements"]) == len(pinned) > 30
    assert graph[f"pkg:pypi/polars@{pinned['polars']}"]["softwareVersion"] == pinned["polars"]


def test_the_choices_of_organisations_in_params_are_not_in_the_release(public: Path):
    assert not list(public.rglob("params.yaml"))
    assert "fase0_fewest" not in (public / FILE).read_text(encoding="utf-8")
