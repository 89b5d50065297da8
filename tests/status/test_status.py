"""What the coming edition waits for, from the .dvc files alone."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from raat_analysis.contracts import Contract, ContractRefused
from raat_analysis.errors import ExportRefused, RaatError
from raat_analysis.sign_off import SignOff, numbers_hash, write_sign_off
from raat_analysis.status import Status, new_exports, status
from raat_analysis.status.made import differences, made
from raat_analysis.status.next_step import next_step
from tests.status.conftest import Add, make

Known = Mapping[str, Contract]
BEFORE, AFTER = date(2026, 10, 14), date(2026, 10, 15)  # the board of 2026Q3 is due on 14 October


def states(found: Status) -> dict[str, str]:
    return {each.source: each.state for each in found.sources}


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_an_export_is_late_on_the_day_after_it_was_due(project: Path, known: Known):
    assert states(status(project, known, "", BEFORE))["zorgselect"] == "expected"
    assert states(status(project, known, "", AFTER))["zorgselect"] == "late"


def test_an_export_that_came_is_not_late(project: Path, known: Known, add: Add):
    add("zorgselect", "2026-10-06", "2026Q1-2026Q3")
    found = states(status(project, known, "", AFTER))
    assert found == {
        "zorgselect": "arrived",
        "uitstroom": "arrived",
        "fase0_hr": "arrived",
        "organisaties": "arrived",
        "cbs_banen": "there",
    }


def test_a_register_without_a_round_serves_that_of_its_year_and_says_so(project: Path, known: Known):
    register = next(each for each in status(project, known, "", AFTER).sources if each.source == "organisaties")
    assert (register.goes_to, register.by_day, register.state) == ("2026-1", True, "arrived")


def test_a_new_round_misses_the_sources_that_others_have(project: Path, known: Known, add: Add):
    add("fase0_hr", "2027-09-01", "2027-1")
    assert states(status(project, known, "", AFTER))["organisaties"] == "missing"


def test_a_later_correction_of_an_old_year_does_not_hide_the_newest(project: Path, known: Known, add: Add):
    add("zorgselect", "2026-10-06", "2026Q1-2026Q3")
    add("zorgselect", "2026-10-20", "2025")
    board = next(each for each in status(project, known, "", AFTER).sources if each.source == "zorgselect")
    assert (board.goes_to, board.obtained, board.state) == ("2026Q3", date(2026, 10, 6), "arrived")


def test_a_source_without_any_export_is_missing_or_late(project: Path, known: Known):
    for source in ("cbs_banen", "uitstroom"):
        next((project / "data/raw" / source).glob("*.dvc")).unlink()
    found = states(status(project, known, "", BEFORE))
    assert (found["cbs_banen"], found["uitstroom"]) == ("missing", "late")


def test_a_source_that_a_run_may_go_without_is_not_missed(project: Path, known: Known):
    next((project / "data/raw/uitstroom").glob("*.dvc")).unlink()
    without = {**known, "uitstroom": known["uitstroom"].model_copy(update={"required_source": False})}
    assert states(status(project, without, "", AFTER))["uitstroom"] == "optional"


def test_after_its_publication_the_next_edition_is_the_coming_one(project: Path, known: Known):
    assert status(project, known, "", AFTER).edition == "2026Q3"
    put(project / "data/editions/2026Q3/release.json", "{}")
    assert status(project, known, "", AFTER).edition == "2026Q4"
    assert status(project, known, "2026Q3", AFTER).published


def test_everything_is_new_before_anything_was_made(project: Path, known: Known):
    assert new_exports(project, known) == [
        *("cbs_banen/2026-09-01", "fase0_hr/2026-09-01", "organisaties/2026-08-20"),
        *("uitstroom/2026-09-15", "zorgselect/2026-07-06"),
    ]
    make(project)
    assert new_exports(project, known) == []


def test_what_came_and_what_went_since_the_edition_was_made(project: Path, known: Known, add: Add):
    make(project)
    add("zorgselect", "2026-10-06")
    (project / "data/raw/cbs_banen/2026-09-01.dvc").unlink()
    found = status(project, known, "", AFTER)
    assert (found.new, found.gone) == (["zorgselect/2026-10-06"], ["cbs_banen/2026-09-01"])


def test_numbers_go_to_what_was_observed_not_to_a_forecast_or_a_secret(project: Path):
    make(project)
    last = made(project)
    assert last is not None
    assert (last.edition, last.until) == ("2026Q3", {"zorgselect": "2026Q2"})


def test_a_quick_look_sees_a_changed_file_a_longer_folder_and_a_parameter(project: Path):
    assert differences(project) is None
    put(project / "step.py", "1"), put(project / "part/a.py", "1"), put(project / "part/__pycache__/a.pyc", "12345")
    md5 = hashlib.md5(b"1", usedforsecurity=False).hexdigest()
    deps = [{"path": "step.py", "md5": md5, "size": 1}, {"path": "part", "md5": "0.dir", "size": 1, "nfiles": 1}]
    stage = {"cmd": "x", "deps": deps, "params": {"params.yaml": {"edition": "2026Q3"}}}
    put(project / "dvc.lock", yaml.safe_dump({"stages": {"one": stage}}))
    assert differences(project) == []
    put(project / "step.py", "2"), put(project / "part/a.py", "12")
    params = project / "params.yaml"
    put(params, params.read_text(encoding="utf-8").replace("2026Q3", "2026Q4"))
    assert differences(project) == ["part", "step.py", "params.yaml: edition"]


def test_the_next_step_goes_from_exports_to_making_to_people(project: Path, known: Known, add: Add):
    def step() -> str:
        return next_step(status(project, known, "", AFTER))

    assert step().startswith("ask for zorgselect to 2026Q3, then raat export add zorgselect")
    add("zorgselect", "2026-10-06", "2026Q3")
    assert step() == "make report"
    make(project)
    assert step().startswith("raat difference --open, then raat sign-off 2026Q3")
    numbers = numbers_hash(project / "data/processed/published")
    about = {"edition": "2026Q3", "status": "voorlopig", "role": "onderzoeker", "remarks": "Bekeken."}
    signed = SignOff(**about, date=AFTER, numbers=numbers, pages="a" * 64)
    write_sign_off(project / "data/sign_off", signed)
    assert step() == "raat publish 2026Q3"
    write_sign_off(project / "data/sign_off", signed.model_copy(update={"numbers": "0" * 64}))
    assert status(project, known, "", AFTER).sign_off == "of other numbers than these: it is a concept again"
    assert step().startswith("raat difference --open, then raat sign-off 2026Q3")
    put(project / "data/editions/2026Q3/release.json", "{}")
    assert step() == "wait for zorgselect, usually there on 2027-01-14"
    add("zorgselect", "2027-01-07", "2026Q4")
    assert step() == "set edition: 2026Q4 and previous_edition: 2026Q3 in params.yaml, then make report"


def test_nobody_signs_off_an_edition_that_waits_for_an_export(project: Path, known: Known):
    make(project)
    assert next_step(status(project, known, "", BEFORE)) == "wait for zorgselect, usually there on 2026-10-14"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outs: []\n", r"zorgselect/2026-10-06.dvc: meta: missing or wrong: kind.*raat export add zorgselect"),
        ("outs: [\n", r"zorgselect/2026-10-06.dvc is not a readable .dvc file.*raat export add zorgselect"),
    ],
)
def test_a_dvc_file_without_metadata_stops_with_its_place(project: Path, known: Known, text: str, said: str):
    put(project / "data/raw/zorgselect/2026-10-06.dvc", text)
    with pytest.raises(ExportRefused, match=said):
        status(project, known, "", AFTER)


def test_a_folder_without_a_contract_and_a_contract_without_a_calendar_are_refused(project: Path, known: Known):
    without = {**known, "zorgselect": known["zorgselect"].model_copy(update={"cadence": None, "due_days": None})}
    with pytest.raises(ContractRefused, match=r"zorgselect\nNext step: raat contract check"):
        status(project, without, "", AFTER)
    (project / "data/raw/zorgselekt").mkdir()
    with pytest.raises(ExportRefused, match="zorgselekt"):
        status(project, known, "", AFTER)


@pytest.mark.parametrize(("file", "text"), [("dvc.lock", "[]\n"), ("data/sign_off/2026Q3.yml", "ja\n")])
def test_a_file_that_is_something_else_is_refused_with_its_name(project: Path, known: Known, file: str, text: str):
    make(project)
    put(project / file, text)
    with pytest.raises(RaatError, match=rf"(?s){file.removeprefix('data/')}.*Next step"):
        status(project, known, "", AFTER)


def test_a_table_that_is_cut_off_is_refused(project: Path, known: Known):
    make(project)
    (project / "data/processed/published/public/sources.parquet").write_bytes(b"PAR1")
    with pytest.raises(RaatError, match="Next step: make report"):
        new_exports(project, known)
