"""Codes, names and spellings: data files beside this module, read once.

Labels become codes here and nowhere else. A label that fits no code, or more than one, is never guessed.
"""

import csv
import unicodedata
from functools import cache, lru_cache
from typing import Any

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

FOLDER = PACKAGE / "codelists"
KEYS = {
    "regions": "region_code",
    "municipalities": "municipality_code",
    "places": "place_code",
    "uwv_regions": "uwv_region_code",
    "corop_areas": "corop_code",
    "postcodes": "postcode4",
    "municipality_mergers": "municipality_code_old",
}
PLAIN = str.maketrans(dict.fromkeys("‘’`´", "'") | dict.fromkeys("‐‑–", "-"))  # as Word and Excel write them


@cache
def entries(name: str) -> dict[str, dict[str, Any]]:
    """The codelist `name` as code → attributes (always `name`, and `aliases` as a list)."""
    if name in KEYS:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            rows = {row[KEYS[name]]: dict(row) for row in csv.DictReader(lines)}
        for row in rows.values():
            row["aliases"] = [a for a in row.get("aliases", "").split("|") if a]
        return rows
    if name == "measures":
        return {code: measure.model_dump(by_alias=True, exclude_none=True) for code, measure in catalogue().items()}
    return dict(read_yaml(FOLDER / f"{name}.yml"))


def label_of(code: str, name: str) -> str:
    """The name of a code; an unknown code is a KeyError."""
    return str(entries(name)[code]["name"])


@lru_cache(maxsize=10_000)
def normalised(label: str) -> str:
    """A label without outer or double spaces, case and typographic apostrophes, for comparing spellings."""
    return " ".join(unicodedata.normalize("NFC", label).translate(PLAIN).split()).casefold()


@cache
def spellings(name: str) -> dict[str, tuple[str, ...]]:
    """Normalised spelling → the codes it can stand for (more than one: ambiguous)."""
    found: dict[str, set[str]] = {}
    for code, entry in entries(name).items():
        for label in (entry["name"], *entry.get("aliases", []), *([code] if name != "places" else [])):
            found.setdefault(normalised(str(label)), set()).add(code)
    return {label: tuple(sorted(codes)) for label, codes in sorted(found.items())}


@cache
def labels(name: str) -> dict[str, str]:
    """Normalised spelling → code, for the spellings that stand for one code only."""
    return {label: codes[0] for label, codes in spellings(name).items() if len(codes) == 1}


@cache
def monitor() -> tuple[dict[str, str], ...]:
    """The nineteen indicators of the programme monitor, in order."""
    return tuple(read_yaml(FOLDER / "monitor.yml"))
