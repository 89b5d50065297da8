"""The potential beside the expected shortage and the lever of larger contracts; persons and fte kept apart (T14)."""

from raat_analysis.codelists import entries
from raat_analysis.factsheets.fase0 import Round
from raat_analysis.factsheets.levers import lever_facts
from raat_analysis.factsheets.prognosis import last_gap
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, section
from raat_analysis.figures.shortage import shortage_words
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.amounts import fte, people
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import expected as with_range

LEVER = "contract_hours"
NOT_ADDED = (
    "Tel dit niet op: de knop en het potentieel gaan over dezelfde mensen en dezelfde uren. Het tekort en de "
    "knop tellen "
    "mensen, het potentieel telt fte van 36 uur; een mens werkt in deze sector gemiddeld minder dan een fte."
)


def shortage(this: Round, sheet: Sheet) -> Section:
    """Shortage in persons, potential in fte and persons, and what one hour more in every contract would do."""
    gap, lever = last_gap(sheet), _lever(sheet)
    if not known(gap):
        return empty(f"Voor {place(sheet.name)} is geen prognose van het tekort te tonen.")
    first = (
        f"Zonder nieuw beleid verwacht het Prognosemodel in {place(sheet.name)} voor {gap.period} "
        f"{shortage_words(gap)}."
    )
    return section(
        finding(f"{first} {_potential(this)}".strip()),
        Paragraph(_lever_sentence(lever)) if known(lever) else None,
        Paragraph(NOT_ADDED, "warning"),
        detail(
            "Het tekort staat in de factsheet van de regio met de uitleg van het Prognosemodel; daar staan "
            "ook de andere "
            "knoppen."
        ),
    )


def _lever(sheet: Sheet) -> Fact:
    found = [each for each in lever_facts(sheet, "realistic") if each.category == LEVER]
    return found[0] if found else Fact("lever_effect_persons", sheet.region_code)


def _potential(this: Round) -> str:
    hours, persons = (this.expected(m)["expected"] for m in ("potential_expected_fte", "potential_expected_persons"))
    if not known(hours, persons):
        return ""
    return f"Het verwachte potentieel is {fte(hours)}, van {people(value_of(persons))} die dan meer werken."


def _lever_sentence(lever: Fact) -> str:
    named = entries("levers")[LEVER]
    return (
        f"De knop '{str(named['name']).lower()}' van het landelijke programma ({named['change']} voor "
        "iedereen) scheelt in "
        f"{lever.period} naar schatting {with_range(lever)}. Fase 0 laat zien waar die uren kunnen zitten."
    )
