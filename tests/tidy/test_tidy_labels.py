"""Labels become codes, and a label without a code is never dropped."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.codelists import normalised
from raat_analysis.contracts import codes, contract
from raat_analysis.tidy.coding import LabelUnknown, coded

Adverts = Callable[..., pl.DataFrame]


def test_case_and_double_spaces_make_no_difference(adverts: Adverts) -> None:
    table = coded(adverts({"branch": "  vvt "}, {"branch": "Verpleging,  verzorging en thuiszorg"}), "zorgselect")
    assert table["branch"].to_list() == ["VVT", "VVT"]


def test_an_unknown_label_stops_with_its_count_and_the_next_step(adverts: Adverts) -> None:
    table = adverts({}, {"branch": "Zorgboerderij"}, {"branch": "Zorgboerderij"})
    with pytest.raises(LabelUnknown, match=r"(?s)zorgselect.branch: 1 labels in 2 rows.*Zorgboerderij.*codelists"):
        coded(table, "zorgselect")


def test_a_place_in_several_regions_stops(adverts: Adverts) -> None:
    with pytest.raises(LabelUnknown, match=r"(?s)zorgselect.place.*Beek"):
        coded(adverts({"place": "Beek"}), "zorgselect")


def test_a_place_becomes_its_region(adverts: Adverts) -> None:
    places = [{"place": name} for name in ("Enschede", "Zwolle", "Doetinchem", "Apeldoorn")]
    assert coded(adverts(*places), "zorgselect")["place"].to_list() == ["RA0205", "RA0204", "RA0207", "RA0206"]


def test_labels_of_the_contract_itself_become_its_codes(adverts: Adverts) -> None:
    words = ["Open", "Vervuld", "Ingetrokken", "Verlopen"]
    table = coded(adverts(*({"status": word} for word in words)), "zorgselect")
    assert table["status"].to_list() == ["open", "filled", "withdrawn", "expired"]


def test_an_empty_cell_stays_empty(tables: dict[str, pl.DataFrame]) -> None:
    assert coded(tables["fase0_medewerkers"], "fase0_medewerkers")["condition"].to_list() == [None]


def test_the_checked_table_itself_is_not_changed(adverts: Adverts) -> None:
    table = adverts({})
    before = table.clone()
    coded(table, "zorgselect")
    assert table.equals(before)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6))
def test_any_text_is_coded_or_stops_and_no_row_is_lost(labels: list[str]) -> None:
    known = codes(contract("zorgselect").columns["qualification"])
    table = pl.DataFrame({"branch": "VVT", "place": "Almelo", "qualification": [*labels, "VIG"], "status": "Open"})
    if all(normalised(label) in known for label in labels):
        assert coded(table, "zorgselect").height == len(labels) + 1
    else:
        with pytest.raises(LabelUnknown):
            coded(table, "zorgselect")
