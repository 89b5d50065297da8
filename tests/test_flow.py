"""The whole path on a fresh copy: exports in, factsheets out; and what a bad export does to it."""

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from bs4 import BeautifulSoup

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes, slug, wgv_codes
from raat_analysis.disclosure.estimates import with_estimates
from raat_analysis.disclosure.ledger import FILE, added, read_ledger
from raat_analysis.disclosure.protect import protect
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.params import read_params
from raat_analysis.sources.unchanged import files_in, folder_hash
from raat_analysis.verification.second_run import circumstances
from tests import recounted
from tests.expected_files import missing
from tests.factsheets.comparison_checks import contradictions
from tests.factsheets.number_checks import underivable, untraced
from tests.invariants import broken
from tests.shuffled import shuffled

pytestmark = pytest.mark.slow


def prints(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def organisations(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "data/processed/published/members").iterdir())


NAMES_EXPORTS = {  # by the hash of their files, or holds the hash of a file that does
    *("verantwoording.html", "ro-crate-metadata.json", "edition.json", "manifest.json"),
}


@pytest.fixture
def made(flow):
    """A fresh copy in which the edition was made, and what was said."""
    return flow


def test_every_promised_file_is_there(made):
    project, said = made
    edition = project.root / "reports/2026Q3"
    assert missing(edition, read_params(project.root / "params.yaml"), organisations(project.root)) == []
    assert "reports/2026Q3/public/index.html" in said
    assert sorted(p.name for p in (edition / "public").iterdir() if p.is_dir()) == [
        "achterhoek",
        "fase0",
        "herkomst",
        "oost-nederland",
        "regio-zwolle",
        "stedendriehoek-noord-veluwe",
        "twente",
    ]


def test_twente_shows_its_55400_employees_by_age(made):
    project, _ = made
    page = (project.root / "reports/2026Q3/public/twente/factsheet.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html.parser")
    words = soup.get_text(" ")
    for number in ("55.400", "7.400", "12.400", "10.500", "12.000", "13.100"):
        assert number in words, number
    assert "Twente" in soup.h1.get_text()
    assert "emonstratie" in words
    assert soup.html["lang"] == "nl"


def test_a_secret_number_says_by_which_rule(made):
    """A worker has the rules of this edition on its desk: no page falls back on the sentence without them."""
    project, _ = made
    pages = [path.read_text(encoding="utf-8") for path in sorted((project.root / "reports").rglob("*.html"))]
    assert sum("Niet openbaar (x). " in page for page in pages) > 10
    assert sum("Niet openbaar (x). Een getal blijft ook geheim" in page for page in pages) == 0


def test_the_second_time_nothing_runs_and_no_byte_changes(made):
    project, _ = made
    before = prints(project.root / "reports")
    again = project.raat("report")
    assert again.returncode == 0, again.stderr
    assert "nothing had changed" in again.stdout
    assert prints(project.root / "reports") == before


@pytest.fixture(scope="module")
def elsewhere(flow, new_project, tmp_path_factory):
    """The edition made again with everything other that should not matter, the order of rows in the exports too."""
    other, later = new_project("another folder"), tmp_path_factory.mktemp("later")
    shutil.copyfile(flow[0].root / "params.yaml", other.root / "params.yaml")
    shuffle_exports(other.root)
    shutil.copyfile(Path(__file__).with_name("another_day.py"), later / "sitecustomize.py")
    where = circumstances(other.root, {**os.environ, "LC_ALL": "C.UTF-8"})
    where["PYTHONPATH"] = os.pathsep.join([str(later), str(other.root)])
    asked = [sys.executable, "-c", "import time; print(time.time())"]
    assert (
        float(subprocess.run(asked, check=True, capture_output=True, text=True, env=where).stdout) > time.time() + 3e7
    )
    command = [sys.executable, "-m", "raat_analysis", "report"]
    done = subprocess.run(command, cwd=other.root, capture_output=True, text=True, env=where)
    assert done.returncode == 0, done.stdout + done.stderr
    return other.root


def test_another_folder_day_zone_locale_worker_and_order_of_rows_give_the_same_bytes(made, elsewhere: Path):
    root = made[0].root
    for folder in ("reports", "data/processed"):
        first, second = prints(root / folder), prints(elsewhere / folder)
        assert first.keys() == second.keys()
        assert {name for name in first if first[name] != second[name] and not names_lines(name)} == set(), folder


def test_what_names_lines_of_exports_differs_in_those_lines_only(made, elsewhere: Path):
    root = made[0].root / "data/processed"
    for path in sorted([*root.glob("checked/*.parquet"), *root.glob("quarantine/*.csv")]):
        again = elsewhere / "data/processed" / path.relative_to(root)
        assert without_lines(path).equals(without_lines(again)), path.name
    pages = [(folder / "quality/quality.json").read_text("utf-8") for folder in (root, elsewhere / "data/processed")]
    first, second = (re.sub(r'"line": \d+|"sha256": "[0-9a-f]{64}"', "", page) for page in pages)
    assert first == second


def names_lines(name: str) -> bool:
    """Whether a file says on which lines of an export something stands (rows in its order, reasons, examples), or which
    bytes an export had."""
    parts = Path(name).parts
    return (
        parts[0] in ("checked", "quarantine")
        or parts[-2:] in {("quality", "index.html"), ("quality", "quality.json"), ("public", "sources.parquet")}
        or (parts[-2] == "public" and parts[-1] in NAMES_EXPORTS)
    )


def without_lines(path: Path) -> pl.DataFrame:
    """A table of rows in any order, without the lines on which they stood."""
    table = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, separator=";", infer_schema=False)
    kept = table.drop("line", "export_line", "sha256", strict=False)
    return kept.sort(pl.all())


def shuffle_exports(root: Path) -> None:
    """Every export with its rows in another order, tracked again; where it comes from stays as it was said."""
    tracked = sorted((root / "data/raw").glob("*/*.dvc"))
    command = [sys.executable, "-m", "dvc", "pull", "-q", *(str(path) for path in tracked)]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "DVC_NO_ANALYTICS": "1"})
    for path in tracked:
        for file in files_in(path.with_suffix("")):
            change(file, shuffled(file, path.parent.name, seed=1))
        told = re.sub(r"md5: [0-9a-f]+\.dir", f"md5: {folder_hash(path.with_suffix(''))}", path.read_text("utf-8"))
        path.write_text(told, encoding="utf-8")


def test_every_region_publishes_the_employees_of_its_own_row_in_the_export(made):
    """Counted again with the csv module alone: a mix-up of two regions anywhere on the way would show here."""
    project, _ = made
    text = one_file(project.root, "azw_kerncijfers").read_text(encoding="utf-8-sig").splitlines()
    rows = csv.DictReader(text[2:-1], delimiter=";")
    last = [r for r in rows if r["Perioden"].startswith("2026 3e") and r["AZW-branches"] == "Zorg en welzijn (smal)"]
    names = {code: {entry["name"], *entry["aliases"]} for code, entry in entries("regions").items()}
    numbers = pl.read_parquet(project.root / "data/processed/published/public/numbers.parquet").filter(
        measure="employees", branch_code="SMAL", period="2026Q3", breakdown="total"
    )
    for code in region_codes():
        (counted,) = (int(r["Werknemers/Totaal (aantal)"]) for r in last if r["Regio's"] in names[code])
        assert numbers.filter(region_code=code)["value"].to_list() == [counted], code


def test_every_region_counts_the_vacancies_of_the_places_that_lie_in_it(made):
    """Counted again with the csv module alone, from the newest export less the rows that were set aside."""
    project, _ = made
    again = recounted.vacancies(project.root)
    numbers = pl.read_parquet(project.root / "data/processed/measures/numbers.parquet").filter(
        pl.col("measure").is_in(list(again["RA0205"])), branch_code="SMAL", period="2026Q3", breakdown="total"
    )
    found: dict[str, dict[str, float]] = {}
    for code, measure, value in numbers.select("region_code", "measure", "value").iter_rows():
        found.setdefault(code, {})[measure] = value
    assert found == again
    assert set(again) == {*wgv_codes(), "RA02"}


def published(root: Path) -> pl.DataFrame:
    return pl.read_parquet(root / "data/processed/published/public/numbers.parquet")


@pytest.mark.parametrize(
    ("counted", "period", "edition"),
    [
        (recounted.outflow, "2025", ""),
        (recounted.training, "2025", ""),
        (recounted.population, "2026Q3", ""),
        (recounted.absence, "2026Q3", ""),
        (recounted.shortage, "2035", "2025-12"),
    ],
)
def test_every_region_publishes_what_its_rows_in_the_export_add_up_to(made, counted, period: str, edition: str):
    """Counted again with csv and openpyxl alone, for all regions and for Oost-Nederland."""
    project, _ = made
    numbers = published(project.root).filter(
        pl.col("scenario").is_in(["", "reference"]),
        branch_code="SMAL",
        breakdown="total",
        period=period,
        edition=edition,
    )
    found = {(code, m): value for code, m, value in numbers.select("region_code", "measure", "value").iter_rows()}
    again = {(code, m): value for code, each in counted(project.root).items() for m, value in each.items()}
    assert {code for code, _ in again} >= {*region_codes(), "RA02"}
    assert {key: found.get(key) for key in again} == pytest.approx(again, rel=1e-9)


def test_every_region_publishes_its_employees_by_age(made):
    project, _ = made
    numbers = published(project.root).filter(measure="employees", branch_code="SMAL", period="2026Q3", breakdown="age")
    found = {(code, age): value for code, age, value in numbers.select("region_code", "category", "value").iter_rows()}
    again = {(c, age): n for c, each in recounted.employees_by_age(project.root).items() for age, n in each.items()}
    assert {code for code, _ in again} >= set(region_codes())
    assert {key: found[key] for key in again} == again


def test_published_numbers_keep_every_invariant(made):
    project, _ = made
    numbers = published(project.root)
    assert numbers.height > 300_000
    assert broken(numbers) == []


def test_what_an_edition_published_is_published_the_same_once_it_is_in_the_ledger(made, tmp_path: Path):
    """The hidden numbers keep each other hidden, and none is hidden in vain."""
    project, _ = made
    public = project.root / "data/processed/published/public"
    path = tmp_path / FILE
    assert added(path, "2026Q3", pl.read_parquet(public / "cells.parquet")) > 10_000
    stages = [
        pl.read_parquet(project.root / f"data/processed/{stage}/numbers.parquet") for stage in ("measures", "models")
    ]
    members = pl.read_parquet(project.root / "data/processed/models/members.parquet")
    again = with_estimates(protect(stages, members, read_ledger(path)))
    assert again.numbers.equals(pl.read_parquet(public / "numbers.parquet"))


def test_models_are_the_same_with_the_arithmetic_of_another_processor(made, tmp_path: Path):
    project, _ = made
    processed = project.root / "data/processed"
    command = [sys.executable, "pipelines/model.py", str(processed / "tidy"), str(processed / "measures")]
    for processor in ("Prescott", "Haswell"):  # two sets of kernels of numpy's linear algebra
        where = {**os.environ, "OPENBLAS_CORETYPE": processor}
        subprocess.run([*command, str(tmp_path / processor)], cwd=project.root, check=True, env=where)
    assert prints(tmp_path / "Prescott") == prints(tmp_path / "Haswell") == prints(processed / "models")


def one_file(root: Path, source: str) -> Path:
    return sorted(path for path in (root / "data/raw" / source).glob("*/*") if path.is_file())[-1]


def rewrite(path: Path, content: bytes) -> None:
    """Put other content in the place of a file that may be a read-only link into DVC's cache, and track that."""
    change(path, content)
    command = [sys.executable, "-m", "dvc", "add", "-q", path.parent.name]
    subprocess.run(command, cwd=path.parents[1], check=True, env={**os.environ, "DVC_NO_ANALYTICS": "1"})


def change(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def lose(root: Path) -> None:
    for path in (root / "data/raw/organisaties").glob("*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def empty(root: Path) -> None:
    rewrite(one_file(root, "zorgselect"), b"")


def changed(root: Path) -> None:
    path = one_file(root, "opleidingen")
    change(path, path.read_bytes() + b"\n")


def other_source(root: Path) -> None:
    rewrite(one_file(root, "opleidingen"), one_file(root, "organisaties").read_bytes())


def unknown_column(root: Path) -> None:
    path = one_file(root, "organisaties")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rewrite(path, "\n".join([lines[0] + ";Gemoedstoestand", *(line + ";goed" for line in lines[1:])]).encode())


def unreadable_date(root: Path) -> None:
    path = one_file(root, "zorgselect")
    lines = path.read_bytes().split(b"\n")
    column = lines[0].decode("utf-8-sig").strip().split(";").index("Datum plaatsing")
    cells = lines[5].split(b";")
    cells[column] = b"gisteren"
    rewrite(path, b"\n".join([*lines[:5], b";".join(cells), *lines[6:]]))


BAD = {
    "missing": (lose, ["organisaties", "raat export add"]),
    "empty": (empty, ["zorgselect", "empty"]),
    "changed after it was added": (changed, ["opleidingen", "dvc checkout"]),
    "other source": (other_source, ["opleidingen", "organisaties"]),
    "unknown column": (unknown_column, ["Gemoedstoestand", "raat_analysis/contracts/organisaties.yml"]),
    "unreadable date": (unreadable_date, ["gisteren", "line 6", "Datum plaatsing"]),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_export_gives_one_message_and_leaves_the_reports(made, fault: str, tmp_path: Path):
    project, _ = made
    damage, words = BAD[fault]
    raw, before = project.root / "data/raw", prints(project.root / "reports")
    shutil.copytree(raw, tmp_path / "raw")
    try:
        damage(project.root)
        done = project.raat("report")
    finally:
        shutil.rmtree(raw)
        shutil.copytree(tmp_path / "raw", raw)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Traceback" not in said
    assert [word for word in words if word not in said] == [], said
    assert len(said.splitlines()) <= 30, said
    assert prints(project.root / "reports") == before


def test_a_misspelt_parameter_makes_no_report(made):
    project, _ = made
    params = project.root / "params.yaml"
    kept, before = params.read_text(encoding="utf-8"), prints(project.root / "reports")
    params.write_text(kept.replace("RA0205", "RA0295"), encoding="utf-8")
    done = project.raat("report")
    params.write_text(kept, encoding="utf-8")
    assert done.returncode != 0
    assert "RA0295" in done.stderr
    assert "RA0205" in done.stderr
    assert "Traceback" not in done.stderr
    assert prints(project.root / "reports") == before


def test_each_sheet_stands_in_the_folder_of_its_region(made):
    project, _ = made
    for code, name in {"RA0205": "Twente", "RA02": "Oost-Nederland"}.items():
        page = project.root / f"reports/2026Q3/public/{slug(code)}/factsheet.html"
        assert name in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").h1.get_text()


def test_every_number_of_a_sheet_knows_its_rows_follows_from_them_and_is_worded_their_way(made):
    project, _ = made
    published = project.root / "data/processed/published"
    for code in [*wgv_codes(), "RA02", "RA0101", "RA0818", "RA1325"]:
        sheet = factsheet(code, "2026Q3", published)
        assert [*untraced(sheet), *underivable(sheet), *contradictions(sheet)] == [], code
