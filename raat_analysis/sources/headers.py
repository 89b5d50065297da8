"""From a file's headers to the contract's column names; every header must be known and every column present."""

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract, contracts
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.grids import Grid, known, known_headers

FILE, LINE = "export_file", "export_line"


def named(grid: Grid, contract: Contract, file: str, year: int) -> tuple[pl.DataFrame, list[str]]:
    """The grid as a text table with the contract's columns, its file and lines; and the headers that were dropped.

    Contact columns (the contract's `drop`) are left out here, so no later step can see them.
    """
    headers = _without_empty_columns(grid, file)
    if not grid.rows:
        raise ExportRefused(f"{file} has a header and no rows under it. Next step: export it again.")
    _refuse_headers(list(headers), contract, file, year)
    names = {index: contract.headers(year).get(normalised(header)) for header, index in headers.items()}
    columns = list(zip(*(row.cells for row in grid.rows), strict=True))
    cells = {name: columns[index] for index, name in names.items() if name}
    table = pl.DataFrame(
        {name: cells[name] for name in contract.columns}, schema=dict.fromkeys(contract.columns, pl.String)
    )
    lines = pl.Series(LINE, [row.line for row in grid.rows], dtype=pl.UInt32)
    return table.with_columns(pl.lit(file).alias(FILE), lines), [h for h, i in headers.items() if names[i] is None]


def _without_empty_columns(grid: Grid, file: str) -> dict[str, int]:
    """Header → position. A column without a header may hold nothing, and no header may stand twice."""
    headers: dict[str, int] = {}
    for index, header in enumerate(grid.header.cells):
        if header in headers:
            raise ExportRefused(f"{file}: column {header} stands in it twice. Next step: keep one of them.")
        if header:
            headers[header] = index
        elif any(row.cells[index] for row in grid.rows):
            raise ExportRefused(f"{file}: column {index + 1} has values and no header. Next step: export it again.")
    return headers


def _refuse_headers(headers: list[str], contract: Contract, file: str, year: int) -> None:
    spelled = {normalised(header) for header in headers}
    unknown = [header for header in headers if normalised(header) not in known_headers(contract, year)]
    missing = [c.header for name, c in contract.columns.items() if not spelled & set(map(normalised, c.headers(year)))]
    if not unknown and not missing:
        _refuse_doubles(headers, contract, file, year)
        return
    if other := _other_source(headers, contract):
        raise ExportRefused(
            f"{file} looks like an export of {other}, not of {contract.source}: "
            f"{len(missing)} of its columns are missing ({', '.join(missing[:5])}). "
            f"Next step: put it in data/raw/{other} with raat export add {other}."
        )
    raise ExportRefused(_headers_differ(unknown, missing, contract, file))


def _headers_differ(unknown: list[str], missing: list[str], contract: Contract, file: str) -> str:
    expected = ", ".join(column.header for column in contract.columns.values())
    lines = [f"{file}: the headers are not those of {contract.source}."]
    if unknown:
        lines.append(f"{len(unknown)} unknown columns:\n{cases(unknown)}")
    if missing:
        lines.append(f"{len(missing)} missing columns:\n{cases(missing)}")
    lines.append(f"Expected: {expected}.")
    lines.append(
        f"Next step: if a column was renamed, add the new header as an alias in raat_analysis/contracts/"
        f"{contract.source}.yml; a column with personal or contact data goes under drop there."
    )
    return "\n".join(lines)


def _refuse_doubles(headers: list[str], contract: Contract, file: str, year: int) -> None:
    for name, column in contract.columns.items():
        both = [header for header in headers if contract.headers(year).get(normalised(header)) == name]
        if len(both) > 1:
            raise ExportRefused(f"{file}: {' and '.join(both)} both mean {column.header}. Next step: keep one of them.")


def _other_source(headers: list[str], contract: Contract) -> str | None:
    """The source whose contract fits these headers better than this one does, if there is one."""
    fits = {name: _fit(headers, other) for name, other in contracts().items() if name != contract.source}
    best = max(sorted(fits), key=lambda name: fits[name])
    return best if fits[best] > max(_fit(headers, contract), 0.5) else None


def _fit(headers: list[str], contract: Contract) -> float:
    return known(headers, contract) / max(len(headers), len(contract.columns))
