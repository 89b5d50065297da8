"""What the codelists of places and regions hold, recounted: the numbers of CBS for 2024 and 2025."""

from collections import Counter

from raat_analysis.codelists import entries, normalised, spellings
from raat_analysis.codelists.places import region_of_place, regions_by_place
from raat_analysis.codelists.regions import region_codes, wgv_codes
from tests.dirty.test_dirty_places import WGV_TEN

PLACES, MUNICIPALITIES, MERGERS = entries("places"), entries("municipalities"), entries("municipality_mergers")


def names_in_several_regions() -> set[str]:
    pairs = {(entry["name"], entry["region_code"]) for entry in PLACES.values()}
    return {name for name, regions in Counter(name for name, _ in pairs).items() if regions > 1}


def test_there_are_2501_places_70_names_stand_more_than_once_and_39_lie_in_several_regions():
    names = Counter(entry["name"] for entry in PLACES.values())
    assert len(PLACES) == 2501
    assert sum(count > 1 for count in names.values()) == 70
    assert len(names_in_several_regions()) == 39


def test_exactly_ten_of_those_names_touch_the_wgv_area():
    in_area = {entry["name"] for entry in PLACES.values() if entry["region_code"] in wgv_codes()}
    assert sorted(names_in_several_regions() & in_area) == sorted(WGV_TEN)


def test_only_those_39_names_beuningen_and_haaren_have_no_region():
    without = {name for name, regions in regions_by_place().items() if len(regions) > 1}
    assert without == {normalised(name) for name in names_in_several_regions()} | {"beuningen", "haaren"}


def test_no_name_has_one_region_when_a_place_or_municipality_of_that_name_lies_in_another():
    lies_in: dict[str, set[str]] = {}
    for entry in (*PLACES.values(), *MUNICIPALITIES.values()):
        for name in (entry["name"], *entry["aliases"]):
            lies_in.setdefault(normalised(name), set()).add(entry["region_code"])
    several = {name for name, regions in lies_in.items() if len(regions) > 1}
    assert {name for name in several if region_of_place(name) is not None} == set()
    assert several - {normalised(name) for name in names_in_several_regions()} == {"beuningen"}


def test_a_municipality_that_has_a_place_of_its_name_elsewhere_only_is_beuningen():
    """Of the other 341 the place of that name, if there is one, lies in the region of the municipality."""
    elsewhere = {
        entry["name"]
        for entry in MUNICIPALITIES.values()
        if regions_by_place()[normalised(entry["name"])] != (entry["region_code"],)
    }
    assert elsewhere - names_in_several_regions() == {"Beuningen"}


def test_a_place_lies_in_the_region_of_its_municipality():
    assert {
        entry["name"]
        for entry in PLACES.values()
        if entry["region_code"] != MUNICIPALITIES[entry["municipality_code"]]["region_code"]
    } == set()


def test_every_municipality_has_a_place_and_the_342_are_divided_over_28_regions_as_regions_says():
    assert {entry["municipality_code"] for entry in PLACES.values()} == set(MUNICIPALITIES)
    counted = Counter(entry["region_code"] for entry in MUNICIPALITIES.values())
    assert counted == {code: int(entries("regions")[code]["municipalities"]) for code in region_codes()}
    assert (len(MUNICIPALITIES), len(region_codes())) == (342, 28)
    assert sum(counted[code] for code in wgv_codes()) == 47


def test_no_spelling_of_a_municipality_stands_for_two():
    assert [name for name, codes in spellings("municipalities").items() if len(codes) > 1] == []


def test_eighteen_municipalities_ended_since_2021_and_all_successors_exist_today():
    assert len(MERGERS) == 18
    successors = {code for entry in MERGERS.values() for code in entry["municipality_codes_new"].split("|")}
    assert successors <= set(MUNICIPALITIES)
    assert set(MERGERS) & set(MUNICIPALITIES) == set()


def test_only_haaren_went_to_more_than_one_region():
    def into(entry: dict[str, str]) -> set[str]:
        return {MUNICIPALITIES[code]["region_code"] for code in entry["municipality_codes_new"].split("|")}

    assert {entry["name"]: into(entry) for entry in MERGERS.values() if len(into(entry)) > 1} == {
        "Haaren": {"RA1324", "RA1325"}
    }


def test_no_dissolved_municipality_lay_in_the_wgv_area():
    regions = {
        MUNICIPALITIES[c]["region_code"] for m in MERGERS.values() for c in m["municipality_codes_new"].split("|")
    }
    assert regions & set(wgv_codes()) == set()
