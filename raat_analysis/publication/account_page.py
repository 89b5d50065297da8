"""The account of the edition for readers: sources, definitions, revisions, secrecy, limits, and how to check it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.factsheets.account import LIMITS, SIGNS
from raat_analysis.factsheets.editions import FIRST, since_last_edition
from raat_analysis.factsheets.fase0_account import REGION_LIMITS
from raat_analysis.factsheets.published import read_sheet
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import sections
from raat_analysis.params import Params
from raat_analysis.publication.comparison import in_order
from raat_analysis.publication.edition_page import Part, edition_page, part
from raat_analysis.publication.expected import Report, placed
from raat_analysis.publication.licences import licences
from raat_analysis.rendering.blocks import Bullets, Paragraph, Table
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.explanation import citation, licence_sentence
from raat_analysis.rendering.facts import subject
from raat_analysis.rendering.html_blocks import element_id
from raat_analysis.rendering.jobs import Asked
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label, period_label
from raat_analysis.tables.definitions import definitions
from raat_analysis.tables.sources import KINDS
from raat_analysis.yaml_files import read_yaml

FILE = "verantwoording.html"
LINKS = {"index.html": "Naar alle factsheets", "kwaliteit.html": "Kwaliteit van de bronnen"}
MARK, SUM = 16, 12  # how much of a hash a reader sees
NOT_NAMED = "niet genoemd"  # a file name of who delivered it can name an employer or a person
REPORTS = {"factsheet": "factsheet", "fase0": "fase0_region"}  # kinds with a list of sections
AGAIN = (
    "Elk rapport heeft een kenmerk: een controlegetal van de cijfers waaruit het is gemaakt. Het staat onderaan elke "
    "pagina en in de tabel hierna.",
    "Wie de software en de bronbestanden heeft, maakt hetzelfde rapport opnieuw met de opdracht: raat reproduce "
    "<kenmerk>. Dezelfde bestanden en dezelfde versie geven dezelfde uitkomst, tot op het teken nauwkeurig.",
    "Met het controlegetal (SHA-256) van een bestand ziet u of het is veranderd. Het hele getal: manifest.json.",
)
Json = dict[str, Any]


def account_page(asked: Asked, reports: list[Report], contents: Json, quality: Json) -> str:
    """The page as HTML; `contents` is what edition.json says of the reports, `quality` what quality.json says."""
    params, published = asked.params, asked.published
    public = published / "public"
    sources = pl.read_parquet(public / "sources.parquet").sort("source", "obtained_on", "file")
    protection = json.loads((public / "protection.json").read_text(encoding="utf-8"))
    titles = dict(sources.select("source", "title").iter_rows())
    kinds = {each["source"]: each["kind_of_data"] for each in quality["sources"]}
    parts = [
        part("bronnen", "Bronnen", _sources(sources), _files(sources, kinds)),
        _definitions(reports),
        _revisions(params, reports, published),
        part("geheim", "Wat we niet tonen", Bullets(SIGNS[:1]), _secrecy(protection, titles)),
        part("grenzen", "Wat de cijfers niet zeggen", Bullets(tuple(dict.fromkeys((*LIMITS[1:], *REGION_LIMITS))))),
        part("gebruik", "Gebruik en contact", *_use(params)),
        part("opnieuw", "Zelf nagaan", Bullets(AGAIN), _libraries(), _reports(contents)),
    ]
    said = "Waar de cijfers van alle rapporten vandaan komen, wat ze betekenen en hoe u ze kunt nagaan."
    return edition_page(asked, "Verantwoording van deze editie", said, parts, LINKS)


def _sources(sources: pl.DataFrame) -> Table:
    """A row per source: where it is from and under which licence, as its newest delivery says."""
    newest = sources.unique("source", keep="last", maintain_order=True).iter_rows(named=True)
    rows = tuple((row["title"], row["origin"], KINDS[row["kind"]], licences()[row["licence"]].title) for row in newest)
    return Table("Bronnen van deze editie", ("Bron", "Herkomst", "Soort", "Licentie"), rows)


def _files(sources: pl.DataFrame, kinds: Mapping[str, str]) -> Table:
    """A row per file that was delivered."""
    rows = tuple(
        (
            row["title"],
            date_label(row["obtained_on"]),
            row["file"].rpartition("/")[2] if kinds.get(row["source"]) == "public" else NOT_NAMED,
            row["sha256"][:SUM],
        )
        for row in sources.iter_rows(named=True)
    )
    note = "Bij bronnen over werkgevers en personen noemen we de naam van het bestand niet."
    header = ("Bron", "Ontvangen op", "Bestand", f"SHA-256 (eerste {SUM} tekens)")
    return Table("Bestanden die we ontvingen", header, rows, note, annex=True)


def _definitions(reports: list[Report]) -> Part:
    """Per section what its measures mean, with a link to it in the first report that has it."""
    shown = [each for kind in REPORTS for each in reports if each.kind == kind]
    first = {each.kind: each for each in reversed(_in_order(shown))}
    html = [text for kind, report in first.items() for text in _of_report(kind, report)]
    return Part("begrippen", "Wat de begrippen betekenen", "\n".join(html))


def _of_report(kind: str, report: Report) -> Iterator[str]:
    page, where = placed(report)[0].removeprefix("public/"), escape(subject(report.code))
    told, short = ("het factsheet", "factsheet") if kind == "factsheet" else ("het Fase 0-rapport", "Fase 0")
    for each in sections(REPORTS[kind]):
        if each.get("measures") and each["heading"]:
            heading = escape(each["heading"])
            link = escape(f"{page}#{element_id('deel', each['heading'])}")
            words = f'{heading}<span class="unseen"> in {told} {where}</span>'
            table = replace(definitions(list(each["measures"])), caption=f"{each['heading']} ({short})")
            yield f'<h3><a href="{link}">{words}</a> ({short})</h3>{part("", "", table).html}'


def _in_order(reports: list[Report]) -> list[Report]:
    return sorted(reports, key=lambda each: in_order({one.code for one in reports}).index(each.code))


def _revisions(params: Params, reports: list[Report], published: Path) -> Part:
    """What was revised since the edition before, per region."""
    codes = in_order({each.code for each in reports if each.kind == "factsheet"})
    sheets = {code: read_sheet(code, params.edition, published) for code in codes}
    if all(sheet.previous.is_empty() for sheet in sheets.values()):
        return part("herzien", "Herziene cijfers", Paragraph(FIRST))
    html = (f"<h3>{escape(subject(code))}</h3>{_revised(sheet)}" for code, sheet in sheets.items())
    return Part("herzien", "Herziene cijfers", "\n".join(html))


def _revised(sheet: Sheet) -> str:
    """The sentences; the table of new periods stands in the sheet itself."""
    return part("", "", *(block for block in since_last_edition(sheet) if not isinstance(block, Table))).html


def _secrecy(protection: Json, titles: Mapping[str, str]) -> Table:
    """The rule of every source of which numbers are published, and how many of them are not shown."""
    told = [each for each in protection["sources"] if each["public_numbers"] and each["source"] in titles]
    rows = tuple(
        (
            titles[each["source"]],
            each["sentence"],
            number(each["public_numbers"]),
            number(each["public_secret"] + each["public_protecting"]),
        )
        for each in told
    )
    return Table("Regels per bron", ("Bron", "Regel", "Cijfers", "Niet getoond"), rows)


def _use(params: Params) -> tuple[Paragraph, ...]:
    said = citation(params.publisher, "", period_label(params.edition))
    texts = (licence_sentence(), f"Zo noemt u de bron: {said}", str(brand()["contact"]))
    return tuple(Paragraph(text) for text in texts)


@cache
def _made_with() -> dict[str, str]:
    """What the libraries do, by name."""
    return dict(read_yaml(Path(__file__).parent / "libraries.yml"))


def _libraries() -> Table:
    rows = tuple((name, what, version(name)) for name, what in _made_with().items())
    return Table("Software waarmee deze editie is gemaakt", ("Naam", "Waarvoor", "Versie"), rows, annex=True)


def _reports(contents: Json) -> Table:
    """A row per public file with the mark of its rows and its own hash."""
    rows = tuple(
        (file, report["data"][:MARK], mark[:SUM])
        for report in contents["reports"]
        for file, mark in report["files"].items()
    )
    header = ("Bestand", "Kenmerk van de gegevens", f"SHA-256 (eerste {SUM} tekens)")
    return Table("Bestanden van deze editie", header, rows, annex=True)
