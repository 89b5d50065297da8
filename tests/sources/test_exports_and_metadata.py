"""Where exports stand, and what their .dvc files say."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.exports import exports, refuse_unknown_folders
from raat_analysis.sources.metadata import Metadata, read_metadata, write_metadata

META = {"kind": "own", "origin": "het ledenregister", "licence": "intern", "obtained": "2026-09-01"}
DAY = date(2026, 9, 1)


def placed(raw: Path, meta: object = META, name: str = "2026-09-01") -> Path:
    folder = raw / "organisaties" / name
    folder.mkdir(parents=True)
    (folder / "leden.csv").write_text("x", encoding="utf-8")
    (raw / "organisaties" / f"{name}.dvc").write_text(yaml.safe_dump({"outs": [], "meta": meta}), encoding="utf-8")
    return folder


def test_exports_come_oldest_first_with_their_metadata(tmp_path: Path):
    placed(tmp_path)
    placed(tmp_path, {**META, "obtained": "2025-09-01"}, "2025-09-01")
    found = exports(tmp_path, contract("organisaties"))
    assert [export.obtained.year for export in found] == [2025, 2026]
    assert found[0].name(found[0].files[0]) == "organisaties/2025-09-01/leden.csv"
    assert found[0].metadata.licence == "intern"


def test_a_missing_export_says_how_to_add_it(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"organisaties: there is no export.*raat export add organisaties"):
        exports(tmp_path, contract("organisaties"))


def test_a_source_that_is_not_required_may_be_missing(tmp_path: Path):
    assert exports(tmp_path, contract("organisaties").model_copy(update={"required_source": False})) == []


def test_a_folder_without_its_dvc_file_is_refused(tmp_path: Path):
    placed(tmp_path)
    (tmp_path / "organisaties/2026-09-01.dvc").unlink()
    with pytest.raises(ExportRefused, match=r"organisaties/2026-09-01\.dvc is missing.*raat export add"):
        exports(tmp_path, contract("organisaties"))


def test_a_dvc_file_without_origin_is_refused(tmp_path: Path):
    placed(tmp_path, {key: value for key, value in META.items() if key != "origin"})
    with pytest.raises(ExportRefused, match="meta: missing or wrong: origin"):
        exports(tmp_path, contract("organisaties"))


def test_an_export_that_was_not_pulled_says_so(tmp_path: Path):
    folder = placed(tmp_path)
    (folder / "leden.csv").unlink()
    folder.rmdir()
    with pytest.raises(ExportRefused, match="dvc pull"):
        exports(tmp_path, contract("organisaties"))


def test_an_empty_folder_and_a_folder_that_is_no_date_are_refused(tmp_path: Path):
    (placed(tmp_path) / "leden.csv").unlink()
    with pytest.raises(ExportRefused, match="holds no file"):
        exports(tmp_path, contract("organisaties"))
    other = tmp_path / "other"
    placed(other, META, "september")
    with pytest.raises(ExportRefused, match="must be the date obtained"):
        exports(other, contract("organisaties"))


def test_a_date_that_differs_from_the_folder_is_refused(tmp_path: Path):
    placed(tmp_path, {**META, "obtained": "2026-08-31"})
    with pytest.raises(ExportRefused, match="must agree"):
        exports(tmp_path, contract("organisaties"))


def test_a_folder_without_a_contract_is_refused(tmp_path: Path):
    (tmp_path / "salarissen").mkdir()
    with pytest.raises(ExportRefused, match="salarissen"):
        refuse_unknown_folders(tmp_path, ["organisaties"])


def test_metadata_written_are_metadata_read(tmp_path: Path):
    path = tmp_path / "2026-09-01.dvc"
    path.write_text("outs:\n- path: x\nmeta:\n  kind: own\n", encoding="utf-8")
    written = Metadata(kind="published", origin="CBS, tabel", licence="CC BY 4.0", obtained=DAY, url="https://cbs.nl")
    write_metadata(path, written)
    assert read_metadata(path) == written
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["outs"] == [{"path": "x"}]
