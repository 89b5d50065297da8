"""Two municipalities beside each other: what is known per municipality, and what is known of their region only."""

from typing import Any

import polars as pl

from raat_analysis import paths
from raat_analysis.codelists import entries, label_of
from raat_analysis.exploration.asked import NotFound, code_of
from raat_analysis.exploration.provenance import source_and_kind
from raat_analysis.exploration.rows import found
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.factsheets.sections import detail, section
from raat_analysis.figures.dumbbell import Pair, dumbbell_chart
from raat_analysis.parquet import read_table
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.facts import fact
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.signs import with_signs

AGES = {
    "inhabitants_under_20": "Jonger dan 20",
    "inhabitants_20_65": "20 tot 65",
    "inhabitants_65_plus": "65 of ouder",
}
OF_REGION = {"vacancies_open": "Open vacatures", "employees": "Werknemers in zorg en welzijn"}
NOT_KNOWN = (
    "Vacatures, werknemers, uitstroom en tekort zijn er niet per gemeente: de bronnen tellen per regio. Twee gemeenten "
    "in één regio hebben daar dus hetzelfde getal. WW-uitkeringen zijn per gemeente te klein om iets van te zeggen."
)
COUNTED = "Een telling, geen steekproef: zonder marge. Uit een tabel van vóór de bescherming: voor eigen gebruik."
REGIONAL = "De beroepsbevolking is een schatting, waarvan de bron geen marge geeft. Hele regio: gepubliceerde cijfers."
SOURCE = "arbeidsmarkt"


def municipalities(first: str, second: str) -> Section:
    """Inhabitants, ages, labour force and places of two municipalities (names or codes), in the last quarter."""
    population = read_table(paths.processed("tidy") / "population.parquet")
    rows = [_last(population, code_of(each, "municipalities")) for each in (first, second)]
    return section(_picture(*rows), _table(*rows), detail(NOT_KNOWN))


def _last(population: pl.DataFrame, code: str) -> dict[str, Any]:
    """The last row of a municipality; without rows a NotFound."""
    rows = population.filter(municipality_code=code).sort("period")
    if rows.is_empty():
        raise NotFound(f"Van {label_of(code, 'municipalities')} zijn er geen inwonertallen.")
    return rows.row(-1, named=True)


def share(row: dict[str, Any], column: str) -> float:
    """Percentage of the inhabitants."""
    return 100 * float(row[column]) / float(row["inhabitants"])


def _name(row: dict[str, Any]) -> str:
    return label_of(str(row["municipality_code"]), "municipalities")


def _picture(here: dict[str, Any], there: dict[str, Any]) -> Picture:
    pairs = [_pair(here, there, column, words) for column, words in AGES.items()]
    rows = tuple((pair.label, pair.here_text, pair.there_text) for pair in pairs)
    table = Table("Inwoners naar leeftijd", ("Leeftijd", _name(here), _name(there)), rows)
    apart = share(here, "inhabitants_65_plus") - share(there, "inhabitants_65_plus")
    word = "meer" if apart > 0 else "minder"
    title = f"{_name(here)} heeft {number(abs(apart), 1)} procentpunt {word} 65-plussers dan {_name(there)}"
    source = source_and_kind(SOURCE, read_table(public_folder(None) / "sources.parquet"))
    note = f"{period_label(str(here['period']))}. {COUNTED} {source}"
    alt = "Twee punten per leeftijd: " + "; ".join(f"{a} {b} en {c}" for a, b, c in rows) + "."
    svg = dumbbell_chart(
        f"two-{here['municipality_code']}-{there['municipality_code']}", pairs, _name(here), _name(there)
    )
    return Picture(title, svg, alt, table, note)


def _pair(here: dict[str, Any], there: dict[str, Any], column: str, words: str) -> Pair:
    return Pair(words, share(here, column), share(there, column), _pct(here, column), _pct(there, column))


def _pct(row: dict[str, Any], column: str) -> str:
    return f"{number(share(row, column), 1)}%"


def _table(here: dict[str, Any], there: dict[str, Any]) -> Table:
    both = (here, there)
    rows = [
        ("Inwoners", *(number(row["inhabitants"]) for row in both)),
        ("Beroepsbevolking", *(number(row["labour_force"]) for row in both)),
        ("Woonplaatsen", *(number(len(places(str(row["municipality_code"])))) for row in both)),
        ("Regio", *(label_of(str(row["region_code"]), "regions") for row in both)),
    ]
    rows += [
        (f"{words}, hele regio", *(_of_region(row, measure) for row in both)) for measure, words in OF_REGION.items()
    ]
    header = ("Wat", _name(here), _name(there))
    return Table("Twee gemeenten naast elkaar", header, tuple(rows), with_signs(rows, REGIONAL))


def places(municipality_code: str) -> list[str]:
    """The names of the places in a municipality."""
    return [str(each["name"]) for each in entries("places").values() if each["municipality_code"] == municipality_code]


def _of_region(row: dict[str, Any], measure: str) -> str:
    """The published number of its region in the last quarter; '.' where the region has none."""
    asked = {"measure": measure, "branch_code": "SMAL", "breakdown": "total"}
    rows = found(asked).filter(region_code=row["region_code"]).sort("period")
    return fact(rows.row(-1, named=True)).cell if rows.height else MISSING
