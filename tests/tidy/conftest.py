"""Small checked tables, as the check stage writes them: labels, typed columns, file and line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

Row = dict[str, object]
DESTINATIONS = [
    "to_same_branch",
    "to_other_branch",
    "to_other_sector",
    "to_self_employed",
    "to_benefit",
    "to_pension",
    "to_inactive",
]


def advert(**changed: object) -> Row:
    row: Row = {
        "advert_id": "ZS1",
        "job_title": "Verzorgende IG",
        "organisation_code": "TW-A01",
        "branch": "VVT",
        "place": "Enschede",
        "qualification": "Verzorgende IG",
        "hours_per_week": "24-32",
        "positions": 2,
        "posted_on": date(2026, 1, 5),
        "closed_on": date(2026, 4, 1),
        "status": "Vervuld",
    }
    return row | changed


def checked_rows() -> dict[str, list[Row]]:
    """Source → rows; enough to make every tidy table."""
    place: Row = {"region": "Twente", "branch": "Kinderopvang"}
    person: Row = {
        "organisation_code": "TW-A01",
        "round": "2026-1",
        "function_group": "Verzorging",
        "age_class": "25 tot 35 jaar",
        "contract_hours": 24.0,
        "actual_hours": 26.5,
    }
    return {
        "zorgselect": [advert(), advert(advert_id="ZS2", hours_per_week=None, closed_on=None, status="Open")],
        "azw_prognose": [
            {
                "edition": "2025-12",
                "scenario": "Nieuw beleid",
                **place,
                "qualification": "Totaal",
                "year": 2035,
                "demand_persons": 110,
                "supply_persons": 100,
                "shortage_persons": 10,
            }
        ],
        "uitstroom": [
            {
                **place,
                "age_class": "Jonger dan 25 jaar",
                "year": 2025,
                "employees_start": 100,
                "inflow": 10,
                "outflow": 28,
                **{name: number for number, name in enumerate(DESTINATIONS, 1)},
                "employees_end": 82,
            }
        ],
        "azw_kerncijfers": [
            {
                **place,
                "period": "2026Q3",
                "period_provisional": True,
                "employees": 15,
                "employees_under_25": 1,
                "employees_25_35": 2,
                "employees_35_45": 3,
                "employees_45_55": 4,
                "employees_55_plus": 5,
                "jobs": 16,
                "contract_hours": 0.4,
                "absence_pct": 6.1,
            }
        ],
        "arbeidsmarkt": [
            {
                "municipality": "Borne",
                "period": "2026Q3",
                "period_provisional": False,
                "inhabitants": 100,
                "inhabitants_under_20": 20,
                "inhabitants_20_65": 60,
                "inhabitants_65_plus": 20,
                "labour_force": 55,
                "unemployed_under_6_months": 1,
            }
        ],
        "opleidingen": [
            {
                "region": "Twente",
                "qualification": "VIG",
                "route": "BBL",
                "year": 2025,
                "training_places": 9,
                "entrants": 5,
                "diplomas": 4,
                "working_in_sector": 3,
            }
        ],
        "organisaties": [{"organisation_code": "TW-A01", **place, "employees": 40, "takes_part": "ja"}],
        "fase0_hr": [{**person, "employee_number": "1", "contract_kind": "Vast"}],
        "fase0_medewerkers": [
            {
                **person,
                "response_number": "1",
                "wants": "Nee",
                "desired_hours": 24.0,
                "respondent": "D1",
                "conditions": None,
                "condition": None,
                "obstacles": "Werkdruk; Nooit gevraagd",
                "obstacle": "Werkdruk",
                "discussed": "nee",
                "intends_to_leave": "ja",
                "leave_reason": "Salaris",
            }
        ],
        "fase0_leidinggevenden": [
            {
                "organisation_code": "TW-A01",
                "round": "2026-1",
                "response_number": "1",
                "team_size": 12,
                "respondent": None,
                "open_hours": 20.0,
                "temporary_hours": 8.0,
                "expects_more_hours": 2,
                "asks_in_review": "ja",
                "room_in_budget": "weet niet",
                "feasible_conditions": "Vaste dagen; Langere diensten, minder gebroken diensten",
                "feasible_condition": "Vaste dagen",
                "obstacle": "Werkdruk",
            }
        ],
        "programma": [
            {
                "programme": "TAZ 2022",
                "region": "Twente",
                "action_line": "Anders werken in de zorg",
                "place": "2.4",
                "action": "Regel minder",
                "lever": "Minder administratieve lasten",
                "horizon": "kort tot lang",
                "kind": "loopt al",
            },
            {
                "programme": "TAZ 2022",
                "region": "Twente",
                "action_line": "Anders werken in de zorg",
                "place": "lijn 2",
                "action": "Voorkom ziekte",
                "lever": None,
                "horizon": "niet vermeld",
                "kind": "niet vermeld",
            },
        ],
        **published_rows(),
    }


def published_rows() -> dict[str, list[Row]]:
    url = "https://voorbeeld.invalid/cijfers"
    return {
        "azw_prognose_landelijk": [
            {
                "edition": "2023-12",
                "scenario": "NieuwBeleid",
                "region": "Nederland",
                "branch": "Zorg en welzijn smal (excl. kinderopvang)",
                "year": "2033",
                "figure": "tekort",
                "value": 190000,
                "unit": "personen",
                "url": url,
                "remark": None,
            }
        ],
        "azw_verzuim": [
            {
                "period": "2022Q4",
                "period_provisional": False,
                "branch": "VVT",
                "absence_pct": 9.3,
                "unit": "%",
                "status": "voorlopig",
                "url": url,
            }
        ],
        "azw_in_uitstroom": [
            {
                "period": "2023Q1",
                "period_provisional": False,
                "inflow_thousand": 176.0,
                "outflow_thousand": 155.0,
                "balance_thousand": 21.0,
                "url": url,
            }
        ],
        "azw_vacatures": [
            {
                "period": "2022Q4",
                "period_provisional": False,
                "branch": "Zorg en welzijn",
                "value": 45.0,
                "figure": "vacaturegraad",
                "url": url,
            }
        ],
        "cbs_vacatures_provincie": [
            {
                "period": "2022Q3",
                "period_provisional": False,
                "region": "Overijssel",
                "vacancies_open_thousand": 4.2,
                "status": "voorlopig",
            }
        ],
        "cbs_werkzame_personen": [
            {"year": 2022, "employees_thousand": 1370, "self_employed_thousand": 246, "status": "voorlopig"}
        ],
        "uitstroomonderzoek": [
            {
                "year": "2024",
                "theme": "vertrekreden",
                "category": "Werkdruk",
                "value": 17.9,
                "unit": "%",
                "remark": None,
                "url": url,
            }
        ],
        "cbs_banen": [
            {
                "activity": "Q Gezondheids- en welzijnszorg",
                "size_class": "Totaal",
                "period": "2019",
                "period_provisional": False,
                "jobs_thousand": 1500.0,
            }
        ],
        "cbs_inwoners": [
            {
                "municipality_code": "GM0147",
                "municipality": "Borne",
                "region_code": "RA0205",
                "region": "Twente",
                "inhabitants": 23312,
            }
        ],
    }


def frame(rows: list[Row]) -> pl.DataFrame:
    lines = [row | {"export_file": "export.csv", "export_line": number} for number, row in enumerate(rows, 2)]
    table = pl.DataFrame(lines, infer_schema_length=None)
    return table.with_columns(pl.col(pl.Null).cast(pl.String))


@pytest.fixture
def adverts() -> Callable[..., pl.DataFrame]:
    """A function: the checked adverts, each a usual one with these changes."""

    def make(*changes: Row) -> pl.DataFrame:
        return frame([advert(**change) for change in changes])

    return make


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    """Every checked table, with one or two rows."""
    return {source: frame(rows) for source, rows in checked_rows().items()}


@pytest.fixture
def checked(tables: dict[str, pl.DataFrame], tmp_path: Path) -> Path:
    """A folder with every checked table."""
    for source, table in tables.items():
        table.write_parquet(tmp_path / f"{source}.parquet")
    return tmp_path
