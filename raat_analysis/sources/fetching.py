"""A published table fetched from its publisher and added as an export. Only a person's command gets here."""

import json
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources.adding import add_export, refuse_place
from raat_analysis.sources.cbs_odata import SERVER, Rows, address, download
from raat_analysis.sources.metadata import Metadata, described

LICENCE = "CC BY 4.0"  # of all CBS open data
TABLE = re.compile(r"[0-9A-Za-z]{3,20}")


def fetch_cbs(
    raw: Path, source: str, table: str, obtained: date, today: date, row_filter: str = "", server: str = SERVER
) -> Path:
    """Download a CBS table and add it to a source; gives the .dvc file. What can be refused beforehand, is."""
    refuse_place(raw, source, obtained, today)
    _refuse_unfit(source, table)
    content = download(table, row_filter, server)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"cbs_odata3_{content['TableInfos'][0]['Identifier']}.json"
        file.write_bytes(as_json(content))
        return add_export(raw, source, [file], _metadata(content, obtained, row_filter, server), today)


def as_json(content: dict[str, Rows]) -> bytes:
    """The same bytes for the same table, so that one fetched twice is recognised."""
    return json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8")


def _refuse_unfit(source: str, table: str) -> None:
    form = contract(source).format
    if form != "odata3":
        raise ExportRefused(
            f"{source} is read as {form}, and a CBS table is odata3. "
            f"Next step: raat export add {source}, or a contract with format: odata3 (see docs/new-export.md)."
        )
    if not TABLE.fullmatch(table):
        raise ExportRefused(f"{table!r} is not the number of a CBS table. Next step: give it as 83583NED.")


def _metadata(content: dict[str, Rows], obtained: date, row_filter: str, server: str) -> Metadata:
    """The period is what CBS says the whole table covers, so it is left out when a filter chose rows."""
    info = content["TableInfos"][0]
    table, title = str(info["Identifier"]), " ".join(str(info.get("Title") or "").split())
    origin = f"CBS {table}, {title}{' (een selectie)' if row_filter else ''}"
    period = "" if row_filter else str(info.get("Period") or "")
    return described("published", origin, LICENCE, obtained, address(table, row_filter, server), period)
