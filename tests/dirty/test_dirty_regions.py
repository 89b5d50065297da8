"""Names of regions: RegioPlus and UWV share names for areas with other municipalities, and are never mixed (T10)."""

from collections.abc import Callable

import pytest

from raat_analysis.codelists import entries, normalised, spellings
from raat_analysis.contracts import codes, contracts
from raat_analysis.tidy.forecasts import forecasts
from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good

Checked = Callable[..., Outcome]


def municipalities(column: str, code: str) -> set[str]:
    return {name for name, entry in entries("municipalities").items() if entry[column] == code}


def test_regio_zwolle_of_regioplus_and_of_uwv_are_two_areas():
    assert entries("regions")["RA0204"]["name"] == entries("uwv_regions")["AM36"]["name"] == "Regio Zwolle"
    regioplus, uwv = municipalities("region_code", "RA0204"), municipalities("uwv_region_code", "AM36")
    assert (len(regioplus), len(uwv)) == (10, 16)
    assert regioplus < uwv
    assert spellings("regions")["regio zwolle"] == ("RA0204",)
    assert spellings("uwv_regions")["regio zwolle"] == ("AM36",)


@pytest.mark.parametrize("label", ["Regio Zwolle", "Regio Zwolle (RA)", "IJsselvecht", "regio  zwolle"])
def test_regio_zwolle_in_a_regioplus_column_is_the_region_of_regioplus(checked: Checked, label: str):
    found = checked("azw_prognose", [good("azw_prognose", region=label)])
    assert forecasts(found.accepted)["region_code"].to_list() == ["RA0204"]


@pytest.mark.parametrize(
    "label",
    [
        *("AM36", "Regio Zwolle (AM)", "Zwolle", "Regio Zwolle (UWV)", "Veluwe Stedendriehoek", "Stedenvierkant"),
        *("Stedendriehoek en Noordwest Veluwe", "Rijk van Nijmegen", "Overijssel", "Zuidwest-Overijssel"),
    ],
)
def test_a_name_that_only_uwv_or_another_division_has_stops_a_regioplus_column(checked: Checked, label: str):
    found = checked("azw_prognose", [good("azw_prognose"), good("azw_prognose", region=label)])
    assert found.refused_for("1 rows stop at column Regio", f"line 3: {label}", "codelists/regions")


def test_a_table_of_all_uwv_regions_cannot_pass_as_one_of_regioplus(checked: Checked):
    rows = [good("azw_prognose", region=entry["name"]) for entry in entries("uwv_regions").values()]
    assert checked("azw_prognose", rows).refused_for(
        "azw_prognose: 17 rows stop at column Regio", "Veluwe Stedendriehoek"
    )


def test_no_column_of_any_contract_takes_a_code_of_uwv():
    takes = [
        (source, name)
        for source, found in contracts().items()
        for name, column in found.columns.items()
        if any(code.startswith("AM") for code in codes(column).values())
    ]
    assert takes == []


def test_names_that_both_divisions_use_for_other_areas_are_known():
    # A new one must be looked at: a label that UWV also has says nothing about which of the two is meant.
    shared = {
        label
        for label, (uwv,) in spellings("uwv_regions").items()
        for regioplus in spellings("regions").get(label, ())
        if municipalities("region_code", regioplus) != municipalities("uwv_region_code", uwv)
    }
    assert shared == {
        normalised(name)
        for name in (
            *("Drechtsteden", "Drenthe", "Flevoland", "Groningen", "Haaglanden"),
            *("Midden-Brabant", "Midden-Gelderland", "Noord-Holland Noord", "Regio Zwolle", "Rijnmond"),
            *("West-Brabant", "Zuidoost-Brabant"),
        )
    }


@pytest.mark.parametrize("source", ["azw_prognose", "uitstroom", "opleidingen"])
@pytest.mark.parametrize("label", ["Nederland", "Oost-Nederland", "WGV", "NL01"])
def test_a_row_of_a_larger_area_among_the_regions_stops_the_run(checked: Checked, source: str, label: str):
    found = checked(source, [good(source), good(source, region=label)])
    assert found.refused_for("1 rows stop at rule", "line 3", label, "dubbel tellen")
