"""A CBS table fetched from a server on this machine that serves the real capture in pages of seven rows."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from raat_analysis.contracts import contract
from raat_analysis.errors import ExportRefused
from raat_analysis.sources import adding, cbs_odata
from raat_analysis.sources.cbs_odata import DownloadRefused, Rows, download
from raat_analysis.sources.exports import exports
from raat_analysis.sources.fetching import as_json, fetch_cbs
from raat_analysis.sources.metadata import Metadata, write_metadata

CAPTURE = Path(__file__).parent / "data" / "cbs_odata3_83583NED_zorg.json"
TABLE, PAGE = "83583NED", 7
DAY, TODAY = date(2026, 11, 2), date(2026, 11, 30)


class FakeCbs(ThreadingHTTPServer):
    """The two addresses of CBS OData v3 for one table. `answers` replaces the answer at a path: status, type, text."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content: dict[str, Rows] = json.loads(CAPTURE.read_bytes())
        self.answers: dict[str, tuple[int, str, str]] = {}
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"

    def rows(self, part: str, chosen: str) -> Rows:
        """All rows of a part, or those of one period: the one filter that this server knows."""
        rows = self.content[part]
        return [row for row in rows if chosen == f"Perioden eq '{row['Perioden']}'"] if chosen else rows

    def page(self, path: str, query: dict[str, str]) -> str:
        """A page of a part as the feed gives it; its next link names CBS itself, over http, as CBS does."""
        rows = self.rows(path.rpartition("/")[2], query.get("$filter", ""))
        start = int(query.get("$skip", "0"))
        page: dict[str, object] = {"odata.metadata": f"{path}#", "value": rows[start : start + PAGE]}
        if start + PAGE < len(rows):
            chosen = f"&$filter={query['$filter'].replace(' ', '%20')}" if "$filter" in query else ""
            page["odata.nextLink"] = f"http://opendata.cbs.nl{path}?$format=json{chosen}&$skip={start + PAGE}"
        return json.dumps(page)


class Handler(BaseHTTPRequestHandler):
    server: FakeCbs

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(place.query).items()}
        part = place.path.rpartition("/")[2]
        self.server.asked.append(self.path)
        if part in self.server.answers:
            self.say(*self.server.answers[part])
        elif place.path == f"/ODataApi/odata/{TABLE}/TypedDataSet/$count":
            self.say(200, "text/plain", f"\ufeff{len(self.server.rows('TypedDataSet', query.get('$filter', '')))}")
        elif place.path.startswith(f"/ODataFeed/odata/{TABLE}/") and query.get("$format") == "json":
            self.say(200, "application/json", self.server.page(place.path, query))
        else:
            self.say(404, "text/html", "<h1>Not Found</h1>")

    def say(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def cbs(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCbs]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakeCbs() as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield server
        server.shutdown()
        serving.join()


@pytest.fixture(autouse=True)
def _without_dvc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracking writes the description only; that DVC tracks is shown in test_adding.py."""

    def tracked(folder: Path, metadata: Metadata) -> Path:
        dvc_file = folder.with_name(f"{folder.name}.dvc")
        dvc_file.write_text("outs: []\n", encoding="utf-8")
        write_metadata(dvc_file, metadata)
        return dvc_file

    monkeypatch.setattr(adding, "track", tracked)


def fetch(cbs: FakeCbs, raw: Path, row_filter: str = "", obtained: date = DAY, source: str = "cbs_banen") -> Path:
    return fetch_cbs(raw, source, TABLE, obtained, TODAY, row_filter, cbs.address)


def test_a_table_in_pages_of_seven_comes_back_as_the_bytes_of_the_real_capture(cbs: FakeCbs):
    assert as_json(download(TABLE, server=cbs.address)) == CAPTURE.read_bytes()
    assert sum("/TypedDataSet?" in path for path in cbs.asked) == 52  # 360 rows


def test_a_fetched_table_is_an_export_with_its_title_licence_period_and_address(cbs: FakeCbs, tmp_path: Path):
    assert fetch(cbs, tmp_path) == tmp_path / "cbs_banen/2026-11-02.dvc"
    [export] = exports(tmp_path, contract("cbs_banen"))
    assert [file.name for file in export.files] == ["cbs_odata3_83583NED.json"]
    assert export.metadata == Metadata(
        kind="published",
        origin="CBS 83583NED, Banen van werknemers; bedrijfsgrootte en economische activiteit (SBI2008)",
        licence="CC BY 4.0",
        obtained=DAY,
        url=f"{cbs.address}/ODataFeed/odata/83583NED",
        period="2010 december - 2019 december",
    )


def test_a_filter_chooses_rows_and_stands_in_the_address(cbs: FakeCbs, tmp_path: Path):
    fetch(cbs, tmp_path, "Perioden eq '2019JJ00'")
    [export] = exports(tmp_path, contract("cbs_banen"))
    rows = json.loads(export.files[0].read_bytes())["TypedDataSet"]
    assert (len(rows), {row["Perioden"] for row in rows}) == (36, {"2019JJ00"})
    assert export.metadata.origin.endswith("(SBI2008) (een selectie)")
    assert export.metadata.url.endswith("83583NED/TypedDataSet?$filter=Perioden%20eq%20%272019JJ00%27")
    assert export.metadata.period == ""


def test_a_table_that_has_not_changed_is_recognised(cbs: FakeCbs, tmp_path: Path):
    fetch(cbs, tmp_path)
    with pytest.raises(ExportRefused, match=r"already there as cbs_banen/2026-11-02/cbs_odata3_83583NED\.json"):
        fetch(cbs, tmp_path, obtained=date(2026, 11, 9))
    assert [path.name for path in sorted((tmp_path / "cbs_banen").iterdir())] == ["2026-11-02", "2026-11-02.dvc"]


def test_nothing_is_asked_of_the_server_for_what_can_be_refused_beforehand(cbs: FakeCbs, tmp_path: Path):
    with pytest.raises(ExportRefused, match=r"zorgselect is read as csv.*Next step: raat export add zorgselect"):
        fetch(cbs, tmp_path, source="zorgselect")
    with pytest.raises(ExportRefused, match="later than today"):
        fetch(cbs, tmp_path, obtained=date(2026, 12, 1))
    with pytest.raises(ExportRefused, match=r"'\.\./x' is not the number of a CBS table"):
        fetch_cbs(tmp_path, "cbs_banen", "../x", DAY, TODAY, server=cbs.address)
    assert cbs.asked == []


def page_that_names(link: str) -> str:
    return json.dumps({"value": [{"ID": 0}], "odata.nextLink": link})


@pytest.mark.parametrize(
    ("part", "answer", "words"),
    [
        ("TypedDataSet", (400, "text/html", ""), "answers 400 Bad Request.*check the filter"),
        ("TypedDataSet", (500, "text/html", "<h1>Fout</h1>"), "answers 500 Internal Server Error.*try again later"),
        ("TypedDataSet", (200, "text/html", "<h1>Log in</h1>"), r"not OData in JSON \(text/html\).*sign-in page"),
        ("TypedDataSet", (200, "application/json", '{"value": [{"ID": 0'), "not OData in JSON"),
        ("TypedDataSet", (200, "application/json", '{"value": 3}'), "not OData in JSON"),
        ("TypedDataSet", (200, "application/json", '{"value": []}'), "0 rows came, 0 of them.*the server counts 360"),
        ("TypedDataSet", (200, "application/json", page_that_names("TypedDataSet?x")), "the same next page twice"),
        ("DataProperties", (200, "application/json", '{"value": []}'), "names no dimension"),
        ("Perioden", (404, "text/html", ""), "Perioden answers 404 Not Found.*check the number of the table"),
        ("TableInfos", (200, "application/json", '{"value": []}'), "the server describes table none"),
        ("TableInfos", (200, "application/json", '{"value": [{"Identifier": "1NED"}]}'), "describes table 1NED"),
        ("$count", (200, "text/plain", "359"), "360 rows came, 360 of them different, and the server counts 359"),
        ("$count", (200, "text/plain", "veel"), "not a number of rows but: 'veel'"),
    ],
)
def test_a_download_that_is_not_whole_is_refused_and_nothing_is_added(
    cbs: FakeCbs, tmp_path: Path, part: str, answer: tuple[int, str, str], words: str
):
    cbs.answers[part] = answer
    with pytest.raises(DownloadRefused, match=words) as refused:
        fetch(cbs, tmp_path)
    assert "Next step" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_came_twice_in_the_place_of_another_is_noticed(cbs: FakeCbs):
    cbs.content["TypedDataSet"][7] = cbs.content["TypedDataSet"][6]
    with pytest.raises(DownloadRefused, match="360 rows came, 359 of them different"):
        download(TABLE, server=cbs.address)


def test_a_filter_that_leaves_nothing_is_refused(cbs: FakeCbs):
    with pytest.raises(DownloadRefused, match="the filter leaves no row"):
        download(TABLE, "Perioden eq '1800JJ00'", cbs.address)


def test_an_answer_that_breaks_off_is_refused(cbs: FakeCbs, monkeypatch: pytest.MonkeyPatch):
    def half(handler: Handler, status: int, kind: str, text: str) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text.encode()[: len(text) // 2])

    monkeypatch.setattr(Handler, "say", half)
    with pytest.raises(DownloadRefused, match=r"answer broke off \(ChunkedEncodingError\).*Next step"):
        download(TABLE, server=cbs.address)


def test_a_server_that_says_nothing_is_given_up(cbs: FakeCbs, monkeypatch: pytest.MonkeyPatch):
    answered = threading.Event()
    monkeypatch.setattr(cbs_odata, "TIMEOUT", (1, 0.1))
    monkeypatch.setattr(Handler, "do_GET", lambda _: answered.wait(30))
    with pytest.raises(DownloadRefused, match="does not answer"):
        download(TABLE, server=cbs.address)
    answered.set()


def test_a_server_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakeCbs() as closed:
        address = closed.address
    with pytest.raises(DownloadRefused, match=r"cannot be reached.*ConnectionError.*Next step: check the network"):
        download(TABLE, server=address)


def test_a_fetched_table_of_another_source_is_refused_by_its_reader(cbs: FakeCbs, tmp_path: Path):
    cbs.content["DataProperties"][-1]["Title"] = "Lonen"
    with pytest.raises(ExportRefused, match=r"1 unknown columns:\n  - Lonen"):
        fetch(cbs, tmp_path)
    assert list(tmp_path.iterdir()) == []
