"""What looks like a person: in a header, or in the values under it. Rather one column too many than one too few."""

import re

import polars as pl

NOT_A_PERSON = "organisatie|bedrijf|gemeente|instelling|werkgever|opleiding|afdeling|functie"
WORDS = re.compile(
    rf"\b(naam|namen|name)\b(?!.*({NOT_A_PERSON}))"
    r"|\b(bsn|iban|tel|gsm|mobiel|door|by|recruiter|sollicitant|kandidaat|behandelaar|consulent|accountmanager|initialen|voorletters?|tussenvoegsel)\b"
    r"|voornaam|achternaam|roepnaam|first ?name|last ?name|burgerservice|contact(?!r)|e-?mail|\bmail\b|telefoon|phone"
    r"|geboorte|birth|adres|straat|huisn|eigenaar|owner|linkedin|paspoort"
)
MAIL = r"[^@\s]@[^@\s]+\.[a-zA-Z]"
PHONE = r"^(\+31|0031|0)[\s-]?\(?0?\)?[1-9]([\s-]?[0-9]){8}$"
POSTCODE = r"^[1-9][0-9]{3}\s?[A-Z]{2}$"  # of six signs: a street, with a number a house
PARTICLES = "(?:van|de|der|den|ten|ter|te|het|'t)"
PERSON = rf"^(?:[A-Z]\.\s?)+(?:{PARTICLES} )*[A-Z][\w'-]+$|^[A-Z][a-zà-ÿ]+ (?:{PARTICLES} )*[A-Z][a-zà-ÿ'-]+$"
BSN = r"^[0-9]{9}$"


def personal_header(header: str) -> bool:
    """`Contactpersoon: E-mail`, `Naam`, `Goedgekeurd door`; not `Bedrijfsnaam` or `Contracturen`."""
    return WORDS.search(header.casefold().replace("_", " ")) is not None


def personal_values(values: pl.Series) -> bool:
    """Whether one value is a mail address, or most are telephone numbers, full postcodes or citizen numbers."""
    if values.is_empty():
        return False
    mail = values.str.contains(MAIL).any()
    most = any(_share(values, form) > 0.5 for form in (PHONE, POSTCODE))
    return bool(mail or most or _citizens(values))


def like_persons(values: pl.Series) -> bool:
    """Whether some values could be names of people: these are never shown, though the column is kept."""
    return not values.is_empty() and _share(values.unique(), PERSON) >= 0.2


def _share(values: pl.Series, form: str) -> float:
    return float(values.str.contains(form).sum()) / len(values)


def _citizens(values: pl.Series) -> bool:
    """Nearly all values are nine digits that pass the eleven test, which chance passes once in eleven times."""
    if _share(values, BSN) < 0.9:
        return False
    digits = [values.str.slice(i, 1).cast(pl.Int32, strict=False) for i in range(9)]
    weighted = sum((digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)), 0)
    return isinstance(weighted, pl.Series) and bool((weighted % 11 == 0).sum() > 0.5 * len(values))
