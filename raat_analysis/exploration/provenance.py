"""Where a number comes from and how firm it is: source, deliveries, licence, status, and the section that shows it."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError
from raat_analysis.exploration.words import status_name
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.factsheets.sections import sections
from raat_analysis.parquet import read_table, refuse_absent
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.periods import date_label
from raat_analysis.sentences.wording import capitalised
from raat_analysis.tables.sources import FICTION, KINDS

PROTECTION = "protection.json"  # what disclosure control did, and by which rules
ALSO_SECRET = "Een getal blijft ook geheim als een ander geheim getal ermee uit te rekenen is."
NOT_COMPUTED = "de bron geeft te weinig om het te berekenen; wanneer dat zo is, zegt de methode"
DELIVERIES_SHOWN = 5
REPORTS = {"factsheet": "factsheet", "fase0_region": "Fase 0-rapport van de regio"}


def status(each: Fact) -> str:
    """The status in words; of a number that is not there also why."""
    said = capitalised(status_name(each.status))
    if known(each):
        return said
    if each.status == "secret":
        rule = _rule(str(entries("measures")[each.measure]["source"]))
        return " ".join(text for text in (f"{said}.", rule, ALSO_SECRET) if text)
    return f"{said}: {NOT_COMPUTED}."


def sources(source: str) -> list[tuple[str, str]]:
    """Source, deliveries (newest first) and licence as lines of an explanation."""
    files = _newest_first(read_table(public_folder(None) / "sources.parquet"), source)
    if not files:
        return [("Bron", source)]
    newest = files[0]
    kind = KINDS.get(str(newest["kind"]), str(newest["kind"]))
    dates = "; ".join(f"{date_label(f['obtained_on'])} ({f['file']})" for f in islice(files, DELIVERIES_SHOWN))
    earlier = len(files) - DELIVERIES_SHOWN
    return [
        ("Bron", f"{newest['title']} ({source}), {kind}. {newest['origin'] or ''}".strip()),
        ("Levering", dates + (f"; en {earlier} eerder" if earlier > 0 else "")),
        ("Licentie", str(newest["licence"] or "niet vermeld")),
    ]


def source_in_short(source: str, deliveries: pl.DataFrame) -> str:
    """The source of a measure and its newest delivery (of the published sources): 'Bron: … (5 oktober 2026).'"""
    rows = _newest_first(deliveries, source)
    return f"Bron: {rows[0]['title']} ({date_label(rows[0]['obtained_on'])})." if rows else f"Bron: {source}."


def source_and_kind(source: str, deliveries: pl.DataFrame) -> str:
    """The source in short, and that its numbers are made up when they are."""
    rows = _newest_first(deliveries, source)
    made_up = bool(rows) and rows[0]["kind"] == "demonstration"
    return f"{source_in_short(source, deliveries)}{f' {FICTION}' if made_up else ''}"


def _newest_first(deliveries: pl.DataFrame, source: str) -> list[dict[str, Any]]:
    """The files of a source, newest first."""
    return deliveries.filter(source=source).sort("obtained_on", "file", descending=[True, False]).to_dicts()


def shown_in(measure: str) -> str:
    """The sections of reports that show a measure."""
    return "; ".join(
        f"{name}: {section['heading']}"
        for report, name in REPORTS.items()
        for section in sections(report)
        if measure in section.get("measures", [])
    )


def _rule(source: str) -> str:
    """The rule of the source in words, as the protection of this edition wrote it."""
    return next((each["sentence"] for each in rules_in_words(None) if each["source"] == source), "")


def rules_in_words(published: Path | None) -> list[dict[str, str]]:
    """Per source the rule of secrecy in a sentence, as the protection of the edition wrote it.

    Published tables without that file, or with another one, were not protected: they are refused.
    """
    file = public_folder(published) / PROTECTION
    refuse_absent(file)
    try:
        said = json.loads(file.read_text(encoding="utf-8"))["sources"]
        return [{"source": str(each["source"]), "sentence": str(each["sentence"])} for each in said]
    except (ValueError, KeyError, TypeError) as error:
        raise RaatError(f"{file} does not hold the rules of secrecy. Next step: make report.") from error
