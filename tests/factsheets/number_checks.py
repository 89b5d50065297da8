"""Checks of a whole factsheet's numbers, written apart from the code that makes them: simple formulas over its rows."""

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Any

from raat_analysis.codelists import entries
from raat_analysis.factsheets.sections import sections
from raat_analysis.factsheets.sheet import Factsheet
from raat_analysis.numbers_table import KEY
from raat_analysis.sentences.traces import MARK, Row, rows_in, unmarked

SILENT = ("svg", "alt", "kind", "role")  # of a block's data: no text of the page, or its unmarked copy
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
ALLOWED = (  # digits that are no number of the table, everywhere
    r"\bbestaat uit \d+ gemeenten(?: in \d arbeidsmarktregio's)?|\bindeling 2025\b|\bCC BY 4\.0",
    r"\b[Vv]an elke 100 |\belke 100 inwoners van 20 tot 65 jaar",
    rf"\b(?:\d{{1,2}} )?(?:{MONTHS}) 20\d\d\b",
    r"\b\de (?:kwartaal|ronde van) 20\d\d\b|\b20\d\d\b|\b1 oktober\b",
    r"\b(?:55|65) jaar of ouder|\b55-plussers|\b\d\d tot \d\d jaar|\b[Jj]onger dan 25 jaar|\btot 65\b",
    r"\b[Nn]a 90 dagen|\bvanaf 100 vacatures|\bper 1\.000 werknemers",
    r"\b\d van de 10 keer\b|\b[58] op 10\b|\b90 van de 100 zulke onderzoeken",
    r"\b1 fte = 36 uur per week|\bFase 0\b",
    r"^Binnen (?:10|20) jaar, ",
)
OWN: dict[str, tuple[str, ...]] = {  # numbers of other published tables, in the sections that own them
    "front.bullets": (r"^Herzien sinds de vorige editie .*: was \S+, nu ",),
    "turnover.paragraph": (r"noemden zij het vaakst: (?:[^().]+ \(\d+,\d%\)(?:, )?)+",),
    "levers.paragraph": (
        r"\b\d+ (?:verschillende )?acties\b",
        r"\balle 8 knoppen|\b\d van de 8 knoppen",
        r"\bde meeste \(\d+\)",
    ),
    "levers.table.rows": (
        r"^[A-Z][^.]*\([^)]*\d[^)]*\)$",  # a lever with the change that VWS named
        r"^\d{1,3}(?:\.\d{3})*$",  # the example of VWS
        r"^\d+ acties, zoals: .*$",  # how actions are called
    ),
    "monitor.paragraph": (r"Van de 19 indicatoren is er voor \d+ een cijfer", r": \d+ beter, \d+ slechter\."),
    "monitor.table": (r" \(\d\)(?=[,.])", r"\bafgelopen 2 jaar\b"),
    "account.bullets": (
        r"\(95%, methode van Newcombe\)|hoogstens 10% van de aanwijzingen",
        r"\b\d+ eerdere cijfers\b|\bwas \S+",
    ),
    "account.table.rows": (
        r"^.* Teller / noemer: .*$|^12 maanden$",
        r"^\d{1,3}(?:\.\d{3})*$|, en \d+ eerder$|^CC BY 4\.0$|^CC0-1\.0$",
    ),
    "account.table.note": (r"^.*$",),  # whose the sources are
    "account.paragraph": (r"Kenmerk: RA\d+, .*, gegevens [0-9a-f]{16}\.",),
}


def texts(sheet: Factsheet) -> Iterator[tuple[str, str]]:
    """Where (method.kind.field) and what, with its marks: every text of a factsheet."""
    for row in sections("factsheet"):
        section = getattr(sheet, row["method"])()
        for block in section.as_data()["blocks"]:
            yield from _texts(f"{row['method']}.{block['kind']}", block)


def _texts(where: str, data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in SILENT:
                yield from _texts(f"{where}.{name}" if isinstance(value, str | list) else where, value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(where, value)


def untraced(sheet: Factsheet) -> list[str]:
    """Texts with a digit that is neither marked with its row nor of an allowed pattern."""
    defined = {str(entry[name]) for entry in entries("measures").values() for name in ("name", "definition")}
    found = []
    for where, text in texts(sheet):
        left = MARK.sub("", text)
        own = [pattern for place, patterns in OWN.items() if where.startswith(place) for pattern in patterns]
        for pattern in (*ALLOWED, *own):
            left = re.sub(pattern, "", left)
        if re.search(r"\d", left) and not (
            where == "account.table.rows" and text.rstrip(".").partition(" (")[0] in defined
        ):
            found.append(f"{where}: {unmarked(text)!r} leaves {left!r}")
    return found


def underivable(sheet: Factsheet) -> list[str]:
    """Marked numbers that no simple formula over their rows gives within rounding."""
    table = by_key(sheet)
    found = []
    for where, text in texts(sheet):
        for mark in MARK.finditer(text):
            rows = [table[key] for key in rows_in(mark[1])]
            shown = mark[2].rstrip("*%")
            if shown in ("x", "."):
                if any(row["value"] is not None for row in rows):
                    found.append(f"{where}: {shown!r} for a number that is known")
            elif not any(_near(shown, each, rows) for each in _outcomes(rows)):
                found.append(f"{where}: {shown} in {unmarked(text)!r} does not follow from {rows_in(mark[1])}")
    return found


def by_key(sheet: Factsheet) -> dict[Row, dict[str, Any]]:
    """The published rows that a sheet may use, by their key."""
    rows = sheet.sheet.numbers.iter_rows(named=True)
    return {("", *("" if row[name] is None else str(row[name]) for name in KEY)): row for row in rows}


def _outcomes(rows: list[dict[str, Any]]) -> Iterator[float]:
    """What a text may show of rows: a number of a row, a sum, a difference, a change or a part in percent."""
    figures = ("value", "numerator", "denominator", "lower", "upper")
    if len(rows) == 1:
        yield from (rows[0][name] for name in figures if rows[0][name] is not None)
        return
    values = [row["value"] for row in rows if row["value"] is not None]
    yield sum(values)
    if len(rows) == 2 and len(values) == 2:
        for now, then in permutations(values):
            yield now - then
            if then:
                yield from (100 * (now - then) / abs(then), 100 * now / then, 100 - 100 * now / then)
    stay = [row["value"] for row in rows if _stays(row)]
    if stay and sum(values):
        yield 100 * sum(stay) / sum(values)
        yield from (100 * value / sum(values) for value in values)


def _stays(row: dict[str, Any]) -> bool:
    """Whether a row counts leavers of an employer who stay in care and welfare."""
    if row["breakdown"] != "destination" or row["value"] is None:
        return False
    return entries("destinations")[row["category"]]["level"] in ("employer", "branch")


def _near(shown: str, outcome: float, rows: list[dict[str, Any]]) -> bool:
    number = float(shown.replace(".", "").replace(",", ".").replace("−", "-"))
    decimals = len(shown.partition(",")[2])
    half = 0.5 * 10**-decimals
    modelled = any(row["scenario"] or row["status"] in ("modelled", "derived", "forecast") for row in rows)
    if modelled and not decimals:
        half = max(half, _step(number) / 2)
    return abs(abs(number) - abs(outcome)) <= half + 1e-9


def _step(number: float) -> float:
    """The largest of 1, 5, 10, 50, … that a rounded number of a model may be a multiple of; at most half of it, but
    10, 50 and 100 may be one step themselves.
    """
    if number in (0, 10, 50, 100):
        return number or 100
    steps = [step * 10**power for power in range(6) for step in (1, 5)]
    return max(step for step in steps if number % step == 0 and (step == 1 or step <= abs(number) / 2))
