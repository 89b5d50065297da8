"""A CBS table, downloaded whole over OData v3: every page is there and every row is counted, or it is refused."""

from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests
from pydantic import BaseModel, Field

from raat_analysis.errors import RaatError

SERVER = "https://opendata.cbs.nl"
# The API gives at most 10,000 rows of a table and no next page; the feed gives all of them, page after page.
FEED, API = "ODataFeed/odata", "ODataApi/odata"
TIMEOUT = (10, 120)  # seconds to connect, and without a byte

Rows = list[dict[str, Any]]


class DownloadRefused(RaatError):
    """A download that failed, broke off, or is not what the server says it has."""


class Page(BaseModel):
    """A page of rows, and where the next one is."""

    rows: Rows = Field(alias="value")
    next_link: str | None = Field(None, alias="odata.nextLink")


def download(table: str, row_filter: str = "", server: str = SERVER) -> dict[str, Rows]:
    """TableInfos, DataProperties, the categories of each dimension and TypedDataSet, as the server gives them.

    `row_filter` is an OData $filter on the rows; the categories come whole. The rows must be as many as the server
    counts and differ in their dimensions: a table that CBS renews between two pages could lose rows otherwise.
    """
    chosen = {"$filter": row_filter} if row_filter else {}
    with requests.Session() as session:
        infos = _rows(session, f"{server}/{FEED}/{table}/TableInfos")
        properties = _rows(session, f"{server}/{FEED}/{table}/DataProperties")
        dimensions = {key: _rows(session, f"{server}/{FEED}/{table}/{key}") for key in _dimensions(properties, table)}
        counted = _count(session, f"{server}/{API}/{table}/TypedDataSet/$count", chosen)
        rows = _rows(session, f"{server}/{FEED}/{table}/TypedDataSet", chosen)
    _refuse_other_table(infos, table)
    _refuse_incomplete(rows, list(dimensions), counted, table)
    return {"TableInfos": infos, "DataProperties": properties, **dimensions, "TypedDataSet": rows}


def address(table: str, row_filter: str = "", server: str = SERVER) -> str:
    """Where the rows come from, as an address that a browser takes."""
    url = f"{server}/{FEED}/{table}"
    return f"{url}/TypedDataSet?$filter={quote(row_filter)}" if row_filter else url


def _rows(session: requests.Session, url: str, chosen: dict[str, str] | None = None) -> Rows:
    """The rows of all pages. Next pages are asked of the same server, whatever host their link names."""
    page = _page(_answer(session, url, {"$format": "json", **(chosen or {})}))
    rows, seen = page.rows, {url}
    while page.next_link:
        following = urlsplit(urljoin(url, page.next_link))
        link = urljoin(url, f"{following.path}?{following.query}")
        if link in seen:
            raise DownloadRefused(f"{url} names the same next page twice. Next step: try again later.")
        seen.add(link)
        page = _page(_answer(session, link))
        rows.extend(page.rows)
    return rows


def _page(answer: requests.Response) -> Page:
    try:
        return Page.model_validate(answer.json())
    except ValueError as error:  # of JSON, and of its shape
        kind = answer.headers.get("Content-Type", "of no stated type")
        raise DownloadRefused(
            f"{answer.url} is not OData in JSON ({kind}). "
            "Next step: open the address in a browser; a network with a sign-in page answers in the place of CBS."
        ) from error


def _count(session: requests.Session, url: str, chosen: dict[str, str]) -> int:
    text = _answer(session, url, chosen).content.decode("utf-8-sig", errors="replace").strip()
    if not text.isdecimal():
        raise DownloadRefused(f"{url} is not a number of rows but: {text[:50]!r}. Next step: try again later.")
    return int(text)


def _answer(session: requests.Session, url: str, chosen: dict[str, str] | None = None) -> requests.Response:
    try:
        answer = session.get(url, params=chosen, timeout=TIMEOUT)
    except requests.Timeout as error:
        raise DownloadRefused(f"{url} does not answer. Next step: try again later.") from error
    except requests.RequestException as error:
        raise DownloadRefused(
            f"{url} cannot be reached, or its answer broke off ({type(error).__name__}). "
            "Next step: check the network and try again."
        ) from error
    if answer.status_code != requests.codes.ok:
        step = {400: "check the filter", 404: "check the number of the table"}.get(
            answer.status_code, "try again later"
        )
        raise DownloadRefused(f"{url} answers {answer.status_code} {answer.reason}. Next step: {step}.")
    return answer


def _dimensions(properties: Rows, table: str) -> list[str]:
    """The keys of the dimensions; a topic or a group of topics has no categories."""
    found = [str(p["Key"]) for p in properties if str(p.get("odata.type", "")).endswith("Dimension") and p.get("Key")]
    if not found:
        raise DownloadRefused(f"{table}: DataProperties names no dimension. Next step: try again later.")
    return found


def _refuse_other_table(infos: Rows, table: str) -> None:
    names = [str(info.get("Identifier", "")) for info in infos]
    if [name.casefold() for name in names] != [table.casefold()]:
        raise DownloadRefused(
            f"{table}: the server describes table {', '.join(names) or 'none'}. Next step: check the table's number."
        )


def _refuse_incomplete(rows: Rows, dimensions: list[str], counted: int, table: str) -> None:
    cells = {tuple(row.get(key) for key in dimensions) for row in rows}
    if len(rows) != counted or len(cells) != len(rows):
        raise DownloadRefused(
            f"{table}: {len(rows)} rows came, {len(cells)} of them different, and the server counts {counted}. "
            "Nothing was added. Next step: try again; CBS may have been renewing the table."
        )
    if not rows:
        raise DownloadRefused(f"{table}: the filter leaves no row. Next step: check the filter.")
