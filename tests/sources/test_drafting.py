"""A draft of a contract: what it finds by itself, and that no person stands in it."""

import json
from pathlib import Path

import polars as pl
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from raat_analysis.cli import raat
from raat_analysis.contracts import ContractRefused, load
from raat_analysis.contracts.command import check_files
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.drafting import draft, write_draft
from raat_analysis.sources.drafting.names import numbered, snake_case
from raat_analysis.sources.drafting.personal import like_persons, personal_header, personal_values
from raat_analysis.sources.drafting.types import guessed_type, not_known

HEADER = "Nr;Regio;Soort;Aantal;Bedrag;Sinds;Uren;Jaar;Kwartaal;Postcode;Notitie;Mail"
ROWS = [
    f"0{n};{'Twente' if n % 2 else 'Drenthe'};{'Vast' if n % 3 else 'Tijdelijk'};{n * 7};{n},5;0{n}-02-2026;"
    f"{f'{n}-{n + 8}' if n > 1 else 'n.o.t.k.'};2025;2026Q{1 + n % 4};757{n};regel {n};p{n}@voorbeeld.nl"
    for n in range(1, 10)
] + [f"1{n};Twente;Vast;3;2,5;11-02-2026;8-16;2026;2026Q1;7580;;" for n in range(12)]


def csv(folder: Path, lines: list[str], name: str = "counts.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def drafted(path: Path) -> dict[str, dict[str, object]]:
    return dict(yaml.safe_load(draft(path, known={})))


def test_types_codes_and_required_are_found_from_the_values(tmp_path: Path):
    found = drafted(csv(tmp_path, [HEADER, *ROWS]))
    assert {name: column["type"] for name, column in found["columns"].items()} == {
        "nr": "text",
        "regio": "code",
        "soort": "code",
        "aantal": "integer",
        "bedrag": "decimal",
        "sinds": "date",
        "uren": "hours",
        "jaar": "year",
        "kwartaal": "quarter",
        "postcode": "text",
        "notitie": "text",
    }
    assert found["columns"]["regio"]["codelist"] == "regions"
    assert found["columns"]["soort"]["codes"] == {"Tijdelijk": "tijdelijk", "Vast": "vast"}
    assert found["columns"]["uren"]["unknown"] == ["n.o.t.k."]
    required = {name for name, column in found["columns"].items() if column.get("required")}
    assert required == {*found["columns"]} - {"uren", "notitie"}
    assert found["drop"] == ["Mail"]
    assert (found["key"], found["kind_of_data"], found["format"]) == (["nr"], "personal", "csv")


def test_the_key_is_the_smallest_set_of_columns_that_tells_rows_apart(tmp_path: Path):
    rows = [f"{place};{year};5" for place in ("Almelo", "Borne") for year in (2024, 2025)]
    assert drafted(csv(tmp_path, ["Plaats;Jaar;Aantal", *rows, rows[0]]))["key"] == ["plaats", "jaar"]


def test_without_a_key_all_columns_that_could_be_one_are_given(tmp_path: Path):
    assert drafted(csv(tmp_path, ["Plaats;Jaar;Aantal", "Almelo;2024;5", "Almelo;2024;6"]))["key"] == ["plaats", "jaar"]


@pytest.mark.parametrize(("cells", "mark"), [(["1.5", "2.25"], "."), (["1,5", "2,25"], ","), (["7.400", "1.200"], ",")])
def test_the_decimal_mark_is_what_the_numbers_use(tmp_path: Path, cells: list[str], mark: str):
    found = drafted(csv(tmp_path, ["Plaats;Waarde", *(f"P{i};{cell}" for i, cell in enumerate(cells))]))
    assert found.get("decimal_mark", ",") == mark


def test_a_workbook_with_empty_rows_above_its_header(tmp_path: Path):
    path = tmp_path / "export.xlsx"
    with Workbook(str(path)) as book:
        page = book.add_worksheet()
        for row, cells in enumerate([["Functietitel", "Plaatsen"], ["Helpende", 2], ["Arts", 1]], 3):
            page.write_row(row, 0, cells)
    found = drafted(path)
    assert found["format"] == "xlsx"
    assert [column["header"] for column in found["columns"].values()] == ["Functietitel", "Plaatsen"]


def test_a_statline_file_whose_title_has_more_separators_than_its_header(tmp_path: Path):
    lines = [
        '"Zorg, welzijn, werk, jaar, kwartaal"',
        '"Regio";"Banen"',
        '"Twente";"10"',
        '"Drenthe";"."',
        '"Bron: CBS"',
    ]
    found = drafted(csv(tmp_path, lines))
    assert found["format"] == "statline"
    assert [column["header"] for column in found["columns"].values()] == ["Regio", "Banen"]


def test_an_odata_capture(tmp_path: Path):
    properties = [
        {"ID": 0, "Key": "Perioden", "Title": "Perioden", "odata.type": "Cbs.OData.TimeDimension"},
        {"ID": 1, "Key": "Banen_1", "Title": "Banen", "odata.type": "Cbs.OData.Topic"},
    ]
    rows = [{"ID": i, "Perioden": f"202{i}JJ00", "Banen_1": 1.5 + i} for i in range(3)]
    times = [{"Key": f"202{i}JJ00", "Title": f"202{i}", "Status": "Definitief"} for i in range(3)]
    path = tmp_path / "capture.json"
    path.write_text(json.dumps({"DataProperties": properties, "Perioden": times, "TypedDataSet": rows}), "utf-8")
    found = drafted(path)
    assert {name: column["type"] for name, column in found["columns"].items()} == {
        "perioden": "period",
        "banen": "decimal",
    }


def test_a_draft_is_refused_by_the_check_until_its_open_ends_are_filled(tmp_path: Path):
    path = tmp_path / "counts.yml"
    write_draft(draft(csv(tmp_path, [HEADER, *ROWS]), "counts"), path)
    with pytest.raises(ContractRefused, match=r"(?s)say it in Dutch.*cadence: say how often"):
        check_files([path])
    filled = path.read_text("utf-8").replace("'?", "'Uitleg").replace("?,", "Uitleg,").replace(": ?", ": Uitleg")
    filled = filled.replace("cadence: null", "cadence: once")
    path.write_text(filled, "utf-8")
    assert check_files([path]) == ["counts: columns 11, rules 0, totals 0"]
    assert load(path).drop == ("Mail",)


def test_a_known_header_takes_over_name_type_and_codelist_when_the_values_agree(tmp_path: Path):
    path = csv(tmp_path, ["Standplaats;Aantal plaatsen;Uren per week", "Almelo;3;24-32", "Borne;2;16"])
    columns = yaml.safe_load(draft(path))["columns"]
    assert list(columns) == ["place", "positions", "hours_per_week"]
    assert columns["place"]["codelist"] == "places"
    assert columns["place"]["description"] == "? Plaats waar het werk wordt gedaan"
    other = csv(tmp_path, ["Standplaats;Aantal plaatsen", "Parijs;veel"])
    assert list(yaml.safe_load(draft(other))["columns"]) == ["standplaats", "aantal_plaatsen"]


JOBDIGGER = [
    *("Functietitel", "Bedrijfsnaam", "Standplaats", "Standplaats: Provincie", "Bedrijf: Branche", "SBI code", "KVK"),
    *("Contactpersoon: Voornaam", "Contactpersoon: Achternaam", "Contactpersoon: E-mail", "Contactpersoon: Telefoon"),
    *("Website", "URL", "Salarisindicatie", "beroep", "opleiding"),
]
JOBDIGGER_EDITED = ["Contact_Voornaam", "Contact_Achternaam", "Email", "Telefoon", "Functie_Type"]
EASYCRUIT = [
    *("Vacancy ID (Vacature-ID)", "Referentienummer", "Vacaturetitel & Projecteigenaar", "Aanmaakdatum"),
    *("Date Posted (Plaatsingsdatum)", "Status sollicitatie", "Vacature-eigenaar", "Naam"),
    *("Approved by (Goedgekeurd door)", "Afdelingsnaam", "Contactpersonen", "Land", "Regio"),
]


@pytest.mark.parametrize(
    ("headers", "dropped"),
    [
        (JOBDIGGER, JOBDIGGER[7:11]),
        (JOBDIGGER_EDITED, JOBDIGGER_EDITED[:4]),
        (EASYCRUIT, [EASYCRUIT[i] for i in (2, 6, 7, 8, 10)]),
    ],
)
def test_the_contact_columns_of_real_vacancy_exports_are_dropped(
    tmp_path: Path, headers: list[str], dropped: list[str]
):
    path = csv(tmp_path, [";".join(headers), ";".join(["x"] * len(headers)), ";".join(["y"] * len(headers))])
    assert yaml.safe_load(draft(path))["drop"] == dropped


@pytest.mark.parametrize(
    "header", ["Contracturen", "Bedrijfsnaam", "Naam organisatie", "Gemeentenaam", "Aantal", "Mailing"]
)
def test_a_header_without_a_person_is_kept(header: str):
    assert not personal_header(header)


@pytest.mark.parametrize(
    "header", ["BSN", "Geboortedatum", "Adres", "Straat", "Woonadres", "Achternaam", "Mobiel", "IBAN"]
)
def test_a_header_with_a_person_is_dropped(header: str):
    assert personal_header(header)


@pytest.mark.parametrize(
    ("values", "personal"),
    [
        (["x", "j.jansen@voorbeeld.nl"], True),
        (["06-12345678", "053 4871234"], True),
        (["7511 AB", "7512CD"], True),
        (["111222333", "123456782"], True),
        (["111222334", "123456783"], False),
        (["7511", "7512"], False),
        (["Almelo", "Borne"], False),
        ([], False),
    ],
)
def test_values_can_give_a_person_away(values: list[str], personal: bool):
    assert personal_values(pl.Series(values, dtype=pl.String)) is personal


@pytest.mark.parametrize(
    ("values", "like"),
    [(["Jan Jansen"], True), (["J. de Vries"], True), (["A.B. van den Berg"], True), (["Vast", "Tijdelijk"], False)],
)
def test_names_of_people_are_recognised(values: list[str], like: bool):
    assert like_persons(pl.Series(values, dtype=pl.String)) is like


def test_few_values_that_look_like_people_are_not_shown_as_codes(tmp_path: Path):
    rows = [f"{i};{'Jan Jansen' if i % 2 else 'P. de Vries'}" for i in range(30)]
    text = draft(csv(tmp_path, ["Code;Behandeld", *rows]), known={})
    assert "Jansen" not in text
    assert "Vries" not in text
    assert "namen van personen?" in text


MAILS = st.from_regex(r"[a-z]{5,9}[0-9]{3}@voorbeeld\.nl", fullmatch=True)
PHONES = st.from_regex(r"06-[1-9][0-9]{7}", fullmatch=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(people=st.one_of(st.lists(MAILS, min_size=1, max_size=9), st.lists(PHONES, min_size=1, max_size=9)))
def test_no_mail_address_or_telephone_number_ever_stands_in_a_draft(tmp_path: Path, people: list[str]):
    rows = [f"{i};{person}" for i in range(4) for person in people]
    text = draft(csv(tmp_path, ["Volgorde;Veld", *rows]))
    assert [person for person in people if person in text] == []
    assert yaml.safe_load(text)["drop"] == ["Veld"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [(["1999", "2024"], "year"), (["1024", "2048"], "integer"), (["00001", "00002"], "text"), ([], "text")],
)
def test_a_number_is_not_always_a_number(values: list[str], kind: str):
    assert guessed_type("Kolom", pl.Series(values, dtype=pl.String), ",") == kind


def test_dirt_is_not_taken_for_a_way_to_say_not_known():
    values = pl.Series(["1-1-2026"] * 50 + ["31-02-2026", "x@voorbeeld.nl"])
    assert not_known(values, "date", ",") == []
    assert not_known(pl.Series(["24", "In  overleg", "in overleg"]), "hours", ",") == ["in overleg"]


def test_names_are_plain_and_differ():
    assert snake_case("Werknemers/Jonger dan 25 jaar (aantal)") == "werknemers_jonger_dan_25_jaar_aantal"
    assert snake_case("Cliënt €") == "client"
    assert snake_case("25 - 35") == "column_25_35"
    assert numbered("hours", {"hours", "hours_2"}) == "hours_3"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["A;B", "1;2", "3"], "do not have the columns of the header"),
        (["A;A", "1;2"], "column A stands in it twice"),
        (["A;", "1;2"], "column 2 has values and no header"),
        (["A;B"], "has no rows under its header"),
        ([""], "is empty"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_next_step(tmp_path: Path, lines: list[str], words: str):
    with pytest.raises(ExportRefused, match=words) as refused:
        draft(csv(tmp_path, lines))
    assert "Next step" in str(refused.value)


def test_a_source_has_a_plain_name(tmp_path: Path):
    with pytest.raises(ContractRefused, match="call it mijn_bron"):
        draft(csv(tmp_path, [HEADER, *ROWS]), "Mijn bron")


def test_the_command_shows_a_draft_or_writes_a_new_file(tmp_path: Path):
    export, out = str(csv(tmp_path, [HEADER, *ROWS])), tmp_path / "my_counts.yml"
    assert "source: counts\n" in CliRunner().invoke(raat, ["contract", "draft", export]).output
    assert "raat contract check my_counts.yml" in CliRunner().invoke(raat, [*DRAFT, export, "--out", str(out)]).output
    assert "source: my_counts\n" in out.read_text("utf-8")
    again = CliRunner().invoke(raat, [*DRAFT, export, "--out", str(out)])
    assert isinstance(again.exception, ContractRefused)
    assert "not overwritten" in str(again.exception)


DRAFT = ["contract", "draft"]
