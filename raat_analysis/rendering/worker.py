"""One report: run its notebook, make its files."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from raat_analysis.errors import RaatError
from raat_analysis.factsheets.published import spelled
from raat_analysis.rendering.executed import executed
from raat_analysis.rendering.explanation import explanation
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.failures import ReportRefused
from raat_analysis.rendering.job import EVERYTHING, IN_PROCESS, Job, Outcome
from raat_analysis.rendering.open_data import as_csv, as_xlsx
from raat_analysis.rendering.page_html import page_html
from raat_analysis.rendering.page_pdf import page_pdf
from raat_analysis.rendering.report import report_parts
from raat_analysis.sentences.traces import rows_within


def outcome(job: Job, folder: Path, engine: str = IN_PROCESS) -> Outcome:
    """Make a job's files below `folder`. An error becomes a failure with its words, so that others go on."""
    seconds: dict[str, float] = {}
    try:
        _make(job, folder, engine, seconds)
    except RaatError as error:
        return Outcome(job.facts.subject, str(error), seconds)
    except Exception as error:  # any other error of one sheet must not stop the others
        return Outcome(job.facts.subject, f"{type(error).__name__}: {error}", seconds)
    return Outcome(job.facts.subject, "", seconds)


def _make(job: Job, folder: Path, engine: str, seconds: dict[str, float]) -> None:
    target = folder / job.stem
    target.parent.mkdir(parents=True, exist_ok=True)
    notebook = _timed(seconds, "notebook", lambda: executed(job.notebook, job.parameters, engine))
    parts = report_parts(notebook)
    refuse_other_subject(parts, job.facts)
    rows = _timed(seconds, "rows", lambda: job.rows(rows_within(parts)))
    sources = job.sources()
    page = _timed(seconds, "html", lambda: page_html(notebook, job.facts, rows, sources))
    pdf = _timed(seconds, "pdf", lambda: page_pdf(notebook, job.facts))
    target.with_suffix(".html").write_text(page, encoding="utf-8", newline="\n")
    target.with_suffix(".pdf").write_bytes(pdf)
    if job.open_data is not None:
        every = job.open_data()
        _timed(seconds, "open data", lambda: _write_open_data(job.facts, rows, every, sources, target))


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


def _write_open_data(
    facts: Facts, rows: pl.DataFrame, every: pl.DataFrame, sources: pl.DataFrame, target: Path
) -> None:
    """The numbers that the report shows, in the order of its origins, and every number of the region."""
    shown = spelled(rows)
    target.with_suffix(".csv").write_bytes(as_csv(shown))
    title = f"{facts.kind} arbeidsmarkt zorg en welzijn, {facts.subject}, {facts.period}"
    notes = explanation(facts, sources, shown["Bron"])
    target.with_suffix(".xlsx").write_bytes(as_xlsx(shown, title, notes))
    target.with_name(EVERYTHING).write_bytes(as_csv(every))


def _timed(seconds: dict[str, float], step: str, made: Callable[[], Any]) -> Any:
    start = perf_counter()
    result = made()
    seconds[step] = perf_counter() - start
    return result
