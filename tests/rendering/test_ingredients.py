"""Each thing that goes into a report: changing it, and only it, changes the keys of exactly the reports it touches."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import polars as pl
import pytest

from raat_analysis.params import Params
from raat_analysis.paths import PACKAGE
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering import ingredients
from raat_analysis.rendering.jobs import Asked, every_job
from raat_analysis.rendering.orders import key, order
from tests.publication.conftest import _example

NOTEBOOKS = PACKAGE.parent / "notebooks"
ASKED = {"edition": "2026Q3", "publisher": "WGV", "regions": ["RA0205", "RA0101", "RA02"], "fase0_region": "RA0205"}
TWENTE, GRONINGEN, OOST = (f"factsheets/{name}/factsheet" for name in ("twente", "groningen", "oost-nederland"))
SHEETS = {TWENTE, GRONINGEN, OOST}
REGION, TABLE = "fase0/twente", "fase0/rondetafel-vvt"
MEMBERS = {"members/TW-A01/fase0", "members/TW-A02/fase0"}
Keys = dict[str, str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    example, folder = _example(), tmp_path_factory.mktemp("published")
    example.write_published(folder, example.example_rows())
    example.write_member(folder, "TW-A01", 120)
    example.write_member(folder, "TW-A02", 40)
    return folder


def keys(published: Path, notebooks: Path = NOTEBOOKS, engine: str = "in_process", **asked: object) -> Keys:
    return {job.name: key(job, engine) for job in every_job(Asked(Params(**{**ASKED, **asked}), published), notebooks)}


@pytest.fixture(scope="module")
def before(published: Path) -> Keys:
    return keys(published)


def where(**values: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(name) == value for name, value in values.items())


def touched(before: Keys, after: Keys) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def changed_rows(published: Path, target: Path, table: str, which: pl.Expr) -> Path:
    """A copy of the published folder in which the values of some rows are one higher."""
    for path in published.rglob("*.parquet"):
        place = target / path.relative_to(published)
        place.parent.mkdir(parents=True, exist_ok=True)
        rows = pl.read_parquet(path)
        if path.relative_to(published).as_posix() == table:
            raised = rows.with_columns(value=pl.when(which).then(pl.col("value") + 1).otherwise("value"))
            assert not raised.equals(rows)
            rows = raised
        rows.write_parquet(place)
    shutil.copyfile(published / "public" / "protection.json", target / "public" / "protection.json")
    return target


def test_the_example_has_reports_of_every_kind_and_all_keys_differ(before: Keys) -> None:
    assert {*SHEETS, REGION, TABLE, *MEMBERS} <= before.keys()
    assert len(set(before.values())) == len(before)


def test_without_a_change_every_key_stays(published: Path, before: Keys) -> None:
    assert touched(before, keys(published)) == set()


@pytest.mark.parametrize(
    ("table", "which", "expected"),
    [
        (  # only Groningen has its branches
            "public/numbers.parquet",
            where(region_code="RA0101", branch_code="VVT", measure="employees"),
            {GRONINGEN},
        ),
        (  # Twente's whole sector is shown beside Oost-Nederland, and to its organisations
            "public/numbers.parquet",
            where(region_code="RA0205", branch_code="SMAL", measure="employees"),
            {TWENTE, OOST, REGION, *MEMBERS},
        ),
        (  # one organisation's own row
            "members/TW-A01/numbers.parquet",
            where(measure="staff"),
            {"members/TW-A01/fase0"},
        ),
    ],
    ids=["another region", "Twente", "an organisation"],
)
def test_rows(published: Path, before: Keys, tmp_path: Path, table: str, which: pl.Expr, expected: set[str]) -> None:
    tables = {name for name in before if name.startswith("fase0/rondetafel")}
    other = keys(changed_rows(published, tmp_path, table, which))
    assert touched(before, other) == (expected | tables if REGION in expected else expected)


@pytest.mark.parametrize(
    ("notebook", "kinds"),
    [
        ("factsheet.ipynb", "factsheets/"),
        ("fase0_region.ipynb", "fase0/twente"),
        ("fase0_round_table.ipynb", "fase0/rondetafel"),
        ("fase0_organisation.ipynb", "members/"),
    ],
)
def test_notebook(published: Path, before: Keys, tmp_path: Path, notebook: str, kinds: str) -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        made = nbformat.read(path, as_version=4)
        if path.name == notebook:
            made.cells[-1].source += "\n"
        nbformat.write(made, tmp_path / path.name)
    rewritten = keys(published, tmp_path)
    untouched = keys(published, _rewritten(tmp_path / "same"))
    assert touched(untouched, rewritten) == {name for name in before if name.startswith(kinds)}


def _rewritten(folder: Path) -> Path:
    """The notebooks, written by the same hand."""
    folder.mkdir()
    for path in NOTEBOOKS.glob("*.ipynb"):
        nbformat.write(nbformat.read(path, as_version=4), folder / path.name)
    return folder


@pytest.fixture
def changed_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes one file of the package look changed."""

    def change(name: str) -> None:
        path, real = PACKAGE / name, ingredients._hashed
        assert path.is_file()
        monkeypatch.setattr(ingredients, "_hashed", lambda each: "changed" if each == path else real(each))

    return change


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("factsheets/training.py", ["factsheets/"]),
        ("factsheets/fase0_organisation.py", ["members/"]),
        ("factsheets/fase0_steps.py", ["fase0/", "members/"]),
        ("factsheets/fase0_round_table.py", ["fase0/rondetafel"]),
        ("rendering/page_html.py", ["factsheets/", "fase0/", "members/"]),
        ("sentences/numbers.py", ["factsheets/", "fase0/", "members/"]),
        ("rendering/brand.yml", ["factsheets/", "fase0/", "members/"]),
        ("codelists/branches.yml", ["factsheets/", "fase0/", "members/"]),
        ("rendering/templates/factsheet/style.css", ["factsheets/", "fase0/", "members/"]),
        ("rendering/templates/report.typ", ["factsheets/", "fase0/twente", "members/"]),
        ("rendering/templates/round_table.typ", ["fase0/rondetafel"]),
        ("demo/exports.py", []),
        ("disclosure/protect.py", []),
    ],
)
def test_code_templates_and_house_style(published, before, changed_file, name: str, kinds: list[str]) -> None:
    changed_file(name)
    expected = {report for report in before if report.startswith(tuple(kinds))}
    assert touched(before, keys(published)) == expected


def test_parameters_publisher_libraries_and_engine(published, before, monkeypatch) -> None:
    assert touched(before, keys(published, edition="2026Q2")) == set(before)
    assert touched(before, keys(published, publisher="Een ander")) == set(before)
    assert touched(before, keys(published, engine="kernel")) == set(before)
    assert len(ingredients.libraries()) > 100
    one, *others = ingredients.libraries()
    monkeypatch.setattr(ingredients, "libraries", lambda: [f"{one}.1", *others])
    assert touched(before, keys(published)) == set(before)


def test_rules_of_secrecy_in_words_but_not_the_counts_of_the_edition(published, before, tmp_path: Path) -> None:
    def with_rules(sentence: str, secret: int) -> Keys:
        folder = tmp_path / f"{sentence}-{secret}"
        shutil.copytree(published, folder)
        told = {"sources": [{"source": "uitstroom", "sentence": sentence, "public_secret": secret}]}
        (folder / "public" / "protection.json").write_text(json.dumps(told), encoding="utf-8")
        return keys(folder)

    assert touched(before, with_rules("Minstens tien mensen.", 3)) == set(before)
    assert touched(with_rules("Minstens tien mensen. ", 3), with_rules("Minstens elf mensen.", 3)) == set(before)
    assert touched(with_rules("Minstens twaalf.", 3), with_rules("Minstens twaalf.", 4)) == set()


def test_which_other_regions_are_asked_does_not_matter(published: Path, before: Keys) -> None:
    fewer = keys(published, regions=["RA0205"])
    assert {name: before[name] for name in fewer} == fewer


def test_the_desk_holds_the_rows_of_the_key_and_nothing_else(published: Path, tmp_path: Path) -> None:
    job = next(
        job for job in every_job(Asked(Params(**ASKED), published), NOTEBOOKS) if job.name == "members/TW-A01/fase0"
    )
    cache = RenderCache(tmp_path)
    made = order(job, "in_process", cache)
    tables = {Path(place).name for place in made.desk}
    assert tables == {
        "fase0_organisation.ipynb",
        "protection.json",
        *(f"{name}.parquet" for name in ("numbers", "actions", "published_figures", "sources", "previous")),
    }
    members = [place for place in made.desk if "members" in place]
    assert members == ["data/processed/published/members/TW-A01/numbers.parquet"]
    content = cache.objects.get(made.desk[members[0]])
    assert content is not None
    assert set(pl.read_parquet(content)["organisation_code"]) == {"TW-A01"}
