"""Survey exports of common tools: every way of writing an answer gives the same table, or a refusal that says why."""

import io
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from raat_analysis.codelists import entries
from raat_analysis.contracts import contract
from raat_analysis.contracts.choices import chosen
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.headers import layout
from raat_analysis.sources.recognising import recognised
from raat_analysis.sources.survey_files import CHOSEN, NOT_CHOSEN, read_survey

EMPLOYEES = contract("fase0_medewerkers")
LABELS = {code: str(entry["name"]) for code, entry in entries("conditions").items()}
OBSTACLES = {code: str(entry["name"]) for code, entry in entries("obstacles").items()}
ONE = {
    "Organisatiecode": "TW-V01",
    "Ronde": "2026-1",
    "Antwoordnummer": "1",
    "Functiegroep": "Verzorging",
    "Leeftijdsklasse": "25 tot 35 jaar",
    "Contracturen per week": "24",
    "Werkelijke uren per week": "26",
    "Wil je meer uren werken?": "Ja, onder voorwaarden",
    "Gewenste uren per week": "32",
    "Voorwaarden die helpen": "Vaste dagen; Minder werkdruk",
    "Belangrijkste voorwaarde": "Vaste dagen",
    "Belemmeringen die spelen": "Werkdruk",
    "Grootste belemmering": "Werkdruk",
    "Besproken met leidinggevende": "ja",
    "Denkt binnen een jaar te vertrekken": "nee",
    "Reden om te vertrekken": "",
}
QUESTION = "Voorwaarden die helpen"


def columns(form: str, marks: dict[str, str], labels: dict[str, str] = LABELS) -> dict[str, str]:
    """A column per option: `form` with {} for the label, and the mark of the options that were chosen."""
    return {form.format(label if "[code]" not in form else code): marks.get(code, "") for code, label in labels.items()}


def answer(**columns_of_options: dict[str, str]) -> dict[str, str]:
    """The answer, with the columns of options in the place of the conditions."""
    found: dict[str, str] = {}
    for header, cell in ONE.items():
        found |= columns_of_options.get("conditions", {header: cell}) if header == QUESTION else {header: cell}
    return found


def csv(*rows: list[str]) -> bytes:
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return ("\n".join(quoted) + "\n").encode()


def xlsx(*rows: list[str]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Antwoorden")
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write(index, column, cell)
    book.close()
    return content.getvalue()


def table(folder: Path, content: bytes, name: str = "antwoorden.csv") -> pl.DataFrame:
    """A file as texts under the contract's names."""
    path = folder / name
    path.write_bytes(content)
    grid = read_survey(path, EMPLOYEES, name)
    where = layout(grid.header.cells, EMPLOYEES, name, 2026)
    return pl.concat([where.named(batch, name) for batch in grid.batches])


def conditions(folder: Path, row: dict[str, str]) -> str:
    return str(table(folder, csv(list(row), list(row.values())))["conditions"].item())


FORMS = [
    "Voorwaarden die helpen [{}]",
    "Voorwaarden die helpen: {}",
    "Voorwaarden die helpen - {}",
    "Wat zou je helpen om meer uren te werken? [{}]",
    "Wat zou je helpen om meer uren te werken? - Selected Choice - {}",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_column_for_each_option_is_one_question(tmp_path: Path, form: str):
    row = answer(conditions=columns(form, {"fixed_days": "Ja", "longer_shifts": "1"}))
    assert conditions(tmp_path, row) == "Langere diensten, minder gebroken diensten; Vaste dagen"


@pytest.mark.parametrize("strip", [False, True])
def test_limesurvey_heads_an_option_with_the_codes(tmp_path: Path, strip: bool):
    codes = {code: code.replace("_", "") if strip else code for code in LABELS}
    row = answer(conditions={f"voorwaarden[{spelt}]": "Y" if code == "pay" else "" for code, spelt in codes.items()})
    assert conditions(tmp_path, row) == LABELS["pay"]


@given(st.sets(st.sampled_from(sorted(LABELS))), st.sampled_from(CHOSEN), st.sampled_from(NOT_CHOSEN))
def test_any_options_come_back_from_their_columns(tmp_path_factory, codes: set[str], yes: str, no: str):
    marks = {code: yes if code in codes else no for code in LABELS}
    row = answer(conditions=columns("Voorwaarden die helpen [{}]", marks))
    given_back = conditions(tmp_path_factory.mktemp("survey"), row)
    assert chosen(given_back, EMPLOYEES.columns["conditions"]) == tuple(sorted(codes))


@given(st.sets(st.sampled_from(sorted(LABELS)), min_size=1))
def test_the_label_or_code_itself_is_a_mark(tmp_path_factory, codes: set[str]):
    marks = {code: LABELS[code] if len(code) % 2 else code for code in codes}
    row = answer(conditions=columns("Voorwaarden die helpen: {}", marks))
    given_back = conditions(tmp_path_factory.mktemp("survey"), row)
    assert chosen(given_back, EMPLOYEES.columns["conditions"]) == tuple(sorted(codes))


@pytest.mark.parametrize("mark", ["misschien", "Minder werkdruk", "2", "a; Minder werkdruk; b"])
def test_what_is_no_mark_stays_in_the_text_and_is_not_read(tmp_path: Path, mark: str):
    row = answer(conditions=columns("Voorwaarden die helpen [{}]", {"fixed_days": mark, "pay": "ja"}))
    text = conditions(tmp_path, row)
    assert text == f"Vaste dagen [{mark}]; {LABELS['pay']}"
    assert chosen(text, EMPLOYEES.columns["conditions"]) is None


def test_surveymonkey_writes_the_options_in_a_second_row(tmp_path: Path):
    first, second, cells = ["Respondent ID", "Collector ID"], ["", ""], ["118", "44"]
    for header, cell in ONE.items():
        if header == "Antwoordnummer":
            continue
        if header != QUESTION:
            first, second, cells = [*first, header], [*second, "Response"], [*cells, cell]
            continue
        first += ["Wat zou je helpen om meer uren te werken?", *[""] * (len(LABELS) - 1)]
        second += LABELS.values()
        cells += [label if code in ("fixed_days", "nearby") else "" for code, label in LABELS.items()]
    for content, name in ((csv(first, second, cells), "a.csv"), (xlsx(first, second, cells), "a.xlsx")):
        read = table(tmp_path, content, name)
        assert read["conditions"].to_list() == ["Vaste dagen; Werk dichter bij huis"]
        assert read["response_number"].to_list() == ["118"]


def test_a_last_question_with_options_reaches_past_the_first_header_row(tmp_path: Path):
    rest = {header: cell for header, cell in ONE.items() if header != QUESTION}
    first = [*rest, QUESTION, *[""] * (len(LABELS) - 1)]
    second = [*["Response"] * len(rest), *LABELS.values()]
    cells = [*rest.values(), *("x" if code == "pay" else "" for code in LABELS)]
    assert table(tmp_path, xlsx(first, second, cells), "a.xlsx")["conditions"].to_list() == [LABELS["pay"]]


def qualtrics() -> list[list[str]]:
    """Its own names, question and option, internal names, and an answer."""
    names, texts, internal, cells = (
        ["StartDate", "IPAddress"],
        ["Start Date", "IP Address"],
        ["x", "y"],
        ["2026", "::1"],
    )
    for number, (header, cell) in enumerate(ONE.items()):
        options = LABELS if header == QUESTION else {"": ""}
        for place, (code, label) in enumerate(options.items()):
            names.append(f"Q{number}_{place}" if label else f"Q{number}")
            texts.append(f"{header} - Selected Choice - {label}" if label else header)
            cells.append(cell if not label else label if code == "pay" else "")
            internal.append(f"QID{number}")
    return [names, texts, [f'{{"ImportId":"{one}"}}' for one in internal], cells]


def test_qualtrics_writes_three_header_rows_in_csv_and_two_in_excel(tmp_path: Path):
    names, texts, internal, cells = qualtrics()
    for content, name in ((csv(names, texts, internal, cells), "a.csv"), (xlsx(names, texts, cells), "a.xlsx")):
        read = table(tmp_path, content, name)
        assert read.height == 1
        assert read["conditions"].to_list() == ["Financieel merkbaar voordeel"]


def test_what_a_tool_adds_of_its_own_accord_never_leaves_the_reader(tmp_path: Path):
    extra = {"Begintijd": "1-9-2026", "IP-adres": "10.0.0.1", "Naam": "Jansen", "E-mail": "a@voorbeeld.invalid"}
    row = {**extra, **ONE}
    read = table(tmp_path, csv(list(row), list(row.values())))
    assert read.columns == [*EMPLOYEES.columns, "export_file", "export_line"]


def test_a_code_of_the_invitation_may_be_absent(tmp_path: Path):
    assert table(tmp_path, csv(list(ONE), list(ONE.values())))["respondent"].to_list() == [""]
    row = {**ONE, "Toegangscode": "k3p"}
    assert table(tmp_path, csv(list(row), list(row.values())))["respondent"].to_list() == ["k3p"]


def test_a_question_may_be_headed_as_it_was_put(tmp_path: Path):
    row = dict(
        zip([c.aliases[0] if c.aliases else c.header for c in EMPLOYEES.columns.values()], ["x"] * 17, strict=True)
    )
    assert table(tmp_path, csv(list(row), list(row.values()))).row(0)[:17] == ("x",) * 17


def refusal(folder: Path, row: dict[str, str]) -> str:
    with pytest.raises(ExportRefused) as refused:
        table(folder, csv(list(row), list(row.values())))
    return str(refused.value)


def test_an_option_that_the_codelist_does_not_know_is_an_unknown_column(tmp_path: Path):
    row = answer(conditions=columns("Voorwaarden die helpen [{}]", {}) | {"Voorwaarden die helpen [Anders]": "thuis"})
    assert "1 unknown columns:\n  - Voorwaarden die helpen [Anders]" in refusal(tmp_path, row)


def test_an_option_without_a_column_is_refused(tmp_path: Path):
    some = {code: label for code, label in LABELS.items() if code != "pay"}
    told = refusal(tmp_path, answer(conditions=columns("Voorwaarden die helpen [{}]", {}, some)))
    assert "Voorwaarden die helpen: option pay has no column" in told
    assert "Next step: " in told


def test_a_question_in_one_column_and_in_many_is_refused(tmp_path: Path):
    row = answer(conditions=columns("Voorwaarden die helpen [{}]", {}) | {"voorwaarden": "Vaste dagen"})
    assert "stands in one column and in columns of its options" in refusal(tmp_path, row)


def test_an_option_in_two_columns_is_refused(tmp_path: Path):
    twice = columns("Voorwaarden die helpen [{}]", {}) | {"Voorwaarden die helpen: Vaste dagen": "ja"}
    assert "option fixed_days stands twice" in refusal(tmp_path, answer(conditions=twice))


def test_a_first_answer_is_no_header_row(tmp_path: Path):
    rows = [list(ONE.values()), [cell if cell != "1" else "2" for cell in ONE.values()]]
    assert table(tmp_path, csv(list(ONE), *rows))["response_number"].to_list() == ["1", "2"]


def test_a_survey_is_csv_or_a_workbook(tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"neither .csv nor .xlsx. Next step"):
        table(tmp_path, b"x", "antwoorden.ods")


def test_a_survey_is_recognised_by_its_headers_with_columns_for_options(tmp_path: Path):
    row = answer(conditions=columns("Voorwaarden die helpen [{}]", {}))
    for content, name in (
        (csv(list(row), list(row.values())), "a.csv"),
        (xlsx(list(row), list(row.values())), "a.xlsx"),
    ):
        (tmp_path / name).write_bytes(content)
        assert recognised(tmp_path / name) == "fase0_medewerkers"
