"""The contracts of the package fit together, and a broken one says which key to mend."""

from pathlib import Path

import pytest
import yaml

from raat_analysis.contracts import ContractRefused, accepted, codes, contract, contracts, load
from raat_analysis.contracts.model import Column
from raat_analysis.sources.published import published_files, published_metadata

ROOT = Path(__file__).parents[2]
GOOD = {
    "source": "adverts",
    "title": "Adverts",
    "row": "an advert",
    "format": "csv",
    "kind_of_data": "public",
    "key": ["number"],
    "later_export_replaces": True,
    "allowed_set_aside_pct": 5,
    "columns": {
        "number": {"header": "Nummer", "type": "text", "required": True, "description": "Number"},
        "places": {"header": "Plaatsen", "type": "integer", "minimum": 1, "description": "Places"},
    },
    "rules": [{"id": "some_places", "holds": "places > 0", "severity": "row", "sentence": "Er is een plaats."}],
}


def written(folder: Path, **changes: object) -> Path:
    path = folder / "adverts.yml"
    path.write_text(yaml.safe_dump({**GOOD, **changes}), encoding="utf-8")
    return path


def test_every_contract_of_the_package_loads():
    assert {"zorgselect", "azw_prognose", "cbs_banen"} <= set(contracts())


def test_a_contract_cannot_be_changed():
    with pytest.raises(Exception, match="frozen"):
        contract("zorgselect").title = "Iets anders"  # type: ignore[misc]


def test_an_unknown_source_names_the_known_ones():
    with pytest.raises(ContractRefused, match=r"no contract for source zorgselekt.*zorgselect"):
        contract("zorgselekt")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "colour"),
        ({"format": "pdf"}, "format"),
        ({"key": ["advert"]}, "key: advert is not a column"),
        ({"key": ["places"]}, "places is part of the key, so it must be required"),
        ({"source": "other"}, "source: other must be the name of the file"),
        ({"drop": ["nummer"]}, "two columns are headed nummer"),
        ({"rules": [{**GOOD["rules"][0], "holds": "places >"}]}, "some_places"),
        ({"rules": [{**GOOD["rules"][0], "holds": "seats > 0"}]}, "seats is not a column"),
        ({"allowed_set_aside_pct": 101}, "allowed_set_aside_pct"),
        ({"cadence": "month"}, "cadence"),
        ({"cadence": "quarter"}, "due_days: given for cadence quarter or year"),
        ({"cadence": "once", "due_days": 10}, "due_days: given for cadence quarter or year"),
        ({"cadence": "year", "due_days": -1}, "due_days"),
    ],
)
def test_a_broken_contract_names_its_file_and_key(tmp_path: Path, changes: dict[str, object], words: str):
    with pytest.raises(ContractRefused) as refused:
        load(written(tmp_path, **changes))
    assert "adverts.yml" in str(refused.value)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"type": "code"}, "has a codelist or codes"),
        ({"type": "code", "codelist": "planets"}, "no codelist planets"),
        ({"type": "text", "minimum": 1}, "a text column has no limits"),
        ({"type": "integer", "pattern": "^a$"}, "only a text column has a pattern"),
        ({"type": "text", "pattern": "("}, "not a regular expression"),
        ({"type": "text", "pattern": r"^Z\\\d$"}, r"as [0-9], for \d: it also takes those of other scripts"),
        ({"type": "date", "minimum": 5}, "not a limit for a date column"),
        ({"type": "integer", "required": True, "on_bad": "cell"}, "a required value cannot be set aside as a cell"),
    ],
)
def test_a_column_that_does_not_fit_together_is_refused(tmp_path: Path, column: dict[str, object], words: str):
    columns = {**GOOD["columns"], "third": {"header": "Derde", "description": "Third", **column}}
    with pytest.raises(ContractRefused) as refused:
        load(written(tmp_path, columns=columns))
    assert "columns.third" in str(refused.value)
    assert words in str(refused.value)


def test_everything_wrong_with_a_contract_is_said_at_once(tmp_path: Path):
    rules = [{**GOOD["rules"][0], "holds": "seats > 0"}, {**GOOD["rules"][0], "id": "few", "holds": "chairs > 0"}]
    with pytest.raises(ContractRefused, match="2 keys to mend") as refused:
        load(written(tmp_path, rules=rules))
    assert [word in str(refused.value) for word in ("seats", "chairs", "raat contract check")] == [True] * 3


@pytest.mark.parametrize(
    ("content", "words"), [(b"\xff\xfe", "not readable as YAML"), (b"only words", "holds no keys"), (b"", "no keys")]
)
def test_a_file_that_is_no_contract_is_refused_without_a_traceback(tmp_path: Path, content: bytes, words: str):
    (tmp_path / "adverts.yml").write_bytes(content)
    with pytest.raises(ContractRefused, match=words):
        load(tmp_path / "adverts.yml")


def test_a_header_of_one_year_is_known_in_that_year_only(tmp_path: Path):
    places = {**GOOD["columns"]["places"], "aliases": ["Banen"], "aliases_by_year": {2024: ["Aantal"]}}
    found = load(written(tmp_path, columns={**GOOD["columns"], "places": places}))
    assert sorted(found.headers(2024)) == ["aantal", "banen", "nummer", "plaatsen"]
    assert sorted(found.headers(2025)) == ["banen", "nummer", "plaatsen"]
    assert sorted(found.headers()) == ["aantal", "banen", "nummer", "plaatsen"]


def test_one_header_may_mean_two_things_in_two_years_but_not_in_one(tmp_path: Path):
    def columns(year: int) -> dict[str, object]:
        number = {**GOOD["columns"]["number"], "aliases_by_year": {2023: ["Aantal"]}}
        return {"number": number, "places": {**GOOD["columns"]["places"], "aliases_by_year": {year: ["Aantal"]}}}

    assert load(written(tmp_path, columns=columns(2024))).headers(2024)["aantal"] == "places"
    with pytest.raises(ContractRefused, match="two columns are headed aantal in 2023"):
        load(written(tmp_path, columns=columns(2023)))


def test_privacy_of_a_column_comes_before_that_of_its_source(tmp_path: Path):
    columns = {**GOOD["columns"], "places": {**GOOD["columns"]["places"], "privacy": "public"}}
    found = load(written(tmp_path, kind_of_data="personal", columns=columns))
    assert [found.privacy(name) for name in found.columns] == ["personal", "public"]


def test_a_key_that_occurs_twice_is_refused(tmp_path: Path):
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "title: Again\n", encoding="utf-8")
    with pytest.raises(ContractRefused, match=r"adverts\.yml .*title occurs twice"):
        load(path)


def test_a_place_in_two_regions_is_not_accepted_and_one_in_one_region_is():
    place = contract("zorgselect").columns["place"]
    assert "almelo" in accepted(place)
    assert codes(place)["almelo"] == "RA0205"
    assert "geesteren" not in accepted(place)


def test_own_codes_come_beside_the_codelist():
    column = Column(header="B", type="code", codelist="branches", codes={"SBI Q": "BREED"}, description="")
    assert codes(column)["sbi q"] == "BREED"
    assert codes(column)["vvt"] == "VVT"


def test_every_published_export_has_a_contract_and_an_origin():
    assert {source for source, _, _ in published_metadata()} <= set(contracts())
    assert {path.parts[0] for path in published_files()} == {source for source, _, _ in published_metadata()}
    assert {metadata.kind for _, _, metadata in published_metadata()} == {"published"}
    assert all(metadata.origin and metadata.licence for _, _, metadata in published_metadata())
