"""An export of which part seems to be missing passes, and says so where it is looked at."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.checks.one_file import Page, check_file
from raat_analysis.checks.page import quality_page
from raat_analysis.checks.past import look_back
from tests.checks.employment_exports import NEW, OLD, YEAR_2025, YEAR_2026, employment, export
from tests.checks.test_one_file import GOOD, HEADER
from tests.dirty.exports_on_disk import place_export

DAY = date(2026, 10, 6)


def adverts(months: list[int], each: int, first: int) -> bytes:
    """So many adverts in each of these months of 2026, in order of date."""
    rows = [
        GOOD.format(first + 100 * m + n).replace("01-09", f"{1 + n % 28:02}-{m:02}")
        for m in months
        for n in range(each)
    ]
    return "\n".join([HEADER, *rows, ""]).encode()


def page(folder: Path, content: bytes) -> Page:
    (folder / "export.csv").write_bytes(content)
    return check_file(folder / "export.csv", "zorgselect", folder / "raw", DAY, DAY, folder / "page")


def words(found: Page) -> str:
    return " ".join(" ".join(found.lines).split())


def test_a_file_with_under_half_the_rows_says_so_before_it_is_added(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", adverts([4, 5, 6], 40, 10000), "2026-07-06")
    found = page(tmp_path, adverts([7, 8, 9], 18, 20000))
    assert found.can_be_added
    assert "Worth a look: fewer than half the rows per period: 54,0 now, 120,0 before. Is part" in words(found)
    assert "1. See first whether rows are missing: if so, export it again. 2. raat export add" in words(found)
    html = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert "minder dan de helft van de regels van de vorige, gemiddeld per periode: 54,0 nu, 120,0 toen" in html
    assert "1 keer lijkt een deel van de nieuwste export te ontbreken" in html


def test_a_file_with_under_a_third_of_the_rows_cannot_be_added(tmp_path: Path):
    place_export(tmp_path / "raw", "zorgselect", adverts([4, 5, 6], 40, 10000), "2026-07-06")
    found = page(tmp_path, adverts([7, 8, 9], 13, 20000))
    assert not found.can_be_added
    assert "total rows, all" in words(found)


def test_a_file_that_ends_long_before_its_day_says_that_it_may_have_been_cut_off(tmp_path: Path):
    before = adverts([1, 2, 3], 40, 10000).replace(b"-2026;", b"-2025;")
    place_export(tmp_path / "raw", "zorgselect", before, "2025-04-02")
    whole = adverts([1, 2, 3, 4, 5, 6, 7, 8, 9], 40, 20000)
    assert "Worth a look" not in words(page(tmp_path, whole))
    cut = b"\n".join(whole.splitlines()[:135]) + b"\n"  # the first quarter and 14 rows of the second
    (tmp_path / "page").rename(tmp_path / "page of the whole file")
    found = page(tmp_path, cut)
    assert found.can_be_added
    assert "Worth a look: the rows end with 2026Q1. Going by the previous export, which" in words(found)
    assert "which ended with 2025Q1, the last 2 periods are missing. Was the file cut off?" in words(found)
    html = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert "loopt tot en met 2026Q1" in html
    assert "ontbreken de laatste 2 perioden" in html


def signs(old: pl.DataFrame, new: pl.DataFrame, **compared: object) -> list[dict[str, object]]:
    return look_back(pl.concat([old, new]).lazy(), employment(compared)).told["noticed"]


@pytest.mark.parametrize(("quarters", "missing"), [(4, None), (3, 1), (2, 2)])
def test_an_edition_a_year_later_must_reach_a_year_further(quarters: int, missing: int | None):
    told = {"kind": "ends_early", "previous_last": "2025Q4", "last": f"2026Q{quarters}", "periods": missing}
    assert signs(export(OLD), export(NEW, YEAR_2026[:quarters])) == ([told] if missing else [])


def test_a_table_that_repeats_its_history_and_lost_its_end_is_noticed():
    [found] = signs(export(OLD), export(NEW, [*YEAR_2025, *YEAR_2026[:1]]))
    assert (found["kind"], found["last"], found["periods"]) == ("ends_early", "2026Q1", 3)


def test_the_quarter_in_which_an_export_was_made_is_not_expected():
    assert signs(export(OLD, [*YEAR_2025, "2026Q1"]), export(NEW, YEAR_2026)) == []


def test_without_a_period_only_the_number_of_rows_is_noticed():
    old = pl.concat([export(OLD)] * 4)
    assert signs(old, export(NEW).head(40), period=None, region=None, branch=None) == [
        {"kind": "fewer_rows", "previous": 96.0, "value": 24.0}
    ]


def test_the_page_of_a_source_that_is_not_compared_says_nothing_of_it(tmp_path: Path):
    assert page(tmp_path, adverts([9], 40, 100)).can_be_added
    assert "ontbreekt" not in (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert "ontbreken" not in quality_page({"sources": []})
