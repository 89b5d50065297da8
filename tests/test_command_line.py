"""The command line: short help, and errors as sentences."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from raat_analysis.cli import main, raat
from raat_analysis.errors import RaatError, cases
from raat_analysis.params import read_params
from raat_analysis.paths import project_root, replaced


def test_help_is_read_in_ten_seconds():
    shown = CliRunner().invoke(raat, ["--help"]).output
    assert len(shown.splitlines()) <= 28
    assert [name in shown for name in ("report", "export", "demo")] == [True, True, True]


def test_an_error_is_its_own_words_without_a_traceback(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "raat_analysis", "report"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "is not inside a raat_analysis project" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_of_main_leaves_without_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["raat", "--help"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0


def test_five_cases_are_shown_and_the_others_counted():
    assert cases(["a", "b"]) == "  - a\n  - b"
    assert cases(list(range(9))).splitlines()[-1] == "  - … and 4 more"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("edition: 2026Q3 -> edition: 2026Q5", "edition"),
        ("edition: 2026Q3 -> edition: 2026", "edition"),
        ("regions: wgv -> regions: [RA0205, RA9999]", "RA9999"),
        ("regions: wgv -> regions: []", "Allowed: wgv"),
        ("regions: wgv -> regions: twente", "twente"),
        ("regions: wgv -> region: wgv", "region"),
        ("fase0_region: RA0205 -> fase0_region: RA02", "RA02"),
        ("fase0_region: RA0205 -> fase0_region: RA0205\nfase0_fewest_respondents: {Careorg: 5}", "Careorg"),
        ("fase0_region: RA0205 -> fase0_region: RA0205\nfase0_fewest_respondents: {TW-V03: five}", "TW-V03"),
    ],
)
def test_a_wrong_parameter_names_what_is_allowed(tmp_path: Path, change: str, said: str):
    old, new = change.split(" -> ")
    right = "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n"
    (tmp_path / "params.yaml").write_text(right.replace(old, new), encoding="utf-8")
    with pytest.raises(RaatError, match=r"[Aa]llowed") as refused:
        read_params(tmp_path / "params.yaml")
    assert said in str(refused.value)


def test_all_means_28_regions_and_oost_nederland(tmp_path: Path):
    text = "edition: 2026Q3\npublisher: WGV\nregions: all\nfase0_region: RA0205\n"
    (tmp_path / "params.yaml").write_text(text, encoding="utf-8")
    codes = read_params(tmp_path / "params.yaml").sheet_codes()
    assert len(codes) == 29
    assert codes[-1] == "RA02"


def half_written(target: Path) -> None:
    with replaced(target) as beside:
        beside.mkdir()
        (beside / "new.txt").write_text("new")
        raise ValueError("half-way")


def test_a_failed_write_leaves_what_was_there(tmp_path: Path):
    target = tmp_path / "tables"
    target.mkdir()
    (target / "old.txt").write_text("old")
    with pytest.raises(ValueError, match="half-way"):
        half_written(target)
    assert [path.name for path in tmp_path.rglob("*")] == ["tables", "old.txt"]


def test_a_good_write_takes_the_place_whole(tmp_path: Path):
    target = tmp_path / "tables"
    target.mkdir()
    (target / "old.txt").write_text("old")
    with replaced(target) as beside:
        beside.mkdir()
        (beside / "new.txt").write_text("new")
    assert [path.name for path in tmp_path.rglob("*")] == ["tables", "new.txt"]


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path):
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).write_text("")
    inside = tmp_path / "notebooks" / "explore"
    inside.mkdir(parents=True)
    assert project_root(inside) == tmp_path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project of git and DVC, which is the working directory."""
    for command in (["git", "init", "-q"], [sys.executable, "-m", "dvc", "init", "-q"]):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


MEMBERS = "Organisatiecode;Regio;Branche;Medewerkers;Doet mee aan Fase 0\nAH-G01;Achterhoek;GGZ;12;nee\n"
ABOUT = ["--origin", "het ledenregister", "--licence", "intern", "--period", "2026"]


def test_an_export_is_added_with_one_command_and_only_once(project: Path):
    (project / "leden.csv").write_text(MEMBERS, encoding="utf-8")
    add = ["export", "add", "organisaties", "leden.csv", *ABOUT, "--obtained"]
    done = CliRunner().invoke(raat, [*add, "2026-09-01"])
    assert done.output == "Added data/raw/organisaties/2026-09-01.dvc. Next step: make report.\n"
    assert "period: '2026'" in (project / "data/raw/organisaties/2026-09-01.dvc").read_text(encoding="utf-8")
    again = CliRunner().invoke(raat, [*add, "2026-09-02"]).exception
    assert isinstance(again, RaatError)
    assert "leden.csv is already there as organisaties/2026-09-01/leden.csv" in str(again)


def test_an_export_of_a_day_to_come_is_refused_on_the_command_line(project: Path):
    (project / "leden.csv").write_text(MEMBERS, encoding="utf-8")
    refused = CliRunner().invoke(
        raat, ["export", "add", "organisaties", "leden.csv", *ABOUT, "--obtained", "9999-01-01"]
    )
    assert "later than today" in str(refused.exception)


@pytest.mark.usefixtures("project")
def test_fetching_into_a_source_of_another_format_stops_before_the_network():
    fetch = ["export", "fetch", "cbs", "83583NED", "--source", "zorgselect", "--obtained", "2026-09-01"]
    assert "zorgselect is read as csv" in str(CliRunner().invoke(raat, fetch).exception)


def test_check_ends_with_1_for_a_file_that_cannot_be_added_and_0_for_one_that_can(project: Path):
    (project / "leden.csv").write_text(MEMBERS, encoding="utf-8")
    done = CliRunner().invoke(raat, ["check", "leden.csv"])
    assert done.exit_code == 0
    assert done.output.startswith("leden.csv can be added to organisaties.\n")
    (project / "leden.csv").write_text(MEMBERS.replace("GGZ", "Visserij"), encoding="utf-8")
    done = CliRunner().invoke(raat, ["check", "leden.csv", "--source", "organisaties"])
    assert done.exit_code == 1
    assert done.output.startswith("leden.csv cannot be added to organisaties: 1 thing is wrong.\n")
    assert not (project / "data").exists()


@pytest.mark.usefixtures("project")
def test_check_of_an_unknown_source_names_the_known_ones():
    refused = CliRunner().invoke(raat, ["check", "params.yaml", "--source", "zorgselekt"]).exception
    assert "Known: arbeidsmarkt" in str(refused)
