"""A project with a few published numbers, checkable by head, in which analysts ask."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.numbers_table import PUBLIC

Row = dict[str, Any]
RULE = "Aantallen van 1 tot en met 9 mensen zijn geheim."
PARAMS = "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n"


def row(measure: str, value: float | None, period: str, region: str = "RA0205", **more: Any) -> Row:
    """One published number; what is not given is as usual."""
    usual = {"branch_code": "SMAL", "breakdown": "total", "category": "total", "scenario": "", "edition": ""}
    entry = entries("measures")[measure]
    given = {"measure": measure, "region_code": region, "period": period, "value": value}
    return {**usual, "status": "final", "unit": entry["unit"], "source": entry["source"], **given, **more}


def example() -> Iterator[Row]:
    """Outflow of two regions, a secret branch, a missing tension, a forecast with two widths, two scenarios."""
    rate = {"numerator": 880.0, "denominator": 10000.0, "lower": 8.26, "upper": 9.37, "interval_pct": 95}
    yield row("outflow_sector_pct", 8.5, "2024")
    yield row("outflow_sector_pct", 8.8, "2025", **rate)
    yield row("outflow_sector_pct", 7.2, "2025", "NL01")
    yield row("outflow_sector_pct", None, "2025", branch_code="HA", status="secret")
    yield row("outflow_sector_verdict", 1, "2025", status="modelled")
    yield row("employees", 55400, "2026Q2")
    yield row("employees", 13100, "2026Q2", breakdown="age", category="55+")
    yield row("uwv_tension", None, "2026Q2", status="missing", denominator=75.0)
    for width, half in ((50, 39), (80, 75)):
        ends = {"lower": 379.0 - half, "upper": 379.0 + half, "interval_pct": width}
        yield row("vacancies_opened_forecast", 379, "2026Q4", scenario="forecast", status="forecast", **ends)
    for scenario, value in (("reference", 12797), ("new_policy", 9869)):
        more = {"scenario": scenario, "status": "forecast"}
        yield row("shortage", value - 100, "2035", edition="2024-12", **more)
        yield row("shortage", value, "2035", edition="2025-12", **more)
    for years, retired in (("10", 6067), ("20", 10938)):
        ends = {"lower": retired - 600.0, "upper": retired + 600.0}
        more = {"breakdown": "horizon", "category": years, "scenario": "aow_exits", "status": "modelled"}
        yield row("retirements", retired, "2026Q2", **more, **ends)


def write_public(project: Path, rows: list[Row]) -> None:
    """The public tables that analysts read."""
    public = project / "data" / "processed" / "published" / "public"
    public.mkdir(parents=True, exist_ok=True)
    columns = {name: [each.get(name) for each in rows] for name in PUBLIC}
    pl.DataFrame(columns, schema=PUBLIC, strict=False).write_parquet(public / "numbers.parquet")
    deliveries = [
        ("uitstroom", "Uitstroomonderzoek", "own", "2025-09-15", "uitstroom/2025-09-15/a.xlsx", "RegioPlus", "intern"),
        ("uitstroom", "Uitstroomonderzoek", "own", "2026-09-15", "uitstroom/2026-09-15/b.xlsx", "RegioPlus", "intern"),
    ]
    names = ["source", "title", "kind", "obtained_on", "file", "origin", "licence"]
    pl.DataFrame(deliveries, schema=names, orient="row").write_parquet(public / "sources.parquet")
    said = {"sources": [{"source": "uitstroom", "sentence": RULE}]}
    (public / "protection.json").write_text(json.dumps(said), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the example as its published numbers, and the working directory in it."""
    (tmp_path / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (tmp_path / "dvc.yaml").touch()
    write_public(tmp_path, list(example()))
    monkeypatch.chdir(tmp_path)
    return tmp_path
