"""A small source with a column of every kind, and its export in any format."""

from pathlib import Path

import yaml

from raat_analysis.contracts import Contract
from tests.checks.adverts_on_disk import META

COLUMNS: dict[str, dict[str, object]] = {
    "code": {"type": "text", "required": True, "pattern": r"^Z[0-9]{1,3}$"},
    "region": {"type": "code", "codes": {"Twente": "AM1", "Regio Één": "AM2"}},
    "quarter": {"type": "quarter"},
    "day": {"type": "date"},
    "year": {"type": "year", "minimum": 2000},
    "persons": {"type": "integer", "minimum": -5, "maximum": 1_000_000},
    "share": {"type": "decimal", "maximum": 1000, "on_bad": "cell"},
    "hours": {"type": "hours", "maximum": 40, "unknown": ["n.o.t.k."]},
    "note": {"type": "text"},
}
HEADERS = ["Code", "Regio", "Kwartaal", "Dag", "Jaar", "Personen", "Aandeel", "Uren", "Opmerking"]
ROWS = [
    ["Z1", "Twente", "2026Q1", "01-02-2026", "2026", "12", "3,5", "24-32", "goed"],
    ["Z2", "Regio Één", "2025 4e kwartaal*", "31-12-2025", "2025", "0", "0,25", "36", "café ’s"],
    ["Z3", "twente", "2026Q2", "28-02-2025", "2024", "987", "-7", "n.o.t.k.", ""],
    ["Z4", "Twente", "", "", "", "", "", "", ""],
    ["Z5", "Regio Één", "2026Q3", "1-3-2026", "2020", "-3", "12,125", "8,5", "x - y"],
]


def figures(**changes: object) -> Contract:
    """A source of figures; a bad value sets its row aside, a bad share only the cell."""
    named = zip(COLUMNS.items(), HEADERS, strict=True)
    columns = {n: {"on_bad": "row", **c, "header": header, "description": header} for (n, c), header in named}
    base = {
        "source": "figures",
        "title": "Cijfers",
        "row": "een cijfer",
        "format": "csv",
        "kind_of_data": "public",
        "key": ["code"],
        "later_export_replaces": True,
        "allowed_set_aside_pct": 100,
        "columns": columns,
        "rules": [
            {"id": "share_known", "holds": "persons IS NULL OR persons < 900", "severity": "row", "sentence": "X"}
        ],
    }
    return Contract.model_validate({**base, **changes})


def place_bytes(raw: Path, content: bytes, name: str, obtained: str = "2026-09-01") -> Path:
    """Put an export on disk, with its metadata."""
    folder = raw / "figures" / obtained
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    about = yaml.safe_dump({"meta": {**META, "obtained": obtained}})
    (raw / "figures" / f"{obtained}.dvc").write_text(about, encoding="utf-8")
    return folder / name
