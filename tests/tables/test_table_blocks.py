"""Tables hold what the facts say, in words and signs that readers know."""

from raat_analysis.codelists import entries, monitor
from raat_analysis.sentences.facts import Fact
from raat_analysis.tables.definitions import definitions
from raat_analysis.tables.employment import employees_by_branch
from raat_analysis.tables.levers import levers
from raat_analysis.tables.monitor import connected, without_source
from raat_analysis.tables.monitor import monitor as monitor_table
from raat_analysis.tables.potential import estimates
from raat_analysis.tables.shortage import shortage_by_branch
from raat_analysis.tables.signs import with_signs
from raat_analysis.tables.sources import sources
from raat_analysis.tables.turnover import outflow_rates


def fact(measure: str, value: float | None, **more: object) -> Fact:
    usual: dict[str, object] = {"period": "2025", "status": "final" if value is not None else "secret"}
    return Fact(measure, "RA0205", value=value, **{**usual, **more})  # type: ignore[arg-type]


def test_a_branch_has_its_share_here_and_in_nederland() -> None:
    here, before = fact("employees", 20000, branch_code="VVT"), fact("employees", 19000, branch_code="VVT")
    there = fact("employees", 300000, branch_code="VVT")
    totals = fact("employees", 50000), fact("employees", 1000000)
    table = employees_by_branch([(here, before, there)], totals, "Twente")
    assert table.rows == (("Verpleging, verzorging en thuiszorg", "20.000", "40,0%", "30,0%", "↑ 5,3% meer"),)


def test_a_secret_branch_shows_x_everywhere() -> None:
    hidden = fact("employees", None, branch_code="JZ")
    table = employees_by_branch([(hidden, hidden, hidden)], (fact("employees", 50000), fact("employees", 9)), "Twente")
    assert table.rows == (("Jeugdzorg", "x", "x", "x", "x"),)


def test_outflow_shows_employer_and_sector_apart() -> None:
    modelled = fact("outflow_sector_modelled_pct", 7.9, lower=7.24, upper=8.66)
    row = fact("outflow_employer_pct", 17.0), fact("outflow_sector_pct", 8.0), modelled, fact("outflow_sector_pct", 7.5)
    table = outflow_rates([row], "Twente")
    assert table.rows[0][1:] == ("17,0%", "8,0%", "7,9% (7,2–8,7)", "7,5%")
    without = fact("outflow_sector_modelled_pct", None, status="missing")
    table = outflow_rates([(row[0], row[1], without, row[3])], "Oost-Nederland")
    assert table.rows[0][1:] == ("17,0%", "8,0%", "7,5%")
    assert "emodelleerd" not in table.note + "".join(table.header)
    assert "andere werkgever" in table.note


def test_a_surplus_is_a_negative_shortage() -> None:
    row = fact("demand", 1000, edition="2025-12"), fact("shortage", -20, edition="2025-12")
    table = shortage_by_branch([row], "Twente")
    assert table.rows[0][1:] == ("1.000", "−20", "−2,0%")
    assert "december 2025" in table.note


def test_the_monitor_has_nineteen_indicators_and_says_which_source_lacks() -> None:
    facts = {m: (fact(m, 10), fact(m, 8), fact(m, 12)) for m in connected()}
    table, without = monitor_table(facts, "Twente", {"opleidingen": "Opleidingen"}), without_source()
    names = {row[0] for row in (*table.rows, *without.rows)}
    assert names == {indicator["indicator"] for indicator in monitor()}
    assert (len(table.rows), len(without.rows)) == (9, 10)
    assert all(row[1] for row in without.rows)
    assert "Beter leren in de zorg (5)" in without.note


def test_an_indicator_has_value_trend_nederland_and_source() -> None:
    facts = {m: (fact(m, 1100), fact(m, 1000), fact(m, 12000)) for m in connected()}
    rows = {row[0]: row for row in monitor_table(facts, "Twente", {"opleidingen": "Opleidingen"}).rows}
    assert rows["Aantal stageplekken"][1:] == ("1.100", "↑ 10,0% meer", "12.000", "2025; Opleidingen")
    assert ("Herintreders", "AZW-mobiliteit naar herkomst (CBS)") in without_source().rows
    assert rows["Aantal werknemers"][-1] == "2025; azw_kerncijfers"


def test_the_nineteen_indicators_are_those_of_the_programme_in_its_order() -> None:
    """VWS, Actieprogramma Werken in de Zorg (2018): four for the goal and five for each line of action."""
    lines = [indicator["line"] for indicator in monitor()]
    goal, *actions = dict.fromkeys(lines)
    assert [lines.count(line) for line in (goal, *actions)] == [4, 5, 5, 5]
    code = {"Doel": "goal", "Meer kiezen voor de zorg": "choose", "Beter leren in de zorg": "learn"}
    code["Anders werken in de zorg"] = "work"
    assert [entries("measures")[i["measure"]]["line"] for i in monitor()] == [code[line] for line in lines]


def test_definitions_give_numerator_and_denominator() -> None:
    table = definitions(["outflow_sector_pct", "employees"])
    assert [row[0] for row in table.rows] == ["Werknemers", "Uitstroom uit zorg en welzijn"]
    assert "Teller" not in table.rows[0][1]
    parts = "Teller / noemer: vertrokken uit zorg en welzijn / werknemers aan het begin (begincohort)."
    assert table.rows[1][1].endswith(parts)


def test_every_measure_can_be_defined() -> None:
    codes = list(entries("measures"))
    assert len(definitions(codes).rows) == len(codes)


def test_a_demonstration_source_is_called_so() -> None:
    row = {"source": "zorgselect", "title": "ZorgSelect", "kind": "demonstration", "licence": "", "origin": "WGV"}
    newest = {**row, "obtained_on": "2026-10-02", "rows_accepted": 1990, "rows_set_aside": 10}
    earlier = {**row, "obtained_on": "2026-01-08", "rows_accepted": 1000, "rows_set_aside": 5}
    table = sources([newest, earlier])
    assert table.rows == (("ZorgSelect", "demonstratie", "niet vermeld", "2 oktober 2026, en 1 eerder", "2.990", "15"),)
    assert "niet echt" in table.note


def test_lever_effects_are_not_added() -> None:
    table = levers({"retention": ["Begeleiding van leerlingen"]}, "Twente")
    assert len(table.rows) == 8
    assert "tel ze niet op" in table.note
    assert not any("153.500" in cell for row in table.rows for cell in row)


def test_a_note_explains_the_signs_that_the_table_shows_and_no_others() -> None:
    assert with_signs([("a", "1*", "2")], "Bron.") == "Bron. * = voorlopig."
    assert with_signs([("x", "1", ".")]) == ". = geen cijfer."
    assert with_signs([("a", "x")]) == "x = niet openbaar, soms om een ander cijfer te beschermen."
    assert with_signs([("a", "1")]) == ""


def test_estimates_without_an_interval_have_no_column_for_it() -> None:
    assert estimates([fact("fase0_respondents", 120)], "Deelname").header == ("Uitkomst", "Waarde")
    fte = fact("potential_now_fte", 20, lower=16.0, upper=24.0, interval_pct=90)
    table = estimates([fte], "Potentieel")
    assert table.rows == (("Direct potentieel", "20 fte", "16 tot 24"),)
    assert "90 van de 100" in table.note


def test_definitions_of_fase0_count_where_people_work() -> None:
    assert "die er werken" in definitions(["potential_now_fte"]).note
    assert "die er wonen" in definitions(["potential_now_fte", "employees"]).note
    assert "(de regio van het werk)" in definitions(["vacancies_open", "employees"]).rows[1][1]


def test_the_levers_name_the_plans_of_the_actions() -> None:
    assert (
        "Acties uit: RAAT Twente 2018;" in levers({"retention": ["Begeleiding"]}, "Twente", ["RAAT Twente 2018"]).note
    )


def test_of_many_actions_two_are_named_and_all_are_counted() -> None:
    table = levers({"retention": ["a", "b", "c"], "absence": ["d"]}, "Twente")
    cells = {row[0].partition(" (")[0]: row[2] for row in table.rows}
    assert cells["Minder uitstroom uit de sector"] == "3 acties, zoals: a; b"
    assert cells["Minder verzuim"] == "d"
    assert cells["Hogere productiviteit"] == "geen actie bekend"


def test_the_owner_of_real_numbers_is_named_under_the_sources() -> None:
    row = {"source": "cbs", "title": "Banen", "kind": "published", "licence": "CC BY 4.0", "origin": "CBS 83583NED."}
    table = sources([{**row, "obtained_on": "2026-09-01", "rows_accepted": 360, "rows_set_aside": 0}])
    assert table.note == "Banen: CBS 83583NED."
