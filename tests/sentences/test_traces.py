"""A number knows its published rows through arithmetic, formats and sentences; a reader never sees how."""

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.sentences.facts import fact
from raat_analysis.sentences.numbers import in_steps, number
from raat_analysis.sentences.traces import Traced, Words, marked, rows_of, rows_within, unmarked, with_marks

A, B = ("", "employees", "RA0205"), ("", "employees", "NL01")
NUMBERS = st.floats(min_value=-1e9, max_value=1e9)


@given(NUMBERS, NUMBERS.filter(bool))
def test_arithmetic_gives_the_number_that_plain_floats_give_and_keeps_both_rows(x: float, y: float) -> None:
    a, b = Traced(x, (A,)), Traced(y, (B,))
    for made, plain in ((a + b, x + y), (a - b, x - y), (a * b, x * y), (a / b, x / y)):
        assert float(made) == plain
        assert rows_of(made) == (A, B)
    for made, plain in ((100 * a, 100 * x), (a - 1, x - 1), (1 - a, 1 - x), (abs(a), abs(x)), (-a, -x), (1 / b, 1 / y)):
        assert float(made) == plain
        assert len(rows_of(made)) == 1
    assert rows_of(sum([a, b])) == (A, B)


def test_a_row_is_named_once() -> None:
    a = Traced(2.0, (A,))
    assert rows_of(a / (a + Traced(1.0, (B,)))) == (A, B)


def test_a_formatted_number_carries_its_rows_and_reads_as_before() -> None:
    shown = number(Traced(55400.0, (A,)))
    assert unmarked(shown) == number(55400.0) == "55.400"
    assert rows_within({"text": [shown, "los"]}) == {A}
    assert unmarked(in_steps(Traced(1094.0, (A,)), 100)) == "1.100"


@given(
    st.lists(
        st.tuples(st.text(alphabet="abc <&%", max_size=5), st.text(alphabet="0123456789,.", min_size=1)), max_size=4
    )
)
def test_marks_go_and_nothing_else_does(pieces: list[tuple[str, str]]) -> None:
    text = "".join(before + marked(shown, (A, B)) for before, shown in pieces)
    assert unmarked(text) == "".join(before + shown for before, shown in pieces)
    assert with_marks(text, str, lambda shown, rows: f"[{len(rows)}:{shown}]") == "".join(
        f"{before}[2:{shown}]" for before, shown in pieces
    )


def test_a_text_of_a_block_is_plain_and_remembers_its_marks() -> None:
    text = Words(f"ruim {marked('24', (A,))}%")
    assert text == "ruim 24%"
    assert Words(text).marked == text.marked != text


def test_a_traced_number_survives_copying_and_sending() -> None:
    for again in (copy.deepcopy(Traced(1.5, (A,))), pickle.loads(pickle.dumps(Traced(1.5, (A,))))):
        assert (float(again), rows_of(again)) == (1.5, (A,))


def test_a_secret_cell_of_a_published_row_knows_its_row_too() -> None:
    row = dict.fromkeys(("branch_code", "breakdown", "category", "scenario", "edition"), "total")
    row |= {"measure": "outflow_employer", "region_code": "RA0205", "period": "2025", "interval_pct": None}
    row |= dict.fromkeys(("value", "numerator", "denominator", "lower", "upper")) | {"status": "secret"}
    cell = fact(row).cell
    assert unmarked(cell) == "x"
    assert rows_within(cell) == {("", "outflow_employer", "RA0205", "total", "2025", *["total"] * 4, "")}
