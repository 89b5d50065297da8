"""What makes a notebook pleasant: tables with units, names that complete, figures on one's own axes, bars."""

import io
import sys

import pandas as pd
import pytest
from matplotlib.figure import Figure

import raat_analysis
from raat_analysis.errors import RaatError
from raat_analysis.exploration.progress import progress
from raat_analysis.exploration.region import Exploration, explore
from raat_analysis.rendering.blocks import Picture
from raat_analysis.shown_tables import ShownTable, shown
from tests.exploration.whole_project import whole_project


@pytest.fixture(scope="module")
def twente(tmp_path_factory: pytest.TempPathFactory) -> Exploration:
    return explore("Twente", "2026Q3", whole_project(tmp_path_factory.mktemp("comforts")) / "data/processed/published")


def table() -> ShownTable:
    made = ShownTable({"region": ["Twente", "Zwolle"], "employees": [55400.0, None], "year": [2025, 2026]})
    made.attrs = {"title": "Werknemers", "units": {"employees": "personen", "year": "jaar"}, "source": "Bron: CBS."}
    return made


def test_a_table_has_units_in_its_header_and_dutch_numbers_in_display_only() -> None:
    header, rows = shown(table())
    assert header == ("region", "employees (personen)", "year (jaar)")
    assert rows == (("Twente", "55.400", "2025"), ("Zwolle", ".", "2026"))
    assert table()["employees"][0] == 55400.0


def test_the_source_stands_under_a_table_also_after_a_choice_of_columns() -> None:
    html = table().query("year == 2025")[["employees"]]._repr_html_()
    assert "<caption" in html
    assert "employees (personen)" in html
    assert "<small>Bron: CBS.</small>" in html


def test_a_secret_number_is_an_x_and_text_is_escaped() -> None:
    made = ShownTable({"name": ["<b>"], "value": [None], "status": ["secret"]}).astype({"value": float})
    assert shown(made)[1] == (("<b>", "x", "secret"),)
    assert "&lt;b&gt;" in made._repr_html_()


def test_a_long_table_shows_its_ends_and_a_named_index_is_a_column() -> None:
    made = ShownTable(pd.DataFrame({"value": range(100)}).rename_axis("place"))
    header, rows = shown(made)
    assert header == ("place", "value")
    assert [row[0] for row in rows] == ["0", "1", "2", "3", "4", "…", "95", "96", "97", "98", "99"]


def test_decimals_are_none_for_whole_numbers_and_two_below_ten() -> None:
    made = ShownTable({"whole": [1.0, 2.0], "small": [0.5, 0.25], "large": [12.34, 1.0]})
    assert shown(made)[1] == (("1", "0,50", "12,3"), ("2", "0,25", "1,0"))


def test_names_complete_and_are_the_codes() -> None:
    assert raat_analysis.region.twente == "RA0205"
    assert raat_analysis.branch.vvt == "VVT"
    assert raat_analysis.measure.outflow_sector_pct == "outflow_sector_pct"
    assert {"twente", "achterhoek", "oost_nederland"} <= set(dir(raat_analysis.region))
    assert {"region", "measure", "explore"} <= set(dir(raat_analysis))


def test_a_mistyped_name_says_which_one_is_near() -> None:
    with pytest.raises(AttributeError, match=r"Bedoel je Twente \(RA0205\)"):
        _ = raat_analysis.region.twnte
    with pytest.raises(RaatError, match="Did you mean vacancies"):
        raat_analysis.load("vacancy")
    assert not hasattr(raat_analysis.region, "_ipython_display_")


@pytest.mark.parametrize(("section", "texts"), [("funnel", "Twente"), ("over_time", "")])
def test_a_figure_is_drawn_on_axes_of_ones_own(twente: Exploration, section: str, texts: str) -> None:
    axes = Figure().add_subplot()
    assert twente.figure(section, ax=axes) is axes
    assert axes.lines or axes.child_axes
    assert texts in " ".join(text.get_text() for text in axes.texts)


def test_the_figure_of_a_section_keeps_its_bytes_when_it_is_drawn_elsewhere_too(twente: Exploration) -> None:
    def svg() -> str:
        return next(block.svg for block in twente.funnel().blocks if isinstance(block, Picture))

    before = svg()
    twente.figure("funnel", ax=Figure().add_subplot())
    assert svg() == before


def test_a_figure_that_is_not_there_says_how_many_there_are(twente: Exploration) -> None:
    with pytest.raises(RaatError, match="place=1 is er niet: dit onderdeel tekende 1 keer"):
        twente.figure("funnel", ax=Figure().add_subplot(), place=1)
    with pytest.raises(RaatError, match="Bedoel je funnel"):
        twente.figure("funel", ax=Figure().add_subplot())


def test_nothing_is_written_where_nobody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    assert list(progress([1, 2, 3], "regio")) == [1, 2, 3]
    assert said.getvalue() == ""


def test_a_notebook_shows_the_message_of_a_wrong_question_alone() -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from traitlets.config import Config

    quiet = Config({"HistoryManager": {"enabled": False}})
    with capture_output() as shown_there:
        InteractiveShell.instance(config=quiet).run_cell('import raat_analysis; raat_analysis.load("vacancy")')
    InteractiveShell.clear_instance()
    assert shown_there.stdout.startswith("There is no table vacancy. Did you mean vacancies?")
    assert "Traceback" not in shown_there.stdout
