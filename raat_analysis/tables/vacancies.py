"""The table of vacancies by branch."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.employment import growth
from raat_analysis.tables.signs import with_signs

BranchRow = tuple[Fact, Fact, Fact, Fact]


def vacancies_by_branch(branches: list[BranchRow], region: str) -> Table:
    """A row per branch: (opened, open, open per 1.000 employees, opened a year before).

    Employees are published later than vacancies: a rate that no branch has yet gets no column.
    """
    rows = tuple(
        (label_of(opened.branch_code, "branches"), opened.cell, growth(opened, before), stock.cell, rate.cell)
        for opened, stock, rate, before in branches
    )
    header = ("Branche", "Ontstaan", "Verschil met een jaar eerder", "Openstaand", "Openstaand per 1.000 werknemers")
    keep = len(header) if any(known(rate) for _, _, rate, _ in branches) else len(header) - 1
    shown = tuple(row[:keep] for row in rows)
    return Table(
        f"Vacatures naar branche, {region}, {period_label(branches[0][0].period)}",
        header[:keep],
        shown,
        with_signs(shown, "Bron: ZorgSelect."),
    )
