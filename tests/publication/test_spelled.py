"""The gate of figures in text: a true page passes, and another digit in any of its numbers is seen."""

import random
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.attacker.numbers_in_text import numbers_in
from raat_analysis.factsheets.published import data_slice
from raat_analysis.publication.accessibility.page_tree import page_tree
from raat_analysis.publication.expected import expected_reports
from raat_analysis.publication.made_of import Row, is_made_of, shows
from raat_analysis.publication.one_report import rows_of_open_data
from raat_analysis.publication.spelled import spelled_findings
from raat_analysis.sentences.numbers import number

TWENTE, TABLE = "factsheets/twente/factsheet", "fase0/rondetafel-vvt"
SPOILT = 100  # digits of a page that are changed in turn
TEXT = re.compile(
    r'<(style|script)\b.*?</\1>|<svg\b[^>]*aria-label="([^"]*)".*?</svg>|<svg\b.*?</svg>|<[^>]*>|([^<]+)', re.S
)


@pytest.fixture
def held(project) -> Callable[[str], list[str]]:
    """What the gate finds in the page with this stem."""

    def look(stem: str) -> list[str]:
        [report] = [one for one in expected_reports(project.params, project.published) if one.stem == stem]
        tables, page = data_slice(report.code, project.published), page_tree(project.rendered / f"{stem}.html")
        rows = rows_of_open_data(report, project.rendered, tables["numbers"])
        return spelled_findings(report, project.rendered, page, tables, rows)

    return look


def digits(page: str) -> list[int]:
    """Where a digit stands that a reader sees or hears; letters written as a number (&#x27;) are no digits."""
    places = [
        found.start(group) + place
        for found in TEXT.finditer(page, page.index("</head>"))
        for group in (2, 3)
        for place, sign in enumerate(found[group] or "")
        if sign.isdigit()
    ]
    return [place for place in places if not re.search(r"&#x?\d*$", page[max(0, place - 5) : place])]


def with_other_digit(page: str, place: int, chance: random.Random) -> str:
    other = chance.choice([sign for sign in "0123456789" if sign != page[place]])
    return page[:place] + other + page[place + 1 :]


@pytest.mark.parametrize("stem", [TWENTE, TABLE, "fase0/twente"])
def test_a_true_page_passes(held, stem):
    assert held(stem) == []


@pytest.mark.slow
@pytest.mark.parametrize("stem", [TWENTE, TABLE])
def test_another_digit_anywhere_is_seen_in_99_of_100_cases(held, project, stem):
    """On the demonstration edition: 1000 of 1000 digits of a factsheet, the Fase 0 report and a round table."""
    path, chance = Path(project.rendered / f"{stem}.html"), random.Random(2026)
    page = path.read_text(encoding="utf-8")
    missed = []
    for place in chance.sample(digits(page), SPOILT):
        path.write_text(with_other_digit(page, place, chance), encoding="utf-8")
        if not held(stem):
            missed.append(page[place - 30 : place + 20])
    assert len(missed) <= SPOILT / 100, missed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</main>", "<p>Er zijn 77 vacatures.</p></main>", "a number without origin: 'Er zijn 77 vacatures.'"),
        ("</main>", "<p>In 2019.</p></main>", "'2019' stands 0 times in it"),
        ('data-measure="employees"', 'data-measure="absence_pct"', "leads to no row of it"),
        ('href="#g1"', 'href="#g9999"', "leads to no row of it"),
        ('aria-label="Staaf', 'aria-label="Nieuwe staaf', "describes a picture in other words than its page"),
    ],
)
def test_each_fault_is_named(held, spoil, old, new, said):
    spoil(f"{TWENTE}.html", old, new)
    assert said in "\n".join(held(TWENTE))


def row(**more: object) -> Row:
    figures = dict.fromkeys(("value", "numerator", "denominator", "lower", "upper", "interval_pct"))
    return Row(**{"measure": "employees", "unit": "personen", "where": "", **figures, **more})  # type: ignore[arg-type]


def is_said(text: str, *rows: Row) -> bool:
    [seen] = numbers_in(text)
    return is_made_of(seen, text.endswith("%"), list(rows))


def test_a_number_is_a_figure_of_its_row_rounded_as_it_is_spelled():
    share = row(unit="%", value=6.25, numerator=2402.4, denominator=36400.0)
    assert [is_said(text, share) for text in ("6,3%", "6,25%", "6%", "2.402", "36.400")] == [True] * 5
    assert [is_said(text, share) for text in ("6,2%", "7%", "36.401", "2.402%")] == [False] * 4


def test_a_model_count_is_rounded_as_sentences_do():
    gap = row(value=12797.0)
    assert is_said("12.800", gap)
    assert not is_said("12.790", gap)
    assert not is_said("13.000", gap)


def test_a_number_of_two_rows_is_their_difference_ratio_or_change():
    now, then = row(value=55400.0), row(value=54700.0)
    assert [is_said(text, now, then) for text in ("1,3%", "700", "101,3%")] == [True] * 3
    assert not is_said("1,4%", now, then)


def test_nothing_is_made_of_a_hidden_row():
    assert not is_said("5", row(value=5.0), row(value=None))


def test_a_sign_is_that_of_the_value():
    assert is_said("−3", row(value=-3.0))
    assert not is_said("−3", row(value=3.0))


@given(st.floats(-1e6, 1e6).filter(lambda value: abs(value) > 1e-3), st.integers(0, 3))
def test_what_we_spell_is_read_back_as_the_same_number(value, decimals):
    [seen] = numbers_in(number(value, decimals))
    assert shows(seen, value)
    assert not shows(seen, value + (2 * 10.0**-decimals if value > 0 else -2 * 10.0**-decimals)) or decimals > 3


def test_a_spelled_number_has_no_more_decimals_than_its_value():
    [seen] = numbers_in("6,3")
    assert shows(seen, float(Decimal("6.25")))
    assert not shows(seen, 6.35)
