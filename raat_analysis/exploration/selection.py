"""A factsheet of one's own: the sections and regions that an analyst chooses, and tables of one's own below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from raat_analysis.exploration.axes import section_of
from raat_analysis.exploration.progress import progress
from raat_analysis.exploration.region import explore
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.sections import sections
from raat_analysis.rendering.blocks import Block, Table
from raat_analysis.rendering.html_blocks import as_html, as_text
from raat_analysis.shown_tables import shown

if TYPE_CHECKING:
    import pandas as pd

TITLE = "Eigen selectie"
OWN = "Uit gepubliceerde cijfers. De vorm is niet nagekeken zoals een factsheet: noem de bron erbij."
UNPROTECTED = "Niet voor publicatie: hier kunnen gegevens bij staan die niet tegen onthulling zijn beschermd."
UNPROTECTED_SECTIONS = {"stay_open_longest"}
OWN_TABLE = "Eigen tabel"
HEADINGS = {  # of analyses that no factsheet has
    "front": "Voorpagina",
    "reposts": "Herplaatsingen",
    "time_to_fill": "Tijd tot een vacature vervuld is",
    "on_the_map": "Op de kaart",
    "by_branch": "Per branche",
    "over_time": "Door de tijd",
    "outflow": "Uitstroom op drie manieren",
    "funnel": "Uitstroom van alle regio's",
    "outflow_change": "Waaruit de verandering van de uitstroom bestaat",
    "forecast": "Verwachting van de vacatures",
    "editions": "Twee edities van de prognose",
    "tornado": "Welke invoer het meest uitmaakt",
    "where_leavers_go": "Waar vertrekkers heen gaan",
    "stay_open_longest": "Welke functies het langst openstaan",
    "one_more_hour": "Wat één uur meer doet",
    "revisions": "Een jaar in elke editie van de prognose",
}


@dataclass(frozen=True)
class Selection:
    """Parts with their headings under what a reader must know first; shows itself in a notebook."""

    warning: str
    parts: tuple[tuple[str, Block], ...]

    def _repr_html_(self) -> str:
        parts = "".join(f"<h3>{escape(head)}</h3>{as_html(part.as_data())}" for head, part in self.parts)
        return f'<h2>{TITLE}</h2><p role="note"><strong>{escape(self.warning)}</strong></p>{parts}'

    def __repr__(self) -> str:
        return "\n\n".join(
            [TITLE, self.warning, *(f"{head}\n\n{as_text(part.as_data())}" for head, part in self.parts)]
        )


def selection(regions: Sequence[str], chosen: Sequence[str], tables: "Sequence[pd.DataFrame]" = ()) -> Selection:
    """The chosen sections and analyses of each region in turn, and then one's own tables.

    It says that it is not for publication when a section comes from before disclosure control, and with any table.
    """
    parts: list[tuple[str, Block]] = []
    mark = ""
    for region in progress(regions, "regio"):
        found = explore(region)
        mark = notice(found.sheet.sources, "overzicht", "In de factsheet van de regio")
        parts += [(f"{found.sheet.name}: {heading(name)}", section_of(found, name)()) for name in chosen]
    parts += [(OWN_TABLE, _table(table)) for table in tables]
    protected = not tables and not UNPROTECTED_SECTIONS & set(chosen)
    return Selection(" ".join(said for said in (OWN if protected else UNPROTECTED, mark) if said), tuple(parts))


def heading(name: str) -> str:
    """The heading of a section as a factsheet has it, or that of an analysis; an unknown name as it is."""
    own = {str(each["method"]): str(each["heading"]) for each in sections("factsheet") if each["heading"]}
    return own.get(name, HEADINGS.get(name, name))


def _table(table: "pd.DataFrame") -> Table:
    """A table of one's own as a block: as a notebook shows it, its first column naming the rows."""
    about = table.attrs
    note = " ".join(str(about[name]) for name in ("source", "note") if about.get(name))
    return Table(str(about.get("title", OWN_TABLE)), *shown(table), note)
