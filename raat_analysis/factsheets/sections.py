"""Which sections a report has, and the small blocks that all sections use."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from raat_analysis.rendering.blocks import Block, Paragraph, Section, Table
from raat_analysis.yaml_files import read_yaml


@cache
def sections(report: str) -> tuple[dict[str, Any], ...]:
    """Method, heading and measures of each section of a report: factsheet or one of Fase 0, in order."""
    return tuple(read_yaml(Path(__file__).with_name("sections.yml"))[report])


def shown_measures(report: str, method: str = "") -> list[str]:
    """The measures that a report shows, in the order of its sections; of one section when it is named."""
    asked = [each for each in sections(report) if method in ("", each["method"])]
    return [measure for section in asked for measure in section.get("measures", [])]


def empty(sentence: str) -> Section:
    """A section without data: one line that says so."""
    return Section((Paragraph(sentence, "empty"),))


def finding(sentence: str) -> Paragraph:
    """What stands out; the page adds 'Wat valt op'."""
    return Paragraph(sentence, "finding")


def meaning(sentences: str) -> Paragraph | None:
    """What the finding means, when a rule of meanings.py said so; the page adds 'Wat betekent dit'."""
    return Paragraph(sentences, "meaning") if sentences else None


def detail(sentences: str) -> Paragraph | None:
    """More for who wants to know it; on paper in the annex."""
    return Paragraph(sentences, "detail") if sentences else None


def annexed(table: Table | None) -> Table | None:
    """The table as one for looking up: folded on the page, in the annex on paper."""
    return replace(table, annex=True) if table else None


def section(*blocks: Block | None) -> Section:
    """The blocks that there are."""
    return Section(tuple(block for block in blocks if block is not None))
