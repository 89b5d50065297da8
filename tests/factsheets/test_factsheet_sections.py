"""A factsheet says what the published table says, about its own region, and says so when there is nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import sheet_codes
from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.factsheets.branches import absent
from raat_analysis.factsheets.sections import sections, shown_measures
from raat_analysis.factsheets.sheet import Factsheet, factsheet
from raat_analysis.rendering.blocks import Block, KeyFigures, Paragraph, Picture, Section, Table, Title
from raat_analysis.sentences.traces import unmarked

HIDDEN = ("value", "numerator", "denominator", "lower", "upper", "interval_pct")
EDITION = "2026Q3"
METHODS = [row["method"] for row in sections("factsheet")]
Row = dict[str, Any]


def shown(sheet: Factsheet, method: str) -> Section:
    section = getattr(sheet, method)()
    assert isinstance(section, Section)
    return section


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    return [text for part in parts for text in strings(part)]


def words(section: Section) -> str:
    data = [{k: v for k, v in block.as_data().items() if k != "svg"} for block in section.blocks]
    return unmarked("\n".join(strings(data)))


def first(section: Section, kind: type[Block]) -> Any:
    return next(block for block in section.blocks if isinstance(block, kind))


@pytest.fixture(scope="module")
def twente(published: Path) -> Factsheet:
    return factsheet("RA0205", EDITION, published)


def test_the_title_is_the_finding_and_begins_with_the_region(twente: Factsheet) -> None:
    title = first(twente.front(), Title)
    assert title.title == (
        "Twente: uitstroom duidelijk hoger dan in Nederland (8,7% en 7,9%); bijna 24% is 55 jaar of ouder, duidelijk "
        "meer dan in Nederland (ruim 22%)"
    )
    assert title.subtitle == "Factsheet arbeidsmarkt zorg en welzijn · Twente · 3e kwartaal 2026"


@pytest.mark.parametrize("code", sheet_codes("all"))
def test_every_sheet_names_its_own_region_and_no_other(code: str, published: Path) -> None:
    name = str(entries("regions")[code]["name"])
    title = first(factsheet(code, EDITION, published).front(), Title)
    assert title.title.startswith(f"{name}: ")
    assert f"· {name} ·" in title.subtitle


def test_six_key_figures_equal_the_table(twente: Factsheet) -> None:
    found = {item.label: item for item in first(twente.front(), KeyFigures).items}
    assert [item.value for item in found.values()] == ["55.400", "950", "8,7%", "7,1%", "ongeveer 3.700", "23,6%"]
    assert found["Verwacht tekort in 2035"].change == "↑ meer dan in 2026 (ongeveer 1.000)"
    assert found["Werknemers"].change == "↑ 2,0% meer dan een jaar eerder"
    assert found["Uitstroom uit zorg en welzijn"].comparison == "Duidelijk hoger dan in Nederland (7,9%)"
    assert found["Ziekteverzuim"].note == "2e kwartaal 2026, voorlopig"


def test_outflow_is_said_crude_standardised_and_by_its_verdict(twente: Factsheet, published: Path) -> None:
    said = first(twente.turnover(), Paragraph).text
    assert "8,7% (8,5% na correctie voor leeftijd); dat is duidelijk hoger dan in Nederland (7,9%)." in said
    assert "verliet 8,7% van de werknemers zorg en welzijn; dat is duidelijk hoger dan" in words(twente.front())
    area = factsheet("RA02", EDITION, published)
    assert "na correctie voor leeftijd); in Nederland 7,9%." in first(area.turnover(), Paragraph).text


def test_the_demonstration_mark_is_there_until_all_sources_are_real(
    twente: Factsheet, changed: Callable[..., Path]
) -> None:
    assert first(twente.front(), Title).notice.startswith("Demonstratie: ")
    real = changed(lambda row: row, kind="real")
    assert first(factsheet("RA0205", EDITION, real).front(), Title).notice == ""


@pytest.mark.parametrize("method", METHODS)
def test_no_section_says_nan_or_none(twente: Factsheet, method: str) -> None:
    assert not re.search(r"\b(nan|None|null|inf)\b", words(shown(twente, method)))


@pytest.mark.parametrize("method", METHODS)
def test_sections_hold_blocks_with_text(twente: Factsheet, method: str) -> None:
    section = shown(twente, method)
    assert section.blocks
    assert all(text.strip() for block in section.blocks if isinstance(block, Paragraph) for text in [block.text])
    for picture in (block for block in section.blocks if isinstance(block, Picture)):
        assert "Twente" in picture.title
        assert "Twente" in picture.alt


@pytest.mark.parametrize("method", [m for m in METHODS if m not in ("front", "account")])
def test_a_section_without_data_is_exactly_one_line(method: str, published: Path) -> None:
    section = shown(factsheet("RA1222", EDITION, published), method)
    assert [type(block) for block in section.blocks] == [Paragraph]
    assert section.blocks[0].as_data()["role"] == "empty"
    assert "Zeeland" in words(section)


def test_the_forecast_says_how_well_it_did_before(twente: Factsheet) -> None:
    text = words(twente.vacancies())
    assert "Eerder zat zo'n verwachting er 12% minder ver naast dan het cijfer van een jaar ervoor." in text
    assert "Van de 32 verwachtingen voor de laatste acht kwartalen kwamen er 26 binnen zo'n marge uit." in text


@pytest.mark.parametrize(
    ("skill", "sentence"),
    [
        (0.0, "Dat is het cijfer van hetzelfde kwartaal een jaar eerder"),
        (0.4, "ongeveer even ver naast als het cijfer van een jaar ervoor"),
    ],
)
def test_a_forecast_without_skill_says_so(skill: float, sentence: str, changed: Callable[..., Path]) -> None:
    def tested(row: Row) -> Row:
        return {**row, "value": skill} if row["measure"] == "vacancies_forecast_skill_pct" else row

    text = words(factsheet("RA0205", EDITION, changed(tested)).vacancies())
    assert sentence in text
    assert "minder ver naast" not in text


def test_outside_the_board_there_are_no_vacancies(published: Path) -> None:
    sheet = factsheet("RA0101", EDITION, published)
    assert "Voor Groningen zijn er geen cijfers" in words(sheet.vacancies())
    assert len(sheet.vacancies().blocks) == 1
    assert "Groningen telt 55.400 werknemers" in words(sheet.front())


@pytest.mark.parametrize("code", ["RA0205", "RA02"])
def test_everything_secret_still_makes_a_sheet(code: str, changed: Callable[..., Path]) -> None:
    def hide(row: Row) -> Row:
        return {**row, **dict.fromkeys(HIDDEN), "status": "secret"}

    sheet = factsheet(code, EDITION, changed(hide))
    text = "\n".join(words(shown(sheet, method)) for method in METHODS)
    assert "niet openbaar" in text
    assert not re.search(r"\b(nan|None|null)\b", text)
    assert "55.400" not in text


def test_numbers_after_the_edition_are_not_used(published: Path) -> None:
    sheet = factsheet("RA0205", "2025Q3", published)
    title = first(sheet.front(), Title)
    assert title.subtitle.endswith("3e kwartaal 2025")
    assert "2026" not in words(sheet.absence())
    assert "editie december 2024" in words(sheet.shortage())
    assert "december 2025" not in words(sheet.shortage())


def test_editions_of_the_forecast_are_told_apart(twente: Factsheet) -> None:
    text = words(twente.shortage())
    assert "Binnen een branche streept het model" in text
    assert "De editie van december 2024 verwachtte voor 2035 een tekort van ongeveer 3.300 werknemers" in text
    assert (
        "die van december 2025 ongeveer 3.700. Van het verschil (+400) komt, afgerond, +500 door een ander beginniveau"
        in text
    )
    assert "−100 door de groei van de vraag en 0 door de groei van het aanbod. Elke editie" in text
    assert first(twente.shortage(), Picture).table.rows[-1] == ("2035", "61.800", "58.100", "3.700")


def test_the_account_has_definitions_sources_and_the_mark_of_the_rows(twente: Factsheet) -> None:
    text = words(twente.account())
    for part in ("begincohort", "2 oktober 2026", "CC BY 4.0", "Kenmerk: RA0205, 3e kwartaal 2026", "niet openbaar"):
        assert part in text


def test_the_shortage_names_the_scenario_and_what_new_policy_would_give(changed: Callable[..., Path]) -> None:
    def halved_by_policy(row: Row) -> Row:
        policy = row["measure"] == "shortage" and row["edition"] == "2024-12"
        return {**row, "scenario": "new_policy", "edition": "2025-12", "value": row["value"] / 2} if policy else row

    sheet = factsheet("RA0205", EDITION, changed(halved_by_policy))
    tile = first(sheet.front(), KeyFigures).items[4]
    assert (tile.value, tile.note) == ("ongeveer 3.700", "Zonder nieuw beleid; met nieuw beleid ongeveer 1.700")
    said = "Zonder nieuw beleid verwacht het Prognosemodel voor 2035 een tekort van ongeveer 3.700 werknemers"
    assert said in words(sheet.shortage())
    assert "Met nieuw beleid is het in 2035 ongeveer 1.700." in words(sheet.shortage())


def test_a_branch_that_the_region_has_not_is_left_out_and_named_once_a_table(changed: Callable[..., Path]) -> None:
    def without_ggz(row: Row) -> Row:
        gone = row["branch_code"] == "GGZ" and row["region_code"] == "RA0205"
        return {**row, "value": 0 if row["measure"] == "employees" else None, "status": "final"} if gone else row

    sheet = factsheet("RA0205", EDITION, changed(without_ggz))
    assert absent(sheet.sheet) == ["GGZ"]
    for method in ("employment", "turnover", "vacancies"):
        assert "Geestelijke gezondheidszorg" not in words(shown(sheet, method))
    assert words(sheet.turnover()).count("Twente heeft geen werknemers in ggz: die branche staat er niet bij.") == 1


def test_a_secret_branch_is_not_taken_for_an_absent_one(changed: Callable[..., Path]) -> None:
    def hide_ggz(row: Row) -> Row:
        return {**row, **dict.fromkeys(HIDDEN), "status": "secret"} if row["branch_code"] == "GGZ" else row

    assert absent(factsheet("RA0205", EDITION, changed(hide_ggz)).sheet) == []


def test_outside_the_board_the_sixth_tile_is_the_share_of_the_labour_force(published: Path) -> None:
    tiles = first(factsheet("RA0101", EDITION, published).front(), KeyFigures).items
    assert len(tiles) == 6
    assert (tiles[1].label, tiles[1].value) == ("Deel van de beroepsbevolking in zorg en welzijn", "16,8%")


def test_oost_nederland_is_not_set_beside_itself(published: Path) -> None:
    tiles = first(factsheet("RA02", EDITION, published).front(), KeyFigures).items
    assert not any("Oost-Nederland" in tile.comparison for tile in tiles)


def test_no_sentence_begins_with_a_number_or_a_small_letter(twente: Factsheet) -> None:
    texts = [block.text for method in METHODS for block in shown(twente, method).blocks if isinstance(block, Paragraph)]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?]) ", text)]
    assert len(sentences) > 20
    assert [sentence for sentence in sentences if not sentence[0].isupper()] == []


def test_an_unknown_region_names_the_allowed_ones(published: Path) -> None:
    with pytest.raises(ParameterRefused, match=r"'RA9999'.*RA0205 \(Twente\)"):
        factsheet("RA9999", EDITION, published)
    with pytest.raises(ParameterRefused, match="Allowed"):
        factsheet("NL01", EDITION, published)


def test_an_edition_is_a_quarter(published: Path) -> None:
    with pytest.raises(ParameterRefused, match="2026Q3"):
        factsheet("RA0205", "2026-09", published)


def test_without_published_tables_the_next_step_is_named(tmp_path: Path) -> None:
    with pytest.raises(RaatError, match="make report"):
        factsheet("RA0205", EDITION, tmp_path)


def test_the_same_rows_give_the_same_sheet(published: Path) -> None:
    sheets = [factsheet("RA0205", EDITION, published) for _ in range(2)]
    one, other = ([shown(sheet, method).as_data() for method in METHODS] for sheet in sheets)
    assert one == other


def test_branches_are_counted_once(changed: Callable[..., Path]) -> None:
    def split_vvt(row: Row) -> Row:
        return {**row, "branch_code": "VV"} if row["branch_code"] == "GGZ" else row

    text = words(factsheet("RA0205", EDITION, changed(split_vvt)).employment())
    assert "Verpleging, verzorging en thuiszorg" in text
    assert "Verpleging en verzorging" not in text


def test_every_measure_of_a_section_is_defined_in_the_account(twente: Factsheet) -> None:
    table = next(b for b in twente.account().blocks if isinstance(b, Table) and b.caption == "Begrippen")
    there = set(twente.sheet.numbers.filter(region_code="RA0205")["measure"])
    names = {str(entries("measures")[m]["name"]) for m in shown_measures("factsheet") if m in there}
    assert {row[0] for row in table.rows} == names
    assert set(shown_measures("factsheet")) <= set(entries("measures"))


@pytest.mark.parametrize("report", ["factsheet", "fase0_region", "fase0_organisation"])
def test_notebook_shows_the_sections_in_their_order(report: str) -> None:
    notebook = nbformat.read(Path(__file__).parents[2] / "notebooks" / f"{report}.ipynb", as_version=4)
    heads = [c.source.removeprefix("## ") for c in notebook.cells if c.source.startswith("## ")]
    calls = [m for c in notebook.cells for m in re.findall(r"^(?:sheet|report)\.(\w+)\(\)$", c.source, re.MULTILINE)]
    assert heads == [row["heading"] for row in sections(report) if row["heading"]]
    assert calls == [row["method"] for row in sections(report)]


def test_the_count_without_reposts_leads_and_the_other_is_named_once(twente: Factsheet) -> None:
    section = twente.vacancies()
    picture = first(section, Picture)
    assert picture.title.startswith("Twente: 1.600 vacatures ontstaan in het 3e kwartaal 2026")
    assert picture.note.count("anders waren er in het laatste kwartaal 2.000 ontstaan") == 1
    assert words(section).count("2.000 ontstaan") == 1
    assert "In het 3e kwartaal 2026 kwamen er op ZorgSelect 1.600 vacatures bij" in words(twente.front())


def test_how_long_vacancies_are_open_is_one_sentence_about_the_half_and_one_about_the_hard_ones(
    twente: Factsheet,
) -> None:
    assert (
        "Van de vacatures van de laatste twaalf maanden was de helft binnen 36 dagen vervuld. "
        "Na 90 dagen stond nog 3,5% open: die zijn moeilijk te vervullen."
    ) in words(twente.vacancies())


def test_a_half_that_is_not_reached_is_said_in_words(changed: Callable[..., Path]) -> None:
    def unreached(row: Row) -> Row:
        none = row["measure"] == "vacancies_days_to_filled_median"
        return {**row, "value": None, "status": "missing"} if none else row

    text = words(factsheet("RA0205", EDITION, changed(unreached)).vacancies())
    assert "Van de vacatures van de laatste twaalf maanden werd minder dan de helft vervuld." in text


def test_the_table_of_branches_shows_only_what_is_known(twente: Factsheet) -> None:
    table = first(twente.vacancies(), Table)
    assert table.header == ("Branche", "Ontstaan", "Verschil met een jaar eerder", "Openstaand", "Moeilijk vervulbaar")
    assert [row[-1] for row in table.rows] == ["4%"] * 4  # 300 vacancies: no decimals


def test_tension_that_cannot_be_computed_says_why(twente: Factsheet, changed: Callable[..., Path]) -> None:
    assert "Spanning volgens UWV: niet te berekenen, want ZorgSelect" in first(twente.vacancies(), Table).note

    def counted(row: Row) -> Row:
        return {**row, "value": 4.5, "status": "final"} if row["measure"] == "uwv_tension" else row

    note = first(factsheet("RA0205", EDITION, changed(counted)).vacancies(), Table).note
    assert "Spanning volgens UWV: 4,50 open vacatures per korte WW-uitkering, zeer krap." in note
