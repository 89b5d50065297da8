"""Which reports an edition has: the factsheets, Fase 0 of the region, its round tables and its organisations."""

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from raat_analysis.codelists.branches import branch_slug
from raat_analysis.codelists.regions import slug
from raat_analysis.exploration.provenance import rules_in_words
from raat_analysis.factsheets.published import data_hash, data_slice, member_codes
from raat_analysis.params import Params, read_params
from raat_analysis.parquet import read_table
from raat_analysis.rendering.facts import Facts, subject
from raat_analysis.rendering.job import EVERYTHING, FASE0_NUMBERS, REGION_NUMBERS, Job, Tables
from raat_analysis.sign_off import CONCEPT, status_of

FACTSHEET, FASE0, ROUND_TABLE = "Factsheet", "Fase 0-rapport", "Blad voor de rondetafel"
FACTSHEETS, REGION, MEMBERS = "factsheets", "fase0", "members"  # folders below rendered/


@dataclass(frozen=True)
class Asked:
    """An edition to make reports of: its parameters, its tables (public/ and members/), and what it may call itself."""

    params: Params
    published: Path
    status: str = CONCEPT


def asked_edition(params: Path, published: Path, sign_offs: Path) -> Asked:
    """The edition of params.yaml; `sign_offs` is data/sign_off."""
    read = read_params(params)
    return Asked(read, published, status_of(sign_offs, read.edition, published))


def every_job(asked: Asked, notebooks: Path) -> list[Job]:
    """All reports of an edition."""
    return [
        *factsheet_jobs(asked, notebooks / "factsheet.ipynb"),
        *fase0_jobs(asked, notebooks),
    ]


def factsheet_jobs(asked: Asked, notebook: Path) -> list[Job]:
    """A job per region of the parameters, with its open data."""
    return [_factsheet_job(asked, code, notebook) for code in asked.params.sheet_codes()]


def fase0_jobs(asked: Asked, notebooks: Path) -> list[Job]:
    """The region's report, a page per round table, and a report per organisation."""
    return [
        fase0_region_job(asked, notebooks / "fase0_region.ipynb"),
        *fase0_round_table_jobs(asked, notebooks / "fase0_round_table.ipynb"),
        *fase0_organisation_jobs(asked, notebooks / "fase0_organisation.ipynb"),
    ]


def fase0_region_job(asked: Asked, notebook: Path) -> Job:
    """The job of the Fase 0 report of the parameters' region."""
    code, name = asked.params.fase0_region, slug(asked.params.fase0_region)
    facts = _facts(asked, FASE0, code, downloads("rapport", name, "Fase 0 in de regio"))
    parameters = {"region_code": code, "edition": asked.params.edition}
    tables = partial(desk_tables, code, asked.published)
    return Job(notebook, parameters, facts, REGION, name, tables, FASE0_NUMBERS, desk_rules(asked.published))


def fase0_round_table_jobs(asked: Asked, notebook: Path) -> list[Job]:
    """A job per branch with members in the region of the parameters."""
    from raat_analysis.factsheets.fase0_round_table import round_table_branches  # with it all figures

    branches = round_table_branches(asked.params.fase0_region, asked.params.edition, asked.published)
    return [_round_table_job(asked, branch, notebook) for branch in branches]


def fase0_organisation_jobs(asked: Asked, notebook: Path) -> list[Job]:
    """A job per organisation with a folder of its own under members/."""
    return [_organisation_job(asked, code, notebook) for code in member_codes(asked.published)]


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


def _factsheet_job(asked: Asked, code: str, notebook: Path) -> Job:
    facts = _facts(asked, FACTSHEET, code, downloads("factsheet", "factsheet", "de regio"))
    parameters = {"region_code": code, "edition": asked.params.edition}
    tables = partial(desk_tables, code, asked.published)
    stem, rules = f"{slug(code)}/factsheet", desk_rules(asked.published)
    return Job(notebook, parameters, facts, FACTSHEETS, stem, tables, REGION_NUMBERS, rules)


def _round_table_job(asked: Asked, branch: str, notebook: Path) -> Job:
    code, name = asked.params.fase0_region, f"rondetafel-{branch_slug(branch)}"
    beside = (("Dit blad als PDF", f"{name}.pdf"), ("Het rapport van de regio", f"{slug(code)}.html"))
    facts = replace(_facts(asked, ROUND_TABLE, code, beside), branch=branch)
    parameters = {"region_code": code, "branch_code": branch, "edition": asked.params.edition}
    tables = partial(desk_tables, code, asked.published)
    return Job(notebook, parameters, facts, REGION, name, tables, rules=desk_rules(asked.published))


def _organisation_job(asked: Asked, code: str, notebook: Path) -> Job:
    facts = _facts(asked, FASE0, code, (("Dit rapport als PDF", "fase0.pdf"),))
    parameters = {"organisation_code": code, "edition": asked.params.edition}
    tables = partial(desk_tables, code, asked.published)
    return Job(notebook, parameters, facts, MEMBERS, f"{code}/fase0", tables, rules=desk_rules(asked.published))


def _facts(asked: Asked, kind: str, code: str, beside: tuple[tuple[str, str], ...]) -> Facts:
    params, mark = asked.params, data_hash(code, asked.published)
    received = str(read_table(asked.published / "public" / "sources.parquet")["obtained_on"].max())
    return Facts(
        kind,
        code,
        subject(code),
        params.edition,
        params.publisher,
        mark,
        beside,
        status=asked.status,
        received=received,
    )
