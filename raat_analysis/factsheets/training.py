"""The section about training."""

from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.training import entrants_by_year
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.changes import change_words
from raat_analysis.sentences.facts import known
from raat_analysis.tables.employment import side_by_side

MEASURES = ("training_places", "training_places_work_based", "entrants", "sector_return_pct")


def training(sheet: Sheet) -> Section:
    """Students who start, training places, and graduates who come to work in the sector."""
    rows = [(here, sheet.earlier(here), sheet.country(here)) for here in map(sheet.latest, MEASURES)]
    if not any(known(here) for here, _, _ in rows):
        return empty(f"Over opleidingen in {sheet.name} zijn geen cijfers te tonen.")
    entrants, before, _ = rows[MEASURES.index("entrants")]
    return section(
        finding(
            f"In {entrants.period} begonnen {entrants.cell} studenten aan een opleiding in zorg en welzijn, "
            f"{change_words(entrants, before)}."
        )
        if known(entrants)
        else None,
        entrants_by_year(sheet.facts("entrants"), sheet.name) if known(entrants) else None,
        side_by_side([row for row in rows if row[0].period], f"{sheet.name}, opleidingen"),
    )
