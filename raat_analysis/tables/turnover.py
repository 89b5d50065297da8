"""The table of outflow rates, at both levels (T1)."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact
from raat_analysis.tables.signs import with_signs


def outflow_rates(branches: list[tuple[Fact, Fact, Fact]], region: str, note: str = "") -> Table:
    """A row per branch: outflow from the employer, from the sector, and from the sector in Nederland."""
    rows = tuple(
        (label_of(employer.branch_code, "branches"), employer.cell, sector.cell, country.cell)
        for employer, sector, country in branches
    )
    header = ("Branche", "Bij de werkgever", "Uit zorg en welzijn", "Uit zorg en welzijn, Nederland")
    meaning = (
        "In procenten van de werknemers aan het begin van het jaar. Wie naar een andere werkgever in zorg en welzijn "
        "gaat, telt wel mee bij de werkgever en niet bij zorg en welzijn."
    )
    return Table(
        f"Uitstroom naar branche, {region}, {branches[0][0].period}", header, rows, with_signs(rows, meaning, note)
    )
