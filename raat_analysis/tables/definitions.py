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
FTE = ", in fte van 36 uur"  # said once for the whole report
WORK = "Een regio telt de mensen die er werken."
HOME = "Een regio telt de mensen die er wonen; anders staat het erbij."


def in_short(measures: list[str]) -> Table:
    """A row per measure without its parts, for a report whose numbers are all of one round and one organisation."""
    shown = [entry for code, entry in entries("measures").items() if code in measures]
    rows = tuple((str(entry["name"]), f"{entry['definition'].removesuffix(FTE)}.") for entry in shown)
    return Table("Begrippen", ("Begrip", "Betekenis"), rows)


def definitions(measures: list[str]) -> Table:
    """A row per measure, in the order of the codelist."""
    shown = [entry for code, entry in entries("measures").items() if code in measures]
    all_work = all(entry["region_by"] == "work" for entry in shown)
    named = {} if all_work else REGION_BY
    rows = tuple((str(entry["name"]), _meaning(entry, named), WINDOWS[entry["window"]]) for entry in shown)
    note = WORK if all_work else HOME
    return Table("Begrippen", ("Begrip", "Betekenis", "Over"), rows, note)


def _meaning(entry: dict[str, Any], region_by: dict[str, str]) -> str:
    """The definition, the region it is counted in when that is not where people live, numerator and denominator."""
    where = region_by.get(entry["region_by"])
    defined = f"{entry['definition']} ({where})." if where else f"{entry['definition']}."
    return (
        f"{defined} Teller / noemer: {entry['numerator']} / {entry['denominator']}."
        if entry["denominator"]
        else defined
    )
