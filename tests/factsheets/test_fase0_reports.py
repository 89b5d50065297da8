"""Fase 0 reports: the region from public rows, an organisation from its own folder, below ten answers nothing."""

import re
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import region_codes
from raat_analysis.errors import ParameterRefused, RaatError
from raat_analysis.factsheets import Fase0Organisation, factsheet, fase0_organisation, fase0_region, sections
from raat_analysis.factsheets.fase0 import net_sentence
from raat_analysis.rendering.blocks import Section, Title
from raat_analysis.rendering.html_blocks import as_text
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.places import place

EDITION = "2026Q3"
NAMES = {code: str(entry["name"]) for code, entry in entries("regions").items()}
ORGANISATION = [row["method"] for row in sections("fase0_organisation")]
REGION = [row["method"] for row in sections("fase0_region")]


def text(report: object, methods: list[str]) -> str:
    return "\n".join(as_text(getattr(report, method)().as_data()) for method in methods)


def title(section: Section) -> Title:
    assert isinstance(section.blocks[0], Title)
    return section.blocks[0]


def test_the_region_report_says_what_people_want_more_and_less(published: Path) -> None:
    report = fase0_region("RA0205", EDITION, published)
    assert title(report.front()).title == "Twente: ongeveer 15% van de medewerkers wil nu meer uren"
    words = text(report, REGION)
    for part in (
        "ongeveer 25% onder voorwaarden",
        "ongeveer 9% werkt liever minder",
        "ongeveer 550 fte",
        "Invloed op het rooster 20%",
    ):
        assert part in words
    assert not re.search(r"\b(nan|None|null)\b", words)


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
    assert all(len(getattr(report, m)().blocks) == 1 for m in REGION if m not in ("front", "account"))


def test_an_organisation_report_is_confidential_and_names_its_code(published: Path) -> None:
    report = fase0_organisation("TW-A01", EDITION, published)
    head = title(report.front())
    assert head.notice.startswith("Vertrouwelijk: alleen voor TW-A01.")
    assert "TW-A01" in head.title
    words = text(report, ORGANISATION)
    assert "De vragenlijst is ingevuld door 120 medewerkers: 50% van het personeel." in words
    assert "Kenmerk: TW-A01," in words
    assert "TW-A01 naast Twente" in words
    assert "TW-A02" not in words


def test_below_ten_answers_there_is_one_sentence_and_no_number(published: Path) -> None:
    report = fase0_organisation("TW-A02", EDITION, published)
    for method in ("response", "wishes", "potential", "conditions", "managers"):
        assert len(getattr(report, method)().blocks) == 1
    words = text(report, [m for m in ORGANISATION if m != "account"])
    assert "minder dan 10" in words
    assert not re.search(r"\d+%|\bfte\b", words)


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
    report: Fase0Organisation = fase0_organisation("TW-A01", "2025Q4", published)
    assert not report.enough


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
