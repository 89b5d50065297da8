"""A page about the edition as a whole, made of blocks: the frame around its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from raat_analysis.factsheets.notice import notice
from raat_analysis.parquet import read_table
from raat_analysis.rendering.blocks import Block
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.html_blocks import as_html
from raat_analysis.rendering.jobs import Asked
from raat_analysis.rendering.page_style import page_style
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.traces import all_unmarked


@dataclass(frozen=True)
class Part:
    """A heading with its id, and what stands below it."""

    name: str
    heading: str
    html: str


def part(name: str, heading: str, *blocks: Block | None) -> Part:
    """A part of these blocks; their numbers are of no open data, so they carry no marks."""
    return Part(name, heading, "\n".join(as_html(all_unmarked(block.as_data())) for block in blocks if block))


def edition_page(asked: Asked, title: str, subtitle: str, parts: Sequence[Part], links: Mapping[str, str]) -> str:
    """The page as HTML; `links`: the other pages about the edition, by file."""
    sources = read_table(asked.published / "public" / "sources.parquet")
    return _template().render(
        title=title,
        subtitle=subtitle,
        period=period_label(asked.params.edition),
        status=asked.status,
        publisher=asked.params.publisher,
        notice=notice(sources, "overzicht"),
        parts=parts,
        links=links,
        contact=brand()["contact"],
        style=page_style(),
    )


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("edition_page.html.j2")
