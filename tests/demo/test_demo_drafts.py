"""A contract drafted from each demonstration export fits that export and is nearly the one we wrote."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract, contract, contracts
from raat_analysis.demo import BY_OPTION, EXPORTS
from raat_analysis.sources.drafting import draft

NEWEST = sorted({folder.split("/")[0]: folder for folder in sorted(EXPORTS)}.values())


def drafted(path: Path, source: str, known: dict[str, Contract]) -> Contract:
    content = yaml.safe_load(draft(path, source, known).replace("'?", "'Uitleg"))
    return Contract.model_validate(content)


def types(found: Contract, source: str) -> dict[str, tuple[Any, Any]]:
    """Column of the written contract → what it says and what the draft says, where they differ."""
    by_header = {column.header: column for column in found.columns.values()}
    ours = contract(source).columns.items()
    pairs = {name: (column, next(by_header[h] for h in column.headers() if h in by_header)) for name, column in ours}
    return {name: (one.type, two.type) for name, (one, two) in pairs.items() if one.type != two.type}


# A column per option is a column of its own in a draft, which does not know questions with many answers.
ONE_COLUMN = [folder for folder in EXPORTS if folder not in BY_OPTION]


@pytest.mark.parametrize("folder", ONE_COLUMN)
def test_a_draft_accepts_the_headers_of_its_export(demo: SimpleNamespace, folder: str):
    source = folder.split("/")[0]
    found = drafted(demo.raw / folder / EXPORTS[folder]["file"], source, contracts())
    ours = contract(source)
    headers = {normalised(column.header) for column in found.columns.values()}
    assert headers <= set(ours.headers())
    assert len(headers) == len(ours.columns)
    assert set(found.drop) == set(ours.drop)
    assert types(found, source) == {}


# Without our contracts a draft has only the values to go by. What it then takes otherwise than we do:
OTHERWISE = {
    "fase0_medewerkers": {"conditions": ("codes", "text"), "obstacles": ("codes", "text")},
    "fase0_leidinggevenden": {"feasible_conditions": ("codes", "text")},
    "programma": {"programme": ("text", "code")},
}


@pytest.mark.parametrize("folder", NEWEST)
def test_a_draft_without_any_known_contract_finds_the_same_types(demo: SimpleNamespace, folder: str):
    source = folder.split("/")[0]
    found = drafted(demo.raw / folder / EXPORTS[folder]["file"], source, {})
    assert types(found, source) == OTHERWISE.get(source, {})
    assert set(found.drop) == set(contract(source).drop)


def test_a_draft_of_the_vacancy_board_is_our_contract_but_for_what_only_people_know(demo: SimpleNamespace):
    folder = "zorgselect/2026-10-06"
    path = demo.raw / folder / EXPORTS[folder]["file"]
    own = {name: one for name, one in contracts().items() if name != "zorgselect"}
    found = drafted(path, "zorgselect", own)
    assert types(found, "zorgselect") == {}
    assert [*found.columns] == [
        *("vacature_id", "functie", "organisation_code", "branch", "standplaats", "qualification"),
        *("uren_per_week", "aantal_plaatsen", "datum_plaatsing", "datum_sluiting", "status"),
    ]
    assert found.columns["standplaats"].codelist == "places"
    assert found.columns["uren_per_week"].unknown == ("in overleg", "n.o.t.k.")
    assert found.key == ("vacature_id",)
