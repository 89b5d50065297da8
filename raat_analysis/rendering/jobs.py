"""Which reports an edition has: the factsheets, Fase 0 of the region, its round tables and its organisations."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from raat_analysis import factsheets, paths
from raat_analysis.codelists.branches import branch_slug
from raat_analysis.codelists.regions import slug
from raat_analysis.errors import RaatError
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.params import Params
from raat_analysis.parquet import read_table
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.job import EVERYTHING, Job
from raat_analysis.sentences.traces import Row

FACTSHEET, FASE0, ROUND_TABLE = "Factsheet", "Fase 0-rapport", "Blad voor de rondetafel"


def downloads(kind: str, name: str, everything: str) -> tuple[tuple[str, str], ...]:
    """What stands beside a page of this name: its PDF, its numbers, and `everything` there is."""
    return (
        (f"Dit {kind} als PDF", f"{name}.pdf"),
        ("Cijfers op deze pagina (CSV)", f"{name}.csv"),
        ("Cijfers op deze pagina (Excel)", f"{name}.xlsx"),
        (f"Alle cijfers van {everything} (CSV)", EVERYTHING),
    )


def factsheet_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per region of the parameters, with its open data. `published` holds public/ and members/."""
    refuse_other_tables(published)
    return [_factsheet_job(params, code, notebook, published) for code in params.sheet_codes()]


def fase0_region_job(params: Params, notebook: Path, published: Path) -> Job:
    """The job of the Fase 0 report of the parameters' region."""
    refuse_other_tables(published)
    code, name = params.fase0_region, slug(params.fase0_region)
    facts = _facts(params, FASE0, code, published, downloads("rapport", name, "Fase 0 in de regio"))
    parameters = {"region_code": code, "edition": params.edition}
    everything = partial(factsheets.fase0_open_data, code, published)
    return Job(notebook, parameters, facts, name, _rows(code, published), _sources(published), everything)


def fase0_round_table_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per branch with members in the region of the parameters."""
    refuse_other_tables(published)
    return [
        _round_table_job(params, branch, notebook, published)
        for branch in factsheets.round_table_branches(params.fase0_region, params.edition, published)
    ]


def _round_table_job(params: Params, branch: str, notebook: Path, published: Path) -> Job:
    code, name = params.fase0_region, f"rondetafel-{branch_slug(branch)}"
    beside = (("Dit blad als PDF", f"{name}.pdf"), ("Het rapport van de regio", f"{slug(code)}.html"))
    facts = replace(_facts(params, ROUND_TABLE, code, published, beside), branch=branch)
    parameters = {"region_code": code, "branch_code": branch, "edition": params.edition}
    return Job(notebook, parameters, facts, name, _rows(code, published), _sources(published))


def fase0_organisation_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per organisation with a folder of its own under members/."""
    refuse_other_tables(published)
    paper = (("Dit rapport als PDF", "fase0.pdf"),)
    return [
        Job(
            notebook,
            {"organisation_code": code, "edition": params.edition},
            _facts(params, FASE0, code, published, paper),
            f"{code}/fase0",
            _rows(code, published),
            _sources(published),
        )
        for code in factsheets.member_codes(published)
    ]


def refuse_other_tables(published: Path) -> None:
    """A notebook holds no path and reads the project's own published tables: other tables cannot be asked for."""
    own = paths.processed("published")
    if published.resolve() != own.resolve():
        raise RaatError(f"The notebooks read {own}, not {published}. Run the pipeline inside the project it is for.")


def _factsheet_job(params: Params, code: str, notebook: Path, published: Path) -> Job:
    facts = _facts(params, FACTSHEET, code, published, downloads("factsheet", "factsheet", "de regio"))
    parameters = {"region_code": code, "edition": params.edition}
    everything = partial(factsheets.open_data, code, published)
    rows, sources = _rows(code, published), _sources(published)
    return Job(notebook, parameters, facts, f"{slug(code)}/factsheet", rows, sources, everything)


def _rows(code: str, published: Path) -> Callable[[set[Row]], pl.DataFrame]:
    return partial(factsheets.shown_rows, code, published=published)


def _sources(published: Path) -> Callable[[], pl.DataFrame]:
    return partial(read_table, public_folder(published) / "sources.parquet")


def _facts(params: Params, kind: str, code: str, published: Path, downloads: tuple[tuple[str, str], ...]) -> Facts:
    mark = factsheets.data_hash(code, published)
    return Facts(kind, code, subject(code), params.edition, params.publisher, mark, downloads)
