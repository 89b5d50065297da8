"""One report: run its notebook at its desk, make its files, keep them in the cache."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat
import polars as pl

from raat_analysis.errors import RaatError
from raat_analysis.factsheets.published import fase0_open_data, open_data, shown_rows, spelled
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.parquet import read_table
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering.desk import at_desk
from raat_analysis.rendering.executed import executed
from raat_analysis.rendering.explanation import explanation
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.failures import CellFailed, ReportRefused
from raat_analysis.rendering.job import EVERYTHING, FASE0_NUMBERS, NO_NUMBERS, REGION_NUMBERS, Order, Outcome
from raat_analysis.rendering.open_data import as_csv, as_xlsx
from raat_analysis.rendering.orders import PUBLISHED
from raat_analysis.rendering.page_html import page_html
from raat_analysis.rendering.page_pdf import page_pdf
from raat_analysis.rendering.report import report_parts
from raat_analysis.sentences.traces import rows_within

OPEN_DATA = {REGION_NUMBERS: open_data, FASE0_NUMBERS: fase0_open_data}
Seconds = dict[str, float]


def outcome(order: Order) -> Outcome:
    """Make a report; its files are in the cache afterwards. An error becomes a failure with its words."""
    cache, seconds = RenderCache(order.cache), Seconds()
    try:
        cache.keep(order.key, report_files(order, seconds))
    except CellFailed as error:
        notebook = cache.objects.put(nbformat.writes(error.notebook).encode())
        return Outcome(order.facts.subject, str(error), order.name, notebook, seconds=seconds)
    except RaatError as error:
        return Outcome(order.facts.subject, str(error), order.name, seconds=seconds)
    except Exception as error:  # any other error of one report must not stop the others
        return Outcome(order.facts.subject, f"{type(error).__name__}: {error}", order.name, seconds=seconds)
    return Outcome(order.facts.subject, name=order.name, seconds=seconds)


def report_files(order: Order, seconds: Seconds) -> dict[str, bytes]:
    """The files of a report by their path below the output folder; how long each step took goes into `seconds`."""
    with at_desk(order) as desk:
        published = desk / PUBLISHED
        notebook = _timed(seconds, "notebook", lambda: executed(Path(order.notebook), order.parameters, order.engine))
        parts = report_parts(notebook)
        refuse_other_subject(parts, order.facts)
        rows = _timed(seconds, "rows", lambda: shown_rows(order.facts.code, rows_within(parts), published))
        sources = read_table(public_folder(published) / "sources.parquet")
        page = _timed(seconds, "html", lambda: page_html(notebook, order.facts, rows, sources))
        files = {"html": page.encode(), "pdf": _timed(seconds, "pdf", lambda: page_pdf(notebook, order.facts))}
        made = {f"{order.stem}.{ending}": content for ending, content in files.items()}
        if order.open_data != NO_NUMBERS:
            every = OPEN_DATA[order.open_data](order.facts.code, published)
            made |= _timed(seconds, "open data", lambda: _open_data(order, rows, every, sources))
        return made


def refuse_other_subject(parts: list[dict[str, Any]], facts: Facts) -> None:
    """What the notebook shows must name its own region or organisation, and the rows that the job is for."""
    shown = str(parts[0]["title"])
    if facts.subject not in shown:
        raise ReportRefused(f"The report for {facts.subject} ({facts.code}) has a title that does not name it: {shown}")
    mark = f"gegevens {facts.data_hash[:16]}"
    if not any(mark in part["text"] for part in parts if part["kind"] == "paragraph"):
        raise ReportRefused(
            f"The report for {facts.subject} ({facts.code}) shows no mark of its own rows ({mark}): its account was "
            "made from other rows than the published ones. Run `dvc repro protect` and render again."
        )


def _open_data(order: Order, rows: pl.DataFrame, every: pl.DataFrame, sources: pl.DataFrame) -> dict[str, bytes]:
    """The numbers that the report shows, in the order of its origins, and every number of the region."""
    shown, facts = spelled(rows), order.facts
    title = f"{facts.kind} arbeidsmarkt zorg en welzijn, {facts.subject}, {facts.period}"
    notes = explanation(facts, sources, shown["Bron"])
    everything = Path(order.stem).with_name(EVERYTHING).as_posix()
    return {
        f"{order.stem}.csv": as_csv(shown),
        f"{order.stem}.xlsx": as_xlsx(shown, title, notes),
        everything: as_csv(every),
    }


def _timed(seconds: Seconds, step: str, made: Callable[[], Any]) -> Any:
    start = perf_counter()
    result = made()
    seconds[step] = perf_counter() - start
    return result
