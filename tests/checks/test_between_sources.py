"""What two exports say of the same thing must agree; a rule without one of its sources is told as not checked."""

from pathlib import Path

import polars as pl
import pytest

from raat_analysis.checks import check
from raat_analysis.checks.between import BetweenRule, Compared, between_rules, compared
from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.contracts import ContractRefused, contracts
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.typed import typed, values
from tests.dirty.exports_on_disk import good, grid, place_export, written

RULES = {rule.id: rule for rule in between_rules()}
Rows = list[dict[str, object]]


def table(folder: Path, source: str, rows: Rows) -> Path:
    """A checked table of a source with these rows; columns that a row does not give are empty."""
    path = folder / f"{source}.parquet"
    texts = pl.DataFrame(schema=dict.fromkeys(contracts()[source].columns, pl.String))
    nothing = values(typed(texts, contracts()[source]), contracts()[source])
    pl.DataFrame(rows, schema=nothing.schema).write_parquet(path)
    return path


def found(folder: Path, rule: str, **sources: Rows) -> Compared:
    tables = {source: table(folder, source, rows) for source, rows in sources.items()}
    [one] = compared(tables, contracts(), [RULES[rule]])
    return one


def staff(count: int, organisation: str = "TW-V01", **more: object) -> Rows:
    return [{"organisation_code": organisation, "round": "2026-1", **more} for _ in range(count)]


def member(employees: int = 100, takes_part: str = "ja") -> Rows:
    return [{"organisation_code": "TW-V01", "employees": employees, "takes_part": takes_part}]


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("hr_organisations_are_registered", "fase0_hr"),
        ("employee_organisations_are_registered", "fase0_medewerkers"),
        ("manager_organisations_are_registered", "fase0_leidinggevenden"),
        ("advert_organisations_are_registered", "zorgselect"),
    ],
)
def test_an_organisation_stands_in_the_register(tmp_path: Path, rule: str, source: str):
    rows = staff(2, "TW-V01") + staff(3, "TW-V99")
    one = found(tmp_path, rule, **{source: rows, "organisaties": member()})
    assert (one.rows_compared, one.rows_broken) == (2, 1)
    assert one.broken is not None
    assert one.broken["organisation_code"].to_list() == ["TW-V99"]


@pytest.mark.parametrize(("answers", "broken"), [(3, 0), (4, 1)])
def test_no_more_answers_than_employees(tmp_path: Path, answers: int, broken: int):
    rows = {"fase0_medewerkers": staff(answers), "fase0_hr": staff(3)}
    assert found(tmp_path, "answers_at_most_employees", **rows).rows_broken == broken


def test_answers_without_any_hr_extract_are_too_many(tmp_path: Path):
    rows = {"fase0_medewerkers": staff(1), "fase0_hr": staff(9, "TW-V02")}
    assert found(tmp_path, "answers_at_most_employees", **rows).rows_broken == 1


def test_answers_are_held_against_their_function_group_whatever_the_spelling(tmp_path: Path):
    answers = staff(2, function_group="verpleging ") + staff(1, function_group="Verzorging")
    hr = staff(1, function_group="Verpleging") + staff(2, function_group="Verzorging")
    one = found(tmp_path, "answers_at_most_function_group", fase0_medewerkers=answers, fase0_hr=hr)
    assert one.broken is not None
    assert one.broken.rows() == [("TW-V01", "2026-1", "nursing", 2, 1)]


@pytest.mark.parametrize(("size", "broken"), [(11, 0), (12, 1)])
def test_teams_together_are_not_larger_than_the_organisation(tmp_path: Path, size: int, broken: int):
    rows = {"fase0_leidinggevenden": staff(1, team_size=size), "fase0_hr": staff(10)}
    assert found(tmp_path, "teams_fit_the_organisation", **rows).rows_broken == broken


@pytest.mark.parametrize(("employees", "broken"), [(93, 0), (92, 1), (107, 0), (108, 1)])
def test_the_hr_extract_differs_from_the_register_by_five_percent_and_two(tmp_path: Path, employees: int, broken: int):
    rows = {"fase0_hr": staff(employees), "organisaties": member(100)}
    assert found(tmp_path, "hr_fits_register", **rows).rows_broken == broken


@pytest.mark.parametrize(("says", "broken"), [("ja", 0), ("deels", 0), ("nee", 1)])
def test_who_delivers_an_extract_takes_part(tmp_path: Path, says: str, broken: int):
    rows = {"fase0_hr": staff(1), "organisaties": member(takes_part=says)}
    assert found(tmp_path, "surveyed_organisations_take_part", **rows).rows_broken == broken


@pytest.mark.parametrize(
    ("employees", "says", "broken"),
    [
        (81, "ja", 0),
        (80, "ja", 1),
        (119, "ja", 0),
        (120, "ja", 1),
        (20, "deels", 0),
        (119, "deels", 0),
        (120, "deels", 1),
    ],
)
def test_a_fifth_off_the_register_stops_and_a_part_may_be_smaller(
    tmp_path: Path, employees: int, says: str, broken: int
):
    rows = {"fase0_hr": staff(employees), "organisaties": member(100, says)}
    one = found(tmp_path, "hr_is_of_the_organisation", **rows)
    assert one.rows_broken == broken
    assert one.rule.severity == "stop"


def test_only_the_latest_extract_is_held_against_the_register_of_today(tmp_path: Path):
    hr = [*staff(40, round="2025-1"), *staff(100)]
    assert found(tmp_path, "hr_is_of_the_organisation", fase0_hr=hr, organisaties=member(100)).rows_broken == 0


def test_who_is_told_of_a_wrong_extract_is_told_what_to_do(tmp_path: Path):
    told = found(tmp_path, "hr_is_of_the_organisation", fase0_hr=staff(50), organisaties=member(100)).message()
    assert "organisation_code TW-V01" in told
    assert "employees 50" in told
    assert "Volgende stap: vraag een nieuw extract, verbeter het register, of zet daar deels" in told


ALIKE = {"function_group": "Verzorging", "wants": "Nee", "conditions": None, "obstacles": "Werkdruk"}


@pytest.mark.parametrize(("count", "broken"), [(9, 0), (10, 1), (11, 1)])
def test_ten_answers_that_are_all_the_same_are_a_test(tmp_path: Path, count: int, broken: int):
    rows = [{**row, **ALIKE, "response_number": str(number)} for number, row in enumerate(staff(count))]
    assert found(tmp_path, "employees_answer_differently", fase0_medewerkers=rows).rows_broken == broken


@pytest.mark.parametrize(
    "change", [{"wants": "Liever minder"}, {"conditions": "Vaste dagen"}, {"leave_reason": "Salaris"}]
)
def test_one_other_answer_makes_a_survey_real(tmp_path: Path, change: dict[str, str]):
    rows = [{**row, **ALIKE} for row in staff(12)]
    rows[5] |= change
    assert found(tmp_path, "employees_answer_differently", fase0_medewerkers=rows).rows_broken == 0


@pytest.mark.parametrize(("sizes", "broken"), [([12] * 10, 1), ([12] * 9, 0), ([12] * 9 + [13], 0)])
def test_ten_managers_who_say_the_same_are_a_test(tmp_path: Path, sizes: list[int], broken: int):
    rows = [staff(1, team_size=size)[0] for size in sizes]
    assert found(tmp_path, "managers_answer_differently", fase0_leidinggevenden=rows).rows_broken == broken


@pytest.mark.parametrize(
    ("period", "inhabitants", "broken"),
    [("2020Q1", 10_010, 0), ("2020Q1", 10_011, 1), ("2021Q1", 10_210, 0), ("2021Q1", 10_211, 1), ("2018Q1", 9_589, 1)],
)
def test_inhabitants_change_two_percent_a_year(tmp_path: Path, period: str, inhabitants: int, broken: int):
    own = [{"municipality": "Almelo", "period": period, "inhabitants": inhabitants}]
    cbs = [{"municipality_code": "GM0141", "inhabitants": 10_000}]
    one = found(tmp_path, "inhabitants_agree_with_cbs", arbeidsmarkt=own, cbs_inwoners=cbs)
    assert (one.rows_compared, one.rows_broken) == (1, broken)


def leavers(outflow: int, stay: int) -> Rows:
    """A year of 28 regions x 11 branches. In the first, `outflow` left their employer and `stay` are in the sector."""
    branches = [code for code in entries("branches") if code not in ("SMAL", "BREED", "VVT")]
    places = [{"region": region, "branch": branch, "year": 2020} for region in region_codes() for branch in branches]
    rows: Rows = [{**place, "outflow": 0, "to_same_branch": 0, "to_other_branch": 0} for place in places]
    return [{**rows[0], "outflow": outflow, "to_other_branch": stay}, *rows[1:]]


PUBLISHED: Rows = [{"period": "2020Q4", "outflow_thousand": 100.0}]


@pytest.mark.parametrize(("stay", "broken"), [(40_000, 0), (39_999, 1)])
def test_sector_outflow_is_at_most_what_is_published(tmp_path: Path, stay: int, broken: int):
    # 150 000 left their employer; at most 110 000 of them may have left the sector beside 100 000 published.
    one = found(
        tmp_path, "sector_outflow_at_most_published", uitstroom=leavers(150_000, stay), azw_in_uitstroom=PUBLISHED
    )
    assert (one.rows_compared, one.rows_broken) == (1, broken)


@pytest.mark.parametrize(("outflow", "broken"), [(91_000, 0), (90_000, 1)])
def test_employer_outflow_is_at_least_the_published_sector_outflow(tmp_path: Path, outflow: int, broken: int):
    rows = {"uitstroom": leavers(outflow, 0), "azw_in_uitstroom": PUBLISHED}
    assert found(tmp_path, "published_outflow_at_most_employer_outflow", **rows).rows_broken == broken


def test_a_part_of_the_country_is_not_held_against_the_whole(tmp_path: Path):
    rows = {"uitstroom": leavers(1, 0)[11:], "azw_in_uitstroom": PUBLISHED}
    assert found(tmp_path, "published_outflow_at_most_employer_outflow", **rows).rows_compared == 0


@pytest.mark.parametrize(("employees", "broken"), [(100, 0), (94, 1), (106, 1)])
def test_employees_at_the_end_of_the_year_agree_in_the_country(tmp_path: Path, employees: int, broken: int):
    own = [{**row, "employees_end": 0} for row in leavers(0, 0) if row["branch"] == "GGZ"]
    own[0]["employees_end"] = employees
    figures = [{"region": "Nederland", "branch": "GGZ", "period": "2020Q4", "employees": 100}]
    one = found(tmp_path, "employees_agree_with_key_figures", uitstroom=own, azw_kerncijfers=figures)
    assert (one.rows_compared, one.rows_broken) == (1, broken)


def test_every_rule_fits_the_columns_of_its_sources(tmp_path: Path):
    tables = {source: table(tmp_path, source, []) for source in contracts()}
    assert [one.rows_compared for one in compared(tables, contracts(), between_rules())] == [0] * len(RULES)


def test_a_rule_without_one_of_its_sources_is_told_as_not_checked(tmp_path: Path):
    told = found(tmp_path, "hr_fits_register", fase0_hr=staff(1)).told(contracts())
    assert (told["checked"], told["absent"], told["rows_broken"]) == (False, ["organisaties"], 0)


def test_comparisons_of_organisations_are_counted_and_not_shown(tmp_path: Path):
    told = found(tmp_path, "hr_fits_register", fase0_hr=staff(9), organisaties=member()).told(contracts())
    assert (told["checked"], told["rows_broken"], told["first"]) == (True, 1, [])


def test_comparisons_of_public_sources_are_shown(tmp_path: Path):
    own = [{"municipality": "Almelo", "period": "2020Q1", "inhabitants": 5}]
    cbs = [{"municipality_code": "GM0141", "inhabitants": 10_000}]
    told = found(tmp_path, "inhabitants_agree_with_cbs", arbeidsmarkt=own, cbs_inwoners=cbs).told(contracts())
    shown = "municipality GM0141, period 2020Q1, inhabitants 5, inhabitants_2020 10000, quarters_later 0"
    assert told["first"] == [shown]


def test_a_broken_rule_stops_the_run_with_five_cases(tmp_path: Path):
    rows = {"fase0_hr": [row for number in range(10, 17) for row in staff(1, f"TW-V{number}")]}
    told = found(tmp_path, "hr_organisations_are_registered", **rows, organisaties=member()).message()
    assert "fase0_hr and organisaties: 7 of 7 comparisons do not hold (hr_organisations_are_registered)" in told
    assert "organisation_code TW-V10, register_employees (empty)" in told
    assert "and 2 more" in told
    assert "ledenregister" in told
    assert "Next step: " in told


def place(raw: Path, source: str, row: dict[str, str]) -> None:
    place_export(raw, source, written(source, grid(source, [row])))


def test_the_check_joins_rules_between_sources_to_what_else_is_wrong(tmp_path: Path):
    employee = {"organisation_code": "TW-V01", "round": "2026-1", "employee_number": "1"}
    job = {"function_group": "Verpleging", "age_class": "25 tot 35 jaar", "contract_kind": "Vast"}
    hours = {"contract_hours": "24", "actual_hours": "24"}
    place(tmp_path / "raw", "fase0_hr", {**employee, **job, **hours})
    place(tmp_path / "raw", "organisaties", good("organisaties", organisation_code="TW-V02"))
    chosen = {name: contracts()[name] for name in ("fase0_hr", "organisaties")}
    with pytest.raises(ExportRefused) as refused:
        check(tmp_path / "raw", chosen, tmp_path / "checked")
    assert "(hr_organisations_are_registered)" in str(refused.value)
    assert "organisation_code TW-V01" in str(refused.value)


def test_the_quality_of_a_run_tells_every_rule(tmp_path: Path):
    place(tmp_path / "raw", "zorgselect", good("zorgselect", organisation_code="TW-V01"))
    place(tmp_path / "raw", "organisaties", good("organisaties", organisation_code="TW-V02"))
    chosen = {name: contracts()[name] for name in ("zorgselect", "organisaties")}
    quality = check(tmp_path / "raw", chosen, tmp_path / "checked").quality["between"]
    assert [rule["id"] for rule in quality] == list(RULES)
    assert [(rule["id"], rule["rows_broken"]) for rule in quality if rule["checked"]] == [
        ("advert_organisations_are_registered", 1)
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("- {", "not readable as YAML"),
        ("- {id: a}", "rule 0 sources"),
        ("rules: 3", "rule file"),
        ("{0}\n{0}", "two rules are called a"),
        ("{0}".replace("{0}", "{1}"), "a: there is no source zorgselekt"),
    ],
)
def test_a_file_with_rules_that_is_not_right_is_refused(tmp_path: Path, content: str, words: str):
    good_rule = "- {id: a, sources: [zorgselect, organisaties], rows: x, holds: x, severity: warn, sentence: s}"
    file = tmp_path / "between_sources.yml"
    file.write_text(content.replace("{0}", good_rule).replace("{1}", good_rule.replace("select,", "selekt,")))
    with pytest.raises(ContractRefused) as refused:
        between_rules(file)
    assert words in str(refused.value)
    assert "Next step: " in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "holds"),
    [("SELECT salary FROM fase0_hr", "TRUE"), ("SELECT round FROM fase0_hr", "salary > 1"), ("SELECT FROM", "TRUE")],
)
def test_a_rule_that_cannot_be_answered_is_refused(tmp_path: Path, rows: str, holds: str):
    rule = BetweenRule(
        id="wrong", sources=("fase0_hr", "organisaties"), rows=rows, holds=holds, severity="warn", sentence="Fout."
    )
    tables = {"fase0_hr": table(tmp_path, "fase0_hr", staff(1)), "organisaties": table(tmp_path, "organisaties", [])}
    with pytest.raises(ContractRefused, match=r"Rule wrong[\s\S]*Next step: "):
        compared(tables, contracts(), [rule])
