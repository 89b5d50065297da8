"""A tiny source on disk: adverts with a place, hours, positions and dates."""

from pathlib import Path

import yaml

from raat_analysis.contracts import Contract

HEADER = "Nummer;Plaats;Uren;Plaatsen;Van;Tot;Contactpersoon"
META = {"kind": "demonstration", "origin": "test", "licence": "CC0-1.0"}


def adverts(**changes: object) -> Contract:
    """Adverts with a place, hours, positions, two dates and a contact column that is dropped."""
    columns = {
        "number": {"header": "Nummer", "type": "text", "required": True, "pattern": "^Z"},
        "place": {"header": "Plaats", "type": "code", "codelist": "places", "required": True, "on_bad": "row"},
        "hours": {
            "header": "Uren",
            "type": "hours",
            "minimum": 1,
            "maximum": 40,
            "unknown": ["n.o.t.k."],
            "on_bad": "cell",
        },
        "positions": {"header": "Plaatsen", "type": "integer", "required": True, "minimum": 1, "maximum": 9},
        "opened": {"header": "Van", "type": "date", "required": True, "minimum": "2020-01-01", "on_bad": "row"},
        "closed": {"header": "Tot", "type": "date", "on_bad": "row"},
    }
    rule = {"id": "closed_after_opened", "holds": "closed IS NULL OR closed >= opened", "severity": "row"}
    base = {
        "source": "adverts",
        "title": "Advertenties",
        "row": "een advertentie",
        "format": "csv",
        "kind_of_data": "public",
        "key": ["number"],
        "later_export_replaces": True,
        "allowed_set_aside_pct": 50,
        "drop": ["Contactpersoon"],
        "columns": {name: {**column, "description": header(column)} for name, column in columns.items()},
        "rules": [{**rule, "sentence": "De sluitdatum ligt niet voor de opening."}],
    }
    return Contract.model_validate({**base, **changes})


def header(column: dict[str, object]) -> str:
    return str(column["header"])


def place_export(raw: Path, lines: list[str], obtained: str = "2026-09-01", source: str = "adverts") -> Path:
    folder = raw / source / obtained
    folder.mkdir(parents=True)
    path = folder / "export.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    about = yaml.safe_dump({"meta": {**META, "obtained": obtained}})
    (raw / source / f"{obtained}.dvc").write_text(about, encoding="utf-8")
    return path
