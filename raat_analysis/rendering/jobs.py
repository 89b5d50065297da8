"""Which reports an edition has: the factsheets, Fase 0 of the region, its round tables and its organisations."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from raat_analysis.codelists.branches import branch_slug
from raat_analysis.codelists.regions import slug
from raat_analysis.exploration.provenance import rules_in_words
from raat_analysis.factsheets.published import data_hash, data_slice, member_codes
from raat_analysis.params import Params
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.job import EVERYTHING, FASE0_NUMBERS, REGION_NUMBERS, Job, Tables

FACTSHEET, FASE0, ROUND_TABLE = "Factsheet", "Fase 0-rapport", "Blad voor de rondetafel"
FACTSHEETS, REGION, MEMBERS = "factsheets", "fase0", "members"  # folders below rendered/


def every_job(params: Params, notebooks: Path, published: Path) -> list[Job]:
    """All reports of an edition. `published` holds public/ and members/."""
    return [
        *factsheet_jobs(params, notebooks / "factsheet.ipynb", published),
        *fase0_jobs(params, notebooks, published),
    ]


def factsheet_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per region of the parameters, with its open data."""
    return [_factsheet_job(params, code, notebook, published) for code in params.sheet_codes()]


def fase0_jobs(params: Params, notebooks: Path, published: Path) -> list[Job]:
    """The region's report, a page per round table, and a report per organisation."""
    return [
        fase0_region_job(params, notebooks / "fase0_region.ipynb", published),
        *fase0_round_table_jobs(params, notebooks / "fase0_round_table.ipynb", published),
        *fase0_organisation_jobs(params, notebooks / "fase0_organisation.ipynb", published),
    ]


def fase0_region_job(params: Params, notebook: Path, published: Path) -> Job:
    """The job of the Fase 0 report of the parameters' region."""
    code, name = params.fase0_region, slug(params.fase0_region)
    facts = _facts(params, FASE0, code, published, downloads("rapport", name, "Fase 0 in de regio"))
    parameters = {"region_code": code, "edition": params.edition}
    tables = partial(desk_tables, code, published)
    return Job(notebook, parameters, facts, REGION, name, tables, FASE0_NUMBERS, desk_rules(published))


def fase0_round_table_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per branch with members in the region of the parameters."""
    from raat_analysis.factsheets.fase0_round_table import round_table_branches  # with it all figures

    branches = round_table_branches(params.fase0_region, params.edition, published)
    return [_round_table_job(params, branch, notebook, published) for branch in branches]


def fase0_organisation_jobs(params: Params, notebook: Path, published: Path) -> list[Job]:
    """A job per organisation with a folder of its own under members/."""
    return [_organisation_job(params, code, notebook, published) for code in member_codes(published)]


def downloads(kind: str, name: str, everything: str) -> tuple[tuple[str, str], ...]:
    """What stands beside a page of this name: its PDF, its numbers, and `everything` there is."""
    return (
        (f"Dit {kind} als PDF", f"{name}.pdf"),
        ("Cijfers op deze pagina (CSV)", f"{name}.csv"),
        ("Cijfers op deze pagina (Excel)", f"{name}.xlsx"),
        (f"Alle cijfers van {everything} (CSV)", EVERYTHING),
    )


def desk_tables(code: str, published: Path) -> Tables:
    """The published rows that the report of a region or organisation may use, where the published folder has them."""
    return {
        f"members/{code}/numbers.parquet" if name == "members" else f"public/{name}.parquet": table
        for name, table in data_slice(code, published).items()
    }


def desk_rules(published: Path) -> bytes:
    """The rules of secrecy in words, without the counts of the edition, which change with every region."""
    return json.dumps({"sources": rules_in_words(published)}, ensure_ascii=False).encode()


def _factsheet_job(params: Params, code: str, notebook: Path, published: Path) -> Job:
    facts = _facts(params, FACTSHEET, code, published, downloads("factsheet", "factsheet", "de regio"))
    parameters = {"region_code": code, "edition": params.edition}
    tables = partial(desk_tables, code, published)
    stem, rules = f"{slug(code)}/factsheet", desk_rules(published)
    return Job(notebook, parameters, facts, FACTSHEETS, stem, tables, REGION_NUMBERS, rules)


def _round_table_job(params: Params, branch: str, notebook: Path, published: Path) -> Job:
    code, name = params.fase0_region, f"rondetafel-{branch_slug(branch)}"
    beside = (("Dit blad als PDF", f"{name}.pdf"), ("Het rapport van de regio", f"{slug(code)}.html"))
    facts = replace(_facts(params, ROUND_TABLE, code, published, beside), branch=branch)
    parameters = {"region_code": code, "branch_code": branch, "edition": params.edition}
    tables = partial(desk_tables, code, published)
    return Job(notebook, parameters, facts, REGION, name, tables, rules=desk_rules(published))


def _organisation_job(params: Params, code: str, notebook: Path, published: Path) -> Job:
    facts = _facts(params, FASE0, code, published, (("Dit rapport als PDF", "fase0.pdf"),))
    parameters = {"organisation_code": code, "edition": params.edition}
    tables = partial(desk_tables, code, published)
    return Job(notebook, parameters, facts, MEMBERS, f"{code}/fase0", tables, rules=desk_rules(published))


def _facts(params: Params, kind: str, code: str, published: Path, beside: tuple[tuple[str, str], ...]) -> Facts:
    mark = data_hash(code, published)
    return Facts(kind, code, subject(code), params.edition, params.publisher, mark, beside)
