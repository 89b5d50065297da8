"""From a file's headers to the contract's column names; every header must be known and every column present."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from raat_analysis.codelists import normalised
from raat_analysis.contracts import Contract, contracts
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.grids import LINE, known, known_headers

FILE = "export_file"


@dataclass(frozen=True)
class Layout:
    """Where the contract's columns stand in a file (None: absent), which headers are dropped, which have no header."""

    columns: dict[str, int | None]
    dropped: tuple[str, ...]
    unnamed: tuple[int, ...]

    def named(self, batch: pl.DataFrame, file: str) -> pl.DataFrame:
        """A batch as texts under the contract's names, with file and line. Contact columns stay behind here."""
        for index in self.unnamed:
            if (batch[f"field_{index}"].str.strip_chars() != "").any():
                raise ExportRefused(f"{file}: column {index + 1} has values and no header. Next step: export it again.")
        empty = pl.lit("")
        texts = [(empty if i is None else pl.col(f"field_{i}")).alias(name) for name, i in self.columns.items()]
        return batch.select(*texts, pl.lit(file).alias(FILE), LINE)


def layout(header: Sequence[str], contract: Contract, file: str, year: int) -> Layout:
    """The layout of a file obtained in `year`; unknown, missing and double headers are refused."""
    _refuse_rows_for_header(header, contract, file)
    headers = _by_header(header, file)
    _refuse_headers(list(headers), contract, file, year)
    known_names = contract.headers(year)
    names = {text: known_names.get(normalised(text)) for text in headers}
    found = {name: headers[text] for text, name in names.items() if name}
    return Layout(
        columns={name: found.get(name) for name in contract.columns},
        dropped=tuple(text for text, name in names.items() if name is None),
        unnamed=tuple(index for index, text in enumerate(header) if not text),
    )


def _refuse_rows_for_header(header: Sequence[str], contract: Contract, file: str) -> None:
    """Without a header line the first row stands in its place, and a message would show a person's values."""
    if (
        contract.kind_of_data == "public"
        or known(header, known_headers(contract))
        or _other_source(list(header), contract)
    ):
        return
    raise ExportRefused(
        f"{file}: the headers are not those of {contract.source}: none of them is there. The line is not shown, for it "
        f"may be a row with data. Expected: {', '.join(column.header for column in contract.columns.values())}.\n"
        "Next step: export the file again with its header line."
    )


def _by_header(header: Sequence[str], file: str) -> dict[str, int]:
    """Header → position; no header may stand twice."""
    headers: dict[str, int] = {}
    for index, text in enumerate(header):
        if text in headers:
            raise ExportRefused(f"{file}: column {text} stands in it twice. Next step: keep one of them.")
        if text:
            headers[text] = index
    return headers


def _refuse_headers(headers: list[str], contract: Contract, file: str, year: int) -> None:
    spelled = {normalised(header) for header in headers}
    expected = known_headers(contract, year)
    unknown = [header for header in headers if normalised(header) not in expected]
    needed = [column for column in contract.columns.values() if not column.may_be_absent]
    missing = [c.header for c in needed if not spelled & set(map(normalised, c.headers(year)))]
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
    header = unknown[0] if unknown else "NEW HEADER"
    lines.append(
        "Next step: if a column was renamed, add the new header to the aliases of that column in "
        f"raat_analysis/contracts/{contract.source}.yml, as aliases: [{header}]; a column with personal or contact "
        "data goes under drop there."
    )
    return "\n".join(lines)


def _refuse_doubles(headers: list[str], contract: Contract, file: str, year: int) -> None:
    names = contract.headers(year)
    for name, column in contract.columns.items():
        both = [header for header in headers if names.get(normalised(header)) == name]
        if len(both) > 1:
            raise ExportRefused(f"{file}: {' and '.join(both)} both mean {column.header}. Next step: keep one of them.")


def _other_source(headers: list[str], contract: Contract) -> str | None:
    """The source whose contract fits these headers better than this one does, if there is one."""
    fits = {name: fit(headers, other) for name, other in contracts().items() if name != contract.source}
    best = max(sorted(fits), key=lambda name: fits[name])
    return best if fits[best] > max(fit(headers, contract), 0.5) else None


def fit(headers: Sequence[str], contract: Contract) -> float:
    """The share of headers that a file and a contract have in common, of those of the one that has most."""
    return known(headers, known_headers(contract)) / max(len(headers), len(contract.columns))
