"""The table of vacancies by branch."""

from typing import NamedTuple

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth
from raat_analysis.tables.signs import with_signs

LASTING = (
    "Dagen en moeilijk vervulbaar (na 90 dagen open): vacatures van de laatste twaalf maanden, vanaf 100 vacatures."
)


class BranchRow(NamedTuple):
    """The facts of one branch: vacancies opened and a year before, open, the rate, median days and hard to fill."""

    opened: Fact
    before: Fact
    stock: Fact
    rate: Fact
    half: Fact
    hard: Fact


def vacancies_by_branch(branches: list[BranchRow], region: str, tension: str = "") -> Table:
    """A row per branch. Columns that no branch has a number for yet are left out; `tension` is a sentence below."""
    columns = {
        "Branche": [label_of(each.opened.branch_code, "branches") for each in branches],
        "Ontstaan": [each.opened.cell for each in branches],
        "Verschil met een jaar eerder": [growth(each.opened, each.before) for each in branches],
        "Openstaand": [each.stock.cell for each in branches],
        "Openstaand per 1.000 werknemers": _told([each.rate for each in branches]),
        "Dagen tot de helft is vervuld": _told([each.half for each in branches]),
        "Moeilijk vervulbaar": _told([each.hard for each in branches]),
    }
    shown = {header: cells for header, cells in columns.items() if cells}
    rows = tuple(zip(*shown.values(), strict=True))
    lasting = LASTING if "Moeilijk vervulbaar" in shown else ""
    sentences = ("Bron: ZorgSelect; ontstaan zonder herplaatsingen.", lasting, tension)
    return Table(
        f"Vacatures naar branche, {region}, {period_label(branches[0].opened.period)}",
        tuple(shown),
        rows,
        with_signs(rows, *sentences),
        annex=True,
    )


def _told(facts: list[Fact]) -> list[str]:
    return [each.cell for each in facts] if any(known(each) for each in facts) else []
