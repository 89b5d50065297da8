"""The sections shortage and ageing: net and gross, editions, surplus and zero, the bound beside what is expected."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.rendering.blocks import Paragraph, Section, Table
from raat_analysis.sentences.traces import all_unmarked

EDITION = "2026Q3"
Row = dict[str, Any]
Changed = Callable[..., Path]


def paragraphs(section: Section, role: str) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph) and block.role == role]


def table(section: Section) -> Table:
    return next(block for block in section.blocks if isinstance(block, Table))


def shortages(persons: dict[str, float], branch: str = "SMAL") -> Callable[[Row], Row]:
    """Year → the shortage in the last edition; the supply is as much more or less."""

    def change(row: Row) -> Row:
        if row["edition"] != "2025-12" or row["branch_code"] != branch or row["period"] not in persons:
            return row
        new, size = persons[row["period"]], {"RA02": 3.0, "NL01": 20.0}.get(row["region_code"], 1.0)
        demand = (56400 + 600 * (int(row["period"]) - 2026)) * size
        return {**row, "value": {"shortage": new, "supply": demand - new}.get(row["measure"], row["value"])}

    return change


def without(*measures: str, scenario: str = "") -> Callable[[Row], Row]:
    """Rows of these measures (in a scenario) have no value."""

    def change(row: Row) -> Row:
        gone = row["measure"] in measures and scenario in ("", row["scenario"])
        return {**row, "value": None, "status": "missing"} if gone else row

    return change


@pytest.fixture(scope="module")
def twente(published: Path) -> Factsheet:
    return factsheet("RA0205", EDITION, published)


def test_the_upper_bound_stands_behind_what_is_expected(twente: Factsheet) -> None:
    said = (
        "Binnen tien jaar gaan naar verwachting ongeveer 6.000 van de werknemers van nu met pensioen (bijna 11%). Het "
        "zijn er hooguit 13.100 (bijna 24%), als iedereen tot 65 blijft en niemand eerder gaat."
    )
    assert paragraphs(twente.ageing(), "finding") == [said]
    assert said in str(all_unmarked(twente.front().as_data()))


def test_the_table_has_the_range_and_the_upper_bound(twente: Factsheet) -> None:
    rows = table(twente.ageing()).rows
    assert rows[0] == ("Binnen 10 jaar, verwacht", "6.000 (5.300 tot 6.600)", "10,8%", "10,3%")
    assert [row[:3] for row in rows[1:]] == [
        ("Binnen 10 jaar, bovengrens", "13.100", "23,6%"),
        ("Binnen 20 jaar, bovengrens", "25.100", "45,3%"),
    ]
    assert "Bovengrens: iedereen blijft tot 65 en niemand gaat eerder." in table(twente.ageing()).note


def test_without_exits_there_is_only_the_upper_bound(changed: Changed) -> None:
    sheet = factsheet("RA0205", EDITION, changed(without("retirements", "retirements_pct", scenario="aow_exits")))
    (said,) = paragraphs(sheet.ageing(), "finding")
    assert said.startswith("Binnen tien jaar gaan hooguit ongeveer 13.100 (bijna 24%) van de werknemers van nu")
    assert "Verwacht:" not in table(sheet.ageing()).note


def test_without_the_upper_bound_what_is_expected_stands_alone(changed: Changed) -> None:
    sheet = factsheet("RA0205", EDITION, changed(without("retirements", "retirements_pct", scenario="exit_65")))
    assert paragraphs(sheet.ageing(), "finding")[0].endswith("met pensioen (bijna 11%).")


def test_replacement_demand_is_said_by_cause_and_with_growth(twente: Factsheet) -> None:
    (said,) = paragraphs(twente.ageing(), "detail")
    assert said == (
        "In het jaar tot en met het 2e kwartaal 2027 verlaten naar verwachting ongeveer 5.000 mensen zorg en welzijn: "
        "ongeveer 600 door pensioen en ongeveer 4.400 door ander vertrek. Zo veel mensen zijn nodig om evenveel "
        "werknemers te houden (de vervangingsvraag). Met de groei van de vraag erbij zijn het ongeveer 5.600 "
        "baanopeningen."
    )


def test_without_demand_there_is_no_word_of_job_openings(changed: Changed) -> None:
    sheet = factsheet("RA0205", EDITION, changed(without("job_openings")))
    assert paragraphs(sheet.ageing(), "detail")[0].endswith("(de vervangingsvraag).")
    without_years = factsheet("RA0205", EDITION, changed(without("job_openings", "replacement_demand")))
    assert paragraphs(without_years.ageing(), "detail") == []


def test_more_older_employees_mean_more_retirement_unless_more_of_them_leave_before(
    changed: Changed, twente: Factsheet
) -> None:
    def few_retire(row: Row) -> Row:
        here = row["measure"] == "retirements_pct" and row["region_code"] == "RA0205"
        return {**row, "value": 9.0} if here and row["scenario"] == "aow_exits" else row

    (said,) = paragraphs(twente.ageing(), "meaning")
    assert "Het aandeel 55-plussers is duidelijk hoger" in said
    assert "naar verhouding meer mensen nodig" in said
    (other,) = paragraphs(factsheet("RA0205", EDITION, changed(few_retire)).ageing(), "meaning")
    assert other.startswith("Pensioen is niet de grootste oorzaak van vertrek: van elke 100 mensen")
    assert other.endswith("gaan er naar verwachting 12 met pensioen.")  # 600 of 5.000


def test_an_older_sheet_does_not_use_staff_of_after_it(published: Path) -> None:
    assert paragraphs(factsheet("RA0205", "2026Q1", published).ageing(), "empty")


def test_the_shortages_of_the_qualifications_stand_beside_the_net_one(twente: Factsheet) -> None:
    (warning,) = paragraphs(twente.shortage(), "warning")
    assert "streept het model een overschot" in warning
    assert paragraphs(twente.shortage(), "detail")[0].endswith(
        "is er in 2035 een tekort van ongeveer 4.100 werknemers."
    )


def test_gross_that_is_net_is_not_repeated(changed: Changed) -> None:
    sheet = factsheet("RA0205", EDITION, changed(shortages({"2035": 4100})))
    assert "kwalificatie" not in " ".join(paragraphs(sheet.shortage(), "detail"))
    unknown = factsheet("RA0205", EDITION, changed(without("shortage_gross")))
    assert "kwalificatie" not in " ".join(paragraphs(unknown.shortage(), "detail"))


def test_a_branch_without_shortage_is_warned_about(changed: Changed, twente: Factsheet) -> None:
    said = "Ook in een branche zonder tekort kunnen mensen ontbreken."
    sheet = factsheet("RA0205", EDITION, changed(shortages({"2035": 0}, "ZKH")))
    assert said in paragraphs(sheet.shortage(), "detail")[0]
    assert said not in " ".join(paragraphs(twente.shortage(), "detail"))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (600, 3700, "voor 2035 een tekort van ongeveer 3.700 werknemers; voor 2026 ongeveer 600."),
        (0, 3700, "voor 2035 een tekort van ongeveer 3.700 werknemers; voor 2026 geen tekort."),
        (
            -40,
            3700,
            "voor 2035 een tekort van ongeveer 3.700 werknemers; voor 2026 een overschot van ongeveer 40 werknem",
        ),
        (600, 0, "voor 2035 geen tekort; voor 2026 een tekort van ongeveer 600 werknemers."),
        (
            600,
            -1,
            "voor 2035 een overschot van ongeveer 1 werknemer; voor 2026 een tekort van ongeveer 600 werknemers.",
        ),
    ],
)
def test_shortage_surplus_and_none_are_said_as_such(changed: Changed, first: int, last: int, said: str) -> None:
    sheet = factsheet("RA0205", EDITION, changed(shortages({"2026": first, "2035": last})))
    assert said in paragraphs(sheet.shortage(), "finding")[0]


def test_with_new_policy_there_can_be_no_shortage(changed: Changed) -> None:
    def solved(row: Row) -> Row:
        policy = row["measure"] == "shortage" and row["edition"] == "2024-12"
        return {**row, "scenario": "new_policy", "edition": "2025-12", "value": 0} if policy else row

    sheet = factsheet("RA0205", EDITION, changed(solved))
    assert "Met nieuw beleid is er in 2035 geen tekort." in paragraphs(sheet.shortage(), "finding")[0]


def test_a_revision_without_parts_or_of_zero_is_not_split(changed: Changed) -> None:
    def only_total(row: Row) -> Row:
        parts = row["measure"] == "shortage_revision" and row["breakdown"] == "bridge"
        return {**row, "value": None, "status": "missing"} if parts else row

    for change in (only_total, without("shortage_revision")):
        said = paragraphs(factsheet("RA0205", EDITION, changed(change)).shortage(), "detail")[-1]
        assert "die van december 2025 ongeveer 3.700. Elke editie" in said


def test_a_surplus_on_the_front_page_is_explained(changed: Changed) -> None:
    sheet = factsheet("RA0205", EDITION, changed(shortages({"2035": -40})))
    assert "(een min is een overschot)" in str(all_unmarked(sheet.front().as_data()))
