"""Sections about the regional programme: levers with actions, and the monitor."""

import polars as pl

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists import monitor as indicators
from raat_analysis.codelists.regions import members
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.rendering.blocks import Section
from raat_analysis.sentences.changes import DOWN, UP, change
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.places import place
from raat_analysis.tables.levers import levers as lever_table
from raat_analysis.tables.monitor import connected
from raat_analysis.tables.monitor import monitor as monitor_table


def levers(sheet: Sheet) -> Section:
    """The levers with the actions that run in the region."""
    rows = sheet.actions.filter(pl.col("region_code").is_in([sheet.region_code, *members(sheet.region_code)]))
    rows = rows.unique(["lever", "action"], keep="first", maintain_order=True).sort("lever", "action")
    if rows.is_empty():
        return empty(f"Van een regionaal programma in {place(sheet.name)} zijn geen acties bekend.")
    by_lever = {
        str(lever[0]): [action.rstrip(". ") for action in part["action"].to_list()]
        for lever, part in rows.group_by("lever", maintain_order=True)
    }
    plans = sorted(rows["programme"].unique().to_list())
    return section(
        finding(_actions_sentence(by_lever)),
        lever_table(by_lever, sheet.name, plans),
    )


def monitor(sheet: Sheet) -> Section:
    """The nineteen indicators, those without a source too."""
    facts = {m: (now := sheet.latest(m), sheet.earlier(now), sheet.country(now)) for m in connected()}
    filled = sum(known(now) for now, _, _ in facts.values())
    if not filled:
        return empty(f"Voor de indicatoren van het programma zijn voor {place(sheet.name)} geen cijfers te tonen.")
    return section(
        finding(
            f"Van de {len(indicators())} indicatoren is er voor {filled} een cijfer over {place(sheet.name)}. "
            f"{_better(facts)}"
        ),
        monitor_table(facts, sheet.name, dict(sheet.sources.select("source", "title").iter_rows())),
    )


def _actions_sentence(by_lever: dict[str, list[str]]) -> str:
    """How many actions, for how many levers, and the lever with most when it is one."""
    counts = {lever: len(actions) for lever, actions in by_lever.items()}
    whole = len(entries("levers"))
    levers_named = f"alle {whole} knoppen" if len(counts) == whole else f"{len(counts)} van de {whole} knoppen"
    actions_named = "één actie" if sum(counts.values()) == 1 else f"{sum(counts.values())} acties"
    said = f"De plannen noemen {actions_named}, bij {levers_named}"
    most = [lever for lever, number in counts.items() if number == max(counts.values())]
    if len(most) > 1 or len(counts) == 1:
        return f"{said}."
    return f"{said}; de meeste ({counts[most[0]]}) bij '{label_of(most[0], 'levers').lower()}'."


def _better(facts: dict[str, tuple[Fact, Fact, Fact]]) -> str:
    """How many indicators moved the right way in a year, as the codelist of measures says which way that is."""
    good = {"higher": UP, "lower": DOWN}
    moved = [
        change(now, before)[:1] == good[better]
        for measure, (now, before, _) in facts.items()
        if known(now, before)
        and (better := str(entries("measures")[measure]["better"])) in good
        and change(now, before)[:1] in (UP, DOWN)
    ]
    if not moved:
        return "Daarvan is er geen beter of slechter dan een jaar eerder."
    return f"Vergeleken met een jaar eerder: {sum(moved)} beter, {len(moved) - sum(moved)} slechter."
