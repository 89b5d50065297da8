"""What every number means: numerator and denominator, from the codelist of measures."""

from raat_analysis.codelists import entries
from raat_analysis.rendering.blocks import Table

WINDOWS = {
    "quarter": "kwartaal",
    "12m": "12 maanden",
    "year": "jaar",
    "cumulative": "vanaf nu",
    "round": "ronde",
}
REGION_BY = {"home": "woonplaats", "work": "werkplaats", "mixed": "per branche verschillend"}


def definitions(measures: list[str]) -> Table:
    """A row per measure, in the order of the codelist."""
    rows = tuple(
        (
            str(entry["name"]),
            str(entry["definition"]),
            str(entry["numerator"]),
            str(entry["denominator"]) or "–",
            WINDOWS[entry["window"]],
            REGION_BY[entry["region_by"]],
        )
        for code, entry in entries("measures").items()
        if code in measures
    )
    header = ("Begrip", "Betekenis", "Teller", "Noemer", "Periode", "Regio naar")
    return Table("Begrippen", header, rows, "– = een aantal, er is geen noemer.")
