"""A project in which every analysis of Twente can be made: the factsheets' example, and what only analysts see.

Twelve regions of 10.000 employees: 7 percent leaves in eleven of them, 20 percent in Twente.
"""

from collections.abc import Iterator
from pathlib import Path

from raat_analysis.codelists.regions import region_codes
from tests.factsheets.conftest import QUARTERS, Row, example_rows, rate, row, write_published

OTHERS = [code for code in region_codes() if code != "RA0205"][:11]
AGES = ("<25", "25-35", "35-45", "45-55", "55+")
PARAMS = "edition: 2026Q3\npublisher: WGV\nregions: wgv\nfase0_region: RA0205\n"


def all_rows() -> list[Row]:
    """The example without its own outflow of 2025, and the rows below."""
    kept = [each for each in example_rows() if not _outflow(each)]
    return [*kept, *_regions(), *_change(), *_durations(), *_gross()]


def whole_project(folder: Path) -> Path:
    """Write the published tables and the parameters of the project; its folder."""
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (folder / "dvc.yaml").touch()
    write_published(folder / "data" / "processed" / "published", all_rows())
    return folder


def _outflow(each: Row) -> bool:
    measure = str(each["measure"])
    return measure in ("outflow_sector_pct", "outflow_sector_verdict") and (each["period"], each["branch_code"]) == (
        "2025",
        "SMAL",
    )


def _regions() -> Iterator[Row]:
    for code in OTHERS:
        yield rate("outflow_sector_pct", code, "2025", 700 + OTHERS.index(code), 10000)
        yield row("outflow_sector_verdict", code, "2025", 0, status="modelled")
    yield rate("outflow_sector_pct", "RA0205", "2025", 2000, 10000, lower=19.2, upper=20.8, interval_pct=95)
    yield row("outflow_sector_verdict", "RA0205", "2025", 1, status="modelled")
    yield rate("outflow_sector_pct", "NL01", "2025", 70000, 1000000)


def _change() -> Iterator[Row]:
    """0,40 point more: 0,30 by the rates and 0,10 by the ages; each age gives a fifth of both."""
    for part, points in (("rate", 0.30), ("age", 0.10)):
        measure = f"outflow_sector_{part}_effect_pp"
        ends = {"lower": points - 0.2, "upper": points + 0.2, "interval_pct": 95, "status": "modelled"}
        yield row(measure, "RA0205", "2025", points, **ends)
        for age in AGES:
            yield row(measure, "RA0205", "2025", points / 5, breakdown="age", category=age, **ends)


def _durations() -> Iterator[Row]:
    """Within 30, 60 and 90 days 40, 70 and 80 percent is filled."""
    for period in QUARTERS:
        for days, filled in ((30, 40.0), (60, 70.0), (90, 80.0)):
            yield row(f"vacancies_filled_within_{days}_days_pct", "RA0205", period, filled, denominator=1650.0)


def _gross() -> Iterator[Row]:
    """In 2034 3.400 are short net, and 3.700 by qualification."""
    yield row("shortage_gross", "RA0205", "2034", 3700, scenario="reference", edition="2025-12", status="forecast")
