"""docs/data-dictionary.md, written from the contracts: `python -m raat_analysis.contracts.dictionary`."""

from collections.abc import Iterable
from pathlib import Path

from raat_analysis.contracts import Column, Contract, contracts
from raat_analysis.paths import project_root

HEAD = """# Data dictionary

Made from `raat_analysis/contracts/*.yml` by `python -m raat_analysis.contracts.dictionary`; change the contracts, not
this page. Every checked table also has `export_file` and `export_line`; a quarter or period has a second column
`<name>_provisional`. Labels stay as delivered here and become codes in the tidy tables.
"""
ON_BAD = {"stop": "stops the run", "row": "row set aside", "cell": "cell set aside"}


def data_dictionary() -> str:
    """The whole page as markdown: one section per source, one table row per column, one line per rule."""
    return HEAD + "".join(_section(contract) for contract in contracts().values())


def target(root: Path) -> Path:
    return root / "docs" / "data-dictionary.md"


def _section(contract: Contract) -> str:
    dropped = f" Dropped at reading: {', '.join(contract.drop)}." if contract.drop else ""
    newer = "a later export replaces" if contract.later_export_replaces else "must be new in every export"
    return (
        f"\n## {contract.source}: {contract.title}\n\n"
        f"A row is {contract.row}. Format: {contract.format}; decimal mark `{contract.decimal_mark}`; "
        f"kind of data: {contract.kind_of_data}. Key: {', '.join(contract.key)} ({newer}). "
        f"At most {contract.allowed_set_aside_pct:g}% of an export's rows may be set aside.{dropped}\n\n"
        "| column | header in the export | type | unit | allowed | required | a bad value | meaning |\n"
        "|---|---|---|---|---|---|---|---|\n"
        + "".join(_row(name, column) for name, column in contract.columns.items())
        + _rules(contract)
    )


def _row(name: str, column: Column) -> str:
    headers = "; ".join(column.headers())
    cells = [name, headers, column.type, column.unit, _allowed(column), "yes" if column.required else "no"]
    return "| " + " | ".join(map(_cell, [*cells, ON_BAD[column.on_bad], column.description])) + " |\n"


def _allowed(column: Column) -> str:
    return "; ".join(_limits(column))


def _limits(column: Column) -> Iterable[str]:
    if column.codelist:
        yield f"codelist {column.codelist}"
    if column.codes:
        yield "; ".join(f"{label} = {code}" if code else f"{label} (no code)" for label, code in column.codes.items())
    if column.minimum is not None or column.maximum is not None:
        low, high = ("…" if limit is None else limit for limit in (column.minimum, column.maximum))
        yield f"{low} to {high}"
    if column.pattern:
        yield f"form {column.pattern}"
    if column.unknown:
        yield f"not known: {', '.join(column.unknown)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _rules(contract: Contract) -> str:
    if not contract.rules:
        return ""
    effect = {"stop": "stops the run", "row": "sets the row aside", "warn": "is reported"}
    lines = [f"- {rule.sentence} `{rule.holds}` ({effect[rule.severity]})\n" for rule in contract.rules]
    return "\nRules:\n\n" + "".join(lines)


if __name__ == "__main__":
    target(project_root()).write_text(data_dictionary(), encoding="utf-8", newline="\n")
