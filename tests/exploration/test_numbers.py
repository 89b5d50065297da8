"""The published numbers as a table: names beside codes, filters by name, and words for what is not there."""

from pathlib import Path

import pytest

import raat_analysis
from raat_analysis.errors import RaatError
from raat_analysis.exploration.measures import catalogue
from raat_analysis.exploration.published import numbers

pytestmark = pytest.mark.usefixtures("project")


def test_codes_have_names_beside_them() -> None:
    found = numbers("shortage", "Twente", period="2035", scenario="reference", edition="2025-12").iloc[0]
    named = ["measure_name", "region_name", "branch_name", "scenario_name", "status_name"]
    assert found[named].to_list() == [
        "Tekort aan werknemers",
        "Twente",
        "Zorg en welzijn (smal)",
        "referentie",
        "verwachting",
    ]
    assert found["value"] == 12797


def test_a_category_has_a_name() -> None:
    assert numbers("employees", category="55+")["category_name"].to_list() == ["55 jaar of ouder"]
    assert numbers("retirements", category="10")["category_name"].to_list() == ["binnen 10 jaar"]


def test_one_unit_is_in_the_attributes_and_several_are_not_mixed() -> None:
    assert numbers("outflow_sector_pct").attrs["units"]["value"] == "%"
    assert numbers(["outflow_sector_pct", "employees"]).attrs["units"]["value"] == "zie unit"


def test_a_secret_number_is_a_row_without_value() -> None:
    found = numbers("outflow_sector_pct", "RA0205", "HA")
    assert found["status"].to_list() == ["secret"]
    assert found["value"].isna().all()


@pytest.mark.parametrize("region", ["RA0205", "twente", " Twente ", ["Twente"]])
def test_a_region_by_code_or_name(region: str) -> None:
    assert set(numbers("outflow_sector_pct", region)["region_code"]) == {"RA0205"}


@pytest.mark.parametrize("measure", ["employees", "Werknemers", "Employees"])
def test_a_measure_by_code_dutch_or_english_name(measure: str) -> None:
    assert set(numbers(measure)["measure"]) == {"employees"}


@pytest.mark.parametrize("period", ["2026Q2", "2026q2", "2026-Q2", "2e kwartaal 2026"])
def test_a_quarter_as_people_write_it(period: str) -> None:
    assert numbers("employees", period=period, breakdown="total")["value"].to_list() == [55400]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"region": "twnte"}, r"geen regio 'twnte'\. Bedoel je Twente \(RA0205\)\?$"),
        ({"branch": "vtt"}, r"Bedoel je .*\(VVT\)"),
        ({"measure": "employes"}, r"Bedoel je .*Werknemers \(employees\)"),
        ({"measure": "qqqq"}, r"geen maat 'qqqq'\. Zoek met raat_analysis.catalogue"),
        ({"region": "qqqq"}, r"Kies uit: Nederland \(NL01\)"),
        ({"period": "2026Q9"}, "'2026Q9' is geen periode. Schrijf 2026Q3"),
        ({"colour": "red"}, "geen kolom 'colour'"),
    ],
)
def test_what_is_not_known_gets_the_nearest_or_the_next_step(asked: dict[str, str], said: str) -> None:
    with pytest.raises(RaatError, match=said):
        numbers(**asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("employees", "Achterhoek"), r"Werknemers \(employees\).*niets voor regio Achterhoek.*Wel voor: Twente"),
        (("employees", "Twente", None, "2019"), "niets voor periode 2019. Wel voor: 2026Q2"),
        (("satisfied_pct",), "geen export levert het. Nodig: AZW-werknemersenquête"),
        (("inhabitants",), "staat niet in de openbare cijfers"),
    ],
)
def test_when_nothing_fits_it_says_at_what_and_what_there_is(asked: tuple[str, ...], said: str) -> None:
    with pytest.raises(RaatError, match=said):
        numbers(*asked)


def test_numbers_not_made_yet_say_how_to_make_them(project: Path) -> None:
    (project / "data" / "processed" / "published" / "public" / "numbers.parquet").unlink()
    with pytest.raises(RaatError, match="make report"):
        numbers("employees")


def test_the_catalogue_has_every_measure_and_what_is_published_of_it() -> None:
    found = catalogue().set_index("measure")
    assert len(found) == len(raat_analysis.codelists.entries("measures"))
    assert found.loc["outflow_sector_pct", ["regions", "first", "last"]].to_list() == [2, "2024", "2025"]
    assert found.loc["uwv_tension", ["regions", "last"]].to_list() == [0, ""]  # missing everywhere
    assert found.loc["outflow_sector_verdict", "method"].startswith("turnover.md")


def test_the_catalogue_is_searched_in_dutch_and_english() -> None:
    assert "outflow_sector_pct" in catalogue("uitstroom uit zorg")["measure"].to_list()
    assert catalogue("Employees at the end")["measure"].to_list() == ["employees_end"]
    with pytest.raises(RaatError, match="Zoek korter"):
        catalogue("qqqq")


def test_the_package_serves_them() -> None:
    assert raat_analysis.numbers is numbers
    assert raat_analysis.catalogue is catalogue
