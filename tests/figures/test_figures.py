"""Every figure: alt text with its key values, the same bytes twice, own ids, small, and its data beside it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import matplotlib
import matplotlib.pyplot as plt
import pytest

from raat_analysis.codelists import entries
from raat_analysis.codelists.boundaries import municipality_outlines
from raat_analysis.codelists.regions import region_codes
from raat_analysis.errors import RaatError
from raat_analysis.figures.absence import absence_over_time
from raat_analysis.figures.age_pyramid import ages
from raat_analysis.figures.ageing import retirement_shares
from raat_analysis.figures.branches import branches_beside_country, shortage_shares
from raat_analysis.figures.employment import branch_shares
from raat_analysis.figures.forecast import forecast_fan
from raat_analysis.figures.funnel import funnel
from raat_analysis.figures.levers import lever_effects, tornado
from raat_analysis.figures.lines import Series, line_chart
from raat_analysis.figures.map_shapes import labels
from raat_analysis.figures.maps import class_bounds, municipality_map, region_map
from raat_analysis.figures.potential import beside_managers, expectations, reasons, wishes_beside
from raat_analysis.figures.shortage import beside_words
from raat_analysis.figures.shortage_editions import bridge, net_and_gross
from raat_analysis.figures.small_multiples import fitting, small_multiples
from raat_analysis.figures.stacked import apart
from raat_analysis.figures.training import entrants_by_year
from raat_analysis.figures.turnover import destinations, destinations_stacked
from raat_analysis.figures.turnover_change import change_parts
from raat_analysis.figures.vacancies import vacancies_over_time
from raat_analysis.figures.vacancies_board import days_to_filled, with_and_without_reposts
from raat_analysis.figures.waterfall import shortage_waterfall
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.sentences.facts import Fact


def fact(measure: str, value: float | None, period: str = "2026Q2", region: str = "RA0205", **more: object) -> Fact:
    status = "final" if value is not None else "secret"
    return Fact(measure, region, period=period, value=value, **{"status": status, **more})  # type: ignore[arg-type]


def ages_of_both() -> Picture:
    shares = {"<25": 13.4, "25-35": 22.4, "35-45": 19.0, "45-55": 21.6, "55+": 23.6}
    people = {"<25": 7400, "25-35": 12400, "35-45": 10500, "45-55": 12000, "55+": 13100}
    here = [
        fact("employees_share_pct", v, breakdown="age", category=c, numerator=people[c], denominator=55400)
        for c, v in shares.items()
    ]
    there = [fact("employees_share_pct", v - 0.5, region="NL01", category=c) for c, v in shares.items()]
    return ages(here, there, "Twente")


QUARTERS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1")


def vacancies_with_a_gap() -> Picture:
    opened = [fact("vacancies_opened", v, q) for q, v in zip(QUARTERS, (1500, None, 1520, 1540, 1600), strict=True)]
    stock = [fact("vacancies_open", v, q) for q, v in zip(QUARTERS, (900, 910, None, 930, 950), strict=True)]
    more = {"scenario": "forecast", "status": "forecast"}
    coming = [
        fact("vacancies_opened_forecast", 1620, "2026Q2", lower=1620 - w, upper=1620 + w, interval_pct=p, **more)
        for p, w in ((50, 50), (80, 100))
    ]
    return vacancies_over_time(
        opened,
        stock,
        coming,
        fact("vacancies_opened", 1500, "2025Q1"),
        "Twente",
        fact("vacancies_opened", 2000, "2026Q1"),
    )


def leavers() -> Picture:
    people = {"same_branch": 3000, "other_sector": 2500, "pension": None}
    found = [fact("outflow_employer", v, "2025", breakdown="destination", category=c) for c, v in people.items()]
    return destinations(found, "Twente")


def absence() -> Picture:
    here = [fact("absence_pct", 7.1 + place / 10, q) for place, q in enumerate(QUARTERS)]
    there = [fact("absence_pct", 7.0, q, "NL01") for q in QUARTERS]
    return absence_over_time(here, there, "Twente")


def students() -> Picture:
    return entrants_by_year([fact("entrants", 1250, "2024"), fact("entrants", 1200, "2025")], "Twente")


def wishes_of_people() -> Picture:
    values = {"more_hours_now_pct": 15, "more_hours_conditional_pct": 25, "fewer_hours_pct": 9}
    found = [fact(m, v, "2026-1", lower=v - 3.0, upper=v + 3.0) for m, v in values.items()]
    return wishes_beside(found, [], "Twente", "Twente", "RA0205")


def wishes_beside_a_region() -> Picture:
    own, there = ([fact(m, v, "2026-1") for m in ("more_hours_now_pct", "fewer_hours_pct")] for v in (15, 20))
    return wishes_beside(own, there, "TW-A01", "Twente", "TW-A01")


def three_expectations() -> Picture:
    found = {code: fact("potential_expected_fte", v) for code, v in (("cautious", 4), ("expected", 8), ("ample", 14))}
    more = fact("potential_more_fte", 35, lower=32.0, upper=38.0)
    table = Table("Verwacht potentieel", ("Verwachting", "Fte"), (("Verwacht", "8"),))
    return expectations(found, more, table, "TW-A01", "TW-A01")


def staff_and_managers() -> Picture:
    rows = [("Vaste dagen", fact("condition_named_pct", 34), fact("manager_feasible_pct", 75))]
    return beside_managers(rows, "Voorwaarden", "", "gap")


def conditions() -> Picture:
    values = {"roster_say": 20, "fixed_days": 16, "pay": None}
    found = [fact("condition_pct", v, "2026-1", breakdown="condition", category=c) for c, v in values.items()]
    return reasons(found, "conditions", "Twente", "RA0205")


def lever(code: str, value: float, scenario: str = "realistic", status: str = "derived") -> Fact:
    ends = {"lower": 0.4 * value, "upper": 1.6 * value, "interval_pct": 80} if scenario == "realistic" else {}
    more = {"breakdown": "lever", "category": code, "scenario": scenario, "status": status}
    return fact("lever_effect_persons", value, "2030", **more, **ends)


def levers_apart() -> Picture:
    found = [lever("absence", 117, status="modelled"), lever("entrants", 485), lever("productivity", 495)]
    return lever_effects(found, [lever("entrants", 1374, "vws_2018"), lever("absence", 275, "vws_2018")], "Twente")


def what_matters() -> Picture:
    ends = {"shortage": (-568, 568), "realised_entrants": (-302, 270), "overlap": (-75, 75)}
    found = [
        fact("lever_sensitivity_persons", high - low, "2030", breakdown="input", category=code, lower=low, upper=high)
        for code, (low, high) in ends.items()
    ]
    return tornado(found, "Twente")


def trumpet() -> Picture:
    """Three regions between lines at 6 and 9 percent, and a secret one."""
    rates = {"RA0205": (9.4, 54000), "RA0204": (8.0, 35000), "RA0207": (7.0, 25000), "RA0206": (None, None)}
    regions = [
        (
            fact("outflow_sector_pct", value, "2025", region, denominator=people),
            fact("outflow_sector_verdict", 1.0 if region == "RA0205" else 0.0, "2025", region),
        )
        for region, (value, people) in rates.items()
    ]
    lines = [(10000.0, 5.5, 9.5), (60000.0, 6.0, 9.0)]
    rest = fact("outflow_sector_rest_difference_pp", 1.7, "2025", "RA0205")
    return funnel(regions, lines, fact("outflow_sector_pct", 7.2, "2025", "NL01"), rest)


def fan_alone() -> Picture:
    counted = [fact("vacancies_opened_without_reposts", 500 + 10 * i, q) for i, q in enumerate(QUARTERS)]
    coming = [
        fact("vacancies_opened_forecast", 600, q, lower=600 - w, upper=600 + w, interval_pct=p, scenario="forecast")
        for q in ("2026Q2", "2026Q3")
        for p, w in ((50, 40), (80, 100))
    ]
    return forecast_fan(counted, coming, "Twente")


def parts_of_a_change() -> Picture:
    ends = {"lower": -0.1, "upper": 0.5}
    rates, ages = (
        fact(f"outflow_sector_{part}_effect_pp", v, "2025", **ends) for part, v in (("rate", 0.2), ("age", -0.05))
    )
    young = fact("outflow_sector_rate_effect_pp", 0.12, "2025", breakdown="age", category="<25", **ends)
    return change_parts(rates, ages, [young], "Twente")


def between_editions() -> Picture:
    before, after = (fact("shortage", v, "2034", edition=e) for v, e in ((11912, "2024-12"), (11786, "2025-12")))
    steps = {"een ander beginniveau": -103, "de groei van de vraag": -24, "de groei van het aanbod": 1}
    return bridge(
        before, after, [(words, fact("shortage_revision", v, "2034")) for words, v in steps.items()], "Twente"
    )


def netted() -> Picture:
    net, gross = (
        [fact(measure, v, y, edition="2025-12") for v, y in zip(values, ("2034", "2035"), strict=True)]
        for measure, values in (("shortage", (11786, 12797)), ("shortage_gross", (12463, 13532)))
    )
    return net_and_gross(net, gross, "Twente")


def twice_and_once() -> Picture:
    every, once = (
        [fact(measure, v + i, q) for i, q in enumerate(QUARTERS)]
        for measure, v in (("vacancies_opened", 616), ("vacancies_opened_without_reposts", 492))
    )
    return with_and_without_reposts(every, once, "Twente")


def half_filled() -> Picture:
    days = zip(QUARTERS, (36, 37, None, 36, 38), strict=True)
    found = [fact("vacancies_days_to_filled_median", d, q, lower=d and d - 2, upper=d and d + 2) for q, d in days]
    return days_to_filled(found, "Twente")


def shares_of_branches() -> Picture:
    sizes = {"VVT": (20000, 400000), "ZKH": (15000, 300000), "JZ": (None, 9000), "OVZ": (5000, 60000)}
    found = [
        (fact("employees", here, branch_code=c), fact("employees", there, region="NL01", branch_code=c))
        for c, (here, there) in sizes.items()
    ]
    totals = fact("employees", 50000), fact("employees", 1000000, region="NL01")
    return branch_shares(
        found, totals, Table("Werknemers naar branche", ("Branche", "Werknemers"), (("VVT", "20.000"),)), "Twente"
    )


def waterfall(
    first: tuple[float, float] = (56000, 55400), last: tuple[float, float] = (61800, 58100), region: str = "RA0205"
) -> Picture:
    def series(measure: str, *values: float) -> list[Fact]:
        return [fact(measure, v, y, region, edition="2025-12") for y, v in zip(("2026", "2035"), values, strict=True)]

    demand, supply = series("demand", first[0], last[0]), series("supply", first[1], last[1])
    return shortage_waterfall(demand, supply, series("shortage", first[0] - first[1], last[0] - last[1]), "Twente")


def surplus() -> Picture:
    return waterfall((56000, 56100), (55000, 57000), "RA0207")


def twente_on_the_map() -> Picture:
    return municipality_map("RA0205")


def area_on_the_map() -> Picture:
    return municipality_map("RA02")


def country_on_the_map() -> Picture:
    """Grey pressure grows with the number of the region; one region has no number."""
    found = [fact("grey_pressure_pct", 30 + place, region=code) for place, code in enumerate(region_codes())]
    return region_map(
        [fact("grey_pressure_pct", None, region=found[0].region_code), *found[1:]], "RA0205", "Grijze druk"
    )


def retiring() -> Picture:
    """Expected with its range, and the upper bound, which is only in the table."""
    rows = []
    for years, scenario, here, there in (("10", "aow_exits", 11.0, 11.9), ("10", "exit_65", 23.6, 23.3)):
        where = {"breakdown": "horizon", "category": years, "scenario": scenario, "status": "modelled"}
        ends = {"lower": 9.8, "upper": 12.1} if scenario == "aow_exits" else {}
        people = fact("retirements", 554 * here, "2026Q3", **where)
        own, country = (fact("retirements_pct", v, "2026Q3", **where, **ends) for v in (here, there))
        rows.append((people, own, country))
    return retirement_shares(rows, "Twente")


def absence_of_branches() -> Picture:
    """The hospital is secret: only in the table."""
    rates = {"VVT": (7.3, 7.5), "ZKH": (None, 5.3), "JZ": (5.9, 6.1)}
    found = [
        (fact("absence_pct", h, branch_code=c), fact("absence_pct", t, region="NL01", branch_code=c))
        for c, (h, t) in rates.items()
    ]
    return branches_beside_country(found, "Twente", "Bron: CBS.")


def shortage_of_branches(last: float = -10) -> Picture:
    """Of 200 needed 40 are short, of 100 there are ten too many; nobody needed is no percentage."""

    def side(region: str, *gaps: float) -> list[tuple[Fact, Fact]]:
        branches = zip(("VVT", "JZ", "ZKH"), (200.0, 100.0, 0.0), gaps, strict=True)
        more = {"edition": "2025-12", "scenario": "reference"}
        return [
            tuple(fact(m, v, "2035", region, branch_code=b, **more) for m, v in (("demand", d), ("shortage", g)))  # type: ignore[misc]
            for b, d, g in branches
        ]

    return shortage_shares(side("RA0205", 40, last, 0), side("NL01", 30, 5, 0), "Twente")


def leavers_in_one_bar() -> Picture:
    """Seven destinations: the two smallest outside the sector are taken together."""
    people = {"same_branch": 300, "other_branch": 200, "other_sector": 200, "inactive": 120, "benefit": 90}
    people |= {"pension": 60, "self_employed": 30}
    found = [fact("outflow_employer", v, "2025", breakdown="destination", category=c) for c, v in people.items()]
    return destinations_stacked(found, "Twente")


def one_destination() -> Picture:
    found = fact("outflow_employer", 5, "2025", "RA02", breakdown="destination", category="pension")
    return destinations_stacked([found], "Oost-Nederland")


def absence_side_by_side() -> Picture:
    names = {"RA0205": "Twente", "RA0206": "Stedendriehoek & Noord-Veluwe", "NL01": "Nederland"}
    lines = [
        (name, [fact("absence_pct", 7 + i / 10, q, code) for i, q in enumerate(QUARTERS)])
        for code, name in names.items()
    ]
    return small_multiples(lines, "Het verzuim steeg", "Ziekteverzuim", "Bron: CBS.")


FIGURES: dict[Callable[[], Picture], list[str]] = {
    ages_of_both: ["Twente", "13.100 (23,6%, Nederland 23,1%)", "7.400", "13,4%"],
    vacancies_with_a_gap: ["Twente", "1.600", "950", "tussen 1.500 en 1.700"],
    leavers: ["3.000 (54,5%)", "2.500 (45,5%)", "Andere sector"],
    absence: ["Twente 7,5%", "Nederland 7,0%"],
    students: ["2024 1.250", "2025 1.200", "4,0% minder dan in 2024"],
    wishes_of_people: ["Wil nu meer uren: 15%", "Wil minder uren: 9%"],
    wishes_beside_a_region: ["Wil nu meer uren: 15%, Twente 20%", "Wil minder uren: 15%, Twente 20%"],
    three_expectations: ["Voorzichtig 4 fte", "Ruim 14 fte", "Alle wensen om meer 35 fte"],
    staff_and_managers: ["Vaste dagen: medewerkers 34%, leidinggevenden 75%"],
    conditions: ["Invloed op het rooster 20%", "Vaste dagen 16%"],
    levers_apart: ["Hogere productiviteit 500 (200 tot 800)", "Minder verzuim 120 (50 tot 190)", "2030"],
    what_matters: ["Tekort zonder knoppen van −600 tot 600", "Wat lukt: meer zij-instromers en herintreders van −300"],
    trumpet: ["Twente 9,4%, duidelijk hoger dan in Nederland", "Nederland 7,2%", "3 regio's", "54.000 werknemers"],
    fan_alone: ["2026: ongeveer 600 vacatures; waarschijnlijk tussen 500 en 700", "1e kwartaal 2026: 540"],
    parts_of_a_change: ["Vertrekkansen +0,20 (−0,10 tot +0,50)", "Leeftijdsopbouw −0,05", "jonger dan 25 jaar +0,12"],
    between_editions: ["Een ander beginniveau: −103", "van 11.912 naar 11.786: −126"],
    netted: ["per saldo 12.797", "per kwalificatie opgeteld 13.532"],
    twice_and_once: ["620 met, 496 zonder"],
    half_filled: ["38 dagen (36 tot 40)"],
    shares_of_branches: [
        "Verpleging, verzorging en thuiszorg 40,0%, Nederland 40,0%",
        "zorg en welzijn 10,0%, Nederland 6,0%",
    ],
    waterfall: [
        "Tekort in 2026: 600",
        "Groei van de vraag: +5.800",
        "Groei van het aanbod: −2.700",
        "Tekort in 2035: 3.700",
    ],
    surplus: ["Overschot in 2026: 100", "Krimp van de vraag: −1.000", "aanbod: −900", "Overschot in 2035: 2.000"],
    twente_on_the_map: ["Almelo", "Hof van Twente", "Wierden"],
    area_on_the_map: ["Achterhoek", "Regio Zwolle", "Stedendriehoek & Noord-Veluwe", "Twente"],
    country_on_the_map: ["Laagste", "Twente: 34,0%"],
    retiring: ["binnen 10 jaar 11,0% (9,8 tot 12,1%), Nederland 11,9%"],
    absence_of_branches: ["Verpleging, verzorging en thuiszorg 7,3%, Nederland 7,5%", "Jeugdzorg 5,9%"],
    shortage_of_branches: ["thuiszorg 20,0%, Nederland 15,0%", "Jeugdzorg −10,0%, Nederland 5,0%"],
    leavers_in_one_bar: ["Zelfde branche: 300 (30,0%)", "Pensioen: 60 (6,0%)", "Zelfstandige: 30 (3,0%)"],
    one_destination: ["Pensioen: 5 (100,0%)"],
    absence_side_by_side: ["Twente 7,4%", "Stedendriehoek & Noord-Veluwe 7,4%", "Nederland 7,4%"],
}
every_figure = pytest.mark.parametrize("made", FIGURES, ids=lambda made: made.__name__)


@every_figure
def test_alt_text_holds_the_key_values(made: Callable[[], Picture]) -> None:
    picture = made()
    for value in FIGURES[made]:
        assert value in picture.alt


@every_figure
def test_two_calls_give_the_same_bytes(made: Callable[[], Picture]) -> None:
    assert made().as_data() == made().as_data()


@every_figure
def test_svg_is_small_and_fit_for_a_page(made: Callable[[], Picture]) -> None:
    svg = made().svg
    root = ET.fromstring(svg)
    assert svg.startswith("<svg ")
    assert root.get("role") == "img"
    assert len(svg.encode()) < 80_000
    assert not re.search(r"<\?xml|<!DOCTYPE|<metadata|<title|<style|<text[ >]|nan", svg)
    ids, used = set(re.findall(r'\bid="([^"]+)"', svg)), set(re.findall(r'(?:href="|url\()#([^")]+)', svg))
    assert ids == used


@every_figure
def test_no_text_says_nan_or_none(made: Callable[[], Picture]) -> None:
    picture = made()
    words = " ".join([picture.title, picture.alt, picture.note, *(c for row in picture.table.rows for c in row)])
    assert not re.search(r"\b(nan|None|null)\b", words, re.IGNORECASE)


def test_no_two_figures_share_an_id() -> None:
    ids = [found for made in FIGURES for found in re.findall(r'\bid="([^"]+)"', made().svg)]
    assert len(ids) == len(set(ids)) > 50


def test_a_figure_of_another_region_has_other_ids() -> None:
    points = ((2025.0, 1.0), (2026.0, 2.0))
    one, other = (line_chart(f"absence-{code}", [Series("a", points)]) for code in ("RA0205", "RA0207"))
    assert not set(re.findall(r'\bid="([^"]+)"', one)) & set(re.findall(r'\bid="([^"]+)"', other))


def test_figures_leave_no_state_behind() -> None:
    before = dict(matplotlib.rcParams)
    shares_of_branches()
    assert plt.get_fignums() == []
    assert dict(matplotlib.rcParams) == before


def test_a_secret_branch_is_not_drawn() -> None:
    assert "Jeugdzorg" not in shares_of_branches().alt


def test_titles_are_findings() -> None:
    assert "grootste branche: 40,0% van de werknemers" in shares_of_branches().title
    assert "bijna 24%" in ages_of_both().title
    assert "6,7% meer dan een jaar eerder" in vacancies_with_a_gap().title
    assert "vraag 10,4% groter, aanbod 4,9% groter" in waterfall().title
    assert "bleef bijna 55% in zorg en welzijn" in leavers().title
    assert "elke knop alleen scheelt in 2030 naar schatting 120 tot 500 mensen" in levers_apart().title
    assert (
        "Twente: in 2025 vertrok 9,4% uit zorg en welzijn, duidelijk hoger dan in Nederland (7,2%)" in trumpet().title
    )
    assert "stelt het tekort van 2034 bij met −130" in between_editions().title
    assert "+0,15 procentpunt, +0,20 door vertrekkansen en −0,05 door" in parts_of_a_change().title
    assert "25% hoger" in twice_and_once().title
    assert "'Tekort zonder knoppen' verschuift het tekort in 2030 het meest" in what_matters().title


def test_levers_stand_apart_with_the_example_of_vws_beside_them() -> None:
    picture = levers_apart()
    assert picture.table.rows[1] == ("Meer zij-instromers en herintreders", "500", "200 tot 800", "1.370")
    assert picture.table.rows[0][3] == "."  # no example for it
    assert picture.note == (
        "De lijn is de marge (8 van de 10 keer). Cijfers over 2025; afgeleid van landelijke cijfers en het aantal "
        "werknemers, behalve bij minder verzuim. Het voorbeeld van VWS is voor alle knoppen naar het aantal werknemers "
        "verdeeld."
    )
    assert not any("1.097" in cell for row in picture.table.rows for cell in row)  # the sum of the three


def test_who_sees_no_obstacle_is_told_apart_from_the_obstacles() -> None:
    values = {"none": 52, "workload": 10, "roster": 9}
    found = [fact("obstacle_pct", v, "2026-1", breakdown="obstacle", category=c) for c, v in values.items()]
    title = reasons(found, "obstacles", "Twente", "RA0205").title
    assert title == "Twente: 52% ziet geen belemmering; de meest genoemde is 'Werkdruk' (10%)"


def test_the_alt_text_tells_a_shortage_from_a_surplus_and_from_none() -> None:
    last = (61800.0, 58100.0), (61800.0, 62000.0), (61800.0, 61800.0)
    told = [waterfall(last=each).alt.rpartition("; ")[2] for each in last]
    assert told == ["Tekort in 2035: 3.700.", "Overschot in 2035: 200.", "Tekort in 2035: 0."]


def test_a_second_outcome_is_a_number_only_beside_a_shortage() -> None:
    gap, less, surplus = (fact("shortage", value, "2035") for value in (12797, 9869, -40))
    assert beside_words(gap, less) == "ongeveer 9.900"
    assert beside_words(gap, surplus) == "een overschot van ongeveer 40 werknemers"
    assert beside_words(surplus, gap) == "een tekort van ongeveer 12.800 werknemers"


def test_the_same_number_is_not_said_twice_in_a_title() -> None:
    here, there = [fact("absence_pct", 6.2)], [fact("absence_pct", 6.2, region="NL01")]
    assert absence_over_time(here, there, "Twente").title.endswith("in Twente 6,2%, even hoog als in Nederland")


def test_a_secret_region_is_in_the_table_of_the_funnel_and_not_in_its_figure() -> None:
    assert ("Stedendriehoek & Noord-Veluwe", "x", "x", "niet te onderscheiden van Nederland") in trumpet().table.rows
    assert "3 regio's" in trumpet().alt


def test_a_line_without_a_label_takes_no_place_among_the_labels() -> None:
    points = ((2025.0, 1.0), (2026.0, 2.0))
    one = line_chart("one", [Series("a", points)])
    both = line_chart("one", [Series("a", points), Series("", points, "compare")])
    assert one.count("<use") == both.count("<use") - 1  # the mark at the end of the second line


def test_a_name_that_is_cut_does_not_end_in_and() -> None:
    assert fitting("Stedendriehoek & Noord-Veluwe") == "Stedendriehoek"
    assert fitting("Gooi- en Vechtstreek") == "Gooi"
    assert fitting("Oost-Nederland") == "Oost-Nederland"


def test_findings_of_ageing_branches_and_destinations() -> None:
    assert retiring().title == (
        "Binnen 10 jaar gaat naar verwachting 11% van de werknemers in Twente met pensioen; in Nederland bijna 12%"
    )
    assert absence_of_branches().title == (
        "Ziekteverzuim in Twente: het hoogst bij 'Verpleging, verzorging en thuiszorg' (7,3%; in Nederland 7,5%)"
    )
    assert (
        "naar verhouding het grootst bij 'Verpleging, verzorging en thuiszorg' (20,0%" in shortage_of_branches().title
    )
    assert leavers_in_one_bar().title == "Van wie in Twente bij de werkgever vertrok, bleef 50% in zorg en welzijn"


def test_both_figures_of_destinations_have_the_same_table_and_finding() -> None:
    people = {"same_branch": 3000, "other_sector": 2500, "pension": None}
    found = [fact("outflow_employer", v, "2025", breakdown="destination", category=c) for c, v in people.items()]
    bars, stacked = destinations(found, "Twente"), destinations_stacked(found, "Twente")
    assert (bars.title, bars.table, bars.alt, bars.note) == (stacked.title, stacked.table, stacked.alt, stacked.note)
    assert bars.svg != stacked.svg


def test_parts_that_are_too_many_are_taken_together_and_the_note_says_so() -> None:
    assert "De tabel heeft alle bestemmingen." in leavers_in_one_bar().note
    assert len(leavers_in_one_bar().table.rows) == 7


def test_texts_of_the_stacked_bar_are_pushed_apart_and_stay_in_the_frame() -> None:
    """Four texts of 4 mm at the bottom of 20 mm become a column from 0 to 16; with room they stay in place."""
    assert apart([3, 2, 1, 0.5], [4, 4, 4, 4], 20) == [14, 10, 6, 2]
    assert apart([19.5, 19, 2], [4, 4, 4], 20) == [18, 14, 2]
    assert apart([15, 5], [4, 4], 20) == [15, 5]


def test_a_branch_that_is_secret_or_needs_nobody_is_only_in_the_table() -> None:
    assert ("Ziekenhuizen en overige medisch specialistische zorg", "x", "5,3%") in absence_of_branches().table.rows
    drawn, _, hidden = absence_of_branches().alt.partition("Niet openbaar (x), dus niet getekend: ")
    assert "Ziekenhuizen" not in drawn
    assert hidden == "Ziekenhuizen en overige medisch specialistische zorg (Twente)."
    assert ("Ziekenhuizen en overige medisch specialistische zorg", ".", ".") in shortage_of_branches().table.rows


def test_a_surplus_of_a_branch_is_explained_in_the_note() -> None:
    assert shortage_of_branches().note.endswith("Een min is een overschot. De tabel heeft alle branches.")
    assert "overschot" not in shortage_of_branches(10).note


def test_a_shortage_that_is_not_demand_minus_supply_is_refused() -> None:
    numbers = {"demand": (100, 130), "supply": (90, 100), "shortage": (10, 50)}
    years = [
        [fact(m, float(v), y, edition="2025-12") for v, y in zip(vs, ("2026", "2035"), strict=True)]
        for m, vs in numbers.items()
    ]
    with pytest.raises(RaatError, match=r"shortage of RA0205 in 2035 is 50\.0, but demand minus supply is 30\.0"):
        shortage_waterfall(*years, "Twente")


def test_a_map_names_every_municipality_in_its_table() -> None:
    """Twente has 14 municipalities; Oost-Nederland has 47 in four regions."""
    assert len(twente_on_the_map().table.rows) == 14
    assert area_on_the_map().title == "Oost-Nederland bestaat uit 47 gemeenten in 4 arbeidsmarktregio's"


def test_a_map_of_any_wgv_region_has_room_for_every_name() -> None:
    """10, 14, 15 and 8 municipalities: no name is left to the table."""
    per_mm = {"RA0204": 1.12, "RA0205": 0.76, "RA0206": 0.93, "RA0207": 0.72}  # kilometres, as the maps are drawn
    for region, scale in per_mm.items():
        names = {c: str(e["name"]) for c, e in entries("municipalities").items() if e["region_code"] == region}
        shapes = {code: municipality_outlines()[code] for code in names}
        assert len(labels(shapes, names, scale, (0, 0, 999, 999))) == len(names)


def test_the_number_of_inhabitants_is_the_finding_of_a_map() -> None:
    people = fact("inhabitants", 633777, "2026Q3")
    title = municipality_map("RA0205", people).title
    assert title == "In Twente wonen 633.777 mensen, verdeeld over 14 gemeenten"
    assert municipality_map("RA0205", fact("inhabitants", None)).title == "Twente bestaat uit 14 gemeenten"


def test_a_region_without_a_number_is_hatched_on_the_map() -> None:
    found = [fact("grey_pressure_pct", 30 + place, region=code) for place, code in enumerate(region_codes())]
    every, less = region_map(found, "RA0205", "Grijs"), region_map(found[1:], "RA0205", "Grijs")
    assert "<pattern" in less.svg
    assert "<pattern" not in every.svg


def test_classes_of_a_map_hold_as_many_regions_each() -> None:
    """27 regions with a number in five classes: five or six in each."""
    assert class_sizes([float(n) for n in range(27)]) == [6, 5, 6, 5, 5]
    assert class_sizes([1.0] * 27) == [27]


def class_sizes(values: list[float]) -> list[int]:
    bounds = class_bounds(values)
    return [
        sum(below < v <= bound for v in values)
        for below, bound in zip([min(values) - 1, *bounds], bounds, strict=False)
    ]
