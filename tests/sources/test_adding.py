"""How a new export comes into its place, and what is refused before anything is copied."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from raat_analysis.contracts import ContractRefused, contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources import adding
from raat_analysis.sources.adding import add_export
from raat_analysis.sources.exports import exports
from raat_analysis.sources.metadata import Metadata, described
from raat_analysis.storage import StorageRefused

DAY, LATER, TODAY = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 30)
MEMBERS = "Organisatiecode;Regio;Branche;Medewerkers;Doet mee aan Fase 0\nAH-G01;Achterhoek;GGZ;12;nee\n"


def about(obtained: date = DAY) -> Metadata:
    return described("own", "het ledenregister", "intern", obtained)


def add(raw: Path, files: Sequence[Path], obtained: date = DAY, source: str = "organisaties") -> Path:
    return add_export(raw, source, files, about(obtained), TODAY)


def members(folder: Path, name: str = "leden.csv", text: str = MEMBERS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.fixture
def without_dvc(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what has nothing to do with DVC: tracking is an empty .dvc file."""

    def tracked(folder: Path, _: Metadata) -> Path:
        folder.with_name(f"{folder.name}.dvc").write_text("outs: []\n", encoding="utf-8")
        return folder.with_name(f"{folder.name}.dvc")

    monkeypatch.setattr(adding, "track", tracked)


def test_an_added_export_is_copied_tracked_and_described(project: Path):
    file, raw = members(project / "downloads"), project / "data" / "raw"
    given = described("own", "het ledenregister", "intern", DAY, "https://example.org", "2026")
    tracked = add_export(raw, "organisaties", [file], given, TODAY)
    assert tracked == raw / "organisaties" / "2026-09-01.dvc"
    assert "md5" in yaml.safe_load(tracked.read_text(encoding="utf-8"))["outs"][0]
    [export] = exports(raw, contract("organisaties"))
    assert [path.read_bytes() for path in export.files] == [MEMBERS.encode()]
    assert export.metadata == given
    assert file.exists()


@pytest.mark.usefixtures("without_dvc")
def test_the_same_day_is_never_overwritten(tmp_path: Path):
    add(tmp_path / "raw", [members(tmp_path)])
    with pytest.raises(ExportRefused, match=r"organisaties/2026-09-01 exists already.*never overwritten.*Next step"):
        add(tmp_path / "raw", [members(tmp_path, text=MEMBERS.replace("12", "13"))])


def test_a_folder_put_there_by_hand_is_not_overwritten_either(tmp_path: Path):
    members(tmp_path / "raw/organisaties/2026-09-01")
    with pytest.raises(ExportRefused, match=r"without its \.dvc file.*Next step: move that folder"):
        add(tmp_path / "raw", [members(tmp_path)])


@pytest.mark.usefixtures("without_dvc")
def test_a_file_that_is_there_already_is_named_by_its_place(tmp_path: Path):
    raw = tmp_path / "raw"
    add(raw, [members(tmp_path)])
    with pytest.raises(ExportRefused) as refused:
        add(raw, [members(tmp_path, "leden (1).csv"), members(tmp_path, "b.csv", MEMBERS.replace("12", "13"))], LATER)
    assert "1 of the 2 files are known to the byte; nothing was added" in str(refused.value)
    assert "leden (1).csv is already there as organisaties/2026-09-01/leden.csv" in str(refused.value)
    assert not (raw / "organisaties/2026-09-02").exists()


@pytest.mark.usefixtures("without_dvc")
def test_a_file_of_the_same_size_with_other_values_is_a_new_one(tmp_path: Path):
    add(tmp_path / "raw", [members(tmp_path)])
    add(tmp_path / "raw", [members(tmp_path, text=MEMBERS.replace("12", "13"))], LATER)
    assert len(list((tmp_path / "raw").rglob("*.csv"))) == 2


def test_one_file_under_two_names_is_one_too_many(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"b\.csv is already there as a\.csv"):
        add(tmp_path / "raw", [members(tmp_path, "a.csv"), members(tmp_path, "b.csv")])


def test_files_that_cannot_be_an_export_are_named_together(tmp_path: Path):
    (tmp_path / "map").mkdir()
    (tmp_path / "link.csv").symlink_to(members(tmp_path))
    (tmp_path / "leeg.csv").touch()
    given = [tmp_path / name for name in ("map", "link.csv", "leeg.csv", "niets.csv")]
    with pytest.raises(ExportRefused) as refused:
        add(tmp_path / "raw", [*given, members(tmp_path, ".leden.csv"), members(tmp_path)])
    assert str(refused.value).splitlines() == [
        "5 of the 6 given cannot be an export file:",
        "  - map is a folder",
        "  - link.csv is a link, not a file",
        "  - leeg.csv is empty",
        "  - niets.csv does not exist",
        "  - .leden.csv is a hidden file, which the checks do not read",
        "Next step: give the file itself, as the source delivered it.",
    ]


def test_names_that_are_one_file_on_windows_are_refused_and_so_is_no_file_at_all(tmp_path: Path):
    for files in ([], [members(tmp_path / "a", "leden.csv"), members(tmp_path / "b", "Leden.CSV")]):
        with pytest.raises(ExportRefused, match="at least one file, and names that differ"):
            add(tmp_path / "raw", files)


@pytest.mark.usefixtures("without_dvc")
def test_an_export_of_tomorrow_is_refused_and_one_of_today_is_not(tmp_path: Path):
    file = members(tmp_path)
    with pytest.raises(ExportRefused, match=r"obtained 2026-10-01 is later than today, 2026-09-30.*Next step"):
        add(tmp_path / "raw", [file], date(2026, 10, 1))
    assert add(tmp_path / "raw", [file], TODAY).name == "2026-09-30.dvc"


@pytest.mark.usefixtures("without_dvc")
def test_only_a_made_up_export_may_have_a_day_that_has_not_come_yet(tmp_path: Path):
    file, tomorrow = members(tmp_path), date(2026, 10, 1)
    about = described("demonstration", "verzonnen", "CC0-1.0", tomorrow)
    assert add_export(tmp_path / "raw", "organisaties", [file], about, TODAY).name == "2026-10-01.dvc"
    with pytest.raises(ExportRefused, match="Only a made-up export, --kind demonstration"):
        add(tmp_path / "other", [file], tomorrow)


def test_the_file_of_another_source_is_refused_in_the_words_of_the_reader(tmp_path: Path):
    with pytest.raises(ExportRefused, match="looks like an export of organisaties, not of opleidingen"):
        add(tmp_path / "raw", [members(tmp_path)], source="opleidingen")
    assert not (tmp_path / "raw").exists()


def test_a_wrong_header_is_refused_before_anything_is_copied(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"organisaties/2026-09-01/leden\.csv.*not those of organisaties"):
        add(tmp_path / "raw", [members(tmp_path, text="Naam;Salaris\nx;1\n")])
    assert not (tmp_path / "raw").exists()


def test_a_file_whose_last_line_was_cut_off_is_refused(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"(?s)organisaties/2026-09-01/leden\.csv.*line 3: 2 cells"):
        add(tmp_path / "raw", [members(tmp_path, text=MEMBERS + "AH-G02;Achter")])
    assert not (tmp_path / "raw").exists()


def test_an_unknown_source_is_refused_with_the_known_ones(tmp_path: Path):
    with pytest.raises(ContractRefused, match=r"no contract for source salarissen.*zorgselect"):
        add(tmp_path / "raw", [members(tmp_path)], source="salarissen")


def test_metadata_that_are_not_allowed_are_named():
    with pytest.raises(ExportRefused, match=r"kind: .*origin: .*Next step"):
        described("borrowed", "", "intern", DAY)


def test_without_dvc_nothing_stays_behind(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"DVC could not add organisaties/2026-09-01: .*\nNext step"):
        add(tmp_path / "raw", [members(tmp_path)])
    assert list((tmp_path / "raw/organisaties").iterdir()) == []


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", half)
    with pytest.raises(StorageRefused, match=r"organisaties is full.*2026-09-01 was not made"):
        add(tmp_path / "raw", [members(tmp_path)])
    assert list((tmp_path / "raw/organisaties").iterdir()) == []


def test_a_description_that_cannot_be_written_takes_the_copy_with_it(project: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "write_metadata", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(project / "raw", [members(project)])
    assert [path for path in (project / "raw/organisaties").iterdir() if path.name.startswith("2026")] == []
