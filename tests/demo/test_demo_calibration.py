"""Each figure that the demonstration is set to, measured in the written exports; the sources stand beside it."""

import json
from collections import Counter

import pytest

CORE, TURNOVER, POPULATION = "azw_kerncijfers/2026-10-05", "uitstroom/2026-09-15", "arbeidsmarkt/2026-10-05"
BOARD = ("zorgselect/2024-01-09", "zorgselect/2026-01-08", "zorgselect/2026-10-06")
AGES = ["Jonger dan 25 jaar", "25 tot 35 jaar", "35 tot 45 jaar", "45 tot 55 jaar", "55 jaar of ouder"]
WGV = ["Regio Zwolle", "Twente", "Stedendriehoek & Noord-Veluwe", "Achterhoek"]
CHILDCARE = "Kinderopvang (incl. peuterspeelzaalwerk)"
LAST = "2026 3e kwartaal*"
FIVE_QUARTERS = ["2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1"]


def core(export, region, period=LAST, branch="Zorg en welzijn (smal)"):
    label = region if region == "Nederland" else f"{region} (RA)"
    keys = ("Regio's", "Perioden", "AZW-branches")
    (row,) = [r for r in export(CORE) if tuple(r[k] for k in keys) == (label, period, branch)]
    return row


def smal_flows(export, regions, year):
    rows = [
        r
        for r in export(TURNOVER)
        if r["Jaar"] == str(year) and r["Branche"] != CHILDCARE and (regions is None or r["Regio"] in regions)
    ]
    total = {k: sum(int(r[k]) for r in rows) for k in rows[0] if rows[0][k].isdigit() and k != "Jaar"}
    stays = total["Naar zelfde branche"] + total["Naar andere branche in zorg en welzijn"]
    return total | {"sector": total["Uitstroom"] - stays}


def twente_people(export, column):
    municipalities = (
        "Almelo Borne Dinkelland Enschede Haaksbergen Hellendoorn Losser Oldenzaal Tubbergen Twenterand Wierden"
    )
    names = {*municipalities.split(), "Hengelo (O.)", "Hof van Twente", "Rijssen-Holten"}
    rows = [r for r in export(POPULATION) if r["Gemeente"] in names and r["Periode"] == "2026Q3"]
    assert len(rows) == 14
    return sum(int(r[column]) for r in rows)


def test_twente_has_the_employees_and_ages_of_the_programme(export):
    row = core(export, "Twente")  # TAZ Twente 2022
    assert row["Werknemers/Totaal (aantal)"] == "55400"
    assert [row[f"Werknemers/{age} (aantal)"] for age in AGES] == ["7400", "12400", "10500", "12000", "13100"]


def test_twente_has_the_inhabitants_and_labour_force_of_the_programme(export):
    assert twente_people(export, "Inwoners") == 633_777  # TAZ Twente 2022
    assert twente_people(export, "Beroepsbevolking") == 329_000
    assert round(100 * 55_400 / 329_000, 1) == 16.8


@pytest.mark.parametrize(
    ("regions", "low", "high"),
    [
        (WGV, 167_000, 200_000),  # 15,000 exits at 7.5-9 %: TAZ Twente 2022
        (["Regio Zwolle"], 33_000, 38_000),  # more than 33,000 jobs in 2016: RAAT Zwolle
        (["Nederland"], 1_190_000, 1_230_000),  # 1.2 million: VWS 2018
    ],
)
def test_employees_smal_lie_where_the_sources_put_them(export, regions, low, high):
    assert low <= sum(int(core(export, r)["Werknemers/Totaal (aantal)"]) for r in regions) <= high


def test_the_country_has_about_18_million_inhabitants(export):
    rows = [r for r in export(POPULATION) if r["Periode"] == "2026Q3"]
    assert len(rows) == 342
    assert 17_700_000 <= sum(int(r["Inwoners"]) for r in rows) <= 18_100_000


def test_contracts_are_about_two_thirds_of_a_full_week(export):
    row = core(export, "Nederland")  # deeltijdfactor 67 % in 2018: CBS
    hours = float(row["Contracturen per week (x 1 000 uur)"].replace(",", ".")) * 1000
    assert 0.66 <= hours / int(row["Werknemers/Totaal (aantal)"]) / 36 <= 0.70


@pytest.mark.parametrize(
    ("branch", "period", "published"),
    [
        ("Zorg en welzijn (breed)", "2021 1e kwartaal", "6,8"),  # CBS 24015NED, as quoted in reference sources
        ("Zorg en welzijn (breed)", "2022 1e kwartaal", "8,9"),
        ("Zorg en welzijn (smal)", "2023 3e kwartaal", "6,7"),
        ("Ziekenhuizen en overige medisch specialistische zorg", "2023 3e kwartaal", "5,6"),
        ("Universitair medische centra", "2023 3e kwartaal", "5,4"),
        ("Geestelijke gezondheidszorg", "2022 3e kwartaal", "6,8"),
        ("Gehandicaptenzorg", "2021 4e kwartaal", "8,4"),
        ("Huisartsen en gezondheidscentra", "2022 1e kwartaal", "9,7"),
        ("Jeugdzorg", "2021 4e kwartaal", "7,4"),
        (CHILDCARE, "2023 1e kwartaal", "8,8"),
    ],
)
def test_national_absence_is_the_published_one_where_there_is_one(export, branch, period, published):
    assert core(export, "Nederland", period, branch)["Ziekteverzuim (%)"] == published


def test_absence_in_verpleging_and_thuiszorg_together_is_the_published_vvt(export):
    parts = [core(export, "Nederland", "2022 1e kwartaal", b) for b in ("Verpleging en verzorging", "Thuiszorg")]
    cells = [(r["Contracturen per week (x 1 000 uur)"], r["Ziekteverzuim (%)"]) for r in parts]
    numbers = [(float(h.replace(",", ".")), float(a.replace(",", "."))) for h, a in cells]
    assert sum(h * a for h, a in numbers) / sum(h for h, _ in numbers) == pytest.approx(10.4, abs=0.15)


def test_twente_turnover_in_2025(export):
    flows = smal_flows(export, ["Twente"], 2025)  # TAZ Twente 2022: 17-18.5 %, about 5,000, "bijna 50 %"
    start = flows["Werknemers begin"]
    assert 17.0 <= 100 * flows["Uitstroom"] / start <= 18.5
    assert 8.3 <= 100 * flows["sector"] / start <= 9.0
    assert 4_600 <= flows["sector"] <= 5_200
    assert 45 <= 100 * flows["sector"] / flows["Uitstroom"] <= 52
    assert 524 <= flows["Naar pensioen"] <= 593  # statistical design 8.2 and 3(c)


@pytest.mark.parametrize("year", range(2019, 2026))
def test_every_wgv_region_lies_in_the_published_bands(export, year):
    for region in WGV:
        flows = smal_flows(export, [region], year)
        assert 17.0 <= 100 * flows["Uitstroom"] / flows["Werknemers begin"] <= 18.5, region
        assert 7.5 <= 100 * flows["sector"] / flows["Werknemers begin"] <= 9.0, region


def test_about_15000_leave_the_sector_in_oost_nederland(export):
    assert smal_flows(export, WGV, 2025)["sector"] == pytest.approx(15_000, rel=0.05)  # TAZ Twente 2022: "bijna"


def test_the_country_loses_180000_from_employers_and_80000_from_the_sector(export):
    flows = smal_flows(export, None, 2019)  # VWS 2018
    assert flows["Uitstroom"] == pytest.approx(180_000, rel=0.03)
    assert flows["sector"] == pytest.approx(80_000, rel=0.03)


@pytest.mark.parametrize(
    ("label", "intake"),
    [("Verpleegkundige (mbo-4)", 9_100), ("Verzorgende IG (mbo-3)", 11_000), ("Verpleegkundige (hbo)", 7_500)],
)
def test_national_entrants_in_2019_are_the_intakes_of_2017(export, label, intake):
    rows = export("opleidingen/2026-03-16")  # VWS 2018, Werken in de Zorg
    assert (
        sum(int(r["Instroom studenten"]) for r in rows if r["Kwalificatie"] == label and r["Studiejaar"] == "2019")
        == intake
    )


def test_twente_has_68_members_by_branch(export):
    rows = [r for r in export("organisaties/2026-09-01") if r["Regio"] == "Twente"]
    letters = Counter(r["Organisatiecode"][3] for r in rows)  # TAZ Twente 2022
    assert letters == {"Z": 8, "V": 22, "G": 7, "H": 12, "W": 6, "O": 13}
    assert sum(int(r["Medewerkers"]) for r in rows) <= 55_400


def test_all_twente_members_take_part_and_two_of_them_with_a_part(export):
    part = [r for r in export("organisaties/2026-09-01") if r["Doet mee aan Fase 0"] != "nee"]
    assert Counter(r["Doet mee aan Fase 0"] for r in part) == {"ja": 66, "deels": 2}
    assert {r["Regio"] for r in part} == {"Twente"}


def test_the_first_half_of_2022_has_just_over_5000_adverts(export):
    posted = {r["Vacaturenummer"]: r["Plaatsingsdatum"].split("-") for r in export(BOARD[0])}
    first_half = [d for d in posted.values() if d[2] == "2022" and int(d[1]) <= 6]
    assert len(first_half) == pytest.approx(5_094, rel=0.01)  # TAZ Twente 2022: "ruim 5.000"; design 8.2


def test_adverts_rise_from_the_first_quarter_of_2021(demo):
    adverts = json.loads(demo.truth.read_text(encoding="utf-8"))["vacancies"]["adverts"]
    first, *later = (sum(adverts[r][quarter] for r in adverts) for quarter in FIVE_QUARTERS)
    assert all(number > first for number in later)
    assert later[-1] == max(later)


def test_a_vacancy_has_one_and_a_quarter_adverts(demo):
    truth = json.loads(demo.truth.read_text(encoding="utf-8"))["vacancies"]
    assert truth["adverts_per_vacancy"] == pytest.approx(1.26, abs=0.02)


def number(text):
    return float(text.replace(",", "."))


def test_fase_0_looks_like_the_published_practice(export):
    hours = [number(r["Contracturen per week"]) for r in export("fase0_hr/2026-09-01")]
    wants = Counter(r["Wil je meer uren werken?"] for r in export("fase0_medewerkers/2026-09-01"))
    possible = [h for h in hours if h <= 40]
    assert 40_000 <= len(hours) <= 41_600
    assert sum(possible) / len(possible) == pytest.approx(24, abs=0.7)  # HPP 2020
    assert wants["Ja, nu"] / wants.total() == pytest.approx(0.15, abs=0.03)  # HPP 2021-2024
    assert wants["Ja, onder voorwaarden"] / wants.total() == pytest.approx(0.25, abs=0.03)
    assert wants["Liever minder"] / wants.total() >= 0.10  # T18


def test_many_small_contracts_already_work_more(export):
    rows = [(r["Contracturen per week"], r["Werkelijke uren per week"]) for r in export("fase0_hr/2026-09-01")]
    small = [(number(c), number(a)) for c, a in rows]
    small = [(c, a) for c, a in small if c < 20]
    assert 0.4 <= sum(a > c for c, a in small) / len(small) <= 0.7  # T17


def test_a_third_answers_where_the_survey_is_held_but_fewer_than_ten_at_four_small_organisations(export):
    staff = Counter(r["Organisatiecode"] for r in export("fase0_hr/2026-09-01"))
    answers = Counter(r["Organisatiecode"] for r in export("fase0_medewerkers/2026-09-01"))
    few = {code for code, count in answers.items() if count < 10}
    usual = [code for code in answers if code not in few]
    assert (len(staff), len(answers), len(few)) == (68, 46, 4)
    assert sum(answers[c] for c in usual) / sum(staff[c] for c in usual) == pytest.approx(0.35, abs=0.02)
    assert max(staff[code] for code in few) < 100


def test_four_branches_can_be_shown_apart_and_two_cannot(export):
    answers = Counter(r["Organisatiecode"] for r in export("fase0_medewerkers/2026-09-01"))
    enough = Counter(code[3] for code, count in answers.items() if count >= 10)
    assert [enough[letter] >= 5 for letter in "ZVHO"] == [True] * 4
    assert [3 <= enough[letter] < 5 for letter in "GW"] == [True] * 2
    for letter in "ZVHO":
        branch = [count for code, count in answers.items() if code[3] == letter]
        assert max(branch) < sum(branch) / 2


def test_who_delivers_a_part_delivers_a_fifth_less_at_least_and_others_everybody(export):
    staff = Counter(r["Organisatiecode"] for r in export("fase0_hr/2026-09-01"))
    for row in export("organisaties/2026-09-01"):
        code, members = row["Organisatiecode"], int(row["Medewerkers"])
        if row["Doet mee aan Fase 0"] == "deels":
            assert 0 < staff[code] <= 0.8 * members
        elif row["Doet mee aan Fase 0"] == "ja":
            assert staff[code] == members
