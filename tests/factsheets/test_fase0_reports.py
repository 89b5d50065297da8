"""Fase 0 reports: the region from public rows, an organisation from its own folder, below ten answers no estimate."""

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.factsheets.fase0 import net_sentence
from raat_analysis.factsheets.fase0_gap import beyond
from raat_analysis.factsheets.fase0_organisation import Fase0Organisation, fase0_organisation
from raat_analysis.factsheets.fase0_region import fase0_region
from raat_analysis.factsheets.fase0_round_table import fase0_round_table, round_table_branches
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import factsheet
from raat_analysis.rendering.blocks import Block, KeyFigures, Picture, Section, Steps, Table, Title
from raat_analysis.rendering.html_blocks import as_text
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import apart

EDITION = "2026Q3"
NAMES = {code: str(entry["name"]) for code, entry in entries("regions").items()}
ORGANISATION = [row["method"] for row in sections("fase0_organisation")]
REGION = [row["method"] for row in sections("fase0_region")]
TABLE = [row["method"] for row in sections("fase0_round_table")]


def text(report: object, methods: list[str]) -> str:
    return "\n".join(as_text(getattr(report, method)().as_data()) for method in methods)


def title(section: Section) -> Title:
    assert isinstance(section.blocks[0], Title)
    return section.blocks[0]


def first(section: Section, kind: type[Block]) -> Any:
    return next(block for block in section.blocks if isinstance(block, kind))


@pytest.fixture(scope="module")
def own(published: Path) -> Fase0Organisation:
    return fase0_organisation("TW-A01", EDITION, published)


def test_the_region_report_says_what_people_want_more_and_less(published: Path) -> None:
    report = fase0_region("RA0205", EDITION, published)
    assert title(report.front()).title == (
        "Twente: ongeveer 15% van de medewerkers wil nu meer uren, samen met wie voorwaarden stelt goed voor ongeveer "
        "700 fte"
    )
    words = text(report, REGION)
    for part in (
        "ongeveer 25% onder voorwaarden",
        "ongeveer 9% werkt liever minder",
        "ongeveer 550 fte",
        "Invloed op het rooster 20% (40%)",
        "In Twente deden 16 van de 68 leden mee met tien antwoorden of meer.",
        "Ggz | 4 | 12",
        "50% hebben van wat wie meedeed heeft | 460 fte",
        "Tel dit niet op",
    ):
        assert part in words
    assert not re.search(r"\b(nan|None|null)\b", words)
    assert not re.search(r"[A-Z]{2}-[A-Z]\d\d", words)


def test_hours_of_a_region_do_not_stand_beside_the_people_of_its_participants(published: Path) -> None:
    """700 fte is of all organisations, 1.600 people of those that took part."""
    report = fase0_region("RA0205", EDITION, published)
    assert "1.600 mensen" not in text(report, REGION)
    assert "Bij de organisaties die meededen: ongeveer 600 mensen willen nu meer uren" in text(report, ["wishes"])


def test_a_sector_that_is_not_shown_apart_is_in_no_column(published: Path) -> None:
    tables = [block for block in fase0_region("RA0205", EDITION, published).wishes().blocks if isinstance(block, Table)]
    assert tables[0].header == ("Uitkomst", "Twente", "Vvt")


def test_the_region_report_says_how_many_have_a_small_contract_in_rounded_counts(published: Path) -> None:
    section = fase0_region("RA0205", EDITION, published).contracts()
    words = as_text(section.as_data())
    assert "Van de 4.000 medewerkers" in words
    assert "hebben er 1.500 een contract van minder dan 24 uur per week: bijna 38%." in words
    assert "afgerond op tientallen, zodat niemand te herkennen is" in words
    assert "hoogstens 9 naast" in words
    table = section.blocks[1].table  # type: ignore[attr-defined]
    assert table.header == ("Uren per week", "Iedereen", "Vvt")  # ggz is secret
    assert table.rows[0] == ("Minder dan 12 uur", "200", "100")
    assert table.rows[-3:] == (
        ("Minder dan 24 uur samen", "1.500", "600"),
        ("Aandeel minder dan 24 uur", "38%", "60%"),
        ("Alle medewerkers", "4.000", "1.000"),
    )


def test_a_region_without_fase0_still_has_all_sections(published: Path) -> None:
    report = fase0_region("RA0101", EDITION, published)
    assert "geen openbare cijfers van Fase 0" in text(report, REGION)
    known = ("front", "account", "shortage")  # the forecast is there without Fase 0
    assert all(len(getattr(report, m)().blocks) == 1 for m in REGION if m not in known)


def test_an_organisation_report_is_confidential_and_names_its_code(own: Fase0Organisation) -> None:
    head = title(own.front())
    assert head.notice.startswith("Vertrouwelijk: alleen voor TW-A01.")
    assert head.title == "Organisatie TW-A01: medewerkers willen samen ongeveer 35 fte meer werken"
    words = text(own, ORGANISATION)
    assert "De vragenlijst is ingevuld door 120 medewerkers: 50% van het personeel." in words
    assert "Kenmerk: TW-A01," in words
    assert "TW-A02" not in words


def test_the_front_gives_hours_and_people_and_what_is_expected(own: Fase0Organisation) -> None:
    """15 and 20 fte, of 36 and 60 of the 240 people; 8 fte expected, 4 cautiously and 14 amply."""
    words = text(own, ["front"])
    assert (
        "samen ongeveer 35 fte meer werken dan nu: ongeveer 15 fte meteen en ongeveer 20 fte onder voorwaarden" in words
    )
    assert "Het gaat om ongeveer 96 mensen." in words
    assert "ongeveer 8 fte echt gewerkt (voorzichtig geschat 4, ruim geschat 14)" in words
    assert len(first(own.front(), KeyFigures).items) == 6


def test_what_is_worked_above_contract_is_no_extra(own: Fase0Organisation) -> None:
    """Contracts would grow by 41 fte, of which 6 is worked already: 35 is extra (T17)."""
    words = text(own, ["staff", "potential"])
    assert "structureel 6,0 fte boven hun contract (216 uur per week)" in words
    assert "dan groeien zij met ongeveer 41 fte. Daarvan wordt ongeveer 6 fte nu al gewerkt" in words


def test_contracts_stand_beside_the_rounded_ones_of_the_region(own: Fase0Organisation) -> None:
    """120 of 240 beside 1.500 of 4.000."""
    assert (
        "Daarvan heeft 50% een contract van minder dan 24 uur per week; bij alle deelnemers in Twente is dat bijna 38%."
        in (text(own, ["staff"]))
    )
    assert first(own.staff(), Picture).table.rows[1] == ("12 tot 20 uur", "48", "20%", "15%")
    assert "uit een andere bron" in text(own, ["staff"])


def test_a_gap_is_named_only_when_it_is_beyond_chance(own: Fase0Organisation) -> None:
    """75% of managers can offer a way back, 34% asks for it; 24 and 16% for nearby may be chance."""
    found = [(gap.kind, gap.code) for gap in beyond(own.this)]
    assert found == [("condition", "way_back"), ("more", "")]
    assert "Het grootste verschil tussen medewerkers en leidinggevenden: ongeveer 75%" in text(own, ["gap"])


def test_margins_are_wider_the_more_pairs_are_looked_at() -> None:
    def of(value: float) -> Fact:
        return Fact("discussed_pct", "RA0205", value=value, lower=value - 5, upper=value + 5, interval_pct=90)

    assert apart(of(40), of(49))
    assert not apart(of(40), of(48))
    assert not apart(of(40), of(49), looked_at=19)
    assert apart(of(40), of(54), looked_at=19)
    assert not apart(of(40), Fact("discussed_pct", "RA0205", value=90.0))


def test_steps_come_from_the_own_answers_and_each_subject_comes_once(own: Fase0Organisation) -> None:
    steps = first(own.steps(), Steps).items
    assert len(steps) == 5
    assert "'Invloed op het rooster'" in steps[0].why
    assert "'Terug kunnen naar minder uren'" in steps[1].why  # the next of another group: not the longer shifts
    assert "Grotere contracten aanbieden" in steps[0].beside
    assert steps[1].beside == ""  # an action of the programme is told once
    assert all(step.who and step.when and step.sign for step in steps)


def test_a_change_within_its_margin_is_not_called_one(own: Fase0Organisation) -> None:
    """The share moved 2 points, with a margin from -3 to 7; that 18 of 200 contracts grew is counted."""
    words = text(own, ["change"])
    assert "sinds de 1e ronde van 2025 niet meer dan toeval verklaart" in words
    assert (
        "Van de 200 medewerkers die in beide rondes in dienst waren, vergrootten 18 hun contract, samen 2,5 fte."
        in words
    )


def test_below_ten_answers_the_personnel_and_the_region_are_shown_and_no_estimate(published: Path) -> None:
    report = fase0_organisation("TW-A02", EDITION, published)
    assert "Minder dan tien medewerkers vulden de vragenlijst in" in text(report, ["front"])
    surveyed = ("wishes", "potential", "conditions", "obstacles", "gap", "retention", "value", "change")
    for method in surveyed:
        assert not [block for block in getattr(report, method)().blocks if isinstance(block, Picture)]
    own_numbers = set(report.this.rows.filter(pl.col("value").is_not_null())["source"].to_list())
    assert own_numbers == {"fase0_hr", "fase0_medewerkers"}  # of which the response
    assert "In Twente (1e ronde van 2026): ongeveer 15%" in text(report, ["wishes"])
    assert "In uw personeelsbestand staan 240 medewerkers" in text(report, ["staff"])
    steps = first(report.steps(), Steps).items
    assert len(steps) == 3
    assert "vragenlijst" in " ".join(step.title for step in steps)


def test_without_a_survey_the_report_says_so(published: Path) -> None:
    report = fase0_organisation("TW-A03", EDITION, published)
    assert "Er zijn geen vragenlijsten van uw medewerkers" in text(report, ["front"])
    assert "50% heeft een klein contract" in title(report.front()).title


def test_every_condition_obstacle_and_lever_has_its_step_and_question() -> None:
    steps, questions = entries("fase0_steps"), entries("fase0_questions")
    for codelist in ("conditions", "obstacles"):
        codes = set(entries(codelist)) - {"none"}
        assert set(steps[codelist]) == codes
        assert set(questions[codelist]) == codes
    removable = {code for code, entry in entries("leave_reasons").items() if entry["influenceable"]}
    assert set(steps["leave_reasons"]) == removable
    assert set(steps["gaps"]) == set(questions["gaps"])
    assert {entry["lever"] for part in steps.values() for entry in part.values()} <= set(entries("levers"))


def test_every_sector_with_members_has_a_round_table_with_its_own_or_the_regions_numbers(published: Path) -> None:
    assert round_table_branches("RA0205", EDITION, published) == ["GGZ", "VVT", "SW"]
    own, other = (fase0_round_table("RA0205", code, EDITION, published) for code in ("VVT", "SW"))
    assert "Uren die zij samen meer willen: 350 fte" in text(own, ["front"])
    assert "Uren die zij samen meer willen: 700 fte" in text(other, ["front"])
    assert "te weinig organisaties mee voor eigen cijfers" in text(other, ["front"])
    for report in (own, other):
        asked = first(report.questions(), Steps).items
        assert 4 <= len(asked) <= 6
        assert asked[-1].title.startswith("Wat spreken we vandaag af")
        assert "Grotere contracten aanbieden (RAAT 2018)" in text(report, ["programme"])
        assert not re.search(r"[A-Z]{2}-[A-Z]\d\d", text(report, TABLE))


def test_a_sector_without_members_has_no_round_table(published: Path) -> None:
    with pytest.raises(ParameterRefused, match="GGZ, VVT, SW"):
        fase0_round_table("RA0205", "UMC", EDITION, published)


def test_an_unknown_organisation_is_refused(published: Path) -> None:
    with pytest.raises(ParameterRefused, match="TW-A01"):
        fase0_organisation("../TW-A01", EDITION, published)
    with pytest.raises(RaatError, match="make report"):
        fase0_organisation("TW-A99", EDITION, published)


def test_rows_of_another_organisation_in_the_folder_are_refused(published: Path, tmp_path: Path) -> None:
    own = pl.read_parquet(published / "members" / "TW-A01" / "numbers.parquet")
    (tmp_path / "members" / "TW-A02").mkdir(parents=True)
    own.write_parquet(tmp_path / "members" / "TW-A02" / "numbers.parquet")
    with pytest.raises(RaatError, match="another organisation"):
        fase0_organisation("TW-A02", EDITION, tmp_path)


def test_a_round_that_has_not_begun_is_not_shown(published: Path) -> None:
    report = fase0_organisation("TW-A01", "2024Q4", published)
    assert not report.this.told
    assert fase0_organisation("TW-A01", "2025Q4", published).this.code == "2025-1"


def test_a_net_potential_that_may_be_a_loss_is_not_called_a_gain() -> None:
    def net(value: float, lower: float, upper: float) -> Fact:
        return Fact("potential_net_fte", "RA0205", value=value, lower=lower, upper=upper, status="modelled")

    assert net_sentence(net(1, -3, 4)) == "De wensen om meer en om minder te werken wegen ongeveer tegen elkaar op."
    assert net_sentence(net(41, 35, 47)).endswith("is er ongeveer 41 fte te winnen.")
    assert net_sentence(net(-20, -30, -10)).endswith("om meer te werken: ongeveer 20 fte.")


@pytest.mark.parametrize("region", [code for code in region_codes() if place(NAMES[code]) != NAMES[code]])
def test_regions_with_an_article_keep_it_in_sentences(published: Path, region: str) -> None:
    """'Voor Achterhoek is er geen onderzoek' is no Dutch."""
    name = NAMES[region]
    words = text(fase0_region(region, EDITION, published), REGION)
    words += as_text(factsheet(region, EDITION, published).potential().as_data())
    assert f"oor {place(name)} " in words
    assert not re.search(rf"\b([Vv]oor|[Ii]n) {re.escape(name)} ", words)
