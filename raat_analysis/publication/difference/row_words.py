"""A row of two editions in words for a reader: what it is about, what it was and is, and how much it moved."""

from collections.abc import Mapping
from typing import Any

from raat_analysis.codelists import label_of
from raat_analysis.exploration.words import category_name, scenario_name
from raat_analysis.factsheets.reading import ALL
from raat_analysis.publication.difference.numbers import MISSING, SECRET, SHOWN, WAS
from raat_analysis.rounding import half_up
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MINUS, dutch
from raat_analysis.sentences.periods import month_label, period_label
from raat_analysis.sentences.wording import apart

Row = Mapping[str, Any]
LESS_THAN_ROUNDED = "minder dan de afronding"
UNSHOWN = {
    (SHOWN, SECRET): "niet meer openbaar",
    (SECRET, SHOWN): "nu wel openbaar",
    (SHOWN, MISSING): "geen cijfer meer",
    (MISSING, SHOWN): "nu wel een cijfer",
    (SECRET, MISSING): "was niet openbaar, nu geen cijfer",
    (MISSING, SECRET): "was geen cijfer, nu niet openbaar",
}


def fact_of(row: Row, side: str = "") -> Fact:
    """The number of one edition in a row; `side` is '_was' for the edition before."""
    return Fact(**{name: row[f"{name}{side}"] for name in Fact.__dataclass_fields__ if name != "row"})


def about(row: Row) -> str:
    """'Werknemers, 55 jaar of ouder, VVT': the measure and what sets this number apart, without its period."""
    branch = label_of(row["branch_code"], "branches") if row["branch_code"] != ALL else ""
    parts = (
        label_of(row["measure"], "measures"),
        category_name(row["breakdown"], row["category"]),
        branch,
        scenario_name(row["scenario"]),
        _margin(row),
    )
    return ", ".join(part for part in parts if part)


def over(row: Row) -> str:
    """The period of the number, and that of the edition before when it is another one."""
    now, was = _when(row, ""), _when(row, WAS)
    return now if now == was else f"{now}; was {was}"


def cell_of(row: Row, side: str = "") -> str:
    """The number as it stands in a table of its edition."""
    return fact_of(row, side).cell


def moved(row: Row) -> str:
    """'+320 (+1,3%)', '−0,4 procentpunt', or what became of a number that is not in both."""
    now, was = fact_of(row), fact_of(row, WAS)
    if not known(now, was):
        return UNSHOWN[row[f"state{WAS}"], row["state"]]
    decimals = min(now.decimals, was.decimals)
    step = half_up(value_of(now), decimals) - half_up(value_of(was), decimals)
    if not step:
        return LESS_THAN_ROUNDED
    sign = "+" if step > 0 else MINUS
    shown = f"{sign}{dutch(abs(step), decimals)}"
    if now.unit == "%":
        return f"{shown} procentpunt"
    return f"{shown}{_in_percent(value_of(now), value_of(was), sign)}"


def within_margin(row: Row) -> bool:
    """Whether the change lies within the margins: by the rule for estimates, or two ranges of assumptions that meet."""
    now, was = fact_of(row), fact_of(row, WAS)
    ends = now.lower, now.upper, was.lower, was.upper
    if not known(now, was) or None in ends:
        return False
    if now.interval_pct and was.interval_pct:
        return not apart(now, was)
    low, high, low_was, high_was = (float(each) for each in ends if each is not None)
    return low <= high_was and low_was <= high


def _when(row: Row, side: str) -> str:
    period, edition = row[f"period{side}"], row[f"edition{side}"]
    said = period_label(period) if period else ""
    return f"{said} ({month_label(edition)})" if edition not in ("", period) else said  # a round is its own period


def _margin(row: Row) -> str:
    """Of a forecast the margin: it has a row for each of two."""
    return f"marge van {row['interval_pct']}%" if row["scenario"] == "forecast" and row["interval_pct"] else ""


def _in_percent(now: float, was: float, sign: str) -> str:
    """The same in percent of what it was; nothing for a number that was 0, or that changed its sign."""
    if was <= 0 or now < 0:
        return ""
    share = half_up(100 * abs(now - was) / was, 1)
    return f" ({sign}{dutch(share, 1)}%)"
