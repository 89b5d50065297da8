"""The words for each fault: in Dutch for the quarantine and the quality page, in English for an error."""

from datetime import date

from raat_analysis.codelists import normalised, spellings
from raat_analysis.codelists.places import regions_by_place
from raat_analysis.contracts import Column, Contract

# rule: (Dutch sentence, what was expected in English). {header} is the column, {limits} and {pattern} its own.
WORDS = {
    "required": ("{header} is leeg, maar is verplicht", "a value; the column is required"),
    "integer_notation": ("{header} is geen heel getal", "a whole number such as 7400"),
    "decimal_notation": ("{header} is geen getal", "a number such as 5,7"),
    "thousands_unclear": (
        "{header}: een punt kan hier een duizendtal of een decimaal zijn",
        "a number that can be read in one way: 7400 or 7,4",
    ),
    "date_notation": ("{header} is geen datum als dd-mm-jjjj", "a date as dd-mm-jjjj"),
    "date_exists": ("{header}: deze datum bestaat niet", "a date that exists"),
    "quarter_notation": ("{header} is geen kwartaal", "a quarter as 2026 3e kwartaal, 2026KW03 or 2026Q3"),
    "period_notation": ("{header} is geen kwartaal of jaar", "a quarter as 2026KW03 or a year as 2026JJ00"),
    "year_notation": ("{header} is geen jaar", "a year as 2026"),
    "hours_notation": ("{header} is geen aantal uren of bereik zoals 24-32", "hours as 24 or 24-32"),
    "not_in_codelist": ("{header}: deze waarde staat niet in de codelijst", "a label of the codelist"),
    "place_unknown": ("{header}: deze plaatsnaam is niet bekend", "a place name of codelists/places.csv"),
    "place_ambiguous": (
        "{header}: deze plaatsnaam komt in meer dan een regio voor",
        "a place name that lies in one region",
    ),
    "pattern": ("{header} heeft niet de afgesproken vorm", "a value of the form {pattern}"),
    "limits": ("{header} ligt niet tussen {limits}", "a value between {limits_en}"),
    "key_repeated": ("Deze sleutel komt vaker voor, met verschillende inhoud", "every {key} once"),
    "duplicate_row": ("Deze regel staat al eerder in dit bestand", "every row once"),
    "answered_again": ("Dezelfde deelnemer antwoordde later nog eens; het laatste antwoord telt", ""),
    "replaced": ("Vervangen door een latere export", ""),
}
UNCOUNTED = ("duplicate_row", "replaced", "answered_again")  # nothing is lost with these rows


def sentence(contract: Contract, rule: str, column: str) -> str:
    """The Dutch sentence that says why a row or cell was set aside."""
    for own in contract.rules:
        if own.id == rule:
            return own.sentence
    return _filled(WORDS[rule][0], contract, column)


def expectation(contract: Contract, rule: str, column: str) -> str:
    """What was expected, in English, for an error message. A rule of the contract speaks its own Dutch sentence."""
    for own in contract.rules:
        if own.id == rule:
            return f"{own.sentence} ({own.holds})"
    return _filled(WORDS[rule][1], contract, column)


def place_rule(value: str) -> str:
    """Why a place is not accepted: it lies in several regions, or nobody knows it."""
    return "place_ambiguous" if normalised(value) in regions_by_place() else "place_unknown"


def allowed(column: Column) -> str:
    """The names a code column may hold, for an error message; long lists are named, not shown."""
    names = sorted({*column.codes, *(spellings(column.codelist) if column.codelist else ())})
    if len(names) > 20:
        return f"raat_analysis/codelists/{column.codelist}"
    return ", ".join(names)


def _filled(words: str, contract: Contract, name: str) -> str:
    column = contract.columns.get(name)
    key = ", ".join(contract.columns[part].header for part in contract.key)
    if column is None:
        return words.format(key=key)
    low, high = _limit(column.minimum, "…"), _limit(column.maximum, "…")
    return words.format(
        header=column.header,
        key=key,
        pattern=column.pattern,
        limits=f"{low} en {high}",
        limits_en=f"{low} and {high}",
    )


def _limit(value: float | date | None, absent: str) -> str:
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return absent if value is None else str(value).replace(".", ",")
