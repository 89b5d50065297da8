"""The section that makes the rest checkable: definitions, sources, and the limits of the figures."""

import polars as pl

from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import section
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section, Table
from raat_analysis.rendering.brand import brand
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.definitions import definitions
from raat_analysis.tables.sources import sources

LIMITS = (
    "x = niet openbaar: het cijfer kan iets zeggen over één werkgever of over enkele mensen. Soms is daarom ook "
    "een tweede cijfer weggelaten, zodat het eerste niet uit te rekenen is.",
    ". = er is geen cijfer.  * = voorlopig: het cijfer kan nog veranderen.",
    "Totalen kunnen door afronding iets verschillen van de som van de delen.",
    "'Duidelijk hoger' of 'duidelijk lager' schrijven we alleen als toeval het verschil niet verklaart (95%, methode "
    "van Newcombe) en het verschil ten minste een half procentpunt is. Anders staat er 'niet te onderscheiden van'.",
    "Uitstroom bij de werkgever is iets anders dan uitstroom uit de sector. Jaarcijfers gaan over twaalf maanden.",
    "Vacatures van ZorgSelect zijn advertenties van werkgevers; vergelijk ze niet met de vacatures van het CBS.",
    "Een verwachting is geen feit: beleid, nieuwe regels en grote gebeurtenissen zitten niet in de marge.",
)


def account(sheet: Sheet, used: list[str]) -> Section:
    """Limits, definitions of the measures `used`, sources, contact and the mark of the rows."""
    return section(
        Bullets(LIMITS),
        definitions(used),
        _sources(sheet),
        Paragraph(str(brand()["contact"])),
        Paragraph(f"Kenmerk: {sheet.region_code}, {period_label(sheet.edition)}, gegevens {sheet.mark[:16]}."),
    )


def shown_measures(sheet: Sheet) -> list[str]:
    """The measures that have rows for the region."""
    return sorted(sheet.numbers.filter(region_code=sheet.region_code)["measure"].unique().to_list())


def _sources(sheet: Sheet) -> Table | None:
    if sheet.sources.is_empty():
        return None
    order = [pl.col("source"), pl.col("obtained_on").cast(pl.String), pl.col("file")]
    return sources(sheet.sources.sort(order, descending=[False, True, False]).iter_rows(named=True))
