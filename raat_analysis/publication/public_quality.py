"""The quality page for readers: of every source what came in, what was used and why the rest was not; counts only.

How much it tells depends on what a source is about (contracts: kind_of_data). Of public sources every count. Of sources
on employers the totals that factsheets show too, and reasons in tens. Of sources on persons those totals, and reasons
without a count: a reason can be about one person. No value, line or file name of a source is told.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from raat_analysis.publication.edition_page import Part, edition_page, part
from raat_analysis.rendering.blocks import Block, Bullets, Paragraph, Table
from raat_analysis.rendering.jobs import Asked
from raat_analysis.rounding import half_up
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import date_label, period_label
from raat_analysis.tables.sources import KINDS

FILE = "kwaliteit.html"
LINKS = {"index.html": "Naar alle factsheets", "verantwoording.html": "Verantwoording van deze editie"}
REPLACED = "replaced"
PUBLIC, BUSINESS, PERSONAL = "public", "business", "personal"
SCOPES = {"row": "de hele regel", "cell": "alleen deze waarde"}
FEW = 10
Quality = dict[str, Any]  # one source of quality.json
COUNTED: dict[str, Callable[[int], str]] = {
    PUBLIC: lambda count: number(count),
    BUSINESS: lambda count: f"ongeveer {number(float(half_up(count, -1)))}" if count >= FEW else f"minder dan {FEW}",
    PERSONAL: lambda _: "niet geteld",
}
HOW = (
    "Gelezen = gebruikt + apart gezet: geen regel verdwijnt. Een regel gaat apart als een afspraak over de bron niet "
    "klopt. Ook een regel die door een nieuwere levering is vervangen, staat bij 'apart gezet'.",
    "Van bronnen over werkgevers ronden we redenen af op tientallen. Van bronnen over personen noemen we de redenen "
    "zonder aantal. Zo zegt deze pagina niets over één mens of één werkgever.",
)


def quality_page(asked: Asked, quality: dict[str, Any]) -> str:
    """The page as HTML, from the numbers of quality.json."""
    every = quality["sources"]
    parts = [
        part("overzicht", "Overzicht", Paragraph(_summary(every)), Bullets(HOW), _overview(every)),
        *(_source(each) for each in every),
        *_between(quality.get("between", [])),
    ]
    said = "Wat er binnenkwam, wat we gebruikten en waarom de rest niet."
    return edition_page(asked, "Kwaliteit van de bronnen", said, parts, LINKS)


def _summary(every: list[Quality]) -> str:
    read, used, aside = (_total(every, name) for name in ("rows_read", "rows_accepted", "rows_set_aside"))
    return f"Uit {len(every)} bronnen kwamen {read} regels. Daarvan zijn er {used} gebruikt en {aside} apart gezet."


def _overview(every: list[Quality]) -> Table:
    header = ("Bron", "Soort", "Nieuwste levering", "Leveringen", "Gelezen", "Gebruikt", "Apart gezet")
    return Table("Alle bronnen", header, tuple(_row(each) for each in every))


def _row(source: Quality) -> tuple[str, ...]:
    counts = (_total([source], name) for name in ("rows_read", "rows_accepted", "rows_set_aside"))
    newest = max(source["files"], key=lambda file: str(file["obtained_on"]))
    days = {file["obtained_on"] for file in source["files"]}
    return (source["title"], KINDS[newest["kind"]], date_label(newest["obtained_on"]), number(len(days)), *counts)


def _total(every: list[Quality], name: str) -> str:
    return number(sum(file[name] for source in every for file in source["files"]))


def _source(source: Quality) -> Part:
    blocks = [
        Paragraph(f"Een regel is {source['row']}."),
        _deliveries(source),
        _reasons(source),
        Paragraph(_replaced(source)),
        _rules(source),
    ]
    return part(f"bron-{source['source'].replace('_', '-')}", source["title"], *blocks)


def _deliveries(source: Quality) -> Table:
    """A row per day of delivery; the rows of each only where the source is public."""
    public = source["kind_of_data"] == PUBLIC
    counted = ("rows_read", "rows_accepted", "rows_set_aside") if public else ()
    days = sorted({file["obtained_on"] for file in source["files"]})
    rows = []
    for day in days:
        files = [file for file in source["files"] if file["obtained_on"] == day]
        counts = (number(sum(file[name] for file in files)) for name in counted)
        rows.append((date_label(day), _covered(files), *counts))
    names = ("Gelezen", "Gebruikt", "Apart gezet") if public else ()
    note = "" if public else "De aantallen regels van alle leveringen samen staan in het overzicht."
    return Table(f"Leveringen: {source['title']}", ("Ontvangen op", "Gaat over", *names), tuple(rows), note)


def _covered(files: list[dict[str, Any]]) -> str:
    """The first and last period of the rows that were used, or what the delivery says of itself."""
    ends = [end for file in files for end in file["covers"] or ()]
    said = [period for file in files if (period := file["period"])]
    shown = [_label(min(ends)), _label(max(ends))] if ends else sorted(set(said))
    return " tot en met ".join(dict.fromkeys(shown)) or "niet vermeld"


def _label(end: str) -> str:
    return date_label(end) if end.count("-") == 2 else period_label(end)


def _reasons(source: Quality) -> Block:
    """Why rows and values were set aside, the most frequent first; of persons in the order of the alphabet."""
    found = [reason for reason in source["reasons"] if reason["rule"] != REPLACED]
    if not found:
        return Paragraph("Er is geen regel of waarde apart gezet om een fout.")
    kind = source["kind_of_data"]
    count: Counter[tuple[str, str]] = Counter()
    for reason in found:
        count[reason["sentence"].rstrip("."), SCOPES[reason["scope"]]] += reason["count"]
    order = sorted(count.items(), key=lambda each: each[0] if kind == PERSONAL else (-each[1], *each[0]))
    rows = tuple((said, scope, COUNTED[kind](times)) for (said, scope), times in order)
    return Table(f"Waarom apart gezet: {source['title']}", ("Reden", "Wat gaat apart", "Hoe vaak"), rows)


def _replaced(source: Quality) -> str:
    times = sum(reason["count"] for reason in source["reasons"] if reason["rule"] == REPLACED)
    if not times:
        return "Geen regel is vervangen door een latere levering."
    many = COUNTED[source["kind_of_data"]](times)
    return f"Vervangen door een latere levering: {many}{' regels' if source['kind_of_data'] != PERSONAL else ''}."


def _rules(source: Quality) -> Block | None:
    """The rules of the source that hold for every row."""
    broken = {reason["rule"] for reason in (*source["reasons"], *source["warnings"])}
    held = tuple(rule["sentence"] for rule in source["rules"] if rule["id"] not in broken)
    checks = [check for check in source["checks"] if check["rows_failing"] == 0]
    said = f"Van de {len(source['checks'])} controles gaven er {len(checks)} geen enkele fout."
    return Bullets((said, *(f"Klopt voor elke regel: {sentence}" for sentence in held)))


def _between(rules: list[dict[str, Any]]) -> list[Part]:
    """The rules between sources, and whether they hold."""
    said = [
        f"{'Klopt' if not each['rows_broken'] else 'Klopt niet overal'}: {each['sentence']}"
        for each in rules
        if each["checked"]
    ]
    return [part("tussen-bronnen", "Regels tussen de bronnen", Bullets(tuple(said)))] if said else []
