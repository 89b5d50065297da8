"""Multiple choice in one cell: any answers come back as they were given, and nothing that was written is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.contracts import contract
from raat_analysis.contracts.choices import chosen, joined, options, pieces

CONDITIONS = contract("fase0_medewerkers").columns["conditions"]
OBSTACLES = contract("fase0_medewerkers").columns["obstacles"]
LABELS = {code: str(entry["name"]) for code, entry in entries("conditions").items()}
SOME = st.lists(st.sampled_from(sorted(LABELS)), unique=True)
SIGN = st.sampled_from([";", "; ", ", ", ",", " | ", "|"])


@given(SOME, SIGN, st.sampled_from(["", ";", "; "]))
def test_labels_come_back_whatever_joins_them(codes: list[str], sign: str, last: str):
    text = sign.join(LABELS[code] for code in codes) + last
    assert chosen(text, CONDITIONS) == tuple(sorted(codes))


@given(SOME, SIGN)
def test_codes_come_back_with_and_without_their_underscores(codes: list[str], sign: str):
    assert chosen(sign.join(codes), CONDITIONS) == tuple(sorted(codes))
    assert chosen(sign.join(code.replace("_", "") for code in codes), CONDITIONS) == tuple(sorted(codes))


@given(SOME, SIGN)
def test_what_is_kept_reads_as_what_was_given(codes: list[str], sign: str):
    text = sign.join(LABELS[code] for code in codes)
    assert joined(text, CONDITIONS) == "; ".join(LABELS[code] for code in codes)
    assert chosen(joined(text, CONDITIONS), CONDITIONS) == chosen(text, CONDITIONS)


@given(SOME, st.text(alphabet="qzQZ9é", min_size=1), SIGN, st.integers(min_value=0))
def test_one_unknown_answer_makes_the_cell_unreadable(codes: list[str], unknown: str, sign: str, place: int):
    given_labels = [LABELS[code] for code in codes]
    given_labels.insert(place % (len(codes) + 1), unknown)
    assert chosen(sign.join(given_labels), CONDITIONS) is None
    assert joined(sign.join(given_labels), CONDITIONS) == sign.join(given_labels)


@given(st.text())
def test_every_letter_of_a_readable_cell_is_of_a_known_label(text: str):
    found = pieces(text, CONDITIONS)
    letters = sum(map(str.isalpha, text))
    assert found is None or letters == sum(map(str.isalpha, "".join(found))) == 0 or set(found)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("Langere diensten, minder gebroken diensten", ("longer_shifts",)),
        (
            "Vaste dagen,Langere diensten, minder gebroken diensten,Minder werkdruk",
            ("fixed_days", "longer_shifts", "workload"),
        ),
        ("VASTE  DAGEN;vaste dagen", ("fixed_days",)),
        ("fixed_days;Minder werkdruk", ("fixed_days", "workload")),
    ],
)
def test_a_label_with_a_comma_is_read_whole(text: str, codes: tuple[str, ...]):
    assert chosen(text, CONDITIONS) == codes


@pytest.mark.parametrize("text", ["Langere diensten", "Vaste dagenMinder werkdruk", "Vaste dagen en rust", "anders"])
def test_a_part_of_a_label_or_more_than_it_is_not_the_label(text: str):
    assert chosen(text, CONDITIONS) is None


@pytest.mark.parametrize("column", [CONDITIONS, OBSTACLES])
def test_no_label_is_made_of_other_labels(column):
    for label in options(column):
        assert chosen(label, column) == (options(column)[label],)
