"""What a user of the open data must know: whose it is, what its columns and signs mean, where the numbers come from.

The same facts stand in the workbook's first sheet, in each datapackage.json and on the index page.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.factsheets.notice import notice
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.facts import Facts
from raat_analysis.rendering.open_data import Notes
from raat_analysis.sentences.numbers import MISSING, SECRET
from raat_analysis.sentences.periods import date_label
from raat_analysis.tables.sources import KINDS
from raat_analysis.yaml_files import read_yaml

SIGNS = (
    (SECRET, "Niet openbaar: het cijfer kan iets zeggen over één werkgever of over enkele mensen."),
    (MISSING, "Er is geen cijfer."),
    ("*", "Voorlopig: het cijfer kan nog veranderen."),
    ("leeg", "Geen bijzonderheid. Of een cijfer is waargenomen, geschat of verwacht, staat bij Status."),
)
ROW = (
    "Een rij is één cijfer van één regio. Waarden zijn niet afgerond; op de pagina staan ze afgerond. Alleen aantallen "
    "medewerkers van Fase 0 zijn op tientallen afgerond, zodat niemand te herkennen is."
)


@cache
def columns() -> dict[str, dict[str, Any]]:
    """The columns of the open data in their order, as open_data.yml describes them."""
    return dict(read_yaml(Path(__file__).parent / "open_data.yml"))


def licence() -> dict[str, str]:
    """The licence of the publisher's compilation: name, title, url."""
    return {key: str(value) for key, value in brand()["licence"].items()}


def licence_sentence() -> str:
    """The licence in a sentence, with its address as text."""
    return (
        f"U mag deze cijfers gebruiken en delen als u de bron noemt: {licence()['title']}, {licence()['url']}. "
        "Voor de bronnen zelf geldt hun eigen licentie."
    )


def citation(publisher: str, subject: str, period: str) -> str:
    """How to name the publication."""
    where = f" {subject}" if subject else ""
    return f"{publisher}, Factsheet arbeidsmarkt zorg en welzijn{where}, {period} ({licence()['short']})."


def newest(sources: pl.DataFrame, codes: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The last delivery of each source, or of those with these codes, in the order of their code."""
    asked = sources if codes is None else sources.filter(pl.col("source").is_in(sorted(set(codes))))
    last = asked.sort("source", "obtained_on", "file").unique("source", keep="last", maintain_order=True)
    return last.to_dicts()


def source_sentence(source: dict[str, Any]) -> str:
    """'Ziekteverzuim (CBS). Echt, gepubliceerd; ontvangen op 1 september 2026; licentie CC BY 4.0.'"""
    kind = KINDS.get(str(source["kind"]), str(source["kind"]))
    said = f"{kind}; ontvangen op {date_label(source['obtained_on'])}; licentie {source['licence'] or 'niet vermeld'}"
    return f"{source['title']}. {said[0].upper()}{said[1:]}."


def explanation(facts: Facts, sources: pl.DataFrame, used: Iterable[str]) -> Notes:
    """The lines of the first sheet of a workbook; `used` are the codes of the sources of its numbers."""
    return [
        ("Inhoud", f"De cijfers die op de pagina van dit {facts.kind.lower()} staan. {ROW}"),
        *(("Let op", text) for text in [notice(sources, "bestand")] if text),
        ("Regio", f"{facts.subject} ({facts.code})"),
        ("Editie", f"{facts.period} ({facts.edition})"),
        ("Status", facts.status),
        ("Uitgever", facts.publisher),
        ("Licentie", licence_sentence()),
        ("Bronvermelding", citation(facts.publisher, facts.subject, facts.period)),
        ("Kenmerk van de gegevens", facts.data_hash[:16]),
        *((f"Teken: {sign}", text) for sign, text in SIGNS),
        *((f"Kolom: {name}", about["description"]) for name, about in columns().items()),
        *((f"Bron: {each['source']}", source_sentence(each)) for each in newest(sources, used)),
    ]
