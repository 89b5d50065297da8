"""Each question's notebook against a whole project: it runs clean, and says a number that the published tables give."""

import re
from pathlib import Path
from typing import Any

import papermill
import polars as pl
import pytest

from tests.conftest import ROOT, Project

TOTAL = {"region_code": "RA0205", "branch_code": "SMAL", "breakdown": "total", "scenario": ""}


def dutch(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def published(root: Path, measure: str, **where: str) -> float:
    """The value of the one published number of Twente."""
    numbers = pl.read_parquet(root / "data" / "processed" / "published" / "public" / "numbers.parquet")
    return float(numbers.filter(measure=measure, **{**TOTAL, **where})["value"].item())


def lost(root: Path) -> str:
    """Who left the sector, as a share of who left an employer."""
    left, every = (published(root, measure, period="2025") for measure in ("outflow_sector", "outflow_employer"))
    return f"verliet {100 * left / every:.1f}%".replace(".", ",")


def half_filled(root: Path) -> str:
    return f"was na {dutch(published(root, 'vacancies_days_to_filled_median', period='2026Q3'))} dagen vervuld"


def an_hour(root: Path) -> str:
    people = published(root, "employees", branch_code="VVT", period="2026Q3")
    return (
        f"alle {dutch(people)} werknemers in Verpleging, verzorging en thuiszorg in Twente is {dutch(people / 36)} fte"
    )


def employees_of_region(root: Path) -> str:
    people = dutch(published(root, "employees", period="2026Q3"))
    return f"Werknemers in zorg en welzijn, hele regio | {people}* | {people}*"


def newest_edition(root: Path) -> str:
    short = published(root, "shortage", scenario="reference", edition="2025-12", period="2030")
    return f"december 2025 | {dutch(short)}"


def leavers(root: Path) -> str:
    return f"Van de {dutch(published(root, 'outflow_employer', period='2025'))} personen die in 2025 in Twente"


ANSWERS = {
    "where_do_leavers_go": (lost, 2),
    "which_functions_stay_open_longest": (half_filled, 3),
    "what_would_one_more_hour_do": (an_hour, 3),
    "compare_two_municipalities": (employees_of_region, 2),
    "how_good_were_the_forecasts": (newest_edition, 5),
    "a_factsheet_of_my_own_selection": (leavers, 6),
}


def run(name: str, root: Path) -> list[Any]:
    """The outputs of a notebook, run in an ordinary kernel as JupyterLab has it."""
    path = ROOT / "notebooks" / "explore" / f"{name}.ipynb"
    done = papermill.execute_notebook(str(path), None, cwd=str(root), progress_bar=False, kernel_name="python3")
    return [output for cell in done.cells for output in cell.get("outputs", [])]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_with_the_published_number(
    name: str, flow: tuple[Project, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)
    root = flow[0].root
    outputs = run(name, root)
    answer, figures = ANSWERS[name]
    texts = "\n".join(str(output.get("data", {}).get("text/plain", "")) for output in outputs)
    assert answer(root) in texts
    said = [output.text.strip() for output in outputs if output.output_type == "stream"]
    assert [text for text in said if text and "regio]" not in text] == []  # a slow machine may show a bar of regions
    html = [str(output.get("data", {}).get("text/html", "")) for output in outputs]
    drawn = sum(len(re.findall(r'<div class="picture"', each)) for each in html)
    assert drawn + sum("image/png" in output.get("data", {}) for output in outputs) >= figures
    assert [each for each in html if 'class="empty"' in each] == []
