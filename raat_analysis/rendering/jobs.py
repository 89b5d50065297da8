"""Which reports an edition has: the factsheets, the Fase 0 report of the region and those of its organisations."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from raat_analysis import factsheets, paths
from raat_analysis.codelists.regions import slug
from raat_analysis.errors import RaatError
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.params import Params
from raat_analysis.parquet import read_table
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.job import EVERYTHING, Job
from raat_analysis.sentences.traces import Row

FACTSHEET, FASE0 = "Factsheet", "Fase 0-rapport"
DOWNLOADS = (
    ("Dit factsheet als PDF", "factsheet.pdf"),
    ("Cijfers op deze pagina (CSV)", "factsheet.csv"),
    ("Cijfers op deze pagina (Excel)", "factsheet.xlsx"),
    ("Alle cijfers van de regio (CSV)", EVERYTHING),
)


def factsheet_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per region of the parameters, with its open data. `published` holds public/ and members/."""
    refuse_other_tables(published)
    return [_factsheet_job(params, code, notebook, published) for code in params.sheet_codes()]


def fase0_region_job(params: Params, notebook: Path, published: Path) -> Job:
    """The job of the Fase 0 report of the parameters' region."""
    refuse_other_tables(published)
    code, name = params.fase0_region, slug(params.fase0_region)
    facts = _facts(params, FASE0, code, published, (("Dit rapport als PDF", f"{name}.pdf"),))
    parameters = {"region_code": code, "edition": params.edition}
    return Job(notebook, parameters, facts, name, _rows(code, published), _sources(published))


def fase0_organisation_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per organisation with a folder of its own under members/."""
    refuse_other_tables(published)
    downloads = (("Dit rapport als PDF", "fase0.pdf"),)
    return [
        Job(
            notebook,
            {"organisation_code": code, "edition": params.edition},
            _facts(params, FASE0, code, published, downloads),
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
    facts = _facts(params, FACTSHEET, code, published, DOWNLOADS)
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
