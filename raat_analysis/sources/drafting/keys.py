"""Which columns tell the rows of an export apart."""

from itertools import combinations
from math import prod

import polars as pl

from raat_analysis.sources.drafting.columns import Drafted
from raat_analysis.sources.drafting.delivered import Delivered

AT_MOST = 4
CANDIDATES = 14
MEASURED = ("integer", "decimal", "hours")  # what is counted or measured names no row


def proposed_key(found: Delivered, drafted: Drafted) -> list[str]:
    """The smallest set of always filled columns, at most four, that differs in every row; the first of equals.

    Rows that are wholly the same count once. If no set tells all rows apart, one that tells 99.5 % apart will do
    (exports hold corrections); if there is none of those either, all candidates together.
    """
    rows = found.table.unique(maintain_order=True)
    headers = {name: about["header"] for name, about in drafted.columns.items()}
    usable = [name for name, about in drafted.columns.items() if about["type"] not in MEASURED]
    names = [name for name in usable if drafted.columns[name].get("required")][:CANDIDATES]
    sizes = {name: rows[headers[name]].n_unique() for name in names}
    for least in (rows.height, 0.995 * rows.height):
        for size in range(1, AT_MOST + 1):
            for chosen in combinations(names, size):
                if prod(sizes[name] for name in chosen) >= least and _distinct(rows, headers, chosen) >= least:
                    return list(chosen)
    return names or list(drafted.columns)[:1]


def _distinct(rows: pl.DataFrame, headers: dict[str, str], chosen: tuple[str, ...]) -> int:
    return rows.select(headers[name] for name in chosen).n_unique()
