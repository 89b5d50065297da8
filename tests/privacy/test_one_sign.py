"""A hidden number looks the same wherever it stands, and nothing beside it tells its size."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from raat_analysis.errors import RaatError
from raat_analysis.factsheets.fase0_region import fase0_region
from raat_analysis.factsheets.published import data_slice
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.figures.branches import branches_beside_country, shortage_shares
from raat_analysis.figures.maps import region_map
from raat_analysis.figures.potential import reasons
from raat_analysis.figures.small_multiples import small_multiples
from raat_analysis.figures.stacked import Segment, stacked_bar
from raat_analysis.figures.turnover import destinations, destinations_stacked
from raat_analysis.publication.seen import pdf_seen
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.html_blocks import as_text
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.hidden import not_drawn
from raat_analysis.tables.employment import growth, pct
from raat_analysis.tables.potential import estimates
from tests.factsheets.conftest import example_rows, write_published
from tests.factsheets.printing import page_and_pdf

EDITION = "2026Q3"
FIGURES = ("value", "numerator", "denominator", "lower", "upper", "interval_pct")
Row = dict[str, Any]
Cells = dict[tuple[str, str, str], str]  # caption, row, column
SIZES = {"RA0205": 1.0, "RA0204": 0.7, "RA02": 3.0, "NL01": 20.0}
# Of a whole that is hidden in part only what is shown makes 100%: these are of other numbers then.
OF_WHAT_IS_SHOWN = {"Bestemming van wie bij de werkgever vertrok, Twente": "Aandeel"}
HIDDEN: dict[str, Callable[[Row], bool]] = {
    "a branch": lambda row: row["branch_code"] == "GGZ",
    "two branches": lambda row: row["branch_code"] in ("GGZ", "GHZ"),
    "a branch a year ago": lambda row: row["branch_code"] == "VVT" and row["period"] in ("2025Q2", "2025Q3", "2024"),
    "a destination": lambda row: row["category"] == "benefit",
    "two destinations": lambda row: row["category"] in ("benefit", "self_employed"),
    "the largest destination": lambda row: row["category"] == "same_branch",
    "a quarter in the middle": lambda row: row["period"] == "2025Q1",
    "the total of demand": lambda row: row["measure"] == "demand" and row["branch_code"] == "VVT",
    "a condition": lambda row: row["category"] == "fixed_days",
    "the net potential": lambda row: row["measure"] == "potential_net_fte",
    "the answers of managers": lambda row: row["measure"] == "asks_in_review_pct",
    "a sibling region": lambda row: row["region_code"] == "RA0204",
    "the year before": lambda row: row["period"] in ("2025Q3", "2025Q2", "2024"),
}


def secret(row: Row) -> Row:
    return {**row, **dict.fromkeys(FIGURES), "status": "secret"}


def tables(published: Path) -> Iterator[Table | Picture]:
    """Every table and figure of the factsheet and the Fase 0 report of Twente."""
    for name, report in (
        ("factsheet", factsheet("RA0205", EDITION, published)),
        ("fase0_region", fase0_region("RA0205", EDITION, published)),
    ):
        for row in sections(name):
            blocks = getattr(report, row["method"])().blocks
            yield from (each for each in blocks if isinstance(each, Table | Picture))


def cells(published: Path) -> Cells:
    found = [each.table if isinstance(each, Picture) else each for each in tables(published)]
    return {
        (table.caption, row[0], column): cell
        for table in found
        for row in table.rows
        for column, cell in zip(table.header[1:], row[1:], strict=True)
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_published(tmp_path_factory.mktemp("whole"), example_rows(SIZES))


@pytest.fixture(scope="module", params=HIDDEN)
def partly(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same numbers, some of them hidden."""
    hides = HIDDEN[request.param]
    rows = [secret(row) if hides(row) else row for row in example_rows(SIZES)]
    return write_published(tmp_path_factory.mktemp("partly"), rows)


def test_each_cell_that_changes_when_numbers_are_hidden_is_the_one_sign(whole: Path, partly: Path):
    before, after = cells(whole), cells(partly)
    changed = {key: after[key] for key in before.keys() & after.keys() if after[key] != before[key]}
    others = {key: cell for key, cell in changed.items() if OF_WHAT_IS_SHOWN.get(key[0]) != key[2] and cell != "x"}
    assert "x" in changed.values()
    assert others == {}


def test_each_figure_with_a_hidden_cell_says_so_in_its_note_and_its_alt_text(partly: Path):
    for picture in (each for each in tables(partly) if isinstance(each, Picture)):
        hidden = any(cell == "x" for row in picture.table.rows for cell in row[1:])
        assert ("Niet openbaar (x), dus niet getekend: " in picture.alt) == hidden, picture.title
        assert ("Niet openbaar (x), dus niet getekend: " in picture.note) == hidden, picture.title


def test_each_table_with_a_hidden_cell_explains_its_sign(partly: Path):
    alone = [each for each in tables(partly) if isinstance(each, Table)]
    assert [
        t.caption for t in alone if any("x" in row[1:] for row in t.rows) and "x = niet openbaar" not in t.note
    ] == []


@pytest.mark.slow
def test_page_and_pdf_name_what_is_hidden_in_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)  # a page is made in a project, whose rules of secrecy it tells
    hides = HIDDEN["two destinations"]
    rows = [secret(row) if hides(row) else row for row in example_rows(SIZES)]
    published = write_published(tmp_path / "data" / "processed" / "published", rows)
    page, pdf = page_and_pdf(factsheet("RA0205", EDITION, published), published)
    told = "Niet openbaar (x), dus niet getekend: Zelfstandige, Uitkering."
    soup = BeautifulSoup(page, "html.parser")
    labels = [svg["aria-label"] for svg in soup.select("figure svg") if "openbaar" in svg["aria-label"]]
    assert len(labels) == 1
    assert told in labels[0]
    assert told in " ".join(note.get_text() for note in soup.select("figure .note"))
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    assert told in pdf_seen(tmp_path / "sheet.pdf").text
    assert [link.get_text() for link in soup.select("figure a.n") if link.get_text() == "x"] == ["x"] * 4


def fact(measure: str, value: float | None, region: str = "RA0205", period: str = "2025", **more: Any) -> Fact:
    return Fact(
        measure, region, period=period, value=value, **{"status": "secret" if value is None else "final", **more}
    )


LEAVERS = {"same_branch": 3000.0, "other_branch": 1200.0, "other_sector": 2500.0, "pension": 1000.0, "benefit": None}


def leavers(found: dict[str, float | None]) -> list[Fact]:
    return [fact("outflow_employer", v, breakdown="destination", category=c) for c, v in found.items()]


def beside(found: dict[str, float | None]) -> list[tuple[Fact, Fact]]:
    return [
        (fact("absence_pct", v, branch_code=c), fact("absence_pct", 6.0, "NL01", branch_code=c))
        for c, v in found.items()
    ]


def short(found: dict[str, float | None], region: str) -> list[tuple[Fact, Fact]]:
    more = {"scenario": "reference", "edition": "2025-12"}
    return [
        (fact("demand", 1000.0, region, branch_code=c, **more), fact("shortage", v, region, branch_code=c, **more))
        for c, v in found.items()
    ]


def conditions(found: dict[str, float | None]) -> list[Fact]:
    return [fact("condition_pct", v, breakdown="condition", category=c) for c, v in found.items()]


Drawn = Callable[[dict[str, float | None]], Picture]
BRANCHES = {"VVT": 8.0, "GHZ": 7.0, "GGZ": 5.0, "ZKH": None}
DRAWN: dict[str, tuple[Drawn, dict[str, float | None]]] = {
    "bars of destinations": (lambda found: destinations(leavers(found), "Twente"), LEAVERS),
    "a stacked bar": (lambda found: destinations_stacked(leavers(found), "Twente"), LEAVERS),
    "conditions": (
        lambda found: reasons(conditions(found), "conditions", "Twente", "x"),
        {"roster_say": 20.0, "fixed_days": 16.0, "pay": None},
    ),
    "dots of branches": (lambda found: branches_beside_country(beside(found), "Twente", ""), BRANCHES),
    "dots of shortages": (
        lambda found: shortage_shares(short(found, "RA0205"), short({**BRANCHES, "ZKH": 9.0}, "NL01"), "Twente"),
        BRANCHES,
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_is_drawn_as_if_the_hidden_part_were_not_there(name: str):
    """No gap, no total and no axis has room for it: bars and stacks are the same to the byte."""
    draw, found = DRAWN[name]
    without = {code: value for code, value in found.items() if value is not None}
    assert draw(found).svg == draw(without).svg
    assert draw(found).table.rows != draw(without).table.rows


@pytest.mark.parametrize("name", DRAWN)
def test_hidden_rows_stand_last_wherever_they_were(name: str):
    draw, found = DRAWN[name]
    turned = dict(reversed(found.items()))
    assert draw(found).table.rows == draw(turned).table.rows
    assert "x" in draw(found).table.rows[-1]


def test_shares_of_destinations_are_of_those_that_are_shown():
    picture = destinations_stacked(leavers(LEAVERS), "Twente")
    assert picture.title == (
        "Van wie in Twente bij de werkgever vertrok, met een openbare bestemming, bleef bijna 55% in zorg en welzijn"
    )
    assert [row[3] for row in picture.table.rows] == ["39,0%", "15,6%", "32,5%", "13,0%", "x"]
    assert "Aandelen zijn van de getekende bestemmingen." in picture.note


def test_a_region_that_is_hidden_on_the_map_is_told_from_one_without_a_number():
    codes = {"RA0204": 8.0, "RA0205": 9.0, "RA0206": 7.0}
    known = [fact("outflow_sector_pct", value, code) for code, value in codes.items()]
    hidden = fact("outflow_sector_pct", None, "RA0207")
    with_hidden, without = (region_map([*known, *more], "RA0205", "Uitstroom") for more in ([hidden], []))
    assert with_hidden.svg != without.svg
    assert "Niet openbaar (x), dus niet getekend: " in with_hidden.alt
    assert "Laagste" in with_hidden.alt
    assert with_hidden.alt.startswith(without.alt)


def test_a_panel_with_a_hidden_last_quarter_shows_its_sign_and_no_older_number():
    def panel(*values: float | None) -> list[Fact]:
        return [fact("absence_pct", value, period=f"2026Q{n}") for n, value in enumerate(values, start=1)]

    picture = small_multiples([("Twente", panel(7.0, 7.5)), ("Achterhoek", panel(6.1, None))], "", "Verzuim", "")
    assert "2e kwartaal 2026: Twente 7,5%; Achterhoek x." in picture.alt
    assert "6,1%" not in picture.alt


def test_what_follows_from_a_hidden_number_has_its_sign():
    shown, hidden = fact("employees", 400.0), fact("employees", None)
    assert (pct(hidden, shown), pct(shown, hidden), growth(hidden, shown), growth(shown, hidden)) == ("x",) * 4
    table = estimates([fact("potential_now_fte", 300.0, lower=240.0, upper=360.0), fact("potential_net_fte", None)], "")
    assert [row[1:] for row in table.rows] == [("300 fte", "240 tot 360"), ("x", "x")]


def test_a_hidden_median_is_not_told_as_half_that_was_not_reached(tmp_path: Path):
    rows = [secret(r) if r["measure"] == "vacancies_days_to_filled_median" else r for r in example_rows(SIZES)]
    sentences = as_text(factsheet("RA0205", EDITION, write_published(tmp_path, rows)).vacancies().as_data())
    assert "Van de vacatures van de laatste twaalf maanden stond na 90 dagen nog 3,5% open" in sentences
    assert "de helft" not in sentences.partition("Vacatures naar branche")[0].partition("Van de vacatures van")[2]


def test_a_hidden_cell_is_named_by_its_row_and_if_need_be_its_column():
    header = ("Branche", "Twente", "Nederland")
    rows = [("VVT", "x", "8,0%"), ("GGZ", "x", "x"), ("GHZ", "7,0%", "."), ("ZKH", "x", "elders"), ("JGD", "1", "x")]
    assert not_drawn(header, rows) == "Niet openbaar (x), dus niet getekend: VVT (Twente), GGZ, ZKH en nog 1."
    assert not_drawn(header, rows[2:3]) == ""


def test_a_stack_is_as_high_as_the_parts_that_it_is_given():
    """There is no axis to 100% beside it: a stack of three of four parts fills its height."""
    parts = [Segment("", name, value) for name, value in (("a", 3.0), ("b", 1.0))]
    double = [Segment("", each.label, 2 * each.value) for each in parts]
    assert stacked_bar("x", parts) == stacked_bar("x", double)


@pytest.mark.parametrize("name", ["value", "numerator", "denominator", "lower", "upper", "interval_pct"])
def test_a_secret_row_with_any_figure_is_not_read(tmp_path: Path, name: str):
    rows = example_rows(SIZES)
    leaking = {**secret(rows[0]), name: 95}
    published = write_published(tmp_path, [leaking, *rows[1:]])
    with pytest.raises(RaatError, match="1 secret numbers still have a figure"):
        data_slice("RA0205", published)
