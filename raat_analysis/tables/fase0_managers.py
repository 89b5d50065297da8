"""What staff and managers say of the same subject, as a table."""

from collections.abc import Sequence

from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.tables.signs import with_signs

NOT_ASKED = "geen vraag"


def talk(rows: Sequence[tuple[str, Fact, Fact]], whose: str) -> Table | None:
    """A row per subject: staff and managers. None without rows."""
    if not rows:
        return None
    cells = tuple((name, _cell(staff), _cell(managers)) for name, staff, managers in rows)
    header = ("Onderwerp", "Medewerkers", "Leidinggevenden")
    note = "Medewerkers die over uren praten: wie meer wil en dat besprak. Leidinggevenden: wie ernaar vraagt."
    return Table(f"Wens en gesprek, {whose}", header, cells, with_signs(cells, note))


def _cell(each: Fact) -> str:
    return each.cell if known(each) or each.status else NOT_ASKED
