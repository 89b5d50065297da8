"""An export that was changed after it was added is refused: DVC's hash of the folder says so."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raat_analysis.checks.one_file import check_file
from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from raat_analysis.reproduction import reproduce
from raat_analysis.sources.adding import add_export
from raat_analysis.sources.exports import exports
from raat_analysis.sources.metadata import described
from raat_analysis.sources.unchanged import folder_hash, refuse_changed

ROOT = Path(__file__).parents[2]
DAY, LATER = date(2026, 9, 1), date(2026, 9, 30)
MEMBERS = "Organisatiecode;Regio;Branche;Medewerkers;Doet mee aan Fase 0\nAH-G01;Achterhoek;GGZ;12;nee\n"


def added(project: Path) -> Path:
    """The file of an export that was added with DVC."""
    file = project / "leden.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    add_export(project / "data/raw", "organisaties", [file], described("own", "register", "intern", DAY), LATER)
    return project / "data/raw/organisaties/2026-09-01/leden.csv"


def change(file: Path) -> None:
    """As an editor does: what DVC linked is left alone, another file comes in its place."""
    file.unlink()
    file.write_text(MEMBERS.replace("12", "13"), encoding="utf-8")


def test_an_export_as_it_was_added_is_taken(project: Path):
    added(project)
    assert len(exports(project / "data/raw", contract("organisaties"))) == 1


def test_a_changed_export_is_named_with_the_way_back_and_comes_back_that_way(project: Path):
    file = added(project)
    change(file)
    with pytest.raises(ExportRefused) as refused:
        exports(project / "data/raw", contract("organisaties"))
    told = str(refused.value)
    assert told.startswith("1 exports were changed after they were added:\n")
    assert "  - organisaties/2026-09-01: added 1 file(s), 91 bytes; here 1 file(s), 91 bytes\n" in told
    assert "Next step: dvc checkout data/raw/organisaties/2026-09-01.dvc to get it back" in told
    subprocess.run(
        [sys.executable, "-m", "dvc", "checkout", "-q", "--force", "data/raw/organisaties/2026-09-01.dvc"],
        cwd=project,
        check=True,
    )
    assert file.read_text(encoding="utf-8") == MEMBERS
    assert len(exports(project / "data/raw", contract("organisaties"))) == 1


def test_a_file_that_was_put_beside_it_or_renamed_is_a_change(project: Path):
    file = added(project)
    renamed = file.rename(file.with_name("register.csv"))
    with pytest.raises(ExportRefused, match=r"2026-09-01: added 1 file\(s\), 91 bytes; here 1 file\(s\), 91 bytes"):
        exports(project / "data/raw", contract("organisaties"))
    renamed.rename(file)
    file.with_name("more.csv").write_text("x", encoding="utf-8")
    with pytest.raises(ExportRefused, match=r"here 2 file\(s\), 92 bytes"):
        exports(project / "data/raw", contract("organisaties"))


def test_a_hidden_file_of_the_computer_is_no_change(project: Path):
    added(project).with_name(".DS_Store").write_text("x", encoding="utf-8")
    assert len(exports(project / "data/raw", contract("organisaties"))) == 1


def test_a_new_file_is_not_held_beside_an_export_that_was_changed(project: Path):
    change(added(project))
    new = project / "leden2.csv"
    new.write_text(MEMBERS.replace("12", "14"), encoding="utf-8")
    page = check_file(new, "organisaties", project / "data/raw", LATER, LATER)
    assert not page.can_be_added
    assert "organisaties/2026-09-01: added 1 file(s)" in " ".join(page.lines)


def test_a_report_is_refused_before_dvc_takes_the_change_for_the_export(project: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("params.yaml", "dvc.yaml"):
        (project / name).write_bytes((ROOT / name).read_bytes())
    file = added(project)
    before = file.parent.with_suffix(".dvc").read_bytes()
    change(file)
    monkeypatch.chdir(project)
    with pytest.raises(ExportRefused, match="organisaties/2026-09-01: added"):
        reproduce()
    assert file.parent.with_suffix(".dvc").read_bytes() == before


def test_every_export_of_the_repository_has_the_hash_of_its_dvc_file():
    tracked = sorted((ROOT / "data/raw").glob("*/*.dvc"))
    here = [path for path in tracked if path.with_suffix("").is_dir()]
    assert {path: folder_hash(path.with_suffix("")) for path in here} == {
        path: yaml.safe_load(path.read_text(encoding="utf-8"))["outs"][0]["md5"] for path in here
    }


NAMES = st.text(st.characters(categories=["Ll", "Lu", "Nd"], include_characters=" -_&'"), min_size=1, max_size=12)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.binary(max_size=99), min_size=1, max_size=5), st.integers())
def test_the_hash_is_the_one_that_dvc_makes(project: Path, files: dict[str, bytes], number: int):
    folder = project / f"n{number}"
    for below in (folder, folder / "deel 2"):
        below.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (below / f"x{name}.csv").write_bytes(content)
    subprocess.run([sys.executable, "-m", "dvc", "add", "-q", folder.name], cwd=project, check=True)
    tracked = yaml.safe_load(folder.with_name(f"{folder.name}.dvc").read_text(encoding="utf-8"))["outs"][0]
    assert folder_hash(folder) == tracked["md5"]


@pytest.mark.parametrize(
    "content", ["outs: []", "outs: [{path: x}]", "meta: {}", "", "outs: [", "- 1", "outs: {md5: 1.dir}"]
)
def test_a_dvc_file_without_a_hash_says_nothing(tmp_path: Path, content: str):
    (tmp_path / "2026-09-01").mkdir()
    (tmp_path / "2026-09-01.dvc").write_text(content, encoding="utf-8")
    refuse_changed([tmp_path / "2026-09-01.dvc", tmp_path / "gone.dvc"])
