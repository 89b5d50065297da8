"""The section about the levers: what each may do in the region, and the actions of the plans that pull it."""

import polars as pl

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists.regions import COUNTRY, members
from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, meaning, section
from raat_analysis.figures.levers import ILLUSTRATION, lever_effects, tornado
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import expected, roughly
from raat_analysis.tables.levers import levers as lever_table

SOONEST_FIRST = ("short", "short_medium", "short_long", "medium", "medium_long", "long", "not_stated")


def levers(sheet: Sheet) -> Section:
    """What each lever may do in the region, never added up (T14), and the actions of the plans that pull it."""
    realistic, example = lever_facts(sheet, "realistic"), lever_facts(sheet, "vws_2018")
    actions = _actions(sheet)
    none = f"Van een regionaal programma in {place(sheet.name)} zijn geen acties bekend."
    if not realistic and actions.is_empty():
        return empty(none)
    by_lever = {
        str(lever[0]): part["action"].to_list() for lever, part in actions.group_by("lever", maintain_order=True)
    }
    return section(
        finding(_effects_sentence(sheet, realistic) if realistic else _actions_sentence(by_lever)),
        lever_effects(realistic, example, sheet.name) if realistic else None,
        Paragraph(f"Tel de effecten niet op: de knoppen overlappen. {ILLUSTRATION}", "warning") if realistic else None,
        meaning(_enough(sheet, realistic)),
        detail(_moved_work(sheet)),
        detail((_actions_sentence(by_lever) if by_lever else none) + _national(sheet) if realistic else ""),
        lever_table(by_lever, sheet.name, sorted(actions["programme"].unique().to_list())) if by_lever else None,
    )


def _national(sheet: Sheet) -> str:
    """How many actions the programme for the whole country names beside those of the region."""
    rows = sheet.actions.filter(pl.col("lever").is_not_null(), region_code=COUNTRY)
    many = "één actie" if rows.height == 1 else f"{rows.height} acties"
    return f" Het landelijke programma noemt bij de knoppen {many}." if rows.height else ""


def lever_facts(sheet: Sheet, scenario: str) -> list[Fact]:
    """The effect of each lever in the region, those that are known; of a range both ends."""
    where = {"breakdown": "lever", "scenario": scenario}
    found = [sheet.latest("lever_effect_persons", category=code, **where) for code in entries("levers")]
    return [each for each in found if known(each) and (scenario == "vws_2018" or each.upper is not None)]


def _actions(sheet: Sheet) -> pl.DataFrame:
    """The actions of the region's plans that pull a lever, those that work soonest first, without repeats."""
    rows = sheet.actions.filter(
        pl.col("region_code").is_in([sheet.region_code, *members(sheet.region_code)]), pl.col("lever").is_not_null()
    )
    soonest = pl.col("horizon").replace_strict(dict(zip(SOONEST_FIRST, range(len(SOONEST_FIRST)), strict=True)))
    rows = rows.unique(["lever", "action"], keep="first", maintain_order=True)
    return rows.with_columns(pl.col("action").str.strip_chars_end(". ")).sort("lever", soonest, "action")


def _effects_sentence(sheet: Sheet, realistic: list[Fact]) -> str:
    """Whether one lever alone would close the expected shortage, and how far the largest gets."""
    largest = max(realistic, key=value_of)
    gap = sheet.latest("lever_remaining_gap_persons", scenario="realistic", edition=_edition(sheet))
    name, effect = label_of(largest.category, "levers"), expected(largest)
    shortage = gap.numerator or 0.0
    with_policy = [each.period for each in sheet.facts("shortage", scenario="new_policy", edition=gap.edition)]
    midway = ", het midden tussen met en zonder nieuw beleid" if largest.period in with_policy else ""
    if (largest.upper or 0.0) < shortage:
        return (
            f"Geen enkele knop sluit het verwachte tekort van {largest.period} in {place(sheet.name)} alleen "
            f"({roughly(shortage)} mensen{midway}). De grootste in deze schatting, '{name.lower()}', scheelt {effect}."
        )
    return f"De grootste knop in deze schatting, '{name.lower()}', scheelt in {largest.period} {effect}."


def _edition(sheet: Sheet) -> str:
    """The edition of the forecast that the remaining shortage starts from."""
    rows = sheet.numbers.filter(measure="lever_remaining_gap_persons", scenario="realistic")
    return str(rows["edition"].max() or "")


def _enough(sheet: Sheet, realistic: list[Fact]) -> str:
    """Whether one lever can be enough, beside the expected shortage."""
    gap = sheet.latest("lever_remaining_gap_persons", scenario="realistic", edition=_edition(sheet))
    return meanings.levers(max(realistic, key=value_of), gap.numerator or 0.0) if realistic else ""


def _moved_work(sheet: Sheet) -> str:
    """Work that leaves the shortage occupations is done by others."""
    where = {"breakdown": "lever", "category": "task_shifting", "scenario": "realistic"}
    moved = sheet.latest("lever_moved_work_persons", **where)
    if not known(moved):
        return ""
    return (
        "Taakherschikking verplaatst werk: voor wat anderen in "
        f"{place(sheet.name)} dan overnemen zijn {roughly(value_of(moved))} andere mensen nodig."
    )


def _actions_sentence(by_lever: dict[str, list[str]]) -> str:
    """How many actions for how many levers (plans name others too, and each other's), and the lever with most."""
    counts = {lever: len(actions) for lever, actions in by_lever.items()}
    whole = len(entries("levers"))
    levers_named = f"alle {whole} knoppen" if len(counts) == whole else f"{len(counts)} van de {whole} knoppen"
    actions_named = "één actie" if sum(counts.values()) == 1 else f"{sum(counts.values())} verschillende acties"
    said = f"De plannen noemen {actions_named} bij {levers_named}"
    most = [lever for lever, number in counts.items() if number == max(counts.values())]
    if len(most) > 1 or len(counts) == 1:
        return f"{said}."
    return f"{said}; de meeste ({counts[most[0]]}) bij '{label_of(most[0], 'levers').lower()}'."


def sensitivity(sheet: Sheet) -> Section:
    """For analysts, not in a report: the inputs that move the outcome most (a tornado)."""
    rows = sheet.numbers.filter(measure="lever_sensitivity_persons", region_code=sheet.region_code)
    changes = [
        sheet.latest("lever_sensitivity_persons", **SENSITIVE, category=code) for code in sorted(set(rows["category"]))
    ]
    if not changes:
        return empty(f"Voor {place(sheet.name)} is niet te zeggen welk uitgangspunt het meest uitmaakt.")
    return section(tornado(changes, sheet.name))


SENSITIVE = {"scenario": "realistic", "breakdown": "input"}
