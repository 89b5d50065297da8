"""The lines: sums that a reader can make over counts, each with its cells and factors.

One row per cell in a line: `kind` (what must hold or fail together), `line` (its name), `cell` (row of the counts),
`factor`, `at_most` (the sum is zero at most, else zero), `complete` (the codelist says that no part is left out).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import polars as pl

from raat_analysis.attacker.counts import CELL, PLACE
from raat_analysis.attacker.knowledge import Account, Term, accounts, knowledge
from raat_analysis.codelists import entries

AT_MOST = "|at most"
ENTRY = ["kind", "line", "cell", "factor", "at_most", "complete"]
Tree = Mapping[str, Sequence[str]]


def lines(cells: pl.DataFrame) -> pl.DataFrame:
    """All lines over the counts; each equation of a total and its parts stands also as an at-most (parts ≤ total)."""
    numbered = cells.with_row_index("cell").with_columns(pl.col("cell").cast(pl.Int64))
    totals = [
        _over_breakdowns(numbered),
        *(_over_crosses(numbered, side) for side in (0, 1)),
        *(_over(numbered, "region_code", total, parts, whole) for total, parts, whole in _regions()),
        *(_over_branches(numbered, total, parts, whole) for total, parts, whole in _branches()),
        _over_quarters(numbered),
    ]
    equal = pl.concat([*totals, _shares(numbered)])
    below = (
        pl.concat(totals).filter(~pl.col("at_most")).with_columns(at_most=pl.lit(True), kind=pl.col("kind") + AT_MOST)
    )
    negative = _lines_with(below, numbered, knowledge()["may_be_negative"])
    return pl.concat(
        [equal, below.filter(~pl.col("line").is_in(negative)), *(_account(numbered, a) for a in accounts())]
    )


def _lines_with(found: pl.DataFrame, cells: pl.DataFrame, counted: Sequence[str]) -> list[str]:
    named = cells.filter(pl.col("counted").is_in(counted))["cell"]
    return found.filter(pl.col("cell").is_in(named.implode()))["line"].unique().to_list()


def _regions() -> list[tuple[str, list[str], bool]]:
    """Areas and their regions; Nederland from all regions, and from areas with the regions outside them."""
    listed = entries("regions")
    regions = [code for code, entry in listed.items() if entry["kind"] == "region"]
    areas = {
        code: [region for region in regions if listed[region]["part_of"] == code]
        for code, entry in listed.items()
        if entry["kind"] == "area"
    }
    country = [code for code, entry in listed.items() if entry["kind"] == "country"]
    outside = [region for region in regions if not any(region in parts for parts in areas.values())]
    both = [(whole, [*areas, *outside], True) for whole in country if areas]
    return [*((area, parts, True) for area, parts in areas.items()), *((w, regions, True) for w in country), *both]


def _branches() -> list[tuple[str, list[str], bool]]:
    """Each branch with its direct parts, and with the parts of those (VVT in SMAL: VV and TZ)."""
    above = {code: set(entry["part_of"]) for code, entry in entries("branches").items()}
    direct: dict[str, list[str]] = {}
    for code, parents in above.items():
        for parent in sorted(parents - {far for near in parents for far in above[near]}):
            direct.setdefault(parent, []).append(code)
    return [(total, parts, True) for total, parts in direct.items()]


def _over(cells: pl.DataFrame, column: str, total: str, parts: list[str], whole: bool) -> pl.DataFrame:
    rest = [name for name in CELL if name != column]
    below, above = cells.filter(pl.col(column).is_in(parts)), cells.filter(pl.col(column) == total)
    name = f"{column} {total} of {len(parts)}"
    every = (pl.len() == len(parts)) & pl.lit(whole)
    if column == "branch_code":
        every = every | pl.col("counted").is_in(knowledge()["all_branches"]).all()
    return _total_and_parts(below, above, rest, rest, name, every)


def _over_branches(cells: pl.DataFrame, total: str, parts: list[str], whole: bool) -> pl.DataFrame:
    """Counts over participants: the sector, with a row for every branch that has one; else the sector at most."""
    known = knowledge()
    ours = pl.col("counted").is_in(known["of_participants"])
    there = cells.filter(pl.col("branch_code").is_in(parts))
    took = there.filter(pl.col("counted") == known["participation"], pl.col("lower") > 0)
    number = took.group_by("region_code", "period").agg(took_part=pl.col("branch_code").n_unique())
    rest = [name for name in CELL if name != "branch_code"]
    seen = there.filter(ours).group_by(rest).agg(pl.len()).join(number, on=["region_code", "period"], how="left")
    every = seen.filter(pl.col("len") == pl.col("took_part")).select(
        line=_name(f"branch_code {total} of {len(parts)}", rest)
    )
    found = _over(cells, "branch_code", total, parts, whole)
    mine = pl.col("kind").is_in([f"branch_code {total} of {len(parts)}|{name}" for name in known["of_participants"]])
    all_there = pl.col("line").is_in(every["line"].implode())
    most = mine & ~all_there
    return found.with_columns(
        kind=pl.when(most).then(pl.col("kind") + AT_MOST).otherwise("kind"),
        at_most=most,
        complete=pl.col("complete") | (mine & all_there),
    )


def _over_breakdowns(cells: pl.DataFrame) -> pl.DataFrame:
    """The categories of a breakdown and the total of the same place: a reader takes them to be all there are.

    Destinations: see the accounts.
    """
    parts = cells.filter(pl.col("breakdown") != "total", pl.col("counted") != "leavers")
    base = (pl.col("breakdown") == "destination") & pl.col("counted").is_in(knowledge()["stocks"])
    below = parts.filter(~base)  # leavers by destination are shares of one base, which every category repeats
    above = cells.filter(pl.col("breakdown") == "total")
    shared = ["counted", *PLACE]
    return _total_and_parts(below, above, shared, [*shared, "breakdown"], "categories", pl.lit(True))


def _over_crosses(cells: pl.DataFrame, side: int) -> pl.DataFrame:
    """A cross of two breakdowns (age_contract, '<25/24-28') and the categories of one of them."""
    crossed = cells.filter(pl.col("category").str.count_matches("/") == 1, pl.col("breakdown").str.contains("_"))
    below = crossed.with_columns(
        pl.col("breakdown").str.split("_").list.get(side),
        pl.col("category").str.split("/").list.get(side),
        pl.col("breakdown").alias("cross"),
    )
    return _total_and_parts(below, cells, CELL, [*CELL, "cross"], "cross", pl.lit(True))


def _over_quarters(cells: pl.DataFrame) -> pl.DataFrame:
    """The four quarters of a year, when both are published."""
    flows = cells.filter(~pl.col("counted").is_in(knowledge()["stocks"]))
    quarterly = flows.filter(pl.col("period").str.contains(r"^\d{4}Q[1-4]$"))
    below = quarterly.with_columns(quarter="period", period=pl.col("period").str.slice(0, 4))
    return _total_and_parts(below.drop("quarter"), flows, CELL, CELL, "quarters", pl.len() == 4)


def _total_and_parts(
    below: pl.DataFrame, above: pl.DataFrame, shared: list[str], own: list[str], name: str, every: pl.Expr
) -> pl.DataFrame:
    """Lines total − parts = 0 where the total is among the counts. `own` names a line, `shared` finds its total."""
    parts = below.join(above.select(*shared, total="cell"), on=shared, how="inner", validate="m:1")
    named = parts.with_columns(_name(name, own).alias("line"), kind=pl.concat_str(pl.lit(f"{name}|"), "counted"))
    full = named.with_columns(every.over("line").alias("complete"), at_most=pl.lit(False))
    totals = full.unique("line", maintain_order=True).with_columns(cell="total", factor=pl.lit(-1.0))
    return pl.concat([full.with_columns(factor=pl.lit(1.0)).select(ENTRY), totals.select(ENTRY)])


def _shares(cells: pl.DataFrame) -> pl.DataFrame:
    """Categories that add up to a base which stands in every one of their rows."""
    found = []
    for counted, about in knowledge()["shares"].items():
        rows = cells.filter(pl.col("breakdown") == about["breakdown"])
        base = rows.filter(counted=about["base"]).unique(PLACE, keep="first", maintain_order=True)
        found.append(
            _total_and_parts(rows.filter(counted=counted), base, PLACE, [*PLACE, "breakdown"], "shares", pl.lit(False))
        )
    return pl.concat(found)


def _account(cells: pl.DataFrame, account: Account) -> pl.DataFrame:
    """The lines of an account: places where every term is among the counts."""
    rest = [name for name in CELL if name != "counted"]
    split = any(term.category for term in account.terms)
    parts = [_term(cells, term, split) for term in account.terms]
    kind = pl.lit(f"account {account.name}")
    named = pl.concat(parts).with_columns(_name(account.name, rest).alias("line"), kind=kind)
    complete = named.filter(pl.len().over("line") == len(account.terms))
    return complete.with_columns(at_most=pl.lit(account.at_most), complete=pl.lit(False)).select(ENTRY)


def _term(cells: pl.DataFrame, term: Term, totals_only: bool) -> pl.DataFrame:
    """The cells of a term, under the place (and period) of the line that they are in."""
    rows = cells.filter(counted=term.counted)
    if term.category:
        chosen = rows.filter(breakdown="destination", category=term.category)
        rows = chosen.with_columns(breakdown=pl.lit("total"), category=pl.lit("total"))
    elif totals_only:
        rows = rows.filter(breakdown="total")
    if term.before:
        rows = rows.with_columns(pl.col("period").replace_strict(_next(cells), default=None, return_dtype=pl.String))
        rows = rows.filter(pl.col("period").is_not_null())
    return rows.with_columns(factor=pl.lit(term.factor))


def _next(cells: pl.DataFrame) -> dict[str, str]:
    """Each period → the one after it, for quarters and years that follow each other."""
    found = cells["period"].unique().sort().to_list()
    quarters = [period for period in found if len(period) == 6 and period[4] == "Q"]
    years = [period for period in found if period.isdigit()]
    return {a: b for a, b in [*pairwise(quarters), *pairwise(years)] if _place(b) - _place(a) == 1}


def _place(period: str) -> int:
    return 4 * int(period[:4]) + int(period[5]) if "Q" in period else int(period)


def _name(kind: str, columns: Sequence[str]) -> pl.Expr:
    return pl.concat_str(pl.lit(kind), *columns, separator=" ")
