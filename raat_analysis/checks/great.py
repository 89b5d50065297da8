"""Great Expectations behind three functions: a suite from a contract, the rows of a table that fail it, and whether
it finds on the rows of an export what `checks.engine` found.

The library is imported when the first suite is made: it takes seconds, and only the check stage needs it. There it
works in a process of its own, beside the reading of exports; with one worker (RAAT_WORKERS=1) in this one.
"""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from raat_analysis import offline
from raat_analysis.checks.batches import Rows
from raat_analysis.checks.expected import Expected, expected
from raat_analysis.checks.view import checked_view, with_key
from raat_analysis.contracts import Contract
from raat_analysis.errors import RaatError
from raat_analysis.running.processes import WORKERS, begin_worker, workers
from raat_analysis.sources.typed import ROW

if TYPE_CHECKING:  # pandas is loaded with Great Expectations, beside other work
    import pandas as pd

FORMAT = {"result_format": "COMPLETE", "unexpected_index_column_names": [ROW]}
CLASSES = {
    "columns": "ExpectTableColumnsToMatchSet",
    "not_null": "ExpectColumnValuesToNotBeNull",
    "in_set": "ExpectColumnValuesToBeInSet",
    "between": "ExpectColumnValuesToBeBetween",
    "regex": "ExpectColumnValuesToMatchRegex",
    "unique": "ExpectColumnValuesToBeUnique",
    "true": "ExpectColumnValuesToBeInSet",
}
NOTES = "Checks the view that raat_analysis.checks.view.accepted_view makes of a checked table: docs/new-export.md."

# Great Expectations takes some ten times as long as the engine: it sees this many rows of a source, which is all rows
# of all but the largest; at most these failing ones per demand come first.
SEEN, FAILING = 50_000, 1_000
Made = TypeVar("Made")


@dataclass(frozen=True)
class Outcome:
    """What Great Expectations found for one demand: the ids of the rows that fail it."""

    expected: Expected
    success: bool
    rows: list[int]


@dataclass(frozen=True)
class Confirmed:
    """One demand of the contract: how many rows fail it, and how many rows Great Expectations looked at."""

    expected: Expected
    rows_failing: int
    rows_seen: int


def suite(contract: Contract) -> Any:
    """The Great Expectations suite of a contract: an `ExpectationSuite` named after the source."""
    library = _library()
    expectations = [_expectation(number, demand) for number, demand in enumerate(expected(contract))]
    return library.ExpectationSuite(name=contract.source, expectations=expectations)


def suite_json(contract: Contract) -> dict[str, Any]:
    """The suite of a contract as Great Expectations writes it, without what would differ from run to run.

    `great_expectations.ExpectationSuite(**…)` opens it, and a file context finds it in its folder `expectations`.
    """
    made = suite(contract).to_json_dict()
    return {"name": made["name"], "expectations": made["expectations"], "meta": {}, "notes": NOTES}


def run(contract: Contract, view: pl.DataFrame) -> list[Outcome]:
    """Check a view (`checks.view`) and give one outcome per demand of the contract, in the contract's order."""
    batch = _whole_table().get_batch({"dataframe": as_pandas(view)})
    result = batch.validate(suite(contract), result_format=FORMAT)
    found = {item.expectation_config.meta["number"]: item for item in result.results}
    return [_outcome(demand, found[number]) for number, demand in enumerate(expected(contract))]


def confirmed(rows: Rows, failing: pl.DataFrame, blocked: pl.Series) -> tuple[Confirmed, ...]:
    """Hold the engine's verdict (row_id, number of the demand) against that of Great Expectations.

    It gets failing rows of every demand and the first of the others, without the `blocked`, set aside already. Two
    verdicts on one row are a fault of the program, and end it.
    """
    values = rows.chosen(_to_see(rows, failing, blocked))
    outcomes = _apart(run, rows.contract, checked_view(with_key(values, rows.contract), rows.contract))
    for number, outcome in enumerate(outcomes):
        ours = failing.filter(pl.col("number") == number)[ROW]
        _agreed(outcome, ours, values[ROW])
    counts = dict(failing.group_by("number").len().iter_rows())
    return tuple(Confirmed(o.expected, counts.get(n, 0), values.height) for n, o in enumerate(outcomes))


def _to_see(rows: Rows, failing: pl.DataFrame, blocked: pl.Series) -> pl.Series:
    """Failing rows, and the first of the others until there are SEEN: the number does not depend on their order."""
    first = rows.typed().filter(~pl.col(ROW).is_in(blocked.implode())).head(SEEN).select(ROW).collect()[ROW]
    wrong = failing.sort(ROW).group_by("number", maintain_order=True).head(FAILING)[ROW].unique()
    return pl.concat([wrong, first]).unique(maintain_order=True).head(max(SEEN, len(wrong))).sort()


def _agreed(outcome: Outcome, ours: pl.Series, seen: pl.Series) -> None:
    theirs, ours_seen = set(outcome.rows), set(ours.filter(ours.is_in(seen.implode())))
    # of a key that comes back, the other row can lie outside what was seen
    missed = set() if outcome.expected.expectation == "unique" and len(ours_seen) < len(ours) else ours_seen - theirs
    if missed or theirs - ours_seen:
        raise RuntimeError(f"Great Expectations and the engine differ on {outcome.expected}: rows {theirs ^ ours_seen}")


def suites_json(contracts: Sequence[Contract]) -> dict[str, dict[str, Any]]:
    """The suites of contracts, by source."""
    return {one.source: _apart(suite_json, one) for one in contracts}


def in_background() -> None:
    """Begin to load the library beside other work; whoever needs it first waits for the rest."""
    if workers() > 1:
        _process().submit(_loaded_there)
    else:
        _loading()


def _apart(function: Callable[..., Made], *given: Any) -> Made:
    """What the function makes in the process of the library; an error is raised here as it is."""
    if workers() == 1:
        return function(*given)
    try:
        return _process().submit(function, *given).result()
    except BrokenProcessPool as error:
        raise RaatError(
            "The process of Great Expectations ended without a word; mostly the memory was full. "
            f"Next step: run again with {WORKERS}=1, or with less beside it."
        ) from error


@cache
def _process() -> Executor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(1, context, begin_worker)


def _loaded_there() -> None:
    _whole_table()


def _library() -> Any:
    return _loading().result()[0]


def _whole_table() -> Any:
    """One batch definition for every table: each new one would store the whole context again."""
    return _loading().result()[1]


@cache
def _loading() -> Future[tuple[Any, Any]]:
    return ThreadPoolExecutor(1, "great_expectations").submit(_loaded)


def _loaded() -> tuple[Any, Any]:
    """The library, imported lean, and a batch definition in an ephemeral context."""
    offline.stay_offline()
    with offline.lean_import():
        import great_expectations as library
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = library.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("exports").add_dataframe_asset("table")
    return library, asset.add_batch_definition_whole_dataframe("whole")


def _expectation(number: int, demand: Expected) -> Any:
    made = getattr(_library().expectations, CLASSES[demand.expectation])
    arguments = dict(demand.arguments)
    if demand.on:
        arguments["column"] = demand.on
    if demand.expectation == "true":
        arguments["value_set"] = [True]
    if demand.expectation == "columns":
        arguments["exact_match"] = True
    severity = "critical" if demand.action == "stop" else "warning"
    return made(**arguments, severity=severity, meta=_meta(number, demand))


def _meta(number: int, demand: Expected) -> dict[str, Any]:
    return {"number": number, "rule": demand.rule, "column": demand.column, "action": demand.action}


def as_pandas(view: pl.DataFrame) -> "pd.DataFrame":
    """The one place where polars becomes pandas; dates become datetime64, which is all that GX can compare."""
    days = [name for name, kind in view.schema.items() if kind == pl.Date]
    return view.with_columns(pl.col(days).cast(pl.Datetime("ms"))).to_pandas()


def _outcome(demand: Expected, item: Any) -> Outcome:
    info = item.exception_info or {}
    if info.get("raised_exception") or any(isinstance(v, dict) and v.get("raised_exception") for v in info.values()):
        raise RuntimeError(f"Great Expectations could not evaluate {demand}: {info}")
    rows = [int(row[ROW]) for row in item.result.get("unexpected_index_list") or []]
    if not item.success and not rows:
        raise RuntimeError(f"Great Expectations failed {demand.rule} without naming a row: {demand}")
    return Outcome(demand, bool(item.success), sorted(rows))
