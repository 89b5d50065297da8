"""The words for a run that stops because an export is too different from the one before it."""

import math
from collections.abc import Sequence
from itertools import groupby

import yaml

from raat_analysis.checks.past.accepted import FILE_NAME
from raat_analysis.checks.past.breaks import Break
from raat_analysis.checks.past.profile import ALL
from raat_analysis.errors import SHOWN

# What each kind is in English, and the Dutch sentence of what the check protects.
KINDS = {
    "shifted": ("columns moved by one", "Elke kolom lijkt op zichzelf in de vorige export, niet op de kolom ernaast."),
    "repeated": ("the same numbers as before", "Een nieuwe editie herhaalt niet alle getallen van een eerdere."),
    "region_gone": ("region gone", "Een regio die in de vorige export stond, verdwijnt niet zonder uitleg."),
    "branch_gone": ("branch gone", "Een branche die in de vorige export stond, verdwijnt niet zonder uitleg."),
    "factor": (
        "total",
        "Een totaal per periode verandert niet zomaar een aantal keren ten opzichte van de vorige export.",
    ),
    "scale": (
        "values of a new size",
        "Getallen zijn even groot als vroeger: geen punt voor duizend naast een decimaal.",
    ),
    "restated": ("delivered before", "Een periode die eerder is geleverd, komt ongeveer gelijk terug."),
    "distribution": ("part that moved", "De verdeling over regio's en branches verschuift niet zomaar."),
}
# Powers of ten that give themselves away, with what usually made them.
POWERS = {
    1000: ("1,000 times as large", "units for thousands, or a decimal mark read as a thousands point"),
    100: ("100 times as large", "percents for fractions"),
    10: ("10 times as large", "a decimal place lost, or rows delivered many times"),
    0.1: ("10 times as small", "a decimal place too many, or part of the rows"),
    0.01: ("100 times as small", "fractions for percents"),
    0.001: ("1,000 times as small", "a thousands point read as a decimal mark"),
}
NEAR = 1.5  # times the power, up or down


def messages(found: Sequence[Break]) -> list[str]:
    """One message for each export with breaks that nobody accepted."""
    by_export = groupby(found, key=lambda one: (one.export, one.previous_export))
    return [_message(list(group)) for _, group in by_export]


def hint(ratio: float | None) -> str:
    """What a ratio near a power of ten usually comes from; empty when it is near none."""
    if not ratio:
        return ""
    for power, (size, cause) in POWERS.items():
        if abs(math.log(ratio / power)) <= math.log(NEAR):
            return f"about {size}: {cause}?"
    return ""


def acceptance(one: Break) -> str:
    """The line that accepts a break, to be completed by who decides."""
    column = {} if one.column == ALL else {"column": one.column}
    known = {"export": one.export, "break": one.kind, "of": one.of, **column}
    entry = {**known, "reason": "WHY", "decided_by": "ROLE", "date": "YYYY-MM-DD"}
    return (
        "- " + yaml.safe_dump(entry, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**6).strip()
    )


def _message(found: list[Break]) -> str:
    first = found[0]
    shown, more = found[:SHOWN], len(found) - SHOWN
    causes = dict.fromkeys(_cause(one) for one in shown)
    protects = dict.fromkeys(KINDS[one.kind][1] for one in shown)
    lines = [
        f"{first.source}/{first.export}: {len(found)} breaks with the export of {first.previous_export}, per period:",
        *_table(shown),
        *([f"  … and {more} more"] if more > 0 else []),
        *(cause for cause in causes if cause),
        f"Expected: {' '.join(protects)}",
        "Next step: have the export corrected and add it again. If a break is real, complete its line and add it to "
        f"data/raw/{first.source}/{FILE_NAME}:",
        *(acceptance(one) for one in shown),
    ]
    return "\n".join(lines)


def _cause(one: Break) -> str:
    if one.kind in ("factor", "restated") and (said := hint(one.ratio)):
        return f"{_what(one)}: {said}"
    if one.kind == "restated":
        return (
            f"{_what(one)}: periods delivered before came back different: other units (fte for persons), rows missing?"
        )
    if one.kind == "scale":
        return f"{_what(one)}: some values are 100 times or more from any before: a thousands point beside decimals?"
    return ""


def _table(found: Sequence[Break]) -> list[str]:
    cells = [("what", "previous", "now", "ratio"), *(_cells(one) for one in found)]
    widths = [max(len(row[i]) for row in cells) for i in range(4)]
    return ["  " + "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells]


def _cells(one: Break) -> tuple[str, str, str, str]:
    number = _share if one.kind in ("scale", "distribution") else _number
    ratio = "" if one.ratio is None else f"{one.ratio:.3g}" if one.ratio < 1000 else f"{one.ratio:,.0f}"
    return _what(one), number(one.previous), number(one.value), ratio


def _what(one: Break) -> str:
    column = "" if one.column == ALL else f" {one.column}"
    return f"{KINDS[one.kind][0]}{column}, {one.of}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _share(value: float) -> str:
    return f"{100 * value:.3g}%"
