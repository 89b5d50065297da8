"""Numbers counted again from the exports with csv and openpyxl alone, per region: nothing here is used to make them.

Each function gives region code → measure → number, for the 28 regions and the totals that follow from them.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes, wgv_codes

Row = dict[str, Any]
Counted = dict[str, dict[str, float]]
SECTOR = ["Naar andere sector", "Naar zelfstandige", "Naar uitkering", "Naar pensioen", "Overig niet werkend"]
QUARTER = date(2026, 7, 1), date(2026, 9, 30)
ENDED = {"Vervuld": "vacancies_filled", "Ingetrokken": "vacancies_withdrawn", "Verlopen": "vacancies_expired"}
AGES = {
    "<25": "Jonger dan 25 jaar",
    "25-35": "25 tot 35 jaar",
    "35-45": "35 tot 45 jaar",
    "45-55": "45 tot 55 jaar",
    "55+": "55 jaar of ouder",
}


def exported(root: Path, source: str) -> Path:
    """The newest export of a source."""
    return sorted(path for path in (root / "data/raw" / source).glob("*/*") if path.is_file())[-1]


def outflow(root: Path) -> Counted:
    """Leavers and rates of the last year, without childcare; each level counts fewer destinations."""
    everything = _sheet(exported(root, "uitstroom"))
    rows = [r for r in everything if r["Jaar"] == 2025 and not r["Branche"].startswith("Kinderopvang")]
    found = _added(
        rows,
        lambda r: {
            "start": r["Werknemers begin"],
            "inflow": r["Instroom"],
            "outflow_employer": r["Uitstroom"],
            "outflow_branch": r["Uitstroom"] - r["Naar zelfde branche"],
            "outflow_sector": sum(r[name] for name in SECTOR),
        },
    )
    return {
        code: {
            **{name: each[name] for name in ("inflow", "outflow_employer", "outflow_sector")},
            "through_flow": each["outflow_employer"] - each["outflow_sector"],
            "flow_balance": each["inflow"] - each["outflow_employer"],
            **{
                f"outflow_{n}_pct": 100 * each[f"outflow_{n}"] / each["start"] for n in ("employer", "branch", "sector")
            },
            "stability_sector_pct": 100 - 100 * each["outflow_sector"] / each["start"],
        }
        for code, each in found.items()
    }


def training(root: Path) -> Counted:
    """Places and students of the last year; BBL and dual are work-based, BOL and full time internships."""
    rows = [r for r in _csv(exported(root, "opleidingen")) if r["Studiejaar"] == "2025"]

    def counted(row: Row) -> dict[str, float]:
        work, places = row["Leerweg"] in ("BBL", "Duaal"), float(row["Opleidingsplaatsen"])
        return {
            "training_places": places,
            "training_places_work_based": places * work,
            "training_places_internship": places * (not work),
            "entrants": float(row["Instroom studenten"]),
            "diplomas": float(row["Gediplomeerden"]),
            "working_in_sector": float(row["Na een jaar werkzaam in zorg en welzijn"]),
        }

    found = _added(rows, counted)
    for each in found.values():
        each["sector_return_pct"] = 100 * each["working_in_sector"] / each.pop("diplomas")
    return found


def population(root: Path) -> Counted:
    """Inhabitants of the municipalities of each region, and how many are young or old beside those of 20 to 65."""
    regions = {code: str(entry["name"]) for code, entry in entries("regions").items()}
    places = {
        name: regions[str(entry["region_code"])]
        for entry in entries("municipalities").values()
        for name in (entry["name"], *entry["aliases"])
    }
    rows = [
        r | {"Regio": places[r["Gemeente"]]}
        for r in _csv(exported(root, "arbeidsmarkt"), "cp1252")
        if r["Periode"] == "2026Q3"
    ]
    columns = {
        "inhabitants": "Inwoners",
        "labour_force": "Beroepsbevolking",
        "young": "Inwoners jonger dan 20",
        "middle": "Inwoners 20 tot 65",
        "old": "Inwoners 65 en ouder",
    }
    found = _added(rows, lambda r: {name: float(r[column]) for name, column in columns.items()})
    for each in found.values():
        middle = each.pop("middle")
        each["green_pressure_pct"] = 100 * each.pop("young") / middle
        each["grey_pressure_pct"] = 100 * each.pop("old") / middle
    return found


def shortage(root: Path) -> Counted:
    """Demand, supply and shortage of the last year of the last edition, all qualifications, without childcare."""
    rows = [
        r
        for r in _sheet(exported(root, "azw_prognose"))
        if (r["Scenario"], r["Branche"], r["Kwalificatie"], r["Jaar"])
        == ("Referentie", "Zorg en welzijn (smal)", "Alle kwalificaties", 2035)
        and _code(str(r["Regio"])) in region_codes()
    ]
    names = {"demand": "Vraag", "supply": "Aanbod", "shortage": "Tekort"}
    return _added(rows, lambda r: {measure: r[f"{name} (personen)"] for measure, name in names.items()})


def absence(root: Path) -> Counted:
    """The sickness absence of each region as the export has it; totals that it lacks are weighted by employees."""
    found = {code: {"absence_pct": float(r["Ziekteverzuim (%)"].replace(",", "."))} for code, r in _core(root)}
    people = {code: float(r["Werknemers/Totaal (aantal)"]) for code, r in _core(root)}
    if "RA02" not in found:
        weighed = sum(found[code]["absence_pct"] * people[code] for code in wgv_codes())
        found["RA02"] = {"absence_pct": weighed / sum(people[code] for code in wgv_codes())}
    return found


def vacancies(root: Path) -> Counted:
    """Posts in adverts of the newest export, of the places in each region of the board, less the rows set aside."""
    file, regions = exported(root, "zorgselect"), _regions_of_places()
    name = file.relative_to(root / "data/raw").as_posix()
    aside = _csv(root / "data/processed/quarantine/zorgselect.csv")
    gone = {int(r["line"]) for r in aside if (r["file"], r["scope"]) == (name, "row")}
    found = {code: dict.fromkeys(("vacancies_opened", "vacancies_open", *ENDED.values()), 0.0) for code in wgv_codes()}
    for line, advert in enumerate(_csv(file), 2):
        if line in gone:
            continue
        (code,) = regions[" ".join(advert["Standplaats"].casefold().split())]
        posted, closed = _day(advert["Datum plaatsing"]), _day(advert["Datum sluiting"])
        counts = {
            "vacancies_opened": QUARTER[0] <= posted <= QUARTER[1],
            "vacancies_open": posted <= QUARTER[1] < closed,
            ENDED.get(advert["Status"], ""): QUARTER[0] <= closed <= QUARTER[1],
        }
        for measure in (measure for measure, counted in counts.items() if counted):
            found[code][measure] += int(advert["Aantal plaatsen"])
    found["RA02"] = {measure: sum(each[measure] for each in found.values()) for measure in found["RA0205"]}
    return found


def _day(text: str) -> date:
    """1-7-2026; what is not closed closes never."""
    return datetime.strptime(text.strip(), "%d-%m-%Y").date() if text.strip() else date.max


def _regions_of_places() -> dict[str, set[str]]:
    """Each name of a place or municipality, as the two lists have it, with the regions that it lies in."""
    found: dict[str, set[str]] = {}
    for row in [*entries("places").values(), *entries("municipalities").values()]:
        for name in (row["name"], *row["aliases"]):
            found.setdefault(name.casefold(), set()).add(row["region_code"])
    return found


def employees_by_age(root: Path) -> Counted:
    """Employees of each age class."""
    return {
        code: {age: float(r[f"Werknemers/{name} (aantal)"]) for age, name in AGES.items()} for code, r in _core(root)
    }


def _core(root: Path) -> Iterator[tuple[str, Row]]:
    """The rows of StatLine of the last quarter, without childcare; a star behind a quarter is not final."""
    text = exported(root, "azw_kerncijfers").read_text(encoding="utf-8-sig").splitlines()
    for row in csv.DictReader(text[2:-1], delimiter=";"):
        if row["Perioden"].startswith("2026 3e") and row["AZW-branches"] == "Zorg en welzijn (smal)":
            yield _code(row["Regio's"]), row


def _added(rows: list[Row], counted: Callable[[Row], dict[str, float]]) -> Counted:
    """What is counted, added up per region, for the four of the WGV area and for all together."""
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        code = _code(row["Regio"])
        for where in [code, "NL01", *(["RA02"] if code in wgv_codes() else [])]:
            for name, number in counted(row).items():
                found[where][name] += number
    assert set(region_codes()) <= set(found)
    return {code: dict(each) for code, each in found.items()}


def _code(name: str) -> str:
    (code,) = (c for c, entry in entries("regions").items() if name in {entry["name"], *entry["aliases"]})
    return code


def _csv(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    return list(csv.DictReader(path.read_text(encoding=encoding).splitlines(), delimiter=";"))


def _sheet(path: Path) -> list[Row]:
    """The rows of the first sheet, named by the first row that is filled to its end."""
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if None not in row]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
