"""Published rows for made-up tables: one number each, what is not given as usual."""

from typing import Any

from raat_analysis.codelists import entries

Row = dict[str, Any]
ROUND = "2026-1"
SECRET = dict.fromkeys(("value", "numerator", "denominator", "lower", "upper", "interval_pct")) | {"status": "secret"}


def row(measure: str, region: str, period: str, value: float | None, **more: Any) -> Row:
    """One published number; what is not given is as usual."""
    usual = {
        "branch_code": "SMAL",
        "breakdown": "total",
        "category": "total",
        "scenario": "",
        "edition": "",
        "status": "final",
    }
    entry = entries("measures")[measure]
    given = {"measure": measure, "region_code": region, "period": period, "value": value}
    return {**usual, "unit": entry["unit"], "source": entry["source"], **given, **more}


def rate(measure: str, region: str, period: str, count: float, whole: float, **more: Any) -> Row:
    """A percentage with its numerator and denominator."""
    return row(measure, region, period, 100 * count / whole, numerator=count, denominator=whole, **more)
