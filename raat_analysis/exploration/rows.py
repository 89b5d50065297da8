"""Which published rows an analyst asks for, by codes or names; and why there are none."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.codelists.catalogue import NONE
from raat_analysis.errors import SHOWN, QuestionRefused
from raat_analysis.exploration.asked import code_of, named, period_of
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.numbers_table import KEY
from raat_analysis.parquet import read_table

Asked = str | Sequence[str] | None
CODES: dict[str, Callable[[str], str]] = {
    "measure": partial(code_of, codelist="measures"),
    "region_code": partial(code_of, codelist="regions"),
    "branch_code": partial(code_of, codelist="branches"),
    "period": period_of,
}
CODELISTS = {"measure": "measures", "region_code": "regions", "branch_code": "branches"}
WORDS = {"region_code": "regio", "branch_code": "branche", "period": "periode", "edition": "editie"}


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
