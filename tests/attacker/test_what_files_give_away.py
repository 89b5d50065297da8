"""A hidden number that any kind of file shows after all is found, and the file is named."""

import pytest

from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.reading import read_public
from raat_analysis.errors import RaatError

AGES = {"<25": "20", "25-35": "x", "35-45": "x", "45-55": "20", "55+": "40"}
PAGE = """<html lang="nl"><body><p>Uitstroom {link} van {total}.</p>
<figure aria-label="Staafdiagram. Totaal: 137; {alt}."></figure>
<article class="origin"><ul>
<li id="g1"><strong>Twente (RA0205); 2025</strong>: {item}. <a href="factsheet.csv#row=2">Open data, regel 2</a></li>
<li id="g2"><strong>Twente (RA0205); 2025</strong>: 137. <a href="factsheet.csv#row=3">Open data, regel 3</a></li>
</ul></article></body></html>"""


@pytest.fixture
def edition(tmp_path, row, csv_of, xlsx_of, pdf_of):
    """An edition of which one thing may be said otherwise: outflow by age, two hidden, and of all ages 137."""

    def made(csv="x", xlsx="x", item="Niet openbaar (x)", link="x", alt="Jongste groep: 20", pdf="137 vertrokken"):
        public = tmp_path / "public"
        hidden = {"Uitsplitsing": "leeftijd", "Categorie": "25-35"}
        ages = [row(value, Uitsplitsing="leeftijd", Categorie=age) for age, value in AGES.items()]
        csv_of([*ages, row("137")], public / "twente" / "alle-cijfers.csv")
        csv_of([row(csv, **hidden), row("137"), ages[0]], public / "twente" / "factsheet.csv")
        xlsx_of([row(xlsx, **hidden), row("137")], public / "twente" / "factsheet.xlsx")
        shown = f'<a class="n" href="#g1" data-measure="outflow_sector">{link}</a>'
        total = '<a class="n" href="#g2" data-measure="outflow_sector">137</a>'
        page = PAGE.format(link=shown, total=total, alt=alt, item=item)
        (public / "twente" / "factsheet.html").write_text(page, encoding="utf-8")
        pdf_of(pdf, public / "twente" / "factsheet.pdf")
        return public

    return made


def test_files_that_say_the_same_give_nothing_away(edition, policy):
    found = audit(edition(), policy=policy)
    assert found.findings == []
    assert found.files == 5
    intervals = found.hidden.select("category", "lower", "upper", "leak").rows()
    assert intervals == [("25-35", 0.0, 57.0, False), ("35-45", 0.0, 57.0, False)]


def test_a_hidden_number_in_one_csv_is_found_in_the_other(edition):
    assert read_public(edition(csv="31")).findings == [
        "twente/alle-cijfers.csv hides outflow_sector RA0205 SMAL 2025 age 25-35, and twente/factsheet.csv shows it"
    ]


def test_a_hidden_number_in_the_workbook_is_found(edition):
    assert read_public(edition(xlsx="31")).findings == [
        "twente/alle-cijfers.csv hides outflow_sector RA0205 SMAL 2025 age 25-35, and twente/factsheet.xlsx shows it"
    ]


def test_a_hidden_number_in_the_origins_of_a_page_is_found(edition):
    assert read_public(edition(item="31 personen. Definitief")).findings == [
        "twente/alle-cijfers.csv hides outflow_sector RA0205 SMAL 2025 age 25-35, and twente/factsheet.html shows it"
    ]


def test_a_hidden_number_behind_a_link_is_found(edition):
    found = read_public(edition(link="31")).findings
    assert found == [
        "twente/factsheet.html: shows '31' for outflow_sector, hidden in line 2 of the open data beside it"
    ]


def test_a_number_only_in_an_alternative_text_is_found(edition):
    found = read_public(edition(alt="Tweede groep: 31")).findings
    assert found[0].startswith("twente/factsheet.html: a number only in an alternative text: ")
    assert "31" in found[0]


def test_a_number_only_in_the_pdf_is_found(edition):
    found = read_public(edition(pdf="137 vertrokken, uit de tweede groep 31")).findings
    assert [each.split(": ")[0] for each in found] == ["twente/factsheet.pdf page 1"]
    assert "31" in found[0]


def test_notes_and_labels_in_a_pdf_are_no_numbers(edition):
    """137 with note 4, a note alone, a table's number, and a year that runs into a number."""
    assert read_public(edition(pdf="1374\\) vertrokken 12\\) Tabel 5. In 2025137 mensen")).findings == []


def test_a_number_that_leads_nowhere_is_found(edition):
    public = edition()
    page = public / "twente" / "factsheet.html"
    page.write_text(page.read_text(encoding="utf-8").replace('href="#g2"', 'href="#g9"'), encoding="utf-8")
    assert read_public(public).findings == [
        "twente/factsheet.html: '137' (outflow_sector) leads to 'g9', which is not on the page"
    ]


def test_an_item_of_a_line_that_is_not_there_is_found(edition):
    public = edition()
    page = public / "twente" / "factsheet.html"
    page.write_text(page.read_text(encoding="utf-8").replace("row=3", "row=9"), encoding="utf-8")
    assert read_public(public).findings == [
        "twente/factsheet.html g2: names line 9, which the open data beside it do not have"
    ]


def test_files_that_contradict_each_other_are_found(edition, row, csv_of):
    public = edition()
    csv_of([row("138")], public / "almelo" / "alle-cijfers.csv")
    (found,) = read_public(public).findings
    assert found.startswith("almelo/alle-cijfers.csv, twente/alle-cijfers.csv")
    assert found.endswith("contradict each other on outflow_sector RA0205 SMAL 2025")


def test_a_page_may_round_what_the_open_data_have_whole(edition, row, csv_of):
    public = edition()
    rows = [row("137,4", Regiocode="NL01"), row("137,6", Regiocode="NL01", Periode="2024")]
    csv_of(rows, public / "nl" / "factsheet.csv")
    item = '<li id="g{0}"><strong>NL</strong>: {1}. <a href="factsheet.csv#row={2}">regel</a></li>'
    page = "<html><body>" + item.format(1, "137", 2) + item.format(2, "137", 3) + "</body></html>"
    (public / "nl" / "factsheet.html").write_text(page, encoding="utf-8")
    assert read_public(public).findings == [
        "nl/factsheet.csv, nl/factsheet.html contradict each other on outflow_sector NL01 SMAL 2024"
    ]


def test_a_hidden_row_with_a_figure_is_found(edition, row, csv_of):
    public = edition()
    csv_of([{**row("x", Categorie="25-35", Uitsplitsing="leeftijd"), "Noemer": "400"}], public / "x" / "factsheet.csv")
    assert (
        "x/factsheet.csv line 2: outflow_sector RA0205 SMAL 2025 age 25-35 is marked as hidden"
        in (read_public(public).findings[0])
    )


def test_a_needed_neighbour_that_is_published_again_is_a_leak_that_names_its_line(edition, policy, row, csv_of):
    """57 people are 25 to 45; who knows that 51 are 35 to 45 knows that 6 are 25 to 35."""
    public = edition()
    ages = {**AGES, "35-45": "51"}
    rows = [row(value, Uitsplitsing="leeftijd", Categorie=age) for age, value in ages.items()]
    csv_of([*rows, row("137")], public / "twente" / "alle-cijfers.csv")
    (leak,) = audit(public, policy=policy).leaks.to_dicts()
    assert (leak["category"], leak["lower"], leak["upper"], leak["who"]) == ("25-35", 6, 6, "outsider")


def test_open_data_with_other_columns_are_refused(edition):
    public = edition()
    (public / "other.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(RaatError, match=r"other.csv lacks 16 columns"):
        read_public(public)


def test_a_folder_without_open_data_is_refused(tmp_path):
    with pytest.raises(RaatError, match="nothing to audit"):
        read_public(tmp_path)
