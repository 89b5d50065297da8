"""Which source a file is of, by its headers alone."""

from itertools import islice
from pathlib import Path

from raat_analysis.contracts import Contract, contracts
from raat_analysis.errors import ExportRefused, cases
from raat_analysis.sources.csv_files import SEPARATORS
from raat_analysis.sources.grids import SEARCHED
from raat_analysis.sources.headers import fit
from raat_analysis.sources.reading import READERS

ENOUGH = 0.5  # of the headers, as in `headers`
HEAD = 1 << 16  # bytes: a header stands in the first lines
BINARY = {b"PK": "xlsx", b"{": "odata3"}


def recognised(path: Path) -> str:
    """The source whose headers stand in a file. When none fits best, the refusal lists those that come near."""
    fits = {name: _fit(path, contract) for name, contract in contracts().items()}
    best = sorted(fits, key=lambda name: (-fits[name], name))
    first, second = best[:2]
    if fits[first] > ENOUGH and fits[first] > fits[second]:
        return first
    near = [f"{name}: {fits[name]:.0%} of the headers" for name in best if fits[name]]
    told = f"Nearest:\n{cases(near)}" if near else f"Known: {', '.join(contracts())}."
    raise ExportRefused(
        f"{path.name} has the headers of no source that is known. {told}\n"
        "Next step: say which it is with --source, or raat contract draft for a new source."
    )


def _fit(path: Path, contract: Contract) -> float:
    if contract.format == "survey":
        return _header_fit(path, contract)
    with path.open("rb") as content:
        head = content.read(HEAD)
    written = next((kind for start, kind in BINARY.items() if head.lstrip().startswith(start)), "")
    if not written:
        return _text_fit(head, contract) if contract.format in ("csv", "statline") else 0.0
    return _header_fit(path, contract) if contract.format == written else 0.0


def _header_fit(path: Path, contract: Contract) -> float:
    try:
        return fit(READERS[contract.format](path, contract, path.name).header.cells, contract)
    except ExportRefused:
        return 0.0


def _text_fit(head: bytes, contract: Contract) -> float:
    """The best of the first lines, cut at any separator."""
    lines = [line.strip("\ufeff") for line in islice(_text(head).splitlines(), SEARCHED)]
    rows = [[cell.strip().strip('"') for cell in line.split(sign)] for line in lines for sign in SEPARATORS]
    return max((fit(row, contract) for row in rows), default=0.0)


def _text(head: bytes) -> str:
    try:
        return head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")
