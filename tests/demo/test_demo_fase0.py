"""Fase 0 in the demonstration: what people name, what changes between the rounds, and what managers see otherwise."""

from collections import Counter, defaultdict

import pytest

BEFORE, NOW = "2025-09-01", "2026-09-01"
WISH = "Wil je meer uren werken?"
CONDITIONAL = "Ja, onder voorwaarden"


def number(text):
    return float(text.replace(",", "."))


def shares(rows, column):
    counts = Counter(row[column] for row in rows)
    return {label: count / len(rows) for label, count in counts.items()}


@pytest.fixture(scope="session")
def people(export):
    """Round → (organisation, employee number) → contract hours, without the impossible ones."""

    def hours(day):
        rows = export(f"fase0_hr/{day}")
        found = {(r["Organisatiecode"], r["Volgnummer"]): number(r["Contracturen per week"]) for r in rows}
        assert len(found) == len(rows)
        return {key: each for key, each in found.items() if each <= 40}

    return {BEFORE: hours(BEFORE), NOW: hours(NOW)}


def test_the_earlier_round_has_fifteen_organisations_of_all_branches(export):
    before = {r["Organisatiecode"] for r in export(f"fase0_medewerkers/{BEFORE}")}
    assert len(before) == 15
    assert {code[3] for code in before} == set("ZVGHWO")
    assert before == {r["Organisatiecode"] for r in export(f"fase0_hr/{BEFORE}")}
    assert before < {r["Organisatiecode"] for r in export(f"fase0_medewerkers/{NOW}")}


def test_in_the_earlier_round_no_organisation_gives_half_of_the_answers(export):
    answers = Counter(r["Organisatiecode"] for r in export(f"fase0_medewerkers/{BEFORE}"))
    assert min(answers.values()) >= 10
    assert max(answers.values()) < answers.total() / 2


def test_between_the_rounds_one_in_six_left_and_one_in_eleven_works_four_to_five_hours_more(people):
    codes = {code for code, _ in people[BEFORE]}
    both = set(people[BEFORE]) & set(people[NOW])
    change = [people[NOW][key] - people[BEFORE][key] for key in both]
    grew, shrank = [c for c in change if c >= 2], [c for c in change if c <= -2]
    later = sum(code in codes for code, _ in people[NOW])
    assert 0.15 <= 1 - len(both) / len(people[BEFORE]) <= 0.17  # A1
    assert 0.14 <= 1 - len(both) / later <= 0.19
    assert 0.075 <= len(grew) / len(both) <= 0.10  # HPP 2021-2024: 9 %
    assert 4 <= sum(grew) / len(grew) <= 5
    assert 0.02 <= len(shrank) / len(both) <= 0.05


@pytest.mark.parametrize(
    "column",
    [("Voorwaarden die helpen", "Belangrijkste voorwaarde"), ("Belemmeringen die spelen", "Grootste belemmering")],
)
def test_the_top_one_is_among_all_that_are_named_with_one_or_two_others(export, column):
    many, top = column
    rows = [r for r in export(f"fase0_medewerkers/{NOW}") if r[top] not in ("", "Geen belemmering")]
    named = [r[many].split("; ") for r in rows]
    assert all(r[top] in each for r, each in zip(rows, named, strict=True))
    assert {len(each) for each in named} == {2, 3}


def test_conditions_are_of_who_wants_more_under_conditions(export):
    rows = export(f"fase0_medewerkers/{NOW}")
    assert {r[WISH] for r in rows if r["Voorwaarden die helpen"]} == {CONDITIONAL}
    assert all(r["Belangrijkste voorwaarde"] for r in rows if r[WISH] == CONDITIONAL)


def test_who_sees_no_obstacle_names_no_other(export):
    rows = export(f"fase0_medewerkers/{NOW}")
    none = {r["Belemmeringen die spelen"] for r in rows if r["Grootste belemmering"] == "Geen belemmering"}
    assert none == {"Geen belemmering"}
    assert sum("Geen belemmering" in r["Belemmeringen die spelen"] for r in rows) / len(rows) > 0.25


def test_reasons_to_leave_are_those_of_the_exit_survey_and_only_of_who_thinks_of_leaving(export):
    rows = export(f"fase0_medewerkers/{NOW}")
    leaving = [r for r in rows if r["Denkt binnen een jaar te vertrekken"] == "ja"]
    assert all((r["Reden om te vertrekken"] != "") == (r in leaving) for r in rows[:500])
    first = [label for label, _ in Counter(r["Reden om te vertrekken"] for r in leaving).most_common(5)]
    assert set(first) == {  # exit survey 2024
        "Ontwikkeling en loopbaan",
        "Privéomstandigheden of verhuizing",
        "Inhoud van het werk",
        "Planning en werktijden",
        "Werkdruk",
    }
    ages = {r["Leeftijdsklasse"] for r in leaving if r["Reden om te vertrekken"] == "Pensioen"}
    assert ages == {"55 jaar of ouder"}


def test_managers_name_roster_and_budget_more_and_hardly_that_nobody_asked(export):
    employees = [r for r in export(f"fase0_medewerkers/{NOW}") if r[WISH].startswith("Ja")]
    staff = shares(employees, "Grootste belemmering")
    managers = shares(export(f"fase0_leidinggevenden/{NOW}"), "Grootste belemmering")
    assert managers["Geen ruimte in de formatie"] > 2 * staff["Geen ruimte in de formatie"]
    assert managers["Rooster en korte diensten"] > staff["Rooster en korte diensten"]
    assert staff["Nooit gevraagd"] > 2 * managers["Nooit gevraagd"]
    assert staff["Werkdruk"] > managers["Werkdruk"]


def test_teams_have_sixteen_people_and_many_organisations_ten_managers(export):
    rows = export(f"fase0_leidinggevenden/{NOW}")
    managers = Counter(r["Organisatiecode"] for r in rows)
    assert sum(int(r["Teamgrootte"]) for r in rows) / len(rows) == pytest.approx(16, abs=1)
    assert sum(count >= 10 for count in managers.values()) >= 25
    assert all(r["Best vervulbare voorwaarde"] in r["Vervulbare voorwaarden"] for r in rows)


@pytest.mark.parametrize("folder", ["fase0_hr/2025-09-01", "fase0_hr/2026-09-01", "fase0_medewerkers/2026-09-01"])
def test_hours_in_a_workbook_have_at_most_one_decimal(export, folder):
    hours = {row[header] for row in export(folder) for header in row if header.endswith("uren per week")}
    assert all(len(text.partition(",")[2]) <= 1 for text in hours)


def test_small_contracts_are_on_call_and_half_of_those_without_fixed_hours(export):
    hours = defaultdict(list)
    for row in export(f"fase0_hr/{NOW}"):
        hours[row["Soort contract"]].append(number(row["Contracturen per week"]))
    total = sum(map(len, hours.values()))
    assert set(hours) == {"Vast", "Tijdelijk", "Oproep of nul uren"}
    assert 0.80 <= len(hours["Vast"]) / total <= 0.85
    assert 0.4 <= hours["Oproep of nul uren"].count(0.0) / len(hours["Oproep of nul uren"]) <= 0.6
    assert 0.0 not in hours["Vast"] + hours["Tijdelijk"]
