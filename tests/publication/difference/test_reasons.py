"""Every revision has a reason by rule, or stops the edition."""

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import RaatError
from raat_analysis.publication.difference.compared import compared, series_of
from raat_analysis.publication.difference.made_of import MadeOf, SourceFile, exports_revised, released
from raat_analysis.publication.difference.pages import pages
from raat_analysis.publication.difference.reasons import sources_of
from raat_analysis.publication.difference.writing import write_difference
from tests.factsheets.rows import row
from tests.publication.difference.conftest import BEFORE, PARAMS, employees


def found(editions):
    return compared(PARAMS, editions.tables, pages(editions.public), editions.editions, editions.changelog)


def reasons(editions):
    return found(editions).revised["reason"].to_list()


def revise(editions, **more):
    editions.numbers([employees("2026Q2", 105)], [employees("2026Q2", 100, **more)])


def log(editions, heading, entry):
    text = editions.changelog.read_text(encoding="utf-8")
    editions.changelog.write_text(
        text.replace(f"### {heading}\n- None.", f"### {heading}\n- {entry}"), encoding="utf-8"
    )


@pytest.fixture
def changed_method(editions, monkeypatch):
    """The method of employees went from version 1 to 2 in this edition."""
    now = catalogue()
    later = now["employees"].model_copy(update={"method_version": 2, "method_changed_in": "2026Q3"})
    changed = {**now, "employees": later}
    for module in ("reasons", "made_of"):
        monkeypatch.setattr(f"raat_analysis.publication.difference.{module}.catalogue", lambda: changed)
    editions.numbers(
        [employees("2026Q1", 90), employees("2026Q2", 105), employees("2026Q3", 106)],
        [employees("2026Q1", 90), employees("2026Q2", 100)],
    )
    return editions


def test_an_edition_in_which_nothing_was_revised_has_no_findings(editions):
    assert found(editions).revised.is_empty()
    assert found(editions).findings == ()


def test_a_revision_that_nothing_explains_is_a_finding_with_its_measure_and_numbers(editions):
    revise(editions)
    assert reasons(editions) == ["onverklaard"]
    (finding,) = found(editions).findings
    assert "`employees`: 1 numbers were revised without a reason" in finding
    assert "RA0205 SMAL 2026Q2: 100 → 105" in finding


def test_another_file_of_the_source_explains_a_revision_and_is_named(editions):
    revise(editions)
    editions.made_of(["kern/b.csv"], ["kern/a.csv"])
    assert reasons(editions) == ["bron herzien (b.csv)"]
    assert found(editions).findings == ()


def test_another_file_of_a_part_explains_a_derived_measure(editions):
    now, then = ([row("vacancies_per_1000_employees", "RA0205", "2026Q2", value)] for value in (3.7, 3.6))
    editions.numbers(now, then)
    editions.made_of(["b.csv"], ["a.csv"])
    assert sources_of("vacancies_per_1000_employees") == ["zorgselect", "azw_kerncijfers"]
    assert reasons(editions) == ["bron herzien (b.csv)"]


def test_a_file_of_another_source_explains_nothing(editions):
    editions.numbers(*([row("inhabitants", "RA0205", "2026Q2", value)] for value in (3, 4)))
    editions.made_of(["b.csv"], ["a.csv"])
    assert reasons(editions) == ["onverklaard"]


def test_a_provisional_number_that_became_final_is_explained(editions):
    revise(editions, status="provisional")
    assert reasons(editions) == ["definitief geworden"]


def test_a_correction_explains_the_measure_that_it_names(editions):
    revise(editions)
    log(editions, "Corrections", "One branch was counted twice in `jobs`.")
    assert reasons(editions) == ["onverklaard"]
    log(editions, "Data", "No.")
    editions.changelog.write_text(
        editions.changelog.read_text(encoding="utf-8").replace("`jobs`", "`employees`"), encoding="utf-8"
    )
    assert reasons(editions) == ["correctie"]


def test_a_number_that_is_secret_now_is_explained_and_one_that_is_missing_is_not(editions):
    for status, reason in (("secret", "geheimhouding"), ("missing", "onverklaard")):
        editions.numbers([employees("2026Q2", None, status=status)], [employees("2026Q2", 100)])
        assert reasons(editions) == [reason]


def test_a_changed_method_must_be_told_of_in_the_changelog(changed_method):
    (finding,) = found(changed_method).findings
    assert "no entry of CHANGELOG.md under 2026Q3, Method names `employees`" in finding
    assert found(changed_method).untold == ("employees",)
    log(changed_method, "Method", "Counted otherwise (`employees`).")
    assert reasons(changed_method) == ["methode gewijzigd"]
    assert found(changed_method).findings == ()


def test_a_method_version_that_another_edition_gave_is_a_finding(editions):
    editions.made_of(["a.csv"], ["a.csv"], employees=7)
    log(editions, "Method", "`employees`")
    (finding,) = found(editions).findings
    assert "method_changed_in says nothing" in finding


def test_the_back_series_has_all_periods_beside_what_was_published(changed_method):
    for series in (found(changed_method).series, series_of(PARAMS, changed_method.tables, changed_method.editions)):
        assert series.select("period", "value", "value_was", "published_in").rows() == [
            ("2026Q1", 90.0, 90.0, BEFORE),
            ("2026Q2", 105.0, 100.0, BEFORE),
            ("2026Q3", 106.0, None, None),
        ]


def test_without_a_changed_method_there_is_no_back_series(editions):
    revise(editions)
    assert series_of(PARAMS, editions.tables, editions.editions).is_empty()


@given(st.lists(st.sampled_from("abc"), unique=True), st.lists(st.sampled_from("abc"), unique=True))
def test_a_source_is_revised_exactly_when_its_files_differ(now, then):
    one, other = (
        MadeOf(
            edition=BEFORE,
            sources=[SourceFile(source="s", obtained_on="2026-01-01", file=f"{n}.csv", sha256=n) for n in names],
            methods={},
        )
        for names in (now, then)
    )
    assert ("s" in exports_revised(one, other)) == (set(now) != set(then))


def test_the_same_file_under_another_name_and_date_is_no_revision():
    one, other = (
        MadeOf(
            edition=BEFORE,
            sources=[SourceFile(source="s", obtained_on=day, file=file, sha256="9f")],
            methods={},
        )
        for day, file in (("2026-01-01", "a.csv"), ("2026-04-01", "b.csv"))
    )
    assert exports_revised(one, other) == {}


def test_a_release_that_was_written_is_read_back_the_same(editions):
    sources = pl.read_parquet(editions.tables / "sources.parquet")
    now = released("2026Q3", sources)
    assert MadeOf.model_validate(json.loads(now.model_dump_json())) == now
    assert now.sources[0].sha256 == "a.csv"
    assert released("2026Q3", sources.drop("sha256")).sources[0].sha256 == ""


@pytest.mark.parametrize("name", ["release.json", "pages.parquet"])
def test_what_was_not_kept_of_the_edition_before_stops(editions, name):
    (editions.editions / BEFORE / name).unlink()
    with pytest.raises(RaatError, match=name):
        found(editions)


@pytest.mark.parametrize(("text", "told"), [("{", "no release"), ('{"edition": "2026Q2"}', "no release")])
def test_a_release_that_does_not_fit_is_refused(editions, text, told):
    (editions.editions / BEFORE / "release.json").write_text(text, encoding="utf-8")
    with pytest.raises(RaatError, match=told):
        found(editions)


def test_another_edition_before_than_the_parameters_ask_for_stops(editions):
    other = PARAMS.model_copy(update={"previous_edition": "2026Q1"})
    with pytest.raises(RaatError, match="asks for 2026Q1"):
        write_difference(other, editions.tables, editions.public, editions.editions, editions.root / "out")
