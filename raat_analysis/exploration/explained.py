"""One number explained: from the number to its definition, its parts, its interval, its source and its method."""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import QuestionRefused
from raat_analysis.exploration import provenance
from raat_analysis.exploration.asked import named
from raat_analysis.exploration.rows import found
from raat_analysis.exploration.words import breakdown_name, category_name, scenario_name
from raat_analysis.rendering.blocks import Table
from raat_analysis.rendering.html_blocks import as_html, as_text
from raat_analysis.sentences.facts import Fact, fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.traces import unmarked
from raat_analysis.sentences.wording import VERDICTS
from raat_analysis.tables.definitions import WINDOWS

REGIONS_BY = {
    "home": "waar mensen wonen",
    "work": "waar mensen werken",
    "mixed": "per branche waar mensen wonen of werken",
}
SCOPES = {
    "smal": "zonder kinderopvang (smal)",
    "breed": "met kinderopvang (breed)",
    "both": "smal en breed apart",
    "board": "advertenties op ZorgSelect",
}
NO_INTERVAL = "Geen marge gepubliceerd; de methode zegt hoe zeker het getal is."
ASSUMED = "wat eruit komt bij lage en hoge aannames; geen toevalsmarge"


@dataclass(frozen=True)
class Explanation:
    """A published number in words; shows itself as a table. `value` is not rounded, None when secret or missing."""

    measure: str
    value: float | None
    unit: str
    status: str
    lines: tuple[tuple[str, str], ...]

    @property
    def table(self) -> Table:
        return Table(entries("measures")[self.measure]["name"], ("Wat", "Uitleg"), self.lines)

    def _repr_html_(self) -> str:
        """The table, with its words at the left where a notebook would set them at the right."""
        return re.sub(r"<(td|th)(?=[ >])", r'<\1 style="text-align:left"', as_html(self.table.as_data()))

    def __repr__(self) -> str:
        return as_text(self.table.as_data())


def explain(
    measure: str, region: str, branch: str = "SMAL", period: str | None = None, **more: str | None
) -> Explanation:
    """Everything about one published number; names or codes, as in `numbers`.

    Without a period the last one, without an edition the newest. `more`: breakdown, category, scenario, edition; a
    choice that the measure asks for and that is not made, is a RaatError with the choices. A secret or missing number
    is explained too.
    """
    asked = {"measure": measure, "region_code": region, "branch_code": branch, "period": period, **more}
    rows = found(asked)
    for column in ("scenario", "breakdown", "category"):
        rows = _one(rows, column)
    for column in ("edition", "period"):
        rows = rows.filter(pl.col(column) == pl.col(column).max())
    facts = [fact(row) for row in rows.iter_rows(named=True)]
    return Explanation(facts[0].measure, facts[0].value, facts[0].unit, facts[0].status, tuple(_lines(facts)))


def _one(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows of one code of a column: the only one, or the usual one (an observation, a total)."""
    codes = rows[column].unique().sort().to_list()
    usual = [code for code in codes if code in ("", "total")]
    if len(codes) == 1 or usual:
        return rows.filter(pl.col(column) == (usual or codes)[0])
    shown = {code: _choice(column, code, str(rows["breakdown"][0])) for code in codes}
    choices = ", ".join(f"{column}={code!r} ({word})" for code, word in shown.items())
    measure = named(str(rows["measure"][0]), "measures")
    raise QuestionRefused(f"Van {measure} zijn er hier {len(codes)} getallen. Kies er een: {choices}.")


def _choice(column: str, code: str, breakdown: str) -> str:
    if column == "scenario":
        return scenario_name(code)
    return breakdown_name(code) if column == "breakdown" else category_name(breakdown, code)


def _lines(facts: list[Fact]) -> list[tuple[str, str]]:
    """What and its explanation; `facts` are one number, with an interval each."""
    each, about = facts[0], entries("measures")[facts[0].measure]
    said = [
        ("Begrip", f"{about['name']} ({each.measure})"),
        ("Waar en wanneer", where(each)),
        ("Waarde", value(each)),
        ("Marge", "; ".join(interval(width) for width in facts) if known(each) else ""),
        ("Eenheid", each.unit),
        ("Betekenis", f"{about['definition'].rstrip('.')}."),
        ("Teller", _part(about["numerator"], each.numerator)),
        ("Noemer", _part(about["denominator"], each.denominator)),
        ("Geteld", _counted(about)),
        ("Status", provenance.status(each)),
        *provenance.sources(str(about["source"])),
        ("Methode", f"docs/methods/{about['method']}" if about.get("method") else ""),
        ("Getoond in", provenance.shown_in(each.measure)),
    ]
    return [(label, unmarked(text)) for label, text in said if text]


def where(each: Fact) -> str:
    """Place, branch, period and split of a number, with their codes."""
    split = category_name(each.breakdown, each.category)
    scenario = f"scenario {scenario_name(each.scenario)} ({each.scenario})" if each.scenario else ""
    parts = [named(each.region_code, "regions"), named(each.branch_code, "branches"), period_label(each.period)]
    parts += [f"{breakdown_name(each.breakdown)}: {split}" if split else "", scenario]
    parts += [f"editie {each.edition}" if each.edition and each.edition != each.period else ""]
    return "; ".join(part for part in parts if part)


def value(each: Fact) -> str:
    """The value in words; of a verdict what it says."""
    if known(each) and each.unit == "oordeel":
        return f"{number(value_of(each))}: {VERDICTS[int(value_of(each))]} Nederland"
    return each.text if known(each) else each.cell


def interval(each: Fact) -> str:
    """The ends of the interval and what they mean."""
    if each.lower is None or each.upper is None:
        return NO_INTERVAL
    sign = "%" if each.unit == "%" else ""
    ends = f"{number(each.lower, each.decimals)}{sign} tot {number(each.upper, each.decimals)}{sign}"
    return f"{ends} ({f'marge van {each.interval_pct}%' if each.interval_pct else ASSUMED})"


def _part(words: str, value: float | None) -> str:
    """What a part is, with its number where it is published."""
    if value is None or not words:
        return words
    decimals = 0 if float(value).is_integer() else 3
    return f"{words}: {number(value, decimals)}"


def _counted(about: dict[str, Any]) -> str:
    return f"{SCOPES[about['scope']]}; regio: {REGIONS_BY[about['region_by']]}; over: {WINDOWS[about['window']]}"
