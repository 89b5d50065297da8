"""The analyses of a region: made of published numbers, with one line instead of a figure when they are not there."""

from pathlib import Path

import pytest

from raat_analysis.errors import RaatError
from raat_analysis.exploration.region import Exploration, explore
from raat_analysis.rendering.blocks import Paragraph, Picture, Section, Table
from tests.exploration.whole_project import whole_project

ANALYSES = ("reposts", "time_to_fill", "outflow", "funnel", "outflow_change", "forecast", "editions", "tornado")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_project(tmp_path_factory.mktemp("analysts")) / "data" / "processed" / "published"


@pytest.fixture(scope="session")
def twente(folder: Path) -> Exploration:
    return explore("Twente", "2026Q3", folder)


def pictures(section: Section) -> list[Picture]:
    return [block for block in section.blocks if isinstance(block, Picture)]


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def empty(section: Section) -> str:
    (block,) = section.blocks
    assert isinstance(block, Paragraph)
    assert block.role == "empty"
    return block.text


@pytest.mark.parametrize("analysis", ANALYSES)
def test_every_analysis_shows_a_figure_or_a_table(twente: Exploration, analysis: str) -> None:
    section = getattr(twente, analysis)()
    assert pictures(section) or tables(section)
    assert section._repr_mimebundle_()["text/html"]


def test_counting_every_advert_gives_a_quarter_more(twente: Exploration) -> None:
    (picture,) = pictures(twente.reposts())  # 2.000 adverts, 1.600 vacancies
    assert picture.title == "Twente: wie herplaatsingen meetelt, komt in het 3e kwartaal 2026 25% hoger uit"


def test_half_is_filled_by_day_36(twente: Exploration) -> None:
    section = twente.time_to_fill()
    assert pictures(section)[0].title.endswith("na 36 dagen vervuld")
    assert tables(section)[0].rows[0] == ("Zorg en welzijn (smal)", "36", "40,0%", "70,0%", "80,0%", "3,5%")


def test_outflow_counted_and_standardised_with_the_verdict(twente: Exploration) -> None:
    rows = {row[0]: row[1:] for row in tables(twente.outflow())[0].rows}
    assert rows["Uitstroom uit zorg en welzijn"] == (
        "20,0% (19,2 tot 20,8)",
        "8,5% (8,2 tot 8,8)",
        "duidelijk hoger dan in Nederland (7,0%)",
    )


def test_the_funnel_names_the_region_that_differs(twente: Exploration) -> None:
    (picture,) = pictures(twente.funnel())
    assert picture.title.startswith(
        "Twente: in 2025 vertrok 20,0% uit zorg en welzijn, duidelijk hoger dan in Nederland"
    )
    assert "Buiten de lijnen: Twente 20,0%, duidelijk hoger dan in Nederland." in picture.alt
    assert len(picture.table.rows) == 12


def test_oost_nederland_is_no_region_of_the_funnel_and_is_not_called_secret(folder: Path) -> None:
    (picture,) = pictures(explore("Oost-Nederland", "2026Q3", folder).funnel())
    assert picture.title == "De regio's naast elkaar: in 2025 vertrok 7,0% uit zorg en welzijn in Nederland"


def test_the_parts_of_a_change_add_up(twente: Exploration) -> None:
    (picture,) = pictures(twente.outflow_change())
    assert "met +0,40 procentpunt, +0,30 door vertrekkansen en +0,10 door de leeftijdsopbouw" in picture.title
    assert picture.table.rows[2] == ("Vertrekkansen: jonger dan 25 jaar", "+0,06", "+0,10 tot +0,50")


def test_the_forecast_stands_beside_how_it_did_before(twente: Exploration) -> None:
    section = twente.forecast()
    assert "4e kwartaal 2026" in pictures(section)[0].title
    assert tables(section)[0].rows[0] == ("Zorg en welzijn (smal)", "12%", "81%")


def test_the_bridge_of_two_editions(twente: Exploration) -> None:
    steps = dict(pictures(twente.editions())[0].table.rows)
    assert steps == {
        "Een ander beginniveau": "+500",
        "De groei van de vraag": "−100",
        "De groei van het aanbod": "0",
        "Samen: van 3.300 naar 3.700": "+400",
    }


def test_net_stands_beside_gross_for_the_years_that_have_both(twente: Exploration) -> None:
    assert pictures(twente.editions())[1].table.rows == (("2034", "3.400", "3.700"), ("2035", "3.700", "4.100"))


def test_the_sections_of_the_factsheet_are_there_too(twente: Exploration) -> None:
    assert tables(twente.ageing())
    assert pictures(twente.levers())


def test_a_region_without_numbers_gets_a_sentence(folder: Path) -> None:
    groningen = explore("Groningen", "2026Q3", folder)  # not on the board; no parts of its change
    assert "geen openbare cijfers van ZorgSelect" in empty(groningen.reposts())
    assert "geen openbare cijfers van ZorgSelect" in empty(groningen.time_to_fill())
    assert "geen verwachting" in empty(groningen.forecast())
    assert "niet elke leeftijd" in empty(groningen.outflow_change())
    assert "10 openbare regio's nodig" in empty(groningen.funnel("outflow_employer_pct"))


def test_a_region_without_editions_gets_a_sentence(folder: Path) -> None:
    drenthe = explore("Drenthe", "2026Q3", folder)
    assert "geen prognose" in empty(drenthe.editions())
    assert "niet openbaar" in empty(drenthe.outflow())
    assert "niet te zeggen" in empty(drenthe.tornado())


def test_the_edition_is_that_of_the_parameters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(whole_project(tmp_path))
    assert explore("RA0205").sheet.edition == "2026Q3"


def test_a_mistyped_region_gets_the_nearest(folder: Path) -> None:
    with pytest.raises(RaatError, match=r"Bedoel je Twente \(RA0205\)"):
        explore("twnte", "2026Q3", folder)


def test_a_measure_beside_other_regions_branches_and_years(twente: Exploration) -> None:
    (map_,), (branches,), (panels,) = (
        pictures(made("outflow_sector_pct")) for made in (twente.on_the_map, twente.by_branch, twente.over_time)
    )
    assert "Twente" in map_.alt
    assert branches.title.startswith("Uitstroom uit zorg en welzijn in Twente: het hoogst bij")
    assert {"Twente", "Nederland"} <= set(panels.table.header)


def test_a_measure_without_numbers_gets_a_sentence(twente: Exploration) -> None:
    for made in (twente.on_the_map, twente.by_branch, twente.over_time):
        assert "geen cijfers te tonen" in empty(made("training_hours_work_based"))
