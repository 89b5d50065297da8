"""From one number to its definition, parts, interval, source and method."""

from pathlib import Path

import pytest

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError
from raat_analysis.exploration.explained import Explanation, explain
from raat_analysis.exploration.words import NAMED, category_name
from raat_analysis.factsheets.published import BREAKDOWNS

pytestmark = pytest.mark.usefixtures("project")


def lines(explanation: Explanation) -> dict[str, str]:
    return dict(explanation.lines)


def test_everything_about_one_number() -> None:
    found = explain("Uitstroom uit zorg en welzijn", "twente", period="2025")
    assert (found.value, found.unit, found.status) == (8.8, "%", "final")
    assert lines(found) == {
        "Begrip": "Uitstroom uit zorg en welzijn (outflow_sector_pct)",
        "Waar en wanneer": "Twente (RA0205); Zorg en welzijn (smal) (SMAL); 2025",
        "Waarde": "8,8%",
        "Marge": "8,3% tot 9,4% (marge van 95%)",
        "Eenheid": "%",
        "Betekenis": "Vertrek uit de sector in procenten van de werknemers aan het begin van het jaar.",
        "Teller": "vertrokken uit zorg en welzijn: 880",
        "Noemer": "werknemers aan het begin (begincohort): 10.000",
        "Geteld": "smal en breed apart; regio: waar mensen wonen; over: 12 maanden",
        "Status": "Definitief",
        "Bron": "Uitstroomonderzoek (uitstroom), echt, eigen export. RegioPlus",
        "Levering": "15 september 2026 (uitstroom/2026-09-15/b.xlsx); 15 september 2025 (uitstroom/2025-09-15/a.xlsx)",
        "Licentie": "intern",
        "Methode": "docs/methods/turnover.md#three-concepts-two-denominators",
        "Getoond in": "factsheet: Instroom en uitstroom",
    }


def test_it_shows_itself_as_text_and_as_escaped_html() -> None:
    found = explain("outflow_sector_pct", "Twente")
    assert "Marge | 8,3% tot 9,4% (marge van 95%)" in repr(found)
    html = found._repr_html_()
    assert "<th" in html
    assert "8,3% tot 9,4%" in html
    assert 'text-align:left">Begrip</th>' in html.replace('scope="row" ', "").replace(' scope="row"', "")


def test_a_secret_number_says_why_and_keeps_its_secret() -> None:
    found = explain("outflow_sector_pct", "Twente", "HA")
    assert lines(found)["Waarde"] == "x"
    assert "Marge" not in lines(found)
    assert lines(found)["Status"] == (
        "Niet openbaar (x). Aantallen van 1 tot en met 9 mensen zijn geheim. Een getal blijft ook geheim als een ander "
        "geheim getal ermee uit te rekenen is."
    )


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"sources": [{"source": "uitstroom"}]}'])
def test_published_numbers_without_their_rules_of_secrecy_are_refused(project: Path, text: str | None) -> None:
    file = project / "data/processed/published/public/protection.json"
    file.unlink()
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(RaatError, match=r"protection\.json does not .*Next step: make report"):
        explain("outflow_sector_pct", "Twente", "HA")


def test_a_missing_number_says_so() -> None:
    found = explain("uwv_tension", "Twente")
    assert lines(found)["Waarde"] == "."
    assert lines(found)["Status"].startswith("Geen cijfer (.): de bron geeft te weinig om het te berekenen")
    assert lines(found)["Methode"] == "docs/methods/vacancies.md#tension-as-uwv-has-it"


def test_both_intervals_of_a_forecast() -> None:
    marge = lines(explain("vacancies_opened_forecast", "Twente", period="2026Q4"))["Marge"]
    assert marge == "340 tot 418 (marge van 50%); 304 tot 454 (marge van 80%)"


def test_a_range_of_assumptions_is_not_called_chance() -> None:
    found = lines(explain("retirements", "Twente", category="10"))
    assert found["Marge"] == "5.467 tot 6.667 (wat eruit komt bij lage en hoge aannames; geen toevalsmarge)"
    assert "termijn: binnen 10 jaar; scenario AOW-leeftijd en ander vertrek (aow_exits)" in found["Waar en wanneer"]


def test_a_number_without_interval_says_so() -> None:
    assert lines(explain("employees", "Twente"))["Marge"].startswith("Geen marge gepubliceerd")


def test_a_verdict_in_words() -> None:
    assert lines(explain("outflow_sector_verdict", "Twente"))["Waarde"] == "1: duidelijk hoger dan in Nederland"


def test_the_newest_edition_and_the_last_period_unless_asked() -> None:
    assert explain("shortage", "Twente", scenario="reference").value == 12797
    assert explain("shortage", "Twente", scenario="reference", edition="2024-12").value == 12697
    assert explain("outflow_sector_pct", "Twente").value == 8.8


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("shortage", r"scenario='new_policy' \(nieuw beleid\), scenario='reference' \(referentie\)"),
        ("retirements", r"category='10' \(binnen 10 jaar\), category='20'"),
    ],
)
def test_a_choice_that_is_not_made_is_asked_for(measure: str, said: str) -> None:
    with pytest.raises(RaatError, match=said):
        explain(measure, "Twente")


def test_a_mistyped_region_gets_the_nearest() -> None:
    with pytest.raises(RaatError, match=r"Bedoel je Twente \(RA0205\)\?"):
        explain("employees", "twnte")


def test_every_breakdown_with_a_codelist_has_names() -> None:
    crossed = {"age_contract", "age_function", "contract_function"}
    assert set(BREAKDOWNS) - set(NAMED) == {"route", *crossed}
    assert category_name("age_contract", "<25/24-28") == "Jonger dan 25 jaar, 24 tot 28 uur"
    assert category_name("contract_function", "36+/nursing") == "36 uur of meer, verpleging"
    assert all(NAMED["lever"](code) for code in entries("levers"))
