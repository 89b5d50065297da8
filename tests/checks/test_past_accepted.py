"""A break is accepted by one line with a reason, and the message of the run that stops gives that line."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from raat_analysis.checks.past import FILE_NAME, AcceptanceRefused, AcceptedBreak, look_back, read_accepted
from raat_analysis.checks.past.breaks import KINDS as ALL_KINDS
from raat_analysis.checks.past.message import KINDS, hint
from tests.checks.employment_exports import NEW, OLD, YEAR_2026, changed, employment, export

LINE = (
    "- {export: 2027-01-10, break: factor, of: all, column: hours, reason: Nieuwe definitie van CBS, "
    "decided_by: onderzoeker, date: 2027-01-12}"
)
TEN_TIMES = pl.concat([export(OLD), changed(export(NEW, YEAR_2026), "hours", 10)]).lazy()


def accepted(folder: Path, *lines: str) -> tuple[AcceptedBreak, ...]:
    path = folder / FILE_NAME
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_accepted(path, employment())


def test_an_accepted_break_does_not_stop_and_is_told(tmp_path: Path):
    past = look_back(TEN_TIMES, employment(), accepted(tmp_path, LINE))
    assert past.stops == ()
    assert past.told["accepted"] == [
        {
            "export": "2027-01-10",
            "break": "factor",
            "of": "all",
            "column": "hours",
            "reason": "Nieuwe definitie van CBS",
            "decided_by": "onderzoeker",
            "date": "2027-01-12",
        }
    ]


def test_a_break_that_stops_shows_the_comparison_and_the_next_step():
    (message,) = look_back(TEN_TIMES, employment()).stops
    assert message.splitlines() == [
        "employment/2027-01-10: 1 breaks with the export of 2026-01-10, per period:",
        "  what              previous        now  ratio",
        "  total hours, all   180,000  1,800,000     10",
        "total hours, all: about 10 times as large: a decimal place lost, or rows delivered many times?",
        "Expected: Een totaal per periode verandert niet zomaar een aantal keren ten opzichte van de vorige export.",
        "Next step: have the export corrected and add it again. If a break is real, complete its line and add it to "
        "data/raw/employment/accepted_breaks.yml:",
        "- {export: 2027-01-10, break: factor, of: all, column: hours, "
        "reason: WHY, decided_by: ROLE, date: YYYY-MM-DD}",
    ]


def test_the_line_of_the_message_is_refused_until_it_is_completed(tmp_path: Path):
    line = look_back(TEN_TIMES, employment()).stops[0].splitlines()[-1]
    with pytest.raises(AcceptanceRefused, match=r"line 1: reason: [\s\S]*line 1: date: "):
        accepted(tmp_path, line)
    for blank, word in (("WHY", "Nieuwe definitie"), ("ROLE", "onderzoeker"), ("YYYY-MM-DD", "2027-01-12")):
        line = line.replace(blank, word)
    assert look_back(TEN_TIMES, employment(), accepted(tmp_path, line)).stops == ()


def test_the_line_of_every_kind_of_break_can_be_read_back(tmp_path: Path):
    rows = pl.concat([export(OLD), export(NEW, YEAR_2026).filter(pl.col("region") != "Twente")]).lazy()
    line = look_back(rows, employment()).stops[0].splitlines()[-1]
    assert yaml.safe_load(line)[0]["of"] == "region RA1"
    assert set(KINDS) == set(ALL_KINDS)
    for kind in ALL_KINDS:
        accepted(tmp_path, LINE.replace("factor", kind))


def test_at_most_five_breaks_are_shown_and_the_rest_counted():
    new = export(NEW, YEAR_2026)
    for region, column in [(r, c) for r in ("Twente", "Zwolle") for c in ("employees", "jobs", "hours")]:
        new = changed(new, column, 0.01, region=region)
    (message,) = look_back(pl.concat([export(OLD), new]).lazy(), employment()).stops
    assert "6 breaks" in message
    assert "… and 1 more" in message
    assert message.count("- {export") == 5


def test_each_export_with_breaks_has_its_own_message():
    last = changed(export(NEW.replace(year=2028), ["2027Q1"]), "jobs", 0.1)
    past = look_back(pl.concat([TEN_TIMES.collect(), last]).lazy(), employment())
    assert [message.split(":")[0] for message in past.stops] == ["employment/2027-01-10", "employment/2028-01-10"]


def test_an_acceptance_that_accepts_nothing_stops_the_run(tmp_path: Path):
    sound = pl.concat([export(OLD), export(NEW, YEAR_2026)]).lazy()
    (message,) = look_back(sound, employment(), accepted(tmp_path, LINE)).stops
    assert message.startswith(
        "employment/accepted_breaks.yml: 1 accepted breaks are not in the exports:\n  - export 2027"
    )
    assert "Next step" in message


def test_an_acceptance_of_an_export_that_is_not_here_is_left_alone(tmp_path: Path):
    assert look_back(export(OLD).lazy(), employment(), accepted(tmp_path, LINE)).stops == ()


def test_an_acceptance_of_a_first_export_stops_the_run_for_it_has_no_past(tmp_path: Path):
    nothing_to_compare = export(NEW).lazy().clear()
    (message,) = look_back(nothing_to_compare, employment(), accepted(tmp_path, LINE), {NEW}).stops
    assert "1 accepted breaks are not in the exports" in message


def test_no_file_accepts_nothing(tmp_path: Path):
    assert read_accepted(tmp_path / FILE_NAME, employment()) == ()
    assert accepted(tmp_path, "# nothing yet") == ()


REFUSED = {
    "an unknown key": (LINE.replace("column:", "kolom:"), "line 2: kolom"),
    "an unknown kind": (LINE.replace("factor", "typo"), "line 2: break"),
    "no reason": (LINE.replace("Nieuwe definitie van CBS", "ja"), "line 2: reason"),
    "a text for a date": (LINE.replace("2027-01-12", "vandaag"), "line 2: date"),
    "a column that is not compared": (LINE.replace("hours", "region"), "line 2: column: region is not compared"),
    "something else than a region": (LINE.replace("of: all", "of: provincie X"), "line 2: of"),
    "the same twice": (f"{LINE}\n{LINE}", "line 3: the same break as line 2"),
    "a key twice": (LINE.replace("of: all", "of: all, of: all"), "line 2: key of occurs twice"),
    "a date that does not exist": (LINE.replace("2027-01-12", "2027-13-12"), "is not readable as YAML"),
    "no list": ("export: 2027-01-10", "is not a list of breaks"),
    "no YAML": ("- {export: [", "is not readable as YAML"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_list_that_is_not_right_is_refused_with_its_line(tmp_path: Path, case: str):
    lines, words = REFUSED[case]
    with pytest.raises(AcceptanceRefused) as refused:
        accepted(tmp_path, "# accepted", lines)
    message = str(refused.value)
    assert [word for word in (f"employment/{FILE_NAME}", words, "Next step: ") if word not in message] == [], message


def test_a_source_that_is_not_compared_accepts_nothing(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text(LINE, encoding="utf-8")
    alone = employment().model_copy(update={"compared": None})
    with pytest.raises(AcceptanceRefused, match="is not compared with the past"):
        read_accepted(tmp_path / FILE_NAME, alone)


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (990.0, "1,000 times as large"),
        (0.001, "thousands point"),
        (0.0087, "fractions for percents"),
        (12.0, "10 times"),
    ],
)
def test_a_ratio_near_a_power_of_ten_says_what_it_usually_is(ratio: float, words: str):
    assert words in hint(ratio)


def test_another_ratio_says_nothing():
    assert [hint(ratio) for ratio in (3.5, 0.3, 1.0, 0.0, None)] == [""] * 5


def test_the_quality_page_is_told_the_newest_comparison_in_numbers():
    told = look_back(TEN_TIMES, employment()).told
    assert (told["export"], told["previous"], told["same_periods"]) == ("2027-01-10", "2026-01-10", False)
    assert [(row["column"], row["value"], row["ratio"]) for row in told["totals"]] == [
        ("rows", 6.0, 1.0),
        ("employees", 6000.0, 1.0),
        ("hours", 1800000.0, 10.0),
        ("jobs", 7200.0, 1.0),
    ]
    assert len(told["changes"]) == 10
    assert told["changes"][0] == {
        "dimension": "branch", "code": "VVT", "column": "hours", "previous": 90000.0, "value": 900000.0, "ratio": 10.0,
    }  # fmt: skip


def test_the_values_of_regions_of_a_source_that_is_not_public_are_not_told():
    told = look_back(TEN_TIMES, employment(kind_of_data="personal")).told
    assert {key for row in told["changes"] for key in row} == {"dimension", "code", "column", "ratio"}


def test_a_first_export_is_told_without_a_comparison():
    told = look_back(export(date(2026, 1, 10)).lazy(), employment()).told
    assert (told["export"], told["totals"], told["changes"], told["new"]) == (None, [], [], [])
