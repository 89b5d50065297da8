"""What every number means: numerator and denominator, from the codelist of measures."""

from typing import Any

from raat_analysis.codelists import entries
from raat_analysis.rendering.blocks import Table

WINDOWS = {
    "quarter": "kwartaal",
    "12m": "12 maanden",
    "year": "jaar",
    "cumulative": "vanaf nu",
    "round": "ronde",
}
REGION_BY = {"work": "de regio van het werk", "mixed": "per branche woon- of werkregio"}
HOME = "Een regio telt de mensen die er wonen; anders staat het erbij."


def definitions(measures: list[str]) -> Table:
    """A row per measure, in the order of the codelist."""
    shown = [entry for code, entry in entries("measures").items() if code in measures]
    rows = tuple((str(entry["name"]), _meaning(entry), WINDOWS[entry["window"]]) for entry in shown)
    note = HOME if any(entry["region_by"] == "home" for entry in shown) else ""
    return Table("Begrippen", ("Begrip", "Betekenis", "Over"), rows, note)


def _meaning(entry: dict[str, Any]) -> str:
    """The definition, the region it is counted in when that is not where people live, numerator and denominator."""
    where = REGION_BY.get(entry["region_by"])
    defined = f"{entry['definition']} ({where})." if where else f"{entry['definition']}."
    return (
        f"{defined} Teller / noemer: {entry['numerator']} / {entry['denominator']}."
        if entry["denominator"]
        else defined
    )
