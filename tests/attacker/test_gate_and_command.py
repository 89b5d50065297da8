"""The gate before an edition, the summary and the command: what they say, and what they never say."""

import json

import pytest
from click.testing import CliRunner

from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.gate import refuse_leaking
from raat_analysis.attacker.report import LINES, said, summary, write_summary
from raat_analysis.cli import raat
from raat_analysis.errors import GateRefused

LEAK = (
    "outflow_sector RA0205 SMAL 2025 age <25: 6 to 6, outsider, the interval is too narrow; "
    "by categories outflow_sector RA0205 SMAL 2025 age"
)


@pytest.fixture
def edition(tmp_path, row, csv_of):
    """An edition of outflow by age: x is hidden, 20 the other age, 26 the total."""

    def made(value: str, edition: str = "2026Q3"):
        ages = [
            row(value, Uitsplitsing="leeftijd", Categorie="<25"),
            row("20", Uitsplitsing="leeftijd", Categorie="25+"),
        ]
        folder = tmp_path / "reports" / edition
        csv_of([*ages, row("26")], folder / "public" / "twente" / "alle-cijfers.csv")
        return folder

    return made


def test_an_edition_that_gives_a_count_away_is_refused_with_the_count_and_the_line(edition):
    with pytest.raises(GateRefused) as refused:
        refuse_leaking(edition("x") / "public")
    text = str(refused.value)
    assert text.startswith("Not published: the files would give 1 hidden counts away, and there are 0 other findings.")
    assert LEAK in text
    assert "Next step" in text


def test_an_edition_that_gives_nothing_away_passes(edition):
    refuse_leaking(edition("6") / "public")


def test_files_that_contradict_each_other_are_refused_too(edition, row, csv_of):
    folder = edition("6")
    csv_of([row("27")], folder / "public" / "almelo" / "alle-cijfers.csv")
    with pytest.raises(GateRefused, match="contradict each other on outflow_sector RA0205 SMAL 2025"):
        refuse_leaking(folder / "public")


def test_the_summary_is_the_same_bytes_each_time_and_counts_leaks(edition, tmp_path):
    found = audit(edition("x") / "public")
    write_summary(found, tmp_path / "one.json")
    write_summary(audit(edition("x") / "public"), tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    (source,) = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["sources"]
    assert source == {
        "source": "uitstroom",
        "hidden": 1,
        "without_end": 0,
        "median_width": 0.0,
        "leaks": {"outsider": 1},
        "narrowest": ["outflow_sector RA0205 SMAL 2025 age <25: 6 to 6"],
    }


def test_what_is_said_is_thirty_lines_at_most(edition):
    found = audit(edition("x") / "public")
    assert f"Leak: {LEAK}" in said(found)
    many = type(found)(found.hidden, [f"finding {n}" for n in range(99)], ["sum"] * 99, 1, 3, True)
    assert len(said(many)) <= LINES
    assert summary(many)["findings"] == 99


@pytest.mark.parametrize(("value", "code"), [("x", 1), ("6", 0)])
def test_the_command_exits_with_1_on_a_leak(edition, tmp_path, monkeypatch, value, code):
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    folder = edition(value)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(raat, ["audit", "disclosure", str(folder), "--no-private", "--out", "disclosure.json"])
    assert ran.exit_code == code, ran.output
    assert ("Leak: " in ran.output) == (code == 1)
    assert (tmp_path / "disclosure.json").is_file()


def test_nothing_under_reports_changes_when_the_gate_refuses(edition, tmp_path):
    """The gate stands inside `replaced`: what is beside the edition is thrown away."""
    from raat_analysis.paths import replaced

    target = edition("6")
    before = sorted(path.relative_to(target) for path in target.rglob("*"))

    def publish() -> None:
        with replaced(target) as beside:
            edition("x", edition=beside.name)
            refuse_leaking(beside / "public")

    with pytest.raises(GateRefused):
        publish()
    assert sorted(path.relative_to(target) for path in target.rglob("*")) == before
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["2026Q3"]
