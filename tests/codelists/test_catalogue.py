"""The catalogue of measures says enough of each measure, and no line of it allows a wrong sum."""

from pathlib import Path

import pytest
import yaml

from raat_analysis.cli import raat
from raat_analysis.codelists import catalogue_page, entries, monitor
from raat_analysis.codelists.catalogue import NONE, CatalogueRefused, catalogue
from raat_analysis.codelists.catalogue_page import anchors, check_measures, measures_page, write_measures
from raat_analysis.paths import project_root

DOCS = project_root() / "docs"
GOOD = {
    "name": "Werknemers",
    "name_en": "Employees",
    "definition": "Personen met een baan",
    "numerator": "werknemers",
    "denominator": "",
    "unit": "personen",
    "decimals": 0,
    "better": "higher",
    "kind": "stock",
    "window": "quarter",
    "scope": "both",
    "region_by": "home",
    "source": "azw_kerncijfers",
    "line": "goal",
    "sums_over": ["region", "branch"],
    "method": "how.md",
}


def written(folder: Path, *entries_: dict[str, object]) -> Path:
    """A catalogue of measures m1, m2, …, each on a line of its own below one line of comment."""
    file = folder / "measures.yml"
    lines = [
        f"m{i}: {yaml.safe_dump(e, default_flow_style=True, width=10_000).strip()}" for i, e in enumerate(entries_, 1)
    ]
    file.write_text("# comment\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def refusal(folder: Path, *entries_: dict[str, object]) -> str:
    with pytest.raises(CatalogueRefused) as refused:
        catalogue(written(folder, *entries_))
    return str(refused.value)


def test_a_whole_line_is_a_measure(tmp_path: Path) -> None:
    assert catalogue(written(tmp_path, GOOD))["m1"].name_en == "Employees"


@pytest.mark.parametrize("field", [name for name in GOOD if name not in ("denominator", "method")])
def test_a_line_without_a_field_is_refused_with_its_line_and_field(tmp_path: Path, field: str) -> None:
    lacking = {name: value for name, value in GOOD.items() if name != field}
    assert f"line 3, m2: {field}: Field required" in refusal(tmp_path, GOOD, lacking)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"source": "azw_kerncyfers"}, "source: azw_kerncyfers is no contract"),
        ({"source": "none"}, "needs: names the source that would give it"),
        ({"method": None}, "method: the page below docs/methods that says how the number is made"),
        ({"method": "docs/how.md"}, "method: String should match pattern"),
        ({"needs": "CBS"}, "needs: names the source that would give it"),
        ({"window": "month"}, "window: Input should be"),
        ({"scope": "narrow"}, "scope: Input should be"),
        ({"line": "Doel"}, "line: Input should be"),
        ({"decimals": "0"}, "decimals: Input should be a valid integer"),
        ({"name": ""}, "name: String should have at least 1 character"),
        ({"sums_over": ["colour"]}, "sums_over.0: Input should be"),
        ({"sums_over": ["period"]}, "sums_over: a stock and a twelve-month flow are never added over period"),
        ({"kind": "flow", "window": "12m", "sums_over": ["period"]}, "sums_over: a stock and a twelve-month flow"),
        ({"denominator": "banen"}, "sums_over: a rate is never added"),
        ({"unit": "%"}, "sums_over: a rate is never added"),
        ({"unit": "fte"}, "full_time: says the hours of one fte"),
    ],
)
def test_a_line_that_does_not_hold_together_is_refused(tmp_path: Path, change: dict[str, object], fault: str) -> None:
    told = refusal(tmp_path, {**GOOD, **change})
    assert f"line 2, m1: {fault}" in told
    assert told.endswith("Next step: mend them, then raat contract check.")


def test_all_faults_come_at_once_with_five_shown(tmp_path: Path) -> None:
    told = refusal(tmp_path, *[{**GOOD, "window": "month"}] * 7)
    assert "measures.yml has 7 faults" in told
    assert "and 2 more" in told


def test_a_file_that_is_a_list_holds_no_measures(tmp_path: Path) -> None:
    file = tmp_path / "measures.yml"
    file.write_text("- employees\n", encoding="utf-8")
    with pytest.raises(CatalogueRefused, match="it holds no measures"):
        catalogue(file)


def test_a_new_flow_of_a_quarter_may_be_added_over_periods(tmp_path: Path) -> None:
    assert catalogue(written(tmp_path, {**GOOD, "kind": "flow", "sums_over": ["period"]}))["m1"].kind == "flow"


def test_the_page_of_measures_is_what_the_catalogue_makes() -> None:
    assert (DOCS / "measures.md").read_text(encoding="utf-8") == measures_page(catalogue())


def test_every_measure_stands_on_the_page_with_definition_and_both_names() -> None:
    page = measures_page(catalogue())
    for code, measure in catalogue().items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{code}`"))
        assert all(said in row for said in (measure.name, measure.name_en, measure.definition, measure.unit))


def test_every_measure_of_a_source_has_a_method_and_its_page_and_heading_are_there() -> None:
    for code, measure in catalogue().items():
        assert measure.method or measure.source == NONE, code
        if measure.method:
            name, _, anchor = measure.method.partition("#")
            text = (DOCS / "methods" / name).read_text(encoding="utf-8")
            assert not anchor or anchor in anchors(text), f"{code}: {measure.method}"


def test_headings_become_anchors_as_on_the_web() -> None:
    assert anchors("# One\n## Jobs, hours (AZW-kerncijfers)\ntext\n") == {"one", "jobs-hours-azw-kerncijfers"}


def test_a_page_that_lags_behind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_page, "catalogue", lambda: catalogue(written(tmp_path, GOOD)))
    with pytest.raises(CatalogueRefused, match="raat contract write"):
        check_measures(tmp_path)
    write_measures(tmp_path)
    (tmp_path / "methods").mkdir()
    (tmp_path / "methods" / "how.md").touch()
    assert check_measures(tmp_path) == "measures: 1, with a method page 1"


def test_a_method_page_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = {**GOOD, "method": "nowhere.md#at-all"}
    monkeypatch.setattr(catalogue_page, "catalogue", lambda: catalogue(written(tmp_path, lost)))
    write_measures(tmp_path)
    with pytest.raises(CatalogueRefused, match=r"1 faults[\s\S]*m1: nowhere.md#at-all"):
        check_measures(tmp_path)


def test_the_catalogue_is_part_of_contract_check() -> None:
    from click.testing import CliRunner

    said = CliRunner().invoke(raat, ["contract", "check"]).output.splitlines()
    assert said[-1].startswith(f"measures: {len(catalogue())}, ")


def test_all_nineteen_indicators_are_measures() -> None:
    measures = [row["measure"] for row in monitor()]
    assert len(measures) == len(set(measures)) == 19
    assert set(measures) <= set(entries("measures"))


def test_every_measure_that_an_export_gives_says_how_it_is_made() -> None:
    assert [code for code, measure in catalogue().items() if measure.source != NONE and not measure.method] == []


def test_a_changed_method_names_the_edition_in_which_it_changed(tmp_path: Path) -> None:
    later = GOOD | {"method_version": 2, "method_changed_in": "2026Q4", "parts_from": ["uitstroom"]}
    found = catalogue(written(tmp_path, GOOD, later))
    assert [found[name].method_version for name in ("m1", "m2")] == [1, 2]


def test_a_method_version_without_its_edition_is_refused_and_the_other_way_round(tmp_path: Path) -> None:
    told = refusal(tmp_path, GOOD | {"method_version": 2}, GOOD | {"method_changed_in": "2026Q4"})
    for name in ("m1", "m2"):
        assert f"{name}: method_changed_in: names the edition" in told


def test_a_part_is_of_a_source_that_there_is(tmp_path: Path) -> None:
    assert "m1: parts_from: nergens is no contract" in refusal(tmp_path, GOOD | {"parts_from": ["nergens"]})
