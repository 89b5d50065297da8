"""One organisation's numbers under another's code: whatever was swapped, no report is made of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.factsheets.fase0_organisation import fase0_organisation
from raat_analysis.factsheets.published import data_hash, member_codes
from tests.factsheets.conftest import example_rows, write_member, write_published

EDITION, ONE, OTHER = "2026Q3", "TW-A01", "TW-A02"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = write_published(tmp_path / "published", example_rows({"RA0205": 1.0, "RA02": 3.0, "NL01": 20.0}))
    write_member(folder, ONE, 120)
    write_member(folder, OTHER, 90)
    return folder


def numbers(published: Path, code: str) -> Path:
    return published / "members" / code / "numbers.parquet"


def change(published: Path, code: str, made: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    table = made(pl.read_parquet(numbers(published, code)))
    table.write_parquet(numbers(published, code))


def swap_folders(published: Path) -> None:
    (published / "members" / ONE).rename(published / "members" / "aside")
    (published / "members" / OTHER).rename(published / "members" / ONE)
    (published / "members" / "aside").rename(published / "members" / OTHER)


def swap_files(published: Path) -> None:
    first, second = (numbers(published, code).read_bytes() for code in (ONE, OTHER))
    numbers(published, ONE).write_bytes(second)
    numbers(published, OTHER).write_bytes(first)


def both_in_one_file(published: Path) -> None:
    change(published, ONE, lambda own: pl.concat([own, pl.read_parquet(numbers(published, OTHER))]))


def rows_of_nobody(published: Path) -> None:
    nobody = pl.read_parquet(numbers(published, OTHER)).with_columns(organisation_code=pl.lit(None, pl.String))
    change(published, ONE, lambda own: pl.concat([own, nobody]))


def one_other_row(published: Path) -> None:
    change(published, ONE, lambda own: pl.concat([own, pl.read_parquet(numbers(published, OTHER)).head(1)]))


def code_in_small_letters(published: Path) -> None:
    change(published, ONE, lambda own: own.with_columns(pl.col("organisation_code").str.to_lowercase()))


def code_with_a_space(published: Path) -> None:
    change(published, ONE, lambda own: own.with_columns(pl.col("organisation_code") + " "))


def no_rows(published: Path) -> None:
    change(published, ONE, lambda own: own.clear())


def renamed(published: Path) -> None:
    shutil.rmtree(published / "members" / ONE)
    (published / "members" / OTHER).rename(published / "members" / ONE)


def linked_folder(published: Path) -> None:
    shutil.rmtree(published / "members" / ONE)
    (published / "members" / ONE).symlink_to(published / "members" / OTHER, target_is_directory=True)


def linked_file(published: Path) -> None:
    numbers(published, ONE).unlink()
    numbers(published, ONE).symlink_to(numbers(published, OTHER))


SWAPS = [
    swap_folders,
    swap_files,
    both_in_one_file,
    rows_of_nobody,
    one_other_row,
    code_in_small_letters,
    code_with_a_space,
    no_rows,
    renamed,
    linked_folder,
    linked_file,
]


def test_each_reads_its_own(published: Path):
    assert member_codes(published) == [ONE, OTHER]
    assert data_hash(ONE, published) != data_hash(OTHER, published)
    assert fase0_organisation(ONE, EDITION, published).this.one("fase0_respondents").value == 120
    assert fase0_organisation(OTHER, EDITION, published).this.one("fase0_respondents").value == 90


@pytest.mark.parametrize("swapped", SWAPS)
def test_a_swap_makes_no_report_and_no_hash(published: Path, swapped: Callable[[Path], None]):
    swapped(published)
    with pytest.raises(RaatError, match=f"The folder of {ONE} holds .*Run protect"):
        fase0_organisation(ONE, EDITION, published)
    with pytest.raises(RaatError, match=f"The folder of {ONE} holds"):
        data_hash(ONE, published)


@pytest.mark.parametrize("name", ["tw-a01", "TW-A01 (kopie)", "TW-A1", "Twente", "TW-A01.old"])
def test_a_folder_whose_name_is_no_code_stops_the_edition(published: Path, name: str):
    shutil.copytree(published / "members" / ONE, published / "members" / name)
    with pytest.raises(RaatError, match=r"1 folders of organisations (?s:.*)Next step") as caught:
        member_codes(published)
    assert f"  - {name}" in str(caught.value)


@pytest.mark.parametrize("linked", [linked_folder, linked_file])
def test_a_link_stops_the_edition_also_when_it_leads_to_the_right_rows(published: Path, linked: Callable[[Path], None]):
    linked(published)
    with pytest.raises(RaatError, match="1 folders of organisations are links"):
        member_codes(published)


def test_what_a_computer_hides_in_a_folder_is_no_organisation(published: Path):
    (published / "members" / ".DS_Store").touch()
    assert member_codes(published) == [ONE, OTHER]
