"""Sections about the regional programme: levers with actions, and the monitor."""

import polars as pl

from raat_analysis.codelists import label_of
from raat_analysis.codelists import monitor as indicators
from raat_analysis.codelists.regions import members
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.facts import known
from raat_analysis.tables.levers import levers as lever_table
from raat_analysis.tables.monitor import monitor as monitor_table


def levers(sheet: Sheet) -> Section:
    """The levers with the actions that run in the region."""
    rows = sheet.actions.filter(pl.col("region_code").is_in([sheet.region_code, *members(sheet.region_code)]))
    rows = rows.unique(["lever", "action"], keep="first", maintain_order=True).sort("lever", "action")
    if rows.is_empty():
        return empty(f"Van een regionaal programma in {sheet.name} zijn geen acties bekend.")
    by_lever = {
        str(lever[0]): [action.rstrip(". ") for action in part["action"].to_list()]
        for lever, part in rows.group_by("lever", maintain_order=True)
    }
    most = max(sorted(by_lever), key=lambda lever: len(by_lever[lever]))
    return section(
        finding(f"Er zijn {rows.height} acties bekend; de meeste draaien aan '{label_of(most, 'levers').lower()}'."),
        lever_table(by_lever, sheet.name),
    )


def monitor(sheet: Sheet) -> Section:
    """The nineteen indicators, those without a source too."""
    measures = [row["measure"] for row in indicators() if row["measure"]]
    facts = {m: (now := sheet.latest(m), sheet.earlier(now), sheet.country(now)) for m in measures}
    filled = sum(known(now) for now, _, _ in facts.values())
    if not filled:
        return empty(f"Voor de indicatoren van het programma zijn voor {sheet.name} geen cijfers te tonen.")
    return section(
        finding(f"Voor {filled} van de {len(indicators())} indicatoren is er een cijfer voor {sheet.name}."),
        monitor_table(facts, sheet.name),
    )
