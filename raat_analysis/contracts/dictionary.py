"""The data dictionary, docs/data-dictionary.md: every column, rule and total of every contract, for people."""

from collections.abc import Iterable

from raat_analysis.contracts import Column, Contract

HEAD = """# Data dictionary

Made from `raat_analysis/contracts/*.yml` by `raat contract write`; change the contracts, not this page. The same for
programs stands in `docs/schemas/<source>.json` (Frictionless Table Schema). Every checked table also has `export_file`
and `export_line`; a quarter or period has a second column `<name>_provisional`. Labels stay as delivered here and
become codes in the tidy tables.

Privacy is who may see a value: public (everyone), business (the employers' organisation; it tells about one
organisation) or personal (nobody; it tells about one person). A total may differ from the sum of its parts by half
of what they are rounded to, for each part and for the total itself.
"""
ON_BAD = {"stop": "stops the run", "row": "row set aside", "cell": "cell set aside"}
CADENCE = {
    "round": "A new export with each round of Fase 0.",
    "once": "Taken once, and renewed when there is a newer one.",
}
EFFECT = {"stop": "stops the run", "row": "sets the row aside", "warn": "is reported"}
COLUMNS = [
    *("column", "header in the export", "type", "unit", "allowed", "rounded to", "required"),
    *("a bad value", "privacy", "meaning"),
]


def data_dictionary(contracts: Iterable[Contract]) -> str:
    """The whole page as markdown: one section per source, one table row per column, one line per rule and total."""
    return HEAD + "".join(_section(contract) for contract in contracts)


def _section(contract: Contract) -> str:
    dropped = f" Dropped at reading: {', '.join(contract.drop)}." if contract.drop else ""
    if contract.format == "survey":
        dropped += " So is what survey tools add: codelists/survey_metadata.yml."
    if contract.once_per:
        dropped += f" Of rows with the same {', '.join(contract.once_per)} the last one counts."
    newer = "a later export replaces" if contract.later_export_replaces else "must be new in every export"
    return (
        f"\n## {contract.source}: {contract.title}\n\n"
        f"A row is {contract.row}. Format: {contract.format}; decimal mark `{contract.decimal_mark}`; "
        f"kind of data: {contract.kind_of_data}. {_calendar(contract)} Key: {', '.join(contract.key)} ({newer}). "
        f"At most {contract.allowed_set_aside_pct:g}% of an export's rows may be set aside.{dropped}\n\n"
        f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
        + "".join(_row(name, column, contract) for name, column in contract.columns.items())
        + _rules(contract)
        + _totals(contract)
        + _compared(contract)
    )


def _calendar(contract: Contract) -> str:
    """How often an export comes, and how long after the end of its period."""
    if contract.due_days is not None:
        return f"A new export each {contract.cadence}, usually within {contract.due_days} days after its end."
    return CADENCE.get(contract.cadence or "", "")


def _row(name: str, column: Column, contract: Contract) -> str:
    rounded = f"{column.rounded_to:g}" if column.rounded_to else ""
    cells = [name, _headers(column), column.type, column.unit, "; ".join(_allowed(column)), rounded]
    needed = "yes" if column.required else "no, the column may be absent" if column.may_be_absent else "no"
    cells += [needed, ON_BAD[column.on_bad], contract.privacy(name), column.description]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _headers(column: Column) -> str:
    """The header, its aliases, and those of one year with the year: Vacature-ID; Vacaturenummer; Nummer (2024)."""
    yearly = [f"{header} ({year})" for year, headers in sorted(column.aliases_by_year.items()) for header in headers]
    return "; ".join([column.header, *column.aliases, *yearly])


def _allowed(column: Column) -> Iterable[str]:
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


def _rules(contract: Contract) -> str:
    lines = [f"- {rule.sentence} `{rule.holds}` ({EFFECT[rule.severity]})\n" for rule in contract.rules]
    return "\nRules:\n\n" + "".join(lines) if lines else ""


def _totals(contract: Contract) -> str:
    lines = [
        f"- {total.sentence} `{total.over}`: {total.total} = {' + '.join(total.parts)}, for {', '.join(total.columns)}"
        f" ({EFFECT[total.severity]})\n"
        for total in contract.totals
    ]
    return "\nTotals:\n\n" + "".join(lines) if lines else ""


def _compared(contract: Contract) -> str:
    if (compared := contract.compared) is None:
        return ""
    by = [name for name in (compared.region, compared.branch) if name]
    per = f" per {compared.period}" if compared.period else ""
    same = " The same numbers under another year or edition stop the run." if compared.same else ""
    return (
        f"\nCompared with the export before it: rows and {', '.join(compared.sums) or 'nothing else'}{per}, "
        f"in all{''.join(f' and by {name}' for name in by)}; at most a factor {compared.factor:g}.{same}\n"
    )
