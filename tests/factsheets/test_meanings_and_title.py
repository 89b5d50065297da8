"""What a finding means, and what the title says, is said only when its rule holds: just above and just below."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.comparison import siblings_sentence
from raat_analysis.factsheets.front import MOST, SENTENCES, key_sentences
from raat_analysis.factsheets.headline import title
from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.traces import unmarked
from tests.factsheets.conftest import MORE_SIZES, example_rows, write_published

EDITION = "2026Q3"
Row = dict[str, Any]
Changed = Callable[..., Path]


def setting(measure: str, value: float, region: str = "RA0205", **where: str) -> Callable[[Row], Row]:
    """The rows of a measure (of a region, with more conditions) have this value, also as a part of 100.000."""

    def change(row: Row) -> Row:
        asked = {"measure": measure, "region_code": region, **where}
        if any(row[name] != wanted for name, wanted in asked.items()):
            return row
        parts = {"numerator": value * 1000, "denominator": 100000.0} if row.get("numerator") is not None else {}
        return {**row, "value": value, **parts}

    return change


def both(*changes: Callable[[Row], Row]) -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        for each in changes:
            row = each(row)
        return row

    return change


def sheet_of(changed: Changed, *changes: Callable[[Row], Row]) -> Factsheet:
    return factsheet("RA0205", EDITION, changed(both(*changes)))


def share_of(category: str, value: float, region: str = "RA0205") -> Callable[[Row], Row]:
    return setting("employees_share_pct", value, region, breakdown="age", category=category)


@pytest.mark.parametrize(("older", "said"), [(20.0, "20 van 55 jaar of ouder en 13 jonger"), (19.9, "")])
def test_one_in_five_of_55_or_older_is_said(older: float, said: str, changed: Changed) -> None:
    found = unmarked(meanings.employment(sheet_of(changed, share_of("55+", older)).sheet))
    assert said in found
    assert bool(found) == bool(said)


def test_more_young_than_old_means_nothing_about_the_old(changed: Changed) -> None:
    assert meanings.employment(sheet_of(changed, share_of("55+", 22.0), share_of("<25", 22.0)).sheet) == ""


@pytest.mark.parametrize(
    ("skill", "hard", "said"),
    [
        (0.0, 3.0, "Ga voor het 4e kwartaal 2026 uit van het cijfer van een jaar eerder (1.570 vacatures)"),
        (0.1, 3.0, ""),
        (0.0, 10.0, "Van elke 100 vacatures staan er 10 na 90 dagen nog open"),
        (5.0, 9.9, ""),
    ],
)
def test_last_years_quarter_or_hard_vacancies(skill: float, hard: float, said: str, changed: Changed) -> None:
    sheet = sheet_of(
        changed,
        setting("vacancies_forecast_skill_pct", skill),
        setting("vacancies_open_over_90_days_pct", hard, branch_code="SMAL"),
    )
    found = unmarked(meanings.vacancies(sheet.sheet))
    assert found.startswith(said)
    assert bool(found) == bool(said)


def leavers(sector: float) -> Callable[[Row], Row]:
    """Of 10.000 leavers of an employer so many leave the sector; written over two rows of the example."""

    def change(row: Row) -> Row:
        if row["measure"] == "training_places":
            return {**row, "measure": "outflow_employer", "value": 10000.0}
        return {**row, "measure": "outflow_sector", "value": sector} if row["measure"] == "working_in_sector" else row

    return change


def test_where_leavers_go_decides_what_it_means(changed: Changed) -> None:
    stay, go = (unmarked(meanings.turnover(sheet_of(changed, leavers(n)).sheet)) for n in (5000, 5100))
    assert "verlieten er 50 ook zorg en welzijn. De anderen bleven in de sector" in stay
    assert "verlieten er 51 ook zorg en welzijn. Wie een werkgever weet te houden" in go


def test_more_leaving_than_coming_while_the_shortage_grows(changed: Changed) -> None:
    said = unmarked(meanings.turnover(sheet_of(changed, setting("flow_balance", -500.0)).sheet))
    assert said == ("Er vertrokken in 2025 meer mensen dan er binnenkwamen (500), en het verwachte tekort groeit.")
    assert meanings.turnover(sheet_of(changed, setting("flow_balance", 0.0)).sheet) == ""


@pytest.mark.parametrize(("entrants", "said"), [(1188.0, "5% minder"), (1190.0, ""), (1312.0, "5% meer"), (1310.0, "")])
def test_five_percent_more_or_fewer_students(entrants: float, said: str, changed: Changed) -> None:
    """1.250 in 2024: 5% fewer is 1.187,5."""
    change = setting("entrants", entrants - (0.5 if entrants == 1188 else -0.5), period="2025")
    found = unmarked(meanings.training(sheet_of(changed, change).sheet))
    assert said in found
    assert bool(found) == bool(said)


def test_absence_must_be_on_one_side_for_four_quarters(changed: Changed, published: Path) -> None:
    """Twente has 7,1% in the last quarter and is 0,2 below Nederland in each."""
    said = unmarked(meanings.absence(factsheet("RA0205", EDITION, published).sheet))
    assert said.startswith(
        "Het verzuim was vanaf het 3e kwartaal 2025 elk kwartaal lager dan in Nederland: in het laatste"
    )
    assert said.endswith("kwartaal 7,1% tegen 7,3%.")
    assert meanings.absence(sheet_of(changed, setting("absence_pct", 9.0, period="2025Q4")).sheet) == ""


def test_a_condition_is_named_only_beyond_the_margins() -> None:
    now = Fact("more_hours_now_pct", "RA0205", value=15.0, lower=12.0, upper=18.0)
    clear = Fact("more_hours_conditional_pct", "RA0205", value=25.0, lower=18.1, upper=28.0)
    unclear = Fact("more_hours_conditional_pct", "RA0205", value=25.0, lower=18.0, upper=28.0)
    assert meanings.potential(now, clear).startswith("De meeste mensen die meer willen werken, stellen een voorwaarde.")
    assert meanings.potential(now, unclear) == ""


@pytest.mark.parametrize(("gap", "said"), [(50.0, "er 1 niet"), (49.0, ""), (-500.0, "")])
def test_a_shortage_of_one_in_a_hundred(gap: float, said: str) -> None:
    demand, short = Fact("demand", "RA0205", value=10000.0), Fact("shortage", "RA0205", period="2035", value=gap)
    assert said in meanings.shortage(demand, short)
    assert bool(meanings.shortage(demand, short)) == bool(said)


def test_retirement_is_not_the_main_cause_below_the_half() -> None:
    total = Fact("replacement_demand", "RA0205", value=1000.0)
    below, half = (Fact("replacement_demand", "RA0205", value=value) for value in (494.0, 500.0))
    assert "gaan er naar verwachting 49 met pensioen" in meanings.ageing(total, below)
    assert meanings.ageing(total, half) == ""


def test_one_lever_is_not_enough_when_its_upper_end_is_below_the_shortage() -> None:
    lever = Fact("lever_effect_persons", "RA0205", value=500.0, lower=200.0, upper=800.0)
    assert meanings.levers(lever, 801.0).startswith("Eén knop is dus niet genoeg")
    assert meanings.levers(lever, 800.0) == ""


@pytest.mark.parametrize(("then", "said"), [(37.0, "minder mensen"), (38.5, ""), (40.0, "meer mensen")])
def test_older_people_per_hundred_of_working_age(then: float, said: str, changed: Changed) -> None:
    """Now 38,9; the quarter of a year ago stands for that of five years ago."""
    five = setting("grey_pressure_pct", then, period="2025Q3")

    def moved(row: Row) -> Row:
        row = five(row)
        return (
            {**row, "period": "2021Q3"} if (row["measure"], row["period"]) == ("grey_pressure_pct", "2025Q3") else row
        )

    found = unmarked(meanings.profile(sheet_of(changed, moved).sheet))
    assert said in found
    assert bool(found) == bool(said)


def no_verdict(row: Row) -> Row:
    return {**row, "value": 0} if row["measure"] == "outflow_sector_verdict" else row


def as_country(row: Row) -> Row:
    """As many of 55 and older as in Nederland."""
    return share_of("55+", 22.5)(share_of("55+", 22.5, "NL01")(row))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((as_country,), "uitstroom duidelijk hoger dan in Nederland (8,7% en 7,9%); naar verwachting een tekort van"),
        (
            (no_verdict,),
            "bijna 24% is 55 jaar of ouder, duidelijk meer dan in Nederland (ruim 22%); naar verwachting een",
        ),
        (
            (no_verdict, as_country),
            "naar verwachting een tekort van ongeveer 3.700 werknemers in 2035; 2,0% meer werknem",
        ),
        (
            (no_verdict, as_country, setting("shortage", 3000.0), setting("employees", 55400.0)),
            "55.400 werknemers, bijna 23% is 55 jaar of ouder",
        ),
    ],
)
def test_the_title_takes_the_most_important_findings(
    changes: tuple[Callable[[Row], Row], ...], said: str, changed: Changed
) -> None:
    """A shortage of 3.000 is 4,9% of the 61.800 demanded: below five it does not lead."""
    assert unmarked(title(sheet_of(changed, *changes).sheet)).startswith(f"Twente: {said}")


def test_new_vacancies_lead_only_beyond_chance(changed: Changed) -> None:
    """1.560 a year ago: 1,96 times the root of 1.560 + 1.671 is 111,4."""
    quiet = (no_verdict, as_country, setting("shortage", 3000.0), setting("employees", 55400.0))
    last = {"period": "2026Q3", "branch_code": "SMAL"}
    more, chance = (setting("vacancies_opened_without_reposts", value, **last) for value in (1672.0, 1670.0))
    assert "7,2% meer nieuwe vacatures" in unmarked(title(sheet_of(changed, *quiet, more).sheet))
    assert "vacatures" not in title(sheet_of(changed, *quiet, chance).sheet)


def test_siblings_are_compared_only_when_all_differ_clearly(siblings_too: Path, tmp_path: Path) -> None:
    """The example's regions have the same shares; in the other one Twente has 30,0% of 55 and older."""
    assert siblings_sentence(factsheet("RA0205", EDITION, siblings_too).sheet) == ""
    older = write_published(tmp_path, [share_of("55+", 30.0)(row) for row in example_rows(MORE_SIZES)])
    assert unmarked(siblings_sentence(factsheet("RA0205", EDITION, older).sheet)) == (
        "Het aandeel 55-plussers (30,0%) is duidelijk hoger dan in de regio Zwolle (23,6%), de Stedendriehoek en "
        "Noord-Veluwe (23,6%) en de Achterhoek (23,6%)."
    )
    assert siblings_sentence(factsheet("RA02", EDITION, older).sheet) == ""


def test_there_are_at_most_five_key_sentences_in_the_order_of_the_page(published: Path) -> None:
    sheet = factsheet("RA0205", EDITION, published).sheet
    said = key_sentences(sheet)
    assert len(said) == MOST == 5
    assert list(said) == [text for _, made in SENTENCES if (text := made(sheet)) in said]
