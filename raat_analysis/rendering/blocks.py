"""What a report is made of. A notebook cell shows blocks; the HTML page and the PDF are made from the same blocks.

Every string in a block is Dutch, formatted and final: rendering computes and rounds nothing. Its data keep the marks of
numbers that know their rows (sentences/traces.py).
"""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from raat_analysis.sentences.hidden import not_drawn
from raat_analysis.sentences.traces import Words

MIME = "application/vnd.raat.blocks+json"


@dataclass(frozen=True)
class Worded:
    """Its texts are plain to whoever reads them, and keep their marks."""

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, _worded(getattr(self, each.name)))


def _worded(value: Any) -> Any:
    if isinstance(value, str):
        return Words(value)
    return tuple(_worded(each) for each in value) if isinstance(value, tuple) else value


def _data(value: Any) -> Any:
    """Plain data: texts with their marks, blocks and key figures as dicts."""
    if isinstance(value, Block):
        return value.as_data()
    if isinstance(value, KeyFigure | Step):
        return {each.name: _data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_data(each) for each in value]
    return value.marked if isinstance(value, Words) else value


@dataclass(frozen=True)
class Block(Worded):
    """Base of all blocks: shows itself as text, as HTML and as data for the PDF."""

    kind: ClassVar[str] = ""

    def as_data(self) -> dict[str, Any]:
        """The block as plain data, with its kind; the PDF exporter reads this."""
        return {"kind": self.kind, **{each.name: _data(getattr(self, each.name)) for each in fields(self)}}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        from raat_analysis.rendering import html_blocks

        return {
            "text/plain": html_blocks.as_text(self.as_data()),
            "text/html": html_blocks.as_html(self.as_data()),
            MIME: self.as_data(),
        }


@dataclass(frozen=True)
class Title(Block):
    """The head of a report: the finding as title, what it is, and the demonstration mark ('' when all is real)."""

    kind: ClassVar[str] = "title"
    title: str
    subtitle: str
    notice: str = ""


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph; role: text, finding ('wat valt op'), meaning ('wat betekent dit'), warning, empty (no data), detail.

    A detail is for who wants to know more: on paper it stands in the annex.
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    role: str = "text"


@dataclass(frozen=True)
class Bullets(Block):
    """A list of sentences, for instance the key sentences."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class KeyFigure(Worded):
    """One key figure: what, how much, and the change and comparison in words."""

    label: str
    value: str
    change: str = ""
    comparison: str = ""
    note: str = ""


@dataclass(frozen=True)
class KeyFigures(Block):
    """The key figures (six on a factsheet)."""

    kind: ClassVar[str] = "key_figures"
    items: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Step(Worded):
    """What to do or to talk about, and why; who does it, when, how one sees that it works, what goes on already."""

    title: str
    why: str = ""
    who: str = ""
    when: str = ""
    sign: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Steps(Block):
    """Numbered steps, or questions for a meeting: the first is the most important."""

    kind: ClassVar[str] = "steps"
    items: tuple[Step, ...]


@dataclass(frozen=True)
class Table(Block):
    """A table: the first cell of each row names the row, the header names the columns.

    A table for looking up (`annex`) is folded on the page and stands in the annex on paper.
    """

    kind: ClassVar[str] = "table"
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    annex: bool = False


@dataclass(frozen=True)
class Picture(Block):
    """A figure as SVG with its title, its alt text (message and key values) and its data as a table.

    Alt text and note say which cells of the table are secret: no figure draws these.
    """

    kind: ClassVar[str] = "picture"
    title: str
    svg: str
    alt: str
    table: Table
    note: str = ""

    def __post_init__(self) -> None:
        told = not_drawn(self.table.header, self.table.rows)
        if told and self.alt.strip():  # a figure without alt text is refused, also then
            object.__setattr__(self, "alt", f"{self.alt} {told}")
        if told:
            object.__setattr__(self, "note", f"{self.note} {told}".strip())
        super().__post_init__()

    def as_data(self) -> dict[str, Any]:
        return {**super().as_data(), "alt": str(self.alt)}


@dataclass(frozen=True)
class Section(Block):
    """Blocks that belong together, shown in order; its heading is the notebook's markdown cell above it."""

    kind: ClassVar[str] = "section"
    blocks: tuple[Block, ...] = field(default=())
