"""Which files an edition must hold; `python -m tests.expected_files reports/2026Q3` says which are missing or empty."""

import sys
from pathlib import Path

import polars as pl

from raat_analysis.codelists.branches import branch_slug
from raat_analysis.codelists.regions import slug
from raat_analysis.contracts import contracts
from raat_analysis.params import Params, read_params
from raat_analysis.potential.employees import branch_of


def expected(params: Params, organisations: list[str], branches: list[str]) -> list[str]:
    """The paths below reports/<edition>/ that the parameters promise; `branches` have a round table."""
    sheets = [f"public/{slug(code)}/factsheet.{kind}" for code in params.sheet_codes() for kind in KINDS]
    sheets += [f"public/{slug(code)}/{name}" for code in params.sheet_codes() for name in BESIDE]
    fase0 = [f"public/fase0/{slug(params.fase0_region)}.{kind}" for kind in KINDS]
    fase0 += [f"public/fase0/{name}" for name in BESIDE]
    fase0 += [f"public/fase0/rondetafel-{branch_slug(code)}.{kind}" for code in branches for kind in ("html", "pdf")]
    members = [f"members/{code}/fase0.{kind}" for code in organisations for kind in ("html", "pdf")]
    suites = [f"quality/suites/{source}.json" for source, asked in contracts().items() if asked.required_source]
    return [
        *sheets,
        *fase0,
        *members,
        *(f"public/{name}" for name in WHOLE),
        "quality/index.html",
        "quality/quality.json",
        "quality/disclosure.json",
        *suites,
    ]


WHOLE = (  # about all reports together
    *("index.html", "kwaliteit.html", "verantwoording.html", "toegankelijkheid.html", "accessibility.json"),
)
BESIDE = ("alle-cijfers.csv", "datapackage.json")  # beside each factsheet, and beside Fase 0
KINDS = ("html", "pdf", "csv", "xlsx")


def missing(edition: Path, params: Params, organisations: list[str]) -> list[str]:
    """The expected files that are not there, or are nearly empty. The branches are those of the register of members."""
    members = Path("data/processed/tidy/organisations.parquet")
    register = pl.read_parquet(edition.parents[1] / members).filter(region_code=params.fase0_region)
    branches = sorted({branch_of(code) for code in register["branch_code"].cast(pl.String)})
    files = [edition / path for path in expected(params, organisations, branches)]
    return [str(file) for file in files if not file.is_file() or file.stat().st_size < 500]


if __name__ == "__main__":
    published = Path("data/processed/published/members")
    absent = missing(Path(sys.argv[1]), read_params(Path("params.yaml")), sorted(p.name for p in published.iterdir()))
    sys.exit("Missing or empty:\n" + "\n".join(absent) if absent else 0)
