"""A copy of the project whose exports carry marks that no other file has, in every place that a person can show in."""

import csv
import os
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.conftest import Project

SIGN, DIGITS = "ZQ" + "MERK", "7351" + "92846"  # in two parts, so that this file does not hold them
MARKS = (SIGN.encode(), SIGN.lower().encode(), DIGITS.encode())


def word(what: str) -> str:
    return SIGN + what


def mail(what: str) -> str:
    return f"{SIGN.lower()}{what}@voorbeeld.invalid"


def hours(whole: int) -> str:
    return f"{whole},{DIGITS}"


# Source → header → the mark in a row. First what is right, contact fields and numbers included.
PERSONAL = {
    "fase0_medewerkers": {
        "Antwoordnummer": word("ANTWOORD"),
        "E-mail": mail("medewerker"),
        "Contracturen per week": hours(21),
        "Werkelijke uren per week": hours(22),
        "Wil je meer uren werken?": "Ja, nu",
        "Gewenste uren per week": hours(39),
    },
    "fase0_leidinggevenden": {"Antwoordnummer": word("LEIDER"), "Openstaande uren per week": hours(23)},
    "fase0_hr": {
        "Volgnummer": word("PERSONEEL"),
        "Geboortedatum": word("GEBOREN"),
        "Contracturen per week": hours(24),
        "Werkelijke uren per week": hours(25),
    },
    "zorgselect": {"Contactpersoon": word("CONTACT"), "E-mail contact": mail("contact"), "Functie": word("FUNCTIE")},
}
SET_ASIDE = {
    "fase0_medewerkers": {"Antwoordnummer": word("FOUT"), "Contracturen per week": word("URENFOUT")},
    "fase0_leidinggevenden": {"Antwoordnummer": word("LEIDERFOUT"), "Openstaande uren per week": hours(2973)},
    "fase0_hr": {"Volgnummer": word("PERSONEELFOUT"), "Contracturen per week": hours(973)},
}
POINTED_AT = {
    "fase0_hr": {
        "Volgnummer": word("TIKFOUT"),
        "Contracturen per week": "4",
        "Werkelijke uren per week": hours(46),
    }
}
ROWS = ((12, PERSONAL), (34, SET_ASIDE), (56, POINTED_AT))
NEVER_READ = tuple(each.encode() for each in (word("CONTACT"), word("GEBOREN"), mail("medewerker"), mail("contact")))


def planted(project: Project, folder: Path) -> None:
    """Pull the exports and put marked copies of the last ones in their place, as own exports, as the README says."""
    dvc(project.root, "pull", "-q", *map(str, sorted(project.root.glob("data/raw/*/*.dvc"))))
    for source in PERSONAL:
        last = sorted(path for path in (project.root / "data/raw" / source).iterdir() if path.is_dir())[-1]
        (file,) = last.iterdir()
        marked = folder / f"{file.stem}.csv"
        write(marked, _marked(read(file), source))
        file.unlink()
        last.rmdir()
        last.with_name(f"{last.name}.dvc").unlink()
        about = ("--obtained", last.name, "--origin", "proef", "--licence", "intern")
        done = project.raat("export", "add", source, str(marked), *about)
        assert done.returncode == 0, done.stderr
        marked.unlink()


def read(file: Path) -> list[list[str]]:
    """The rows of an export, the header first; those of a workbook, below its title, as a CSV would have them."""
    if file.suffix == ".xlsx":
        cells = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        header = next(place for place, row in enumerate(cells) if all(row))
        table = takewhile(lambda row: any(row[1:]), cells[header:])  # below it stands a note
        return [[_cell(each) for each in row] for row in table]
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def _cell(value: object) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)


def dvc(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    where = {**os.environ, "DVC_NO_ANALYTICS": "1"}
    command = [sys.executable, "-m", "dvc", *arguments]
    return subprocess.run(command, cwd=folder, env=where, capture_output=True, text=True)


def git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True)


def staged(folder: Path) -> set[str]:
    return set(git(folder, "diff", "--cached", "--name-only", "--no-renames").stdout.split("\n")) - {""}


def _marked(rows: list[list[str]], source: str) -> list[list[str]]:
    changed = [list(row) for row in rows]
    for place, plants in ROWS:
        for header, mark in plants.get(source, {}).items():
            changed[place][rows[0].index(header)] = mark
    return changed
