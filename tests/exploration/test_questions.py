"""The six questions of notebooks/explore, each answered from a few numbers that can be checked by head."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

import raat_analysis
from raat_analysis.errors import RaatError
from raat_analysis.exploration.axes import sections_of
from raat_analysis.exploration.functions import functions
from raat_analysis.exploration.provenance import source_and_kind
from raat_analysis.exploration.region import Exploration, explore
from raat_analysis.exploration.selection import heading
from raat_analysis.rendering.blocks import Section
from tests.exploration.whole_project import all_rows
from tests.factsheets.conftest import row, write_published


def text(section: Section) -> str:
    return str(section._repr_mimebundle_()["text/plain"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "params.yaml").write_text(
        "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n", encoding="utf-8"
    )
    (tmp_path / "dvc.yaml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explored(project: Path, measures: tuple[str, ...], rows: list[dict[str, object]]) -> Exploration:
    """Twente with these rows instead of the example's own of these measures."""
    kept = [each for each in all_rows() if each["measure"] not in measures]
    write_published(project / "data" / "processed" / "published", [*kept, *rows])
    return explore("Twente")


def leavers(people: dict[str, float | None]) -> list[dict[str, object]]:
    rows = [row("outflow_employer", "RA0205", "2025", 1000)]
    for destination, count in people.items():
        status = "final" if count is not None else "secret"
        more = {"breakdown": "destination", "category": destination, "status": status}
        rows.append(row("outflow_employer", "RA0205", "2025", count, **more))
    return rows


def test_600_of_1000_leavers_stay_in_care_so_40_percent_is_lost(project: Path) -> None:
    people = {"same_branch": 400, "other_branch": 200, "other_sector": 300, "pension": 100}
    said = text(explored(project, ("outflow_employer",), leavers(people)).where_leavers_go())
    assert "verliet 40,0% (37,0–43,1) zorg en welzijn" in said  # Wilson (1927) of 400 in 1000
    assert "Andere sector | 300 | 30,0%" in said


def test_a_source_says_that_its_newest_delivery_is_made_up() -> None:
    columns = {"source": ["a", "a", "b"], "title": ["Oud", "Nieuw", "Echt"], "file": ["1", "2", "3"]}
    dates = [date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 1)]
    deliveries = pl.DataFrame({**columns, "kind": ["own", "demonstration", "own"], "obtained_on": dates})
    assert source_and_kind("a", deliveries).endswith("(1 januari 2026). Demonstratie: verzonnen cijfers, niet echt.")
    assert source_and_kind("b", deliveries) == "Bron: Echt (1 januari 2026)."


def test_a_secret_destination_makes_the_loss_at_least(project: Path) -> None:
    people = {"same_branch": 400, "other_branch": 200, "other_sector": 300, "pension": None}
    said = text(explored(project, ("outflow_employer",), leavers(people)).where_leavers_go())
    assert "verliet minstens 30,0%" in said
    assert "Pensioen | x | x" in said


def adverts(function: str, closed_after: int | None, count: int) -> pl.DataFrame:
    """So many adverts of 1 January 2026 that are filled after these days; without days they are open."""
    posted = date(2026, 1, 1)
    ended = None if closed_after is None else posted + timedelta(days=closed_after)
    status = "filled" if ended else "open"
    places = range(count)
    return pl.DataFrame(
        {
            "advert_id": [f"{function}-{status}-{place}" for place in places],
            "job_title": [f"{function} {place}" for place in places],
            "organisation_code": [f"TW-V{place % 20:02d}" for place in places],
            "branch_code": "VVT",
            "region_code": "RA0205",
            "qualification_code": function,
            "hours_min": 24.0,
            "hours_max": 24.0,
            "positions": 1,
            "posted_on": posted,
            "closed_on": ended,
            "status": status,
            "posted_period": "2026Q1",
            "closed_period": f"2026Q{(ended.month + 2) // 3}" if ended else None,
        },
        schema_overrides={"closed_on": pl.Date, "closed_period": pl.String},
    )


def test_half_of_the_nurses_and_none_of_the_carers_are_open_after_90_days() -> None:
    half = [adverts("VP4", 10, 60), adverts("VP4", 120, 60)]  # 60 within 90 days, 60 after 120
    board = pl.concat([adverts("VIG3", 10, 120), *half, adverts("HAR", None, 99), adverts("OTH", None, 200)])
    nurses, carers = functions(board, ["RA0205"], "2026Q3")  # too few doctors; 'other' is no function
    assert (nurses.name, nurses.vacancies, nurses.open_later.value) == ("Verpleegkundige (mbo-4)", 120, 0.5)
    assert (carers.name, carers.open_later.value) == ("Verzorgende IG (mbo-3)", 0.0)
    assert carers.median is not None
    assert carers.median.value == 10


def test_functions_of_another_region_or_year_are_not_counted() -> None:
    board = adverts("VP4", 10, 120)
    assert functions(board, ["RA0204"], "2026Q3") == []
    assert functions(board, ["RA0205"], "2025Q4") == []


def test_an_hour_of_3600_people_is_100_fte_and_50_expected_is_30_minutes(project: Path) -> None:
    expected = {"branch_code": "VVT", "scenario": "expected", "edition": "2026-1", "status": "modelled"}
    rows = [
        row("employees", "RA0205", "2026Q3", 3600, branch_code="VVT"),
        row("potential_expected_fte", "RA0205", "2026-1", 50, **expected, lower=40.0, upper=60.0, interval_pct=95),
    ]
    said = text(explored(project, ("employees", "potential_expected_fte"), rows).one_more_hour("vvt"))
    assert "3.600 werknemers in Verpleging, verzorging en thuiszorg in Twente is 100 fte" in said
    assert "Fase 0 verwacht 50 (40–60) fte: gemiddeld 30 minuten per werknemer" in said


def test_without_fase_0_there_is_the_arithmetic_only(project: Path) -> None:
    rows = [row("employees", "RA0205", "2026Q3", 3600, branch_code="GGZ")]
    said = text(explored(project, ("employees", "potential_expected_fte"), rows).one_more_hour("GGZ"))
    assert "is 100 fte. Van Fase 0 is er hier geen openbare uitkomst." in said


def test_two_editions_of_2035_are_1000_apart(project: Path) -> None:
    more = {"scenario": "reference", "status": "forecast"}
    rows = [
        row("shortage", "RA0205", "2035", 2000, edition="2024-12", **more),
        row("shortage", "RA0205", "2035", 3000, edition="2025-12", **more),
        row("shortage", "RA0205", "2036", 9000, edition="2025-12", **more),  # one edition only
    ]
    twente = explored(project, ("shortage",), rows)
    said = text(twente.revisions())
    assert "van 2.000 personen (december 2024) tot 3.000 personen (december 2025)" in said
    assert "december 2025 | 3.000 | +1.000" in said
    assert "Van 2036 zijn er geen twee edities voor Twente. Wel van: 2035." in text(twente.revisions("2036"))


def population(project: Path) -> None:
    folder = project / "data" / "processed" / "tidy"
    folder.mkdir(parents=True)
    ages = {"inhabitants_under_20": [20, 30], "inhabitants_20_65": [60, 110], "inhabitants_65_plus": [20, 60]}
    known = {"inhabitants": [100, 200], "labour_force": [55, 105], "unemployed_under_6_months": [1, 1]}
    codes = {"municipality_code": ["GM0153", "GM0141"], "region_code": ["RA0205"] * 2, "period": ["2026Q3"] * 2}
    pl.DataFrame({**codes, **known, **ages}).write_parquet(folder / "population.parquet")


def test_a_fifth_of_enschede_and_three_tenths_of_almelo_are_65_or_older(project: Path) -> None:
    population(project)
    explored(project, ("employees",), [row("employees", "RA0205", "2026Q3", 5000)])
    said = text(raat_analysis.municipalities("Enschede", "almelo"))
    assert "Enschede heeft 10,0 procentpunt minder 65-plussers dan Almelo" in said
    assert "Inwoners | 100 | 200" in said
    assert "Werknemers in zorg en welzijn, hele regio | 5.000 | 5.000" in said


def test_a_municipality_that_is_mistyped_or_has_no_rows_is_named(project: Path) -> None:
    population(project)
    with pytest.raises(RaatError, match=r"geen gemeente 'Enschedee'\. Bedoel je Enschede \(GM0153\)"):
        raat_analysis.municipalities("Enschedee", "Almelo")
    with pytest.raises(RaatError, match=r"Van Hengelo .* zijn er geen inwonertallen"):
        raat_analysis.municipalities("Enschede", "GM0164")


def test_a_selection_has_the_sections_asked_for_each_region_in_order(project: Path) -> None:
    explored(project, (), [])
    said = repr(raat_analysis.selection(["Twente", "Achterhoek"], ["absence", "reposts"]))
    headings = [line for line in said.splitlines() if line.endswith((": Ziekteverzuim", ": Herplaatsingen"))]
    assert headings == [
        "Twente: Ziekteverzuim",
        "Twente: Herplaatsingen",
        "Achterhoek: Ziekteverzuim",
        "Achterhoek: Herplaatsingen",
    ]
    assert "Niet voor publicatie" not in said
    assert "Demonstratie: de cijfers in dit overzicht zijn (deels) niet echt." in said


def test_a_table_of_ones_own_makes_a_selection_unfit_for_publication(project: Path) -> None:
    population(project)
    explored(project, (), [])
    own = raat_analysis.load("population")[["municipality_code", "inhabitants"]]
    said = repr(raat_analysis.selection(["Twente"], ["absence"], [own]))
    assert "Niet voor publicatie" in said
    assert "municipality_code | inhabitants (personen)\nGM0153 | 100" in said


def test_every_section_has_a_dutch_heading(project: Path) -> None:
    twente = explored(project, (), [])
    assert [name for name in sections_of(twente) if heading(name) == name] == []


def test_functions_make_a_selection_unfit_for_publication(project: Path) -> None:
    explored(project, (), [])
    folder = project / "data" / "processed" / "tidy"
    folder.mkdir(parents=True)
    adverts("VP4", 10, 120).write_parquet(folder / "vacancies.parquet")
    made = raat_analysis.selection(["Twente"], ["stay_open_longest"])
    assert "<strong>Niet voor publicatie" in made._repr_html_()
    assert "Twente: Welke functies het langst openstaan" in repr(made)


def test_a_section_that_is_not_there_gets_the_nearest_name(project: Path) -> None:
    explored(project, (), [])
    with pytest.raises(RaatError, match=r"geen onderdeel 'vacancy'\. Bedoel je vacancies"):
        raat_analysis.selection(["Twente"], ["vacancy"])
