"""The files themselves: formats, sizes, equal bytes on every run, metadata, and a truth that only tests read."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from raat_analysis.codelists import normalised
from raat_analysis.contracts import accepted, contract
from raat_analysis.demo import BY_OPTION, EXPORTS, demo_metadata
from raat_analysis.demo.columns import code_labels

ROOT = Path(__file__).parents[2]
WGV = ["RA0204", "RA0205", "RA0206", "RA0207"]


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(demo, tmp_path):
    code = (
        "import sys, pathlib; from raat_analysis.demo import write_demo; write_demo(*map(pathlib.Path, sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "raw"), str(tmp_path / "truth.json")]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, env=environment)
    assert digests(tmp_path / "raw") == digests(demo.raw)
    assert (tmp_path / "truth.json").read_bytes() == demo.truth.read_bytes()


def test_the_truth_in_the_repository_is_the_truth_of_these_exports(demo):
    assert (ROOT / "tests" / "truth" / "demonstration.json").read_bytes() == demo.truth.read_bytes()


def test_every_export_folder_holds_its_one_file_and_they_stay_small(demo):
    written = {str(p.relative_to(demo.raw)) for p in demo.raw.rglob("*") if p.is_file()}
    assert written == {f"{folder}/{entry['file']}" for folder, entry in EXPORTS.items()}
    assert sum(p.stat().st_size for p in demo.raw.rglob("*") if p.is_file()) <= 15_000_000
    assert demo.truth.stat().st_size <= 300_000


def test_encodings_of_the_board(demo):
    first, second, third = (p.read_bytes() for p in sorted((demo.raw / "zorgselect").rglob("*.csv")))
    with pytest.raises(UnicodeDecodeError):
        first.decode("utf-8")
    assert "Cliëntbegeleider" in first.decode("cp1252")
    assert second.startswith(b"\xef\xbb\xbf")
    assert not third.startswith(b"\xef\xbb\xbf")
    assert "Cliëntbegeleider" in third.decode("utf-8")


def test_statline_has_a_title_above_and_its_source_below(demo):
    (path,) = (demo.raw / "azw_kerncijfers").rglob("*.csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"AZW;')
    assert lines[2].startswith('"AZW-branches";"Regio')
    assert lines[-1] == '"Bron: CBS"'
    assert '"2026 3e kwartaal*"' in lines[25]
    assert '"2026 1e kwartaal"' in lines[23]


def options(row, agreed):
    """Name and label of every column `Header [Label]`."""
    split = [re.fullmatch(r"(.*) \[(.*)\]", header) for header in row]
    return [(agreed.headers()[normalised(found[1])], found[2]) for found in split if found]


@pytest.mark.parametrize("folder", BY_OPTION)
def test_an_export_of_another_survey_tool_has_a_column_per_option(export, folder):
    source, rows = folder.split("/")[0], export(folder)
    found = options(rows[0], contract(source))
    many = [name for name, column in contract(source).columns.items() if column.type == "codes"]
    assert found == [(name, label) for name in many for label in code_labels(source, name).values()]
    assert {row[header] for row in rows for header in row if "[" in header} == {"Ja", "Nee"}


@pytest.mark.parametrize("folder", EXPORTS)
def test_every_header_and_label_is_known_to_the_contract(export, folder):
    agreed = contract(folder.split("/")[0])
    rows = export(folder)
    columns = {header: agreed.headers().get(normalised(header)) for header in rows[0] if "[" not in header}
    if folder in BY_OPTION:
        columns |= {agreed.columns[name].header: name for name, _ in options(rows[0], agreed)}
    assert {name for name in columns.values() if name} == set(agreed.columns)
    assert {header for header, name in columns.items() if not name} == set(agreed.drop)
    for header, name in columns.items():
        if header in rows[0] and name and agreed.columns[name].type == "code" and agreed.columns[name].on_bad == "stop":
            labels = {normalised(row[header]) for row in rows} - ({""} if not agreed.columns[name].required else set())
            assert labels <= set(accepted(agreed.columns[name])), header


def test_metadata_says_what_is_real():
    found = {(source, day): meta for source, day, meta in demo_metadata()}
    assert sorted(f"{source}/{day}" for source, day in found) == sorted(EXPORTS)
    assert {source for (source, _), meta in found.items() if meta["kind"] == "published"} == {"programma"}
    for (_, day), meta in found.items():
        assert set(meta) == {"kind", "origin", "licence", "period", "obtained"}
        assert all(meta.values())
        assert meta["obtained"] == day


def test_no_part_of_the_product_but_demo_knows_where_the_truth_is():
    folders = ("raat_analysis", "pipelines", "notebooks")
    sources = [
        p
        for f in folders
        for p in (ROOT / f).rglob("*")
        if p.suffix in (".py", ".ipynb", ".yml", ".yaml", ".j2", ".typ") and p.parent.name != "demo"
    ]
    sources += [p for p in (ROOT / "dvc.yaml", ROOT / "params.yaml", ROOT / "Makefile") if p.is_file()]
    assert len(sources) > 50
    named = [
        p
        for p in sources
        if "demonstration.json" in p.read_text(encoding="utf-8") or "tests/truth" in p.read_text(encoding="utf-8")
    ]
    assert named == []


def test_no_part_of_the_product_but_demo_uses_the_truth_behind_the_exports():
    parts = [p for f in ("raat_analysis", "pipelines") for p in (ROOT / f).rglob("*.py") if "demo" not in p.parts]
    assert [p for p in parts if "demo.truth" in p.read_text(encoding="utf-8")] == []


def test_the_truth_holds_vacancies_chances_and_potential(demo):
    truth = json.loads(demo.truth.read_text(encoding="utf-8"))
    assert truth["seed"] == 20261006
    assert sorted(truth["vacancies"]["opened"]) == WGV
    assert truth["turnover"]["expected_smal_pct"]["2025"]["RA0205"] == pytest.approx(
        {"employer": 17.45, "sector": 8.65}
    )
    assert len(truth["fase0"]) == 68


def test_programme_actions_are_one_short_sentence_each(export):
    rows = export("programma/2026-01-12")
    plans = {"RAAT Twente 2018", "RAAT Regio Zwolle 2018", "TAZ Twente 2022", "Actieprogramma Werken in de Zorg 2018"}
    assert {r["Programma"] for r in rows} == plans
    assert all(r["Actie"][-1] in ".!" and len(r["Actie"].split()) <= 15 for r in rows)
    assert len({(r["Programma"], r["Regio"], r["Actie"]) for r in rows}) == len(rows)


@pytest.mark.parametrize("plan", ["RAAT Twente 2018", "RAAT Regio Zwolle 2018"])
def test_every_numbered_action_of_a_regional_plan_is_there(export, plan):
    """The plans number their actions: 1 to 10 without 6, five, five, nine, six (in Zwolle eight), and six."""
    rows = [r for r in export("programma/2026-01-12") if r["Programma"] == plan]
    places = {r["Vindplaats"] for r in rows}
    own = 6 if "Twente" in plan else 8
    numbered = {f"1.{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10)} | {f"2.{n}" for n in range(1, 6)}
    numbered |= {f"3.{n}" for n in range(1, 6)} | {f"5.{n}" for n in range(1, own + 1)}
    numbered |= {f"6.{n}" for n in range(1, 7)} | {f"4.{n}" for n in range(1, 10)}
    others = {f"{line}.centrum" for line in range(1, 7)} | {"1.0"}
    assert places == numbered | others


def test_every_section_of_the_national_programme_has_an_action(export):
    rows = [r for r in export("programma/2026-01-12") if r["Programma"] == "Actieprogramma Werken in de Zorg 2018"]
    places = {r["Vindplaats"] for r in rows}
    assert places == {"1.4", "1.5", "5"} | {
        f"{n}.{m}" for n, last in ((2, 5), (3, 4), (4, 9)) for m in range(1, last + 1)
    }
    assert {r["Regio"] for r in rows} == {"Nederland"}


def test_a_plan_that_gives_no_horizon_is_given_none(export):
    rows = export("programma/2026-01-12")
    assert {r["Horizon"] for r in rows if not r["Programma"].startswith("RAAT")} == {"niet vermeld"}
    assert {r["Soort"] for r in rows if r["Programma"].startswith("RAAT")} >= {"procedure", "proces", "loopt al"}
    assert sum(r["Knop"] == "" for r in rows) == 17
