"""Per column a proposal: name, type, codelist or codes, required; or that it is left out because it looks personal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Column, Contract, codes
from raat_analysis.contracts.faults import OPEN
from raat_analysis.contracts.model import CODE, RESERVED, TEXT
from raat_analysis.sources.drafting.delivered import Delivered
from raat_analysis.sources.drafting.names import numbered, snake_case
from raat_analysis.sources.drafting.personal import like_persons, personal_header, personal_values
from raat_analysis.sources.drafting.types import SPELT, guessed_type, not_known, share_of_type
from raat_analysis.sources.grids import known, known_headers

CODELISTS = ("age_classes", "branches", "qualifications", "regions", "municipalities", "places")
FITS = 0.9  # of the distinct labels
FEW_LABELS, REPEATED = 12, 3  # codes are few, and each stands for several rows
LONGEST_LABEL = 60
PEOPLE = "namen van personen? Zo ja: onder drop"


@dataclass(frozen=True)
class Drafted:
    """Name → what the contract will say of a column; the header of each; and the headers to leave out."""

    columns: dict[str, dict[str, Any]] = field(default_factory=dict)
    drop: list[str] = field(default_factory=list)


def drafted(found: Delivered, contracts: Mapping[str, Contract]) -> Drafted:
    """A proposal for every column. Headers that a contract knows take over its name, type and codes, if they fit."""
    made = Drafted()
    nearest = sorted(contracts.values(), key=lambda contract: -known(found.headers, known_headers(contract)))
    left_out = {normalised(header) for contract in contracts.values() for header in contract.drop}
    for header in found.headers:
        values = found.table[header].drop_nulls()
        if normalised(header) in left_out or personal_header(header) or personal_values(values):
            made.drop.append(header)
            continue
        name, about = _known_column(header, values, nearest, found.decimal_mark) or _new_column(header, found)
        required = values.len() == found.table.height and "unknown" not in about
        made.columns[numbered(name, {*made.columns, *RESERVED})] = {
            "header": header,
            **({"required": True} if required else {}),
            **about,
        }
    return made


def _known_column(
    header: str, values: pl.Series, nearest: list[Contract], mark: str
) -> tuple[str, dict[str, Any]] | None:
    """What the most similar contract that knows this header says of it, if the values agree."""
    for contract in nearest:
        name = contract.headers().get(normalised(header), "")
        if name and _agrees(contract.columns[name], values, mark):
            return name, _taken_over(contract.columns[name], values, mark)
    return None


def _agrees(column: Column, values: pl.Series, mark: str) -> bool:
    if column.type == CODE:
        return _share_of_labels(values, set(codes(column))) >= FITS
    return column.type == TEXT or share_of_type(values, column.type, mark) >= SPELT


def _taken_over(column: Column, values: pl.Series, mark: str) -> dict[str, Any]:
    about: dict[str, Any] = {"type": column.type}
    about |= {key: value for key, value in (("codelist", column.codelist), ("codes", column.codes)) if value}
    about |= {"unit": column.unit} if column.unit else {}
    return {**about, **_unknown(values, column.type, mark), "description": f"{OPEN} {column.description}"}


def _new_column(header: str, found: Delivered) -> tuple[str, dict[str, Any]]:
    values = found.table[header].drop_nulls()
    kind = guessed_type(header, values, found.decimal_mark)
    if kind != TEXT:
        return snake_case(header), {"type": kind, **_unknown(values, kind, found.decimal_mark), "description": OPEN}
    return snake_case(header), dict(_labels(values))


def _unknown(values: pl.Series, kind: str, mark: str) -> dict[str, Any]:
    spellings = not_known(values, kind, mark)
    return {"unknown": spellings} if spellings else {}


def _labels(values: pl.Series) -> Iterator[tuple[str, Any]]:
    """A code column with a codelist that has nearly all labels, or with its own few labels; else a text."""
    labels = values.unique().sort().to_list()
    if codelist := _codelist(values):
        yield from {"type": CODE, "codelist": codelist, "description": OPEN}.items()
    elif like_persons(values):
        yield from {"type": TEXT, "description": f"{OPEN} {PEOPLE}"}.items()
    elif 0 < len(labels) <= FEW_LABELS and REPEATED * len(labels) <= values.len() and all(map(_is_label, labels)):
        yield from {"type": CODE, "codes": _codes(labels), "description": OPEN}.items()
    else:
        yield from {"type": TEXT, "description": OPEN}.items()


def _codelist(values: pl.Series) -> str | None:
    """The codelist that knows most of the labels; the first of equals, so that a region is not taken for a place."""
    shares = {name: _share_of_labels(values, _spellings(name)) for name in CODELISTS}
    best = max(CODELISTS, key=lambda name: shares[name])
    return best if shares[best] >= FITS else None


def _spellings(codelist: str) -> set[str]:
    return set(codes(Column(header="-", type="code", codelist=codelist, description="-")))


def _share_of_labels(values: pl.Series, accepted: set[str]) -> float:
    labels = {normalised(label) for label in values.unique().to_list()}
    return len(labels & accepted) / len(labels) if labels else 0.0


def _is_label(text: str) -> bool:
    """Short words; not an address, a number such as 2026-1 or a sentence."""
    return len(text) <= LONGEST_LABEL and "://" not in text and any(sign.isalpha() for sign in text)


def _codes(labels: list[str]) -> dict[str, str]:
    """Label → code; two spellings that differ in capitals only are one label."""
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(normalised(label), label)
    return {label: snake_case(label) for label in first.values()}
