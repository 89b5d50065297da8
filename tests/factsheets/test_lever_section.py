"""The section on levers: each lever apart with its range, never added up, and the actions of the plans."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from raat_analysis.factsheets.levers import sensitivity
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.rendering.blocks import Paragraph, Picture, Section, Table
from raat_analysis.sentences.traces import all_unmarked

EDITION = "2026Q3"
Row = dict[str, Any]


def texts(section: Section, role: str) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph) and block.role == role]


@pytest.fixture(scope="module")
def twente(published: Path) -> Section:
    return factsheet("RA0205", EDITION, published).levers()


def without(changed: Callable[..., Path], unwanted: Callable[[Row], bool]) -> Path:
    return changed(lambda row: {**row, "value": None, "status": "missing"} if unwanted(row) else row)


def test_the_finding_sets_the_largest_lever_beside_the_shortage(twente: Section) -> None:
    assert texts(twente, "finding") == [
        "Geen enkele knop sluit het verwachte tekort van 2030 in Twente alleen (ongeveer 7.000 mensen). De grootste in "
        "deze schatting, 'meer zij-instromers en herintreders', scheelt ongeveer 500 personen; waarschijnlijk tussen "
        "200 en 800 (8 van de 10 keer)."
    ]


def test_readers_are_told_not_to_add_and_how_sure_the_figures_are(twente: Section) -> None:
    assert texts(twente, "warning") == [
        "Tel de effecten niet op: de knoppen overlappen. VWS noemt zijn cijfers zelf een illustratie; onze marges zijn "
        "een inschatting van deskundigen."
    ]


def test_moved_work_and_the_actions_are_told(twente: Section) -> None:
    moved, actions = texts(twente, "detail")
    assert moved.endswith("zijn ongeveer 380 andere mensen nodig.")
    assert actions == (
        "De plannen noemen 3 verschillende acties bij 2 van de 8 knoppen; de meeste (2) bij 'minder uitstroom uit de "
        "sector'. Het landelijke programma noemt bij de knoppen één actie."
    )


def test_one_figure_and_one_table(twente: Section) -> None:
    assert [type(block) for block in twente.blocks if isinstance(block, Picture | Table)] == [Picture, Table]
    table = next(block for block in twente.blocks if isinstance(block, Table))
    cells = {row[0].partition(" (")[0]: row[2] for row in table.rows}
    assert cells["Minder uitstroom uit de sector"] == "Begeleiding van leerlingen; Roosters met de medewerkers maken"


def test_no_block_holds_a_sum_of_the_levers(twente: Section) -> None:
    """500 + 460 + … + 220 = 2.880, and 2,5 times that in the example."""
    said = str(all_unmarked([{k: v for k, v in block.as_data().items() if k != "svg"} for block in twente.blocks]))
    assert not any(total in said for total in ("2.880", "2.900", "7.200", "153.500"))


def test_a_region_without_a_plan_has_its_levers_and_says_so(published: Path) -> None:
    groningen = factsheet("RA0101", EDITION, published).levers()
    said = texts(groningen, "detail")[-1]
    assert said.startswith("Van een regionaal programma in Groningen zijn geen acties bekend.")
    assert not any(isinstance(block, Table) for block in groningen.blocks)


def test_without_effects_the_actions_remain(changed: Callable[..., Path]) -> None:
    folder = without(changed, lambda row: row["measure"].startswith("lever_"))
    section = factsheet("RA0205", EDITION, folder).levers()
    assert texts(section, "finding")[0].startswith("De plannen noemen 3 verschillende acties")
    assert not any(isinstance(block, Picture) for block in section.blocks)
    groningen = factsheet("RA0101", EDITION, folder).levers()
    assert texts(groningen, "empty") == ["Van een regionaal programma in Groningen zijn geen acties bekend."]


def test_without_an_expected_shortage_no_lever_is_set_beside_one(changed: Callable[..., Path]) -> None:
    folder = changed(
        lambda row: row | {"measure": "shortage", "period": "2050"} if "remaining" in row["measure"] else row
    )
    finding = texts(factsheet("RA0205", EDITION, folder).levers(), "finding")[0]
    assert finding.startswith(
        "De grootste knop in deze schatting, 'meer zij-instromers en herintreders', scheelt in 2030"
    )


def test_what_matters_most_is_there_for_analysts(published: Path, changed: Callable[..., Path]) -> None:
    (picture,) = sensitivity(factsheet("RA0205", EDITION, published).sheet).blocks
    assert isinstance(picture, Picture)
    assert [row[0] for row in picture.table.rows] == [
        "Wat lukt: meer zij-instromers en herintreders",
        "Overlap van administratie en taakherschikking",
    ]
    gone = changed(lambda row: row | {"measure": "shortage", "period": "2050"} if "sensit" in row["measure"] else row)
    assert texts(sensitivity(factsheet("RA0205", EDITION, gone).sheet), "empty")


def test_between_two_scenarios_the_shortage_is_called_their_middle(changed: Callable[..., Path]) -> None:
    def policy(row: Row) -> Row:
        is_one = (row["measure"], row["period"], row["edition"]) == ("shortage", "2030", "2025-12")
        return row | {"scenario": "new_policy"} if is_one and row["branch_code"] == "SMAL" else row

    finding = texts(factsheet("RA0205", EDITION, changed(policy)).levers(), "finding")[0]
    assert "(ongeveer 7.000 mensen, het midden tussen met en zonder nieuw beleid)" in finding
