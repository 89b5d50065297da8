"""The section about training."""

from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import annexed, empty, finding, meaning, section
from raat_analysis.figures.training import entrants_by_year
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.places import place
from raat_analysis.tables.employment import side_by_side

MEASURES = ("training_places", "training_places_work_based", "entrants", "sector_return_pct")


def training(sheet: Sheet) -> Section:
    """Students who start, training places, and graduates who come to work in the sector."""
    rows = [(here, sheet.earlier(here), sheet.country(here)) for here in map(sheet.latest, MEASURES)]
    if not any(known(here) for here, _, _ in rows):
        return empty(f"Over opleidingen in {place(sheet.name)} zijn geen cijfers te tonen.")
    entrants = rows[MEASURES.index("entrants")][0]
    stay = rows[MEASURES.index("sector_return_pct")][0]
    return section(
        finding(_sentence(stay)) if known(stay) else None,
        entrants_by_year(sheet.facts("entrants"), sheet.name) if known(entrants) else None,
        meaning(meanings.training(sheet)),
        annexed(side_by_side([row for row in rows if row[0].period], f"{sheet.name}, opleidingen")),
    )


def _sentence(stay: Fact) -> str:
    return (
        f"Van elke 100 gediplomeerden werkten er {number(value_of(stay))} een jaar later in zorg en welzijn "
        f"({stay.period})."
    )
