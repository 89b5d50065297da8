"""What an analyst types becomes codes: a code, a Dutch or an English name. What fits nothing gets the nearest names."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from raat_analysis.codelists import entries, normalised, spellings
from raat_analysis.errors import SHOWN, QuestionRefused

KINDS = {"measures": "maat", "regions": "regio", "branches": "branche", "municipalities": "gemeente"}
SEARCH = 'Zoek met raat_analysis.catalogue("vacature").'
WRITTEN = "Schrijf 2026Q3 (kwartaal), 2025 (jaar) of 2026-1 (ronde van Fase 0)."
ALIKE = 0.6  # of difflib: twnte and Twente


class NotFound(QuestionRefused):
    """What was asked for is no code and no name, or stands for more than one."""


def code_of(asked: str, codelist: str) -> str:
    """The code of a measure, region, branch or municipality, by code or name; else a NotFound with what is near."""
    found = _names(codelist).get(normalised(asked), set())
    if len(found) == 1:
        return next(iter(found))
    near = sorted(found) or _near(asked, codelist)
    kind = KINDS[codelist]
    said = f"{asked!r} is meer dan één {kind}." if found else f"Er is geen {kind} {asked!r}."
    raise NotFound(" ".join(text for text in (said, _suggested(near, codelist), _next_step(near, codelist)) if text))


def period_of(asked: str) -> str:
    """'2026q3', '2026-Q3', '3e kwartaal 2026' → 2026Q3; a year and a round of Fase 0 stay as they are."""
    text = normalised(asked)
    if said := re.fullmatch(r"([1-4])e kwartaal (20\d\d)", text):
        return f"{said[2]}Q{said[1]}"
    if quarter := re.fullmatch(r"(20\d\d)[- ]?[qk]([1-4])", text):
        return f"{quarter[1]}Q{quarter[2]}"
    if not re.fullmatch(r"20\d\d(-[1-9])?", text):
        raise NotFound(f"{asked!r} is geen periode. {WRITTEN}")
    return text


def named(code: str, codelist: str) -> str:
    """'Twente (RA0205)'."""
    return f"{entries(codelist)[code]['name']} ({code})"


def _names(codelist: str) -> dict[str, set[str]]:
    """Normalised spelling → codes; measures have an English name too."""
    found = {label: set(codes) for label, codes in spellings(codelist).items()}
    for code, entry in entries(codelist).items():
        if "name_en" in entry:
            found.setdefault(normalised(str(entry["name_en"])), set()).add(code)
    return found


def _near(asked: str, codelist: str) -> list[str]:
    """The codes whose spelling is nearest; when none is, those with the whole word in a name."""
    names, text = _names(codelist), normalised(asked)
    alike = get_close_matches(text, names, n=SHOWN, cutoff=ALIKE)
    labels = alike or [label for label in names if len(text) > 2 and text in label]
    return list(dict.fromkeys(code for label in labels for code in sorted(names[label])))[:SHOWN]


def _suggested(codes: Iterable[str], codelist: str) -> str:
    found = [named(code, codelist) for code in codes]
    *first, last = found or [""]
    return f"Bedoel je {', '.join(first)}{' of ' if first else ''}{last}?" if found else ""


def _next_step(near: list[str], codelist: str) -> str:
    """Where to look when nothing is near."""
    if near:
        return ""
    if codelist == "measures":
        return SEARCH
    if codelist == "municipalities":
        return f"Er zijn {len(entries(codelist))} gemeenten; gebruik de naam van nu, of de code (GM0153)."
    return f"Kies uit: {', '.join(named(code, codelist) for code in entries(codelist))}."
