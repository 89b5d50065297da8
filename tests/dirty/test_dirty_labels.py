"""Labels of branches, qualifications, scenarios and units: known spellings get one code, the rest is never guessed."""

from collections.abc import Callable

import pytest

from raat_analysis.tidy.forecasts import forecasts
from raat_analysis.tidy.vacancies import vacancies
from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good, grid, written

Checked = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        (["VVT", "vvt", "Verpleging, verzorging en thuiszorg", "Verpleging,  Verzorging en Thuiszorg "], "VVT"),
        (["Verpleging en verzorging", "Verpleeghuiszorg", "Verpleeg- en verzorgingshuizen"], "VV"),
        (["Ziekenhuizen", "Ziekenhuizen en revalidatie", "Ziekenhuizen en overige med. spec. zorg"], "ZKH"),
        (["UMC", "Umc's", "Umc’s", "Universitair medische centra"], "UMC"),
        (["Welzijn", "Sociaal werk"], "SW"),
        (["Kinderopvang", "Kinderopvang (incl. peuterspeelzaalwerk)"], "KO"),
    ],
)
def test_spellings_of_a_branch_are_one_branch(checked: Checked, spellings: list[str], code: str):
    rows = [good("zorgselect", advert_id=f"ZS{n}", branch=label) for n, label in enumerate(spellings)]
    assert vacancies(checked("zorgselect", rows).accepted)["branch_code"].to_list() == [code] * len(spellings)


@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        (["VIG", "Verzorgende IG", "verzorgende ig (mbo-3)", "Verzorgende IG niveau 3"], "VIG3"),
        (["Mbo-verpleegkundige", "Verpleegkundige (mbo-4)", "MBO-verpleegkundige", "Mbo‑verpleegkundige"], "VP4"),
        (["Hbo-verpleegkundige", "Verpleegkundige hbo"], "VP6"),
        (["Helpende", "Helpende zorg en welzijn", "Helpende zorg en welzijn (mbo-2)"], "HELP2"),
        (["GZ-psycholoog", "Gz-psycholoog"], "GZP"),
    ],
)
def test_spellings_of_a_qualification_are_one_qualification(checked: Checked, spellings: list[str], code: str):
    rows = [good("zorgselect", advert_id=f"ZS{n}", qualification=label) for n, label in enumerate(spellings)]
    assert vacancies(checked("zorgselect", rows).accepted)["qualification_code"].to_list() == [code] * len(spellings)


@pytest.mark.parametrize("label", ["Verpleegkundige", "Medewerker maatschappelijke zorg", "Pedagogisch medewerker"])
def test_a_qualification_that_exists_on_two_levels_stops_the_run(checked: Checked, label: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", qualification=label)])
    assert found.refused_for("1 rows stop at column Kwalificatie", f"line 3: {label}", "codelists/qualifications")


@pytest.mark.parametrize("label", ["Zorgboerderij", "Zorg", "V&V", "#N/B", "0"])
def test_a_branch_that_nobody_knows_stops_the_run(checked: Checked, label: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", branch=label)])
    assert found.refused_for("1 rows stop at column Branche", f"line 3: {label}", "codelist")


def test_a_scenario_of_last_year_under_its_old_name_is_the_same_scenario(checked: Checked):
    rows = [good("azw_prognose"), good("azw_prognose", year="2031", scenario="Referentiescenario")]
    assert forecasts(checked("azw_prognose", rows).accepted)["scenario"].to_list() == ["reference", "reference"]


@pytest.mark.parametrize("label", ["Nieuw beleid 2026", "NB", "Beleidsarm", "Scenario 1", ""])
def test_a_renamed_scenario_stops_the_run_and_the_known_names_are_said(checked: Checked, label: str):
    found = checked("azw_prognose", [good("azw_prognose"), good("azw_prognose", scenario=label)])
    assert found.refused_for("1 rows stop at column Scenario", f"line 3: {label or '(empty)'}")
    assert not label or found.refused_for("Nieuw beleid, Referentie")


def test_care_and_welfare_without_saying_smal_or_breed_stops_the_run(checked: Checked):
    # T5: smal leaves childcare out, breed includes it. The bare name says neither.
    rows = [good("azw_kerncijfers"), good("azw_kerncijfers", branch="Zorg en welzijn")]
    assert checked("azw_kerncijfers", rows).refused_for("line 5: Zorg en welzijn\n", "codelists/branches")


def test_smal_and_breed_are_two_codes_and_never_one(checked: Checked):
    rows = [good("azw_prognose", branch=f"Zorg en welzijn ({which})") for which in ("smal", "breed")]
    assert forecasts(checked("azw_prognose", rows).accepted)["branch_code"].to_list() == ["SMAL", "BREED"]


@pytest.mark.parametrize("label", ["Zorg en welzijn (smal)", "Zorg en welzijn breed", "Z&W breed"])
def test_an_advert_under_a_total_of_branches_is_set_aside(checked: Checked, label: str):
    found = checked("zorgselect", [good("zorgselect"), good("zorgselect", advert_id="ZS2", branch=label)])
    assert found.reasons == [(3, "", "one_branch", "row")]


def test_a_person_count_headed_as_fte_stops_the_run(checked_bytes: Callable[..., Outcome]):
    # T6: persons are not fte. The header carries the unit, so a column in fte is an unknown column.
    header, row = grid("azw_prognose", [good("azw_prognose")])
    headers = [cell.replace("(personen)", "(fte)") for cell in header]
    found = checked_bytes("azw_prognose", written("azw_prognose", [headers, row]))
    assert found.refused_for("3 unknown columns", "Vraag (fte)", "3 missing columns", "Vraag (personen)")


@pytest.mark.parametrize("unit", ["fte", "banen", "promille", ""])
def test_a_figure_in_another_unit_stops_the_run(checked: Checked, unit: str):
    rows = [good("azw_verzuim"), good("azw_verzuim", branch="GGZ", unit=unit)]
    assert checked("azw_verzuim", rows).refused_for("1 rows stop at column eenheid", unit or "(empty)")


def test_employees_counted_in_fte_stop_the_run_by_their_hours(checked: Checked):
    # 1000 people who work 26.5 hours on average are 736 fte; per fte the hours are 36.
    shares = {"employees": "736", "employees_under_25": "74", "employees_25_35": "221", "employees_35_45": "147"}
    rows = [good("azw_kerncijfers", **shares, employees_45_55="147", employees_55_plus="147")]
    assert checked("azw_kerncijfers", rows).refused_for("stop at rule employees_are_persons", "voltijdbanen")
