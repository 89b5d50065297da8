"""The public numbers: which are secret, and which would give those away."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from raat_analysis.disclosure.between import with_differences
from raat_analysis.disclosure.cells import CELL, cells, with_cells
from raat_analysis.disclosure.demands import demands_of, system_of
from raat_analysis.disclosure.ledger import Ledger, as_published
from raat_analysis.disclosure.lines import lines, numbered
from raat_analysis.disclosure.margins import refuse_differing_margins
from raat_analysis.disclosure.policy import EmployersRule, PersonsRule, sources_of
from raat_analysis.disclosure.primary import primary
from raat_analysis.disclosure.protector import Protected, attainable, prices, protected
from raat_analysis.disclosure.system import Demands, Flags, Sizes, System
from raat_analysis.errors import RaatError, cases

NOTHING = 3.0  # hiding that nothing happened is worth as much as hiding three: a reader misses it
GOLDEN = (5**0.5 - 1) / 2  # multiples of it are spread evenly, whatever their number


@dataclass(frozen=True)
class Marked:
    """`numbers` with `secret` and `hidden`; `cells` as they are published (ledger.py); `short`: how many secret cells
    have a smaller range than is asked, as public figures leave no more; `undecided`: groups of cells in which more is
    hidden, as the solver did not decide within its steps."""

    numbers: pl.DataFrame
    cells: pl.DataFrame
    short: int
    undecided: int


def marked(numbers: pl.DataFrame, ledger: Ledger) -> Marked:
    """The numbers with two columns more: `secret` by their own rule, and `hidden` when secret or protecting one.

    What earlier editions showed stays shown when it is the same. Raises RaatError for totals that are not the sum of
    their parts, and for secret counts that cannot be protected, such as one that a revision would reveal.
    """
    listed = numbers.with_row_index("row").with_columns(primary())
    rows = with_cells(listed.drop("secret"))
    found = cells(rows)
    refuse_differing_margins(found)
    ledger.refuse_absent(found)
    result = _protected(found, ledger)
    shown = found.with_columns(hidden=pl.Series(result.hidden[: found.height]))
    keyed = rows.select("row", *CELL).join(shown.select(*CELL, "hidden"), on=CELL, how="left", validate="m:1")
    keyed = keyed.with_columns(pl.col("hidden").fill_null(True))  # what has no cell is not known to be safe
    both = listed.join(keyed.select("row", "hidden"), on="row", how="left", validate="1:1", maintain_order="left")
    told = both.with_columns(pl.col("hidden").fill_null(False) | pl.col("secret")).drop("row")
    weak = len({*result.short, *result.exposed})
    return Marked(told, as_published(shown.filter(~is_public())), weak, result.undecided)


def _protected(found: pl.DataFrame, ledger: Ledger) -> Protected:
    """Which cells are hidden; the differences, which nobody publishes, are numbered after the cells."""
    everything, between = with_differences(found)
    sums = numbered([*lines(found), between])
    known = ledger.shown_the_same(everything)
    stays = everything.select((is_public() & ~pl.col("unpublished")) | pl.Series(known)).to_series()
    fixed = stays.to_numpy().astype(np.bool_)
    system, demands = system_of(everything, sums, fixed), demands_of(everything, sums)
    result = protected(system, demands, _prices(system.true))
    refuse_revealing(everything, system, demands, sorted({*result.short, *result.exposed}), known)
    refuse_exposed(everything[result.exposed].filter(~pl.Series(known[result.exposed])))
    return result


def is_public() -> pl.Expr:
    """Cells that are public whatever happens: adverts, and balances that are no counts of people."""
    adverts = [
        (pl.col("source") == source) & ~pl.col("counted").is_in(rule.measures)
        for source, rule in sources_of(EmployersRule).items()
    ]
    balances = [pl.col("counted").is_in(rule.not_counts_of_people) for rule in sources_of(PersonsRule).values()]
    return pl.any_horizontal(*adverts, *balances).alias("is_public")


def refuse_exposed(exposed: pl.DataFrame) -> None:
    """Raise RaatError for secret counts of people that other numbers give away, whatever is hidden.

    How vacancies end may follow from public adverts alone; then hiding more would protect nobody.
    """
    lost = exposed.filter(pl.col("source").is_in(list(sources_of(PersonsRule))))
    if not lost.is_empty():
        raise RaatError(
            f"{lost.height} secret numbers can be worked out from public ones, whatever else is hidden:\n"
            f"{cases(lost.sort(CELL).select(CELL).rows())}\n"
            "Too much detail of them is made. Publish less detail of them (raat_analysis/measures)."
        )


def refuse_revealing(cells: pl.DataFrame, system: System, demands: Demands, weak: list[int], known: Flags) -> None:
    """Raise RaatError for secret cells that would be safe had earlier editions not shown what they did.

    `weak` are the cells whose range is smaller than asked; what was shown itself before is lost already, and left out.
    """
    chosen = np.array([cell for cell in weak if not known[cell]], dtype=np.int64)
    if not known.any() or not chosen.size:
        return
    asked = np.maximum(demands.below + demands.above, demands.width)
    before = replace(system, fixed=system.fixed & ~known)
    revealed = chosen[attainable(system, chosen, asked) < attainable(before, chosen, asked)]
    if revealed.size:
        named = cells[revealed.tolist()].sort(CELL).select(CELL).rows()
        raise RaatError(
            f"{len(named)} secret numbers follow from this edition and earlier ones together:\n"
            f"{cases(named)}\n"
            "An earlier edition showed what would have to be hidden now (data/editions/ledger.csv). Leave this "
            "revision out: keep the earlier export of these numbers, or publish less detail of them."
        )


def _prices(counts: Sizes) -> Sizes:
    worth = np.where(counts == 0, NOTHING, np.abs(counts))
    return prices(np.asarray(worth, dtype=np.float64), np.arange(counts.size, dtype=np.float64) * GOLDEN % 1.0)
