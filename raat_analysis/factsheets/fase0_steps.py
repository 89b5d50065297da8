"""Steps for the next quarter, chosen by rule from an organisation's own answers (codelists/fase0_steps.yml).

In this order, each topic once: the main condition and the next of another group, the main obstacle, the largest gap
with managers, hours worked above contract, the main reason to leave that can be taken away; then general steps, up to
three.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from raat_analysis.codelists import entries, label_of
from raat_analysis.factsheets.fase0 import Round, most_first
from raat_analysis.factsheets.fase0_gap import Gap, beyond, said
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import finding, section
from raat_analysis.rendering.blocks import Paragraph, Section, Step, Steps
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.wording import capitalised, estimated

MOST, FEWEST = 5, 3
CHOSEN = (
    "Deze stappen volgen met een vaste regel uit uw eigen cijfers: de belangrijkste voorwaarden, de grootste "
    "belemmering "
    "en het grootste verschil met leidinggevenden. U kent uw organisatie: kies wat past, en begin klein."
)
CHOSEN_WITHOUT = (
    "Deze stappen hebben geen antwoorden nodig: zij volgen uit uw personeelsbestand. Met een ingevulde "
    "vragenlijst worden "
    "het stappen die bij de wensen van uw medewerkers passen."
)
Entry = Mapping[str, Any]


def steps(this: Round, sheet: Sheet) -> Section:
    """Three to five steps, the most important first."""
    chosen = choose(this)
    actions = [_actions(sheet, str(entry["lever"])) for entry, _ in chosen]
    met = [str(entry["lever"]) for entry, _ in chosen]
    items = tuple(
        _step(entry, why, named[times] if (times := met[:place].count(met[place])) < len(named) else "")
        for place, ((entry, why), named) in enumerate(zip(chosen, actions, strict=True))
    )
    how = CHOSEN if this.told else CHOSEN_WITHOUT
    return section(finding(f"Begin met de eerste stap: {_lowered(items[0].title)}"), Steps(items), Paragraph(how))


def first_step(this: Round) -> str:
    """The first step, for the front."""
    return f"Begin hiermee: {_lowered(str(choose(this)[0][0]['name']))}"


def choose(this: Round) -> list[tuple[Entry, str]]:
    """The steps with why each was chosen."""
    found: dict[str, tuple[Entry, str]] = {}
    for entry, why in _own(this):
        found.setdefault(str(entry["topic"]), (entry, why))
    chosen = list(found.values())[:MOST]
    for entry, why in _general(this):
        if len(chosen) < FEWEST and entry["topic"] not in {str(one["topic"]) for one, _ in chosen}:
            chosen.append((entry, why))
    return chosen


def _own(this: Round) -> Iterator[tuple[Entry, str]]:
    named = entries("fase0_steps")
    for each in main_reasons(this, "condition", "conditions"):
        label = label_of(each.category, "conditions")
        yield (
            named["conditions"][each.category],
            f"{capitalised(estimated(each))} van wie onder voorwaarden meer wil, kiest '{label}' als belangrijkste.",
        )
    for each in most_first(this.split("obstacle_pct", "obstacle"))[:1]:
        label = label_of(each.category, "obstacles")
        yield (
            named["obstacles"][each.category],
            f"{capitalised(estimated(each))} van uw medewerkers noemt '{label}' de grootste belemmering.",
        )
    for gap in beyond(this)[:1]:
        yield named["gaps"][direction(gap)], said(gap)
    yield from _surplus(this)
    for each in _removable(this)[:1]:
        label = label_of(each.category, "leave_reasons")
        yield (
            named["leave_reasons"][each.category],
            f"{capitalised(estimated(each))} van wie denkt aan vertrek, doet dat om '{label}'.",
        )


def main_reasons(this: Round, what: str, codelist: str) -> list[Fact]:
    """The one chosen most, and the next that is of another group."""
    found = most_first(this.split(f"{what}_pct", what))
    groups = {code: entry["group"] for code, entry in entries(codelist).items()}
    others = [each for each in found[1:] if groups[each.category] != groups[found[0].category]]
    return [*found[:1], *others[:1]]


def direction(gap: Gap) -> str:
    """Which way a gap goes, as the codelists of steps and questions call it."""
    return ("asked" if gap.size > 0 else "offered") if gap.kind == "condition" else gap.kind


def _removable(this: Round) -> list[Fact]:
    steps = entries("fase0_steps")["leave_reasons"]
    return [each for each in most_first(this.split("leave_reason_pct", "leave_reason")) if each.category in steps]


def _surplus(this: Round) -> Iterator[tuple[Entry, str]]:
    above = this.one("staff_above_contract_fte")
    if known(above) and value_of(above) >= 0.5:
        why = f"Uw medewerkers werken structureel {number(value_of(above), 1)} fte boven hun contract."
        yield entries("fase0_steps")["general"]["surplus"], why


def _general(this: Round) -> Iterator[tuple[Entry, str]]:
    """Steps that need no answers."""
    named, small = entries("fase0_steps")["general"], this.one("staff_small_contracts_pct")
    if not this.told:
        yield named["survey"], "Zonder antwoorden is niet te zeggen wat uw medewerkers willen en wat hen tegenhoudt."
    why = f"{small.text} van uw medewerkers heeft een contract van minder dan 24 uur per week." if known(small) else ""
    yield named["small"], why
    yield named["talk"], "Een wens die niemand kent, wordt geen uitbreiding."


def _step(entry: Entry, why: str, beside: str) -> Step:
    who, when, sign = (capitalised(str(entry[name])) for name in ("who", "when", "sign"))
    return Step(str(entry["name"]), why, f"{who}.", f"{when}.", f"{sign}.", beside)


def _actions(sheet: Sheet, lever: str) -> list[str]:
    """The actions of the region's programme that pull a lever, each told with one step at most."""
    rows = sheet.actions.filter(pl.col("lever") == lever, region_code=sheet.region_code).unique(
        ["action"], keep="first", maintain_order=True
    )
    return [
        f"'{str(row['action']).rstrip('. ')}' ({row['programme']}); of dit nu nog loopt, weten we niet."
        for row in rows.sort("action", "programme").iter_rows(named=True)
    ]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
