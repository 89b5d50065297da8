"""Notes on paper: a number of a key sentence, tile or finding refers to its measure in the table of terms."""

from typing import Any

from raat_analysis.codelists import entries
from raat_analysis.sentences.traces import MARK, rows_in

Data = dict[str, Any]
TERMS = "Begrippen"  # the account's table with a row per measure


def noted(parts: list[Data]) -> list[Data]:
    """The parts with, beside each text that has notes, its `runs`: pieces of {text, note}; note '' is none."""
    numbers = {row[0]: place for part in parts if _terms(part) for place, row in enumerate(part["rows"], start=1)}
    return [_noted(part, numbers) for part in parts]


def runs(text: str, numbers: dict[str, int]) -> list[dict[str, str]]:
    """The text in pieces; a measure's first number is followed by its number in the table, if that has the measure."""
    made, met, end = [], {""}, 0
    for found in MARK.finditer(text):
        after = found.end() + text[found.end() : found.end() + 1].count("%")  # a note stands after the sign
        note = str(numbers.get(_measure(found[1]), ""))
        made.append((text[end : found.start()] + found[2] + text[found.end() : after], "" if note in met else note))
        met.add(note)
        end = after
    return [{"text": piece, "note": note} for piece, note in [*made, (text[end:], "")] if piece]


def _measure(named: str) -> str:
    """The name of the measure of the first of the rows."""
    return str(entries("measures").get(rows_in(named)[0][1], {}).get("name", ""))


def _terms(part: Data) -> bool:
    return bool(part["kind"] == "table" and part["caption"] == TERMS)


def _noted(part: Data, numbers: dict[str, int]) -> Data:
    if part["kind"] == "bullets":
        return {**part, "runs": [runs(item, numbers) for item in part["items"]]}
    if part["kind"] == "paragraph" and part["role"] == "finding":
        return {**part, "runs": runs(part["text"], numbers)}
    if part["kind"] == "key_figures":
        return {**part, "items": [{**item, "runs": runs(item["value"], numbers)} for item in part["items"]]}
    return {**part, "terms": True} if _terms(part) else part
