"""The sign-off of an edition: who stands for which numbers, and when the edition is a concept again."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.errors import RaatError
from raat_analysis.sign_off import (
    CONCEPT,
    SignOff,
    numbers_hash,
    read_sign_off,
    sign_off_path,
    status_of,
    write_sign_off,
)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    for name, value in (("public/numbers", 55400), ("members/TW-A01/numbers", 120)):
        path = tmp_path / "published" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame({"value": [value]}).write_parquet(path)
    return tmp_path / "published"


@pytest.fixture
def signed(published: Path) -> SignOff:
    return SignOff(
        edition="2026Q3",
        status="voorlopig",
        role="onderzoeker arbeidsmarkt",
        date=date(2026, 11, 26),
        remarks="Verschillen bekeken.",
        numbers=numbers_hash(published),
        pages="a" * 64,
    )


def test_without_a_sign_off_an_edition_is_a_concept(tmp_path: Path, published: Path):
    assert read_sign_off(tmp_path, "2026Q3") is None
    assert status_of(tmp_path, "2026Q3", published) == CONCEPT


def test_what_was_written_is_read_and_gives_the_status(tmp_path: Path, published: Path, signed: SignOff):
    write_sign_off(tmp_path, signed)
    assert read_sign_off(tmp_path, "2026Q3") == signed
    assert status_of(tmp_path, "2026Q3", published) == "voorlopig"
    assert status_of(tmp_path, "2026Q4", published) == CONCEPT


@pytest.mark.parametrize("table", ["public/numbers", "members/TW-A01/numbers"])
def test_after_one_other_number_it_is_a_concept_again(table: str, tmp_path: Path, published: Path, signed: SignOff):
    write_sign_off(tmp_path, signed)
    pl.DataFrame({"value": [55401]}).write_parquet(published / f"{table}.parquet")
    assert status_of(tmp_path, "2026Q3", published) == CONCEPT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: voorlopig", "status: goed"),
        ("role: onderzoeker arbeidsmarkt", "role: ''"),
        ("edition: 2026Q3", "edition: 2026Q2"),
        ("remarks: Verschillen bekeken.", ""),
        ("date: '2026-11-26'", "date: gisteren"),
        ("numbers: ", "numbers: 1"),
        ("role:", "name: Jansen\nrole:"),
        ("role:", "role: [\nrole:"),
    ],
)
def test_a_file_that_says_too_little_or_too_much_is_refused(old: str, new: str, tmp_path: Path, signed: SignOff):
    write_sign_off(tmp_path, signed)
    path = sign_off_path(tmp_path, "2026Q3")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RaatError, match=r"(?s)2026Q3\.yml is no sign-off.*raat sign-off 2026Q3"):
        read_sign_off(tmp_path, "2026Q3")


def test_published_tables_that_are_not_there_have_no_hash(tmp_path: Path):
    with pytest.raises(RaatError, match="make report"):
        numbers_hash(tmp_path)
