"""An audit in words and as a file. Neither says more than the published files do, but for the counts of leaks."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.attacker.audit import Audit
from raat_analysis.attacker.counts import CELL
from raat_analysis.attacker.judging import named
from raat_analysis.errors import GateRefused
from raat_analysis.paths import replaced

LINES = 30
NARROWEST = 5
SHOWN_LINES = 4


def summary(audit: Audit) -> dict[str, Any]:
    """For disclosure.json: per source how many counts are hidden and leak, and the narrowest intervals of outsiders."""
    outsider = audit.hidden.filter(who="outsider")
    return {
        "files": audit.files,
        "numbers": audit.numbers,
        "insiders_judged": audit.insiders,
        "findings": len(audit.findings),
        "sums_not_used": audit.not_used,
        "sources": [_of_source(source, audit.hidden) for source in sorted(set(outsider["source"]))],
    }


def write_summary(audit: Audit, path: Path) -> None:
    """Write disclosure.json: deterministic, and nothing that is not derivable from the public files."""
    with replaced(path) as beside:
        beside.write_text(json.dumps(summary(audit), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def said(audit: Audit) -> list[str]:
    """The audit in at most thirty lines."""
    hidden = audit.hidden.filter(who="outsider").height
    lines = [
        f"{audit.files} files, {audit.numbers} numbers; {hidden} hidden counts in sums, "
        f"{audit.leaks.height} leaks, {len(audit.findings)} findings.",
        "Insiders and the p% rule are judged."
        if audit.insiders
        else "Without private facts: insiders and the p% rule are not judged.",
        *(f"{each['source']}: {each['hidden']} hidden, leaks {each['leaks']}" for each in summary(audit)["sources"]),
        *(f"Not used: {each}" for each in audit.not_used[:NARROWEST]),
        *(f"Finding: {each}" for each in audit.findings[:NARROWEST]),
        *(f"Leak: {each}" for each in leaks(audit)),
    ]
    more = len(lines) - LINES + 1
    return lines if more <= 1 else [*lines[: LINES - 1], f"… and {more} lines more."]


def leaks(audit: Audit) -> list[str]:
    """Each leak in words: which count, the interval, by whom and which lines give it away. Outsiders come first."""
    ordered = audit.leaks.sort(pl.col("who") != "outsider", *CELL, maintain_order=True)
    return [
        f"{named(row)}: {row['lower']:g} to {row['upper']:g}, {row['who']}, {row['why']}; by {_by(row['lines'])}"
        for row in ordered.iter_rows(named=True)
    ]


def refuse_leaks(audit: Audit) -> None:
    """GateRefused with the counts named, when the audit found a leak or anything else that is wrong."""
    found = [*audit.findings, *leaks(audit)]
    if found:
        told = "\n".join(f"  - {each}" for each in found[: LINES - 4])
        more = f"\n  - … and {len(found) - LINES + 4} more" if len(found) > LINES - 4 else ""
        raise GateRefused(
            f"Not published: the files would give {audit.leaks.height} hidden counts away, and there are "
            f"{len(audit.findings)} other findings.\n{told}{more}\nNothing under reports/ has changed. Next step: "
            "raat_analysis/disclosure must hide more; `raat audit disclosure` tells the same of a folder."
        )


def _of_source(source: str, rows: pl.DataFrame) -> dict[str, Any]:
    own = rows.filter(source=source)
    outsider = own.filter(who="outsider").with_columns(width=pl.col("upper") - pl.col("lower"))
    narrowest = outsider.sort("width", *CELL).head(NARROWEST)
    leaking = own.filter("leak")["who"].value_counts().sort("who")
    return {
        "source": source,
        "hidden": outsider.height,
        "without_end": outsider.filter(pl.col("width").is_infinite()).height,
        "median_width": outsider.filter(pl.col("width").is_finite())["width"].median(),
        "leaks": dict(leaking.iter_rows()),
        "narrowest": [f"{named(r)}: {r['lower']:g} to {r['upper']:g}" for r in narrowest.iter_rows(named=True)],
    }


def _by(lines: list[str]) -> str:
    shown = "; ".join(" ".join(line.split()) for line in lines[:SHOWN_LINES])
    return (shown or "a file that shows it") + (
        f" and {len(lines) - SHOWN_LINES} lines more" if len(lines) > SHOWN_LINES else ""
    )
