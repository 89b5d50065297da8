"""The codes in a row of numbers as Dutch words."""

from collections.abc import Callable

from raat_analysis.codelists import label_of
from raat_analysis.factsheets.outlook import PARTS
from raat_analysis.factsheets.published import BREAKDOWNS, SCENARIOS, STATUSES
from raat_analysis.figures.levers import input_name
from raat_analysis.numbers_table import BY, CROSS
from raat_analysis.tables.fase0_staff import CONTRACT_KINDS, FUNCTIONS

CAUSES = {"retirement": "pensioen", "other": "ander vertrek"}
CODELISTS = {
    "age": "age_classes",
    "destination": "destinations",
    "qualification": "qualifications",
    "condition": "conditions",
    "obstacle": "obstacles",
    "lever": "levers",
    "contract": "contract_classes",
    "condition_group": "condition_groups",
    "obstacle_group": "obstacle_groups",
    "leave_reason": "leave_reasons",
}
NAMED: dict[str, Callable[[str], str]] = {
    "total": lambda _: "",
    "horizon": lambda years: f"binnen {years} jaar",
    "cause": CAUSES.__getitem__,
    "bridge": PARTS.__getitem__,
    "input": input_name,
    "contract_kind": CONTRACT_KINDS.__getitem__,
    "nonresponse": lambda percent: f"{percent}%",
    "others": lambda percent: f"{percent}%",
    "function": lambda code: FUNCTIONS[code].lower(),
    **{breakdown: lambda code, name=name: label_of(code, name) for breakdown, name in CODELISTS.items()},  # type: ignore[misc]
}


def category_name(breakdown: str, category: str) -> str:
    """'55 jaar of ouder'; '' for a total, the code itself for a breakdown without names; of a cross both names."""
    if CROSS in category:
        parts = zip(breakdown.split(BY), category.split(CROSS), strict=True)
        return ", ".join(category_name(one, code) for one, code in parts)
    return NAMED[breakdown](category) if breakdown in NAMED else category


def scenario_name(scenario: str) -> str:
    return SCENARIOS.get(scenario, scenario)


def status_name(status: str) -> str:
    return STATUSES.get(status, status)


def breakdown_name(breakdown: str) -> str:
    return BREAKDOWNS.get(breakdown, breakdown)
