"""The published numbers as a tidy table: measures and models, after disclosure control, with names beside codes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.catalogue import NONE
from raat_analysis.errors import SHOWN, QuestionRefused
from raat_analysis.exploration.asked import code_of, named, period_of
from raat_analysis.exploration.provenance import source_in_short
from raat_analysis.exploration.words import category_name, scenario_name, status_name
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.numbers_table import KEY
from raat_analysis.parquet import read_table

if TYPE_CHECKING:
    from raat_analysis.shown_tables import ShownTable

Asked = str | Sequence[str] | None
CODES: dict[str, Callable[[str], str]] = {
    "measure": partial(code_of, codelist="measures"),
    "region_code": partial(code_of, codelist="regions"),
    "branch_code": partial(code_of, codelist="branches"),
    "period": period_of,
}
CODELISTS = {"measure": "measures", "region_code": "regions", "branch_code": "branches"}
COLUMNS = ["measure", "measure_name", "region_code", "region_name", "branch_code", "branch_name", "period"]
COLUMNS += ["breakdown", "category", "category_name", "scenario", "scenario_name", "edition", "value", "lower", "upper"]
COLUMNS += ["interval_pct", "unit", "numerator", "denominator", "status", "status_name", "source"]
WORDS = {"region_code": "regio", "branch_code": "branche", "period": "periode", "edition": "editie"}
TITLE = "Gepubliceerde cijfers, na bescherming tegen onthulling"
IN_UNIT = ("value", "lower", "upper")


def numbers(
    measure: Asked = None, region: Asked = None, branch: Asked = None, period: Asked = None, **more: Asked
) -> "ShownTable":
    """The published numbers, one a row, by codes or names; each filter takes one or a list.

    `more`: breakdown, category, scenario, edition, status (codes). `.attrs` holds the title, the sources and
    the unit of each column: that of the values when all have one unit, else 'zie unit'. A secret number is a row
    without value and with status secret. Raises RaatError for an unknown name, and says what there is when nothing
    fits.
    """
    asked = {"measure": measure, "region_code": region, "branch_code": branch, "period": period, **more}
    rows = with_names(found(asked))
    from raat_analysis.shown_tables import ShownTable

    table = ShownTable(rows.to_pandas())
    units = rows["unit"].unique().to_list()
    unit = units[0] if len(units) == 1 else "zie unit"
    names = {c: unit if c in IN_UNIT else "" for c in COLUMNS} | {"interval_pct": "%"}
    deliveries = read_table(public_folder(None) / "sources.parquet")
    source = " ".join(source_in_short(each, deliveries) for each in rows["source"].unique().sort().to_list())
    table.attrs = {"title": TITLE, "units": names, "source": source}
    return table


def found(asked: Mapping[str, Asked]) -> pl.DataFrame:
    """The rows that fit, in the order of the key; when there are none, a RaatError that says at which filter."""
    rows = read_table(public_folder(None) / "numbers.parquet")
    for column, wanted in asked.items():
        codes = _codes(column, wanted, rows)
        kept = rows.filter(pl.col(column).is_in(codes)) if codes else rows
        if kept.is_empty():
            raise QuestionRefused(_nothing(column, codes, rows))
        rows = kept
    return rows.sort(KEY)


def with_names(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a name beside every code, in the order of COLUMNS."""
    for column, name in CODELISTS.items():
        names = {code: str(entry["name"]) for code, entry in entries(name).items()}
        rows = rows.with_columns(pl.col(column).replace(names).alias(column.removesuffix("_code") + "_name"))
    pairs = rows.select("breakdown", "category").unique()
    spelt = [category_name(*pair) for pair in pairs.iter_rows()]
    rows = rows.join(pairs.with_columns(category_name=pl.Series(spelt, dtype=pl.String)), on=pairs.columns, how="left")
    said = {"scenario": scenario_name, "status": status_name}
    for column, word in said.items():
        words = {code: word(code) for code in rows[column].unique().to_list()}
        rows = rows.with_columns(pl.col(column).replace(words).alias(f"{column}_name"))
    return rows.select(COLUMNS).sort(KEY)


def _codes(column: str, wanted: Asked, rows: pl.DataFrame) -> list[str]:
    """The codes asked for; [] when the column is not filtered."""
    if column not in rows.columns:
        raise QuestionRefused(f"De cijfers hebben geen kolom {column!r}. Kies uit: {', '.join(KEY[:-1])}, status.")
    if wanted is None:
        return []
    return [CODES.get(column, str)(each) for each in ([wanted] if isinstance(wanted, str) else wanted)]


def _nothing(column: str, codes: list[str], rows: pl.DataFrame) -> str:
    """Why no row fits: what was asked, and what there is."""
    if column == "measure":
        return _no_measure(codes[0])
    there = sorted(set(rows[column].to_list()))
    asked = ", ".join(_shown(column, code) for code in codes)
    shown = [_shown(column, code) for code in there]
    some = [*shown[: SHOWN - 1], "…", shown[-1]] if len(shown) > SHOWN else shown
    measures = rows["measure"].unique().to_list()
    what = f"Van {named(measures[0], 'measures')}" if len(measures) == 1 else "Met wat je verder vroeg"
    return f"{what} is er niets voor {WORDS.get(column, column)} {asked}. Wel voor: {', '.join(some)}."


def _no_measure(code: str) -> str:
    entry = entries("measures")[code]
    if entry["source"] == NONE:
        return f"{named(code, 'measures')} heeft geen cijfers: geen export levert het. Nodig: {entry['needs']}."
    return (
        f"{named(code, 'measures')} staat niet in de openbare cijfers: de bron levert het nu niet, of het is er alleen "
        "om mee te rekenen of voor een organisatie zelf."
    )


def _shown(column: str, code: str) -> str:
    if column in CODELISTS:
        return named(code, CODELISTS[column])
    return code or "'' (waarneming)"
