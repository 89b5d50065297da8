"""A factsheet of one's own: the sections and regions that an analyst chooses, and tables of one's own below them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from raat_analysis.exploration.axes import section_of
from raat_analysis.exploration.progress import progress
from raat_analysis.exploration.region import explore
from raat_analysis.factsheets.sections import section, sections
from raat_analysis.rendering.blocks import Block, Paragraph, Section, Table, Title

if TYPE_CHECKING:
    import pandas as pd

OWN = "Eigen selectie uit gepubliceerde cijfers. De vorm is niet nagekeken zoals een factsheet: noem de bron erbij."
UNPROTECTED_SECTIONS = {"stay_open_longest"}
UNPROTECTED = "Niet voor publicatie: hier kunnen gegevens bij staan die niet tegen onthulling zijn beschermd."


def selection(regions: Sequence[str], chosen: Sequence[str], tables: "Sequence[pd.DataFrame]" = ()) -> Section:
    """The chosen sections and analyses of each region in turn, and then one's own tables.

    Its head says that it is not for publication when a section or table comes from before disclosure control.
    """
    blocks: list[Block] = []
    for region in progress(regions, "regio"):
        found = explore(region)
        for name in chosen:
            blocks += [Paragraph(f"{found.sheet.name}: {heading(name)}"), section_of(found, name)()]
    notice = UNPROTECTED if tables or UNPROTECTED_SECTIONS & set(chosen) else OWN
    return section(Title("Eigen selectie", ", ".join(regions), notice), *blocks, *map(_table, tables))


def heading(name: str) -> str:
    """The heading of a section as a factsheet has it; of an analysis its own name."""
    return next(
        (str(each["heading"]) for each in sections("factsheet") if each["method"] == name and each["heading"]), name
    )


def _table(table: "pd.DataFrame") -> Table:
    """A table of one's own as a block: as a notebook shows it, its first column naming the rows."""
    from raat_analysis.shown_tables import shown

    about = table.attrs
    note = " ".join(str(about[name]) for name in ("source", "note") if about.get(name))
    return Table(str(about.get("title", "Eigen tabel")), *shown(table), note)
