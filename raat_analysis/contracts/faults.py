"""What is wrong with contracts, all of it at once: more than a file can say about itself when it is loaded."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from raat_analysis.contracts import Column, Contract, ContractRefused, codes, opened
from raat_analysis.contracts.model import CODE, EXPORT_DAY, Rule, Total

OPEN = "?"  # what a draft puts where a person must still say something
DTYPES: dict[str, type[pl.DataType]] = {
    "integer": pl.Int64,
    "decimal": pl.Float64,
    "date": pl.Date,
    "year": pl.Int32,
}
# polars raises several kinds, and a panic is not even an Exception
POLARS_FAULTS: tuple[type[BaseException], ...] = (Exception, pl.exceptions.PanicException)
LITERAL = re.compile(r"(?<!INTERVAL )(?<!DATE )(?<!CAST\()'([^']*)'")


def checked(paths: Iterable[Path]) -> list[Contract]:
    """The contracts in these files; the faults of all of them are in one refusal."""
    found = {path: opened(path) for path in paths}
    faults = {path.name: [*broken, *(contract_faults(it) if it else ())] for path, (it, broken) in found.items()}
    refuse_faults(faults)
    return [contract for contract, _ in found.values() if contract is not None]


def refuse_faults(faults: dict[str, list[str]]) -> None:
    """Refuse with every fault of every file: who mends contracts wants the whole list, not five."""
    wrong = {name: lines for name, lines in faults.items() if lines}
    if wrong:
        told = "\n".join(f"{name}:\n" + "\n".join(f"  - {line}" for line in lines) for name, lines in wrong.items())
        count = sum(map(len, wrong.values()))
        raise ContractRefused(
            f"{count} faults in {len(wrong)} contract files:\n{told}\nNext step: mend them, then raat contract check."
        )


def contract_faults(contract: Contract) -> list[str]:
    """Everything wrong with a contract that loads: open ends, rules that cannot be evaluated, unknown codes."""
    names = [*(rule.id for rule in contract.rules), *(total.id for total in contract.totals)]
    return [
        *_open_ends(contract),
        *(f"{name} is the name of a rule and of a total" for name in sorted({n for n in names if names.count(n) > 1})),
        *rule_faults(contract),
        *(fault for rule in contract.rules for fault in _unknown_labels(rule, contract)),
        *(fault for total in contract.totals for fault in _total_faults(total, contract)),
        *_comparison_faults(contract),
    ]


def empty_table(contract: Contract) -> pl.DataFrame:
    """A table without rows, with the columns and types that the contract's rules see."""
    schema = {name: DTYPES.get(column.type, pl.String) for name, column in contract.columns.items()}
    return pl.DataFrame(schema={**schema, **dict(zip(EXPORT_DAY, (pl.Date, pl.String), strict=True))})


def _open_ends(contract: Contract) -> Iterator[str]:
    texts = {"title": contract.title, "row": contract.row}
    texts |= {f"columns.{name}.description": column.description for name, column in contract.columns.items()}
    texts |= {f"rules.{rule.id}.sentence": rule.sentence for rule in contract.rules}
    texts |= {f"totals.{total.id}.sentence": total.sentence for total in contract.totals}
    for key, text in texts.items():
        if not text.strip() or text.strip().startswith(OPEN):
            yield f"{key}: say it in Dutch, it is still {text.strip() or 'empty'}"
    if contract.cadence is None:
        yield "cadence: say how often an export comes: quarter, year (both with due_days), round or once"


def rule_faults(contract: Contract) -> list[str]:
    """The rules that cannot be answered for a row: each is evaluated on a table without rows."""
    table = empty_table(contract)
    places = {rule: f"rules.{rule.id}.holds" for rule in contract.rules}
    return [f"{place}: {fault}" for rule, place in places.items() if (fault := expression_fault(rule.holds, table))]


def expression_fault(holds: str, empty: pl.DataFrame) -> str:
    """Why an expression does not say of each row whether it holds, asked of a table without rows; else nothing."""
    try:
        found = empty.select(pl.sql_expr(holds).alias("holds"))["holds"]
    except POLARS_FAULTS as error:
        return f"cannot be evaluated on columns of these types: {first_line(error)}"
    if found.dtype != pl.Boolean:
        return f"gives {found.dtype}, not true or false"
    if len(found):
        return "gives one answer for all rows together, not one for each"
    parts = pl.sql_expr(holds).meta.serialize(format="json")
    others = any(f'"{part}"' in parts for part in ("Agg", "Over", "Window"))
    return "looks at other rows than its own, and rows are checked in batches" if others else ""


def first_line(error: BaseException) -> str:
    """What polars says of a fault, without the values that it met: they may be a person's."""
    line = next(iter(str(error).splitlines()), type(error).__name__)
    return line.partition(" values: [")[0]


def _unknown_labels(rule: Rule, contract: Contract) -> Iterator[str]:
    """A text that no compared column can hold is a spelling mistake: the rule would never see what it looks for."""
    if expression_fault(rule.holds, empty_table(contract)):
        return
    named = [contract.columns[n] for n in pl.sql_expr(rule.holds).meta.root_names() if n in contract.columns]
    texts = [column for column in named if column.type not in DTYPES]
    if texts and all(column.type == CODE for column in texts):
        known = {value for column in texts for value in in_rules(column)}
        for literal in sorted(set(LITERAL.findall(rule.holds)) - known):
            yield f"rules.{rule.id}.holds: '{literal}' is not a label or code of its columns"


def in_rules(column: Column) -> set[str]:
    """What a code column can hold in a rule: a label of `codes` as spelt there, or a code of the codelist."""
    return {*column.codes, *(codes(column).values() if column.codelist else ())}


def _total_faults(total: Total, contract: Contract) -> Iterator[str]:
    known = set(codes(contract.columns[total.over]).values())
    for code in dict.fromkeys((total.total, *total.parts)):
        if code not in known:
            yield f"totals.{total.id}: {code} is not a code of {total.over}"
    if len({total.total, *total.parts}) < 1 + len(total.parts):
        yield f"totals.{total.id}: the total and its parts must all be different codes"


def _comparison_faults(contract: Contract) -> Iterator[str]:
    compared = contract.compared
    if compared is not None and compared.same and not compared.sums:
        yield "compared: same: without sums there are no numbers that could be the same"
