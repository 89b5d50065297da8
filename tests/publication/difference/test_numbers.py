"""What changed between two editions as numbers: newest, revised, gone, and how much it matters."""

import pytest

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.codelists.change_thresholds import ThresholdsRefused, change_thresholds
from raat_analysis.errors import RaatError
from raat_analysis.publication.difference.importance import by_importance
from raat_analysis.publication.difference.numbers import came_and_went, newest_changes, refuse_repeated, revisions
from raat_analysis.publication.difference.row_words import about, cell_of, moved, over, within_margin
from tests.factsheets.rows import SECRET, row
from tests.publication.difference.conftest import employees, table


def newest(now, then):
    return newest_changes(table(now), table(then), "2026Q3", "2026Q2")


def revised(now, then):
    return revisions(table(now), table(then))


def only(rows):
    return by_importance(rows).row(0, named=True)


def test_the_newest_number_is_held_against_the_newest_of_the_edition_before():
    now = [employees("2026Q2", 55200), employees("2026Q3", 55400)]
    found = only(newest(now, [employees("2026Q2", 55200)]))
    assert (over(found), cell_of(found, "_was"), cell_of(found)) == (
        "3e kwartaal 2026; was 2e kwartaal 2026",
        "55.200",
        "55.400",
    )
    assert moved(found) == "+200 (+0,4%)"
    assert about(found) == "Werknemers"


def test_a_number_that_a_reader_sees_unchanged_is_no_change():
    assert newest([employees("2026Q3", 55200)], [employees("2026Q2", 55200)]).is_empty()


def test_of_a_forecast_the_last_year_of_the_last_edition_is_the_newest():
    more = {"scenario": "reference"}
    old = [row("shortage", "RA0205", "2035", 100, edition="2024-12", **more)]
    now = [*old, row("shortage", "RA0205", "2030", 10, edition="2025-12", **more)]
    now += [row("shortage", "RA0205", "2036", 130, edition="2025-12", **more)]
    found = only(newest(now, old))
    assert over(found) == "2036 (december 2025); was 2035 (december 2024)"
    assert (cell_of(found, "_was"), cell_of(found)) == ("100", "130")


def test_a_measure_without_a_total_is_held_by_category():
    now, then = ([row("employees_share_pct", "RA0205", "2026Q2", v, breakdown="age", category="55+")] for v in (24, 23))
    found = only(newest(now, then))
    assert about(found) == "Aandeel in werknemers, 55 jaar of ouder"
    assert moved(found) == "+1,0 procentpunt"


def test_a_revision_is_the_same_number_with_another_value_or_shown_in_one_edition_only():
    secret, missing = {"value": None, "status": "secret"}, {"value": None, "status": "missing"}
    sides = {"VVT": (5, 4), "GGZ": (secret, 6), "GHZ": (7, secret), "ZKH": (missing, 8), "SW": (9, 9)}

    def side(place):
        cells = {branch: values[place] for branch, values in sides.items()}
        known = {b: v if isinstance(v, dict) else {"value": v} for b, v in cells.items()}
        return [{**employees("2026Q1", None, branch_code=branch), **value} for branch, value in known.items()]

    found = {each["branch_code"]: moved(each) for each in revised(side(0), side(1)).iter_rows(named=True)}
    assert found == {
        "VVT": "+1 (+25,0%)",
        "GGZ": "niet meer openbaar",
        "GHZ": "nu wel openbaar",
        "ZKH": "geen cijfer meer",
    }


def test_a_number_that_only_became_final_is_no_revision():
    assert revised([employees("2026Q1", 5)], [employees("2026Q1", 5, status="provisional")]).is_empty()


def test_what_came_and_went_is_counted_per_measure():
    now = [employees("2026Q1", 5), row("jobs", "RA0205", "2026Q1", 5)]
    then = [employees("2026Q1", 5), employees("2025Q4", 5), row("inhabitants", "RA0205", "2026Q1", 5)]
    found = came_and_went(table(now), table(then)).select("measure", "numbers", "numbers_was", "gone").rows()
    assert found == [("employees", 1, 2, 1), ("inhabitants", 0, 1, 1), ("jobs", 1, 0, 0)]


@pytest.mark.parametrize(
    ("measure", "was", "now", "level"),
    [
        ("employees", 1000, 1020, "groot"),  # a key figure: 2%
        ("employees", 1000, 1019, "middel"),
        ("employees", 1000, 1009, "klein"),
        ("inhabitants", 1000, 1100, "groot"),  # personen: 10%
        ("inhabitants", 1000, 1020, "middel"),
        ("inhabitants", 5, 14, "klein"),  # fewer than 10 persons
        ("inhabitants", 0, 10, "groot"),
        ("sector_return_pct", 50, 52, "groot"),  # points, not percent
        ("sector_return_pct", 50, 50.4, "klein"),
    ],
)
def test_the_level_follows_the_thresholds(measure, was, now, level):
    rows = revised(*([row(measure, "RA0205", "2025", value)] for value in (now, was)))
    assert only(rows)["level"] == level


def test_key_figures_come_first_and_then_the_largest_change():
    values = {"inhabitants": (1000, 2000), "employees": (1000, 1001), "labour_force": (1000, 1200)}
    now, then = ([row(m, "RA0205", "2025", v[side]) for m, v in values.items()] for side in (1, 0))
    assert by_importance(revised(now, then))["measure"].to_list() == ["employees", "inhabitants", "labour_force"]


def test_a_number_that_became_secret_matters():
    for measure, level in (("employees", "groot"), ("inhabitants", "middel")):
        hidden = {**row(measure, "RA0205", "2025", None), **SECRET}
        assert only(revised([hidden], [row(measure, "RA0205", "2025", 9)]))["level"] == level


def test_a_change_within_the_margins_is_said_to_be():
    def estimate(value):
        ends = {"lower": value - 2.0, "upper": value + 2.0, "interval_pct": 95}
        return [row("outflow_sector_pct", "RA0205", "2025", value, **ends)]

    assert within_margin(only(newest(estimate(9.0), estimate(8.0))))
    assert not within_margin(only(newest(estimate(18.0), estimate(8.0))))


def test_every_unit_of_the_catalogue_has_a_threshold_and_another_stops():
    for code, measure in catalogue().items():
        assert change_thresholds().of(code, measure.unit).large > 0
    with pytest.raises(ThresholdsRefused, match="'stuks', of jobs"):
        change_thresholds().of("jobs", "stuks")


def test_thresholds_that_do_not_fit_are_refused(tmp_path):
    file = tmp_path / "thresholds.yml"
    file.write_text("units: {stuks: {by: points, middle: 3, large: 2}}\nkey_figures: {}\n", encoding="utf-8")
    with pytest.raises(ThresholdsRefused, match="middle is above large"):
        change_thresholds(file)
    file.write_text("units: {}\nkey_figures: {what: {by: points, middle: 1, large: 2}}\n", encoding="utf-8")
    with pytest.raises(ThresholdsRefused, match="no measures"):
        change_thresholds(file)


def test_a_number_that_stands_twice_is_refused():
    with pytest.raises(RaatError, match="1 numbers stand twice in edition 2026Q2"):
        refuse_repeated(table([employees("2026Q1", 5), employees("2026Q1", 6)]), "2026Q2")
