"""Places as people write them: a name that can be in two regions is set aside, never put in the likely one."""

from collections.abc import Callable

import pytest

from raat_analysis.codelists import entries
from raat_analysis.tidy.vacancies import vacancies
from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good

Checked = Callable[..., Outcome]
ZWOLLE, TWENTE, STEDENDRIEHOEK, ACHTERHOEK = "RA0204", "RA0205", "RA0206", "RA0207"


def adverts(*places: str) -> list[dict[str, str]]:
    """An advert per place, after one in Almelo."""
    return [good("zorgselect", advert_id=f"ZS{n}", place=place) for n, place in enumerate(("Almelo", *places))]


def regions(found: Outcome) -> list[object]:
    """The region of each accepted advert after Almelo."""
    return vacancies(found.accepted)["region_code"].to_list()[1:]


@pytest.mark.parametrize(
    ("spellings", "region"),
    [
        (["Hengelo", "Hengelo (O)", "Hengelo (O.)", "Hengelo OV", "Hengelo Ov", "HENGELO"], TWENTE),
        (["Hengelo (Gld)", "Hengelo Gld", "Hengelo (Gelderland)", "hengelo gld"], ACHTERHOEK),
        (["Geesteren (Ov)", "Den Ham Ov", "Rossum (Overijssel)", "Beuningen (Ov)", "Beuningen Ov"], TWENTE),
        (["Geesteren Gld", "Geesteren (Gelderland)"], ACHTERHOEK),
        (["Laren (Gld)", "'t Harde", "’t Harde", " 't  harde "], STEDENDRIEHOEK),
        (["'s-Heerenberg", "‘s-Heerenberg", "’s‑Heerenberg"], ACHTERHOEK),
        (["Rijssen-Holten", "Rijssen Holten", "Hof van Twente", "Hof v Twente"], TWENTE),
        (["Beuningen Gld", "Beuningen (Gld)", "Zaltbommel"], "RA0308"),
        (["Den Haag", "'s-Gravenhage", "Delft"], "RA1020"),
        (["Súdwest-Fryslân", "Sudwest-Fryslan", "Su\u0301dwest-Frysla\u0302n"], "RA0103"),
    ],
)
def test_a_place_is_in_its_region_however_it_is_spelt(checked: Checked, spellings: list[str], region: str):
    found = checked("zorgselect", adverts(*spellings))
    assert found.reasons == []
    assert regions(found) == [region] * len(spellings)


WGV_TEN = [
    *("Baarlo", "Beek", "Den Ham", "Geesteren", "Hoenderloo"),
    *("Kloosterhaar", "Laren", "Rossum", "Sibculo", "Voorst"),
]


@pytest.mark.parametrize("spell", [str, str.upper])
def test_the_ten_names_of_the_area_that_lie_in_several_regions_are_set_aside(
    checked: Checked, spell: Callable[[str], str]
):
    found = checked("zorgselect", adverts(*map(spell, WGV_TEN)))
    assert found.reasons == [(line, "Standplaats", "place_ambiguous", "row") for line in range(3, 13)]
    assert found.values("place") == ["Almelo"]


def test_all_39_names_that_lie_in_several_regions_are_set_aside(checked: Checked):
    lies_in: dict[str, set[str]] = {}
    for entry in entries("places").values():
        lies_in.setdefault(entry["name"], set()).add(entry["region_code"])
    several = sorted(name for name, found in lies_in.items() if len(found) > 1)
    assert len(several) == 39
    found = checked("zorgselect", adverts(*several))
    assert [rule for _, _, rule, _ in found.reasons] == ["place_ambiguous"] * 39


def test_a_name_of_two_places_in_one_region_is_no_problem(checked: Checked):
    # Haarle lies in Hellendoorn and in Tubbergen, both in Twente
    assert regions(checked("zorgselect", adverts("Haarle"))) == [TWENTE]


@pytest.mark.parametrize(
    "place", ["Atlantis", "Thuis", "Regio Twente", "Almelo, Hengelo", "Almelo/Hengelo", "7551 AB", "Beek Gld", "-"]
)
def test_a_place_that_nobody_knows_is_set_aside(checked: Checked, place: str):
    assert checked("zorgselect", adverts(place)).reasons == [(3, "Standplaats", "place_unknown", "row")]


def test_an_empty_place_is_set_aside(checked: Checked):
    assert checked("zorgselect", adverts("")).reasons == [(3, "Standplaats", "required", "row")]


def test_a_dissolved_municipality_that_went_whole_into_one_region_is_in_that_region(checked: Checked):
    places = ["Beemster", "Langedijk", "Uden", "Landerd", "Mill en Sint Hubert", "Weesp", "Westvoorne", "Appingedam"]
    found = checked("zorgselect", adverts(*places))
    assert regions(found) == ["RA0615", "RA0614", "RA1325", "RA1325", "RA1325", "RA0616", "RA0919", "RA0101"]


def test_haaren_was_split_over_two_regions_and_is_set_aside(checked: Checked):
    # The village lies in Oisterwijk (Midden-Brabant); of the municipality that ended in 2021 a part is elsewhere.
    assert checked("zorgselect", adverts("Haaren")).reasons == [(3, "Standplaats", "place_ambiguous", "row")]


def test_beuningen_is_a_village_in_twente_and_a_municipality_near_nijmegen_and_is_set_aside(checked: Checked):
    assert checked("zorgselect", adverts("Beuningen")).reasons == [(3, "Standplaats", "place_ambiguous", "row")]


def test_a_dissolved_municipality_stops_a_table_of_municipalities(checked: Checked):
    # Its figures belong to today's boundaries only when added to those of its successor, which is the source's work.
    rows = [good("arbeidsmarkt"), good("arbeidsmarkt", municipality="Uden")]
    found = checked("arbeidsmarkt", rows)
    assert found.refused_for("1 rows stop at column Gemeente", "line 3: Uden", "codelists/municipalities")


def test_more_unusable_places_than_the_contract_allows_stop_the_run(checked: Checked):
    found = checked("zorgselect", adverts("Geesteren", "Beek", "Atlantis"), allowed_set_aside_pct=6)
    assert found.refused_for("3 of 4 rows would be set aside", "place_ambiguous 2, place_unknown 1")
