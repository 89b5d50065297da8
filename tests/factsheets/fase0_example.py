"""A round of Fase 0 with numbers checkable by head: of Twente, of its sectors, and of one organisation."""

from collections.abc import Iterator
from typing import Any

from raat_analysis.codelists import entries
from tests.factsheets.rows import ROUND, SECRET, Row, rate, row

REGION = "RA0205"
SURVEYED: dict[str, Any] = {"edition": ROUND, "status": "modelled", "interval_pct": 90}
CLASSES = {"<12": 200, "12-20": 600, "20-24": 700, "24-28": 1000, "28-32": 800, "32-36": 400, "36+": 300}
VVT_CLASSES = {"<12": 100, "12-20": 300, "20-24": 200, "24-28": 150, "28-32": 150, "32-36": 50, "36+": 50}
OWN_CLASSES = {"<12": 12, "12-20": 48, "20-24": 60, "24-28": 48, "28-32": 36, "32-36": 24, "36+": 12}  # 240 people
KINDS = {"permanent": 192, "temporary": 36, "on_call": 12}
OWN_AGES = {"<25": 24, "25-35": 48, "35-45": 48, "45-55": 60, "55+": 60}
FUNCTIONS = {"nursing": 60, "caring": 96, "guidance": 36, "treatment": 12, "support": 36}
WISHES = {"more_hours_now_pct": 15, "more_hours_conditional_pct": 25, "same_hours_pct": 51, "fewer_hours_pct": 9}
FTE = {  # Twente; an organisation has a twentieth of it
    "potential_now_fte": 300,
    "potential_conditional_fte": 400,
    "potential_fewer_fte": 150,
    "potential_net_fte": 550,
    "potential_more_fte": 700,
    "potential_contract_fte": 820,
    "potential_feasible_fte": 500,
}
OF_WHOLE = ("potential_contract_fte", "potential_feasible_fte")  # not of sectors
OWN_SIZE = 0.05  # an organisation's part of the hours of Twente
EXPECTED = {"cautious": (87, 450), "expected": (158, 800), "ample": (273, 1400)}  # fte and persons
OTHERS = {"50": 460, "75": 580, "100": 700}
NONRESPONSE = {"0": 16, "50": 25, "75": 30, "100": 35}
GROUPS = {"condition": ("condition_groups", (46, 26, 14, 14)), "obstacle": ("obstacle_groups", (45, 10, 10, 5, 30))}
LEAVING = {"growth": 28, "content": 10, "roster": 22, "workload": 18, "hours": 9, "pay": 6, "private": 5, "pension": 2}
CHANGES = {
    "more_hours_now_change_pp": 2,
    "more_hours_conditional_change_pp": -3,
    "fewer_hours_change_pp": 1,
    "potential_more_change_fte": 4,
}


def region_rows(region: str = REGION) -> Iterator[Row]:
    """Twente with a sector that is shown apart (VVT), and two that are not (GGZ: too few, SW: nobody took part)."""
    yield from survey_rows(region, 800, 4000, 1.0, branch_code="SMAL")
    yield from _estimates(region, 500, 1000, 0.5, {"branch_code": "VVT"})
    yield from (each | SECRET for each in _estimates(region, 20, 100, 0.1, {"branch_code": "GGZ"}))
    for category, value in OTHERS.items():
        of = {"breakdown": "others", "category": category}
        yield row("potential_others_fte", region, ROUND, value, edition=ROUND, status="modelled", **of)
    for branch, taking, members in (("SMAL", 16, 68), ("VVT", 8, 30), ("GGZ", 4, 12), ("SW", 0, 6)):
        more = {"branch_code": branch, "edition": ROUND, "numerator": taking, "denominator": members}
        yield row("fase0_organisations", region, ROUND, taking, **more)
    for measure, value in CHANGES.items():
        yield row(measure, region, ROUND, value, lower=value - 3, upper=value + 3, **SURVEYED)
    yield from employee_rows(region)


def member_rows(respondents: int, before: bool) -> Iterator[Row]:
    """What an organisation of 240 people in the VVT knows of its own answers."""
    more = {"branch_code": "VVT"}
    yield from survey_rows(REGION, respondents, 240, OWN_SIZE, **more)
    yield row("fase0_effective_respondents", REGION, ROUND, 0.8 * respondents, edition=ROUND, **more)
    for category, value in NONRESPONSE.items():
        of = {"breakdown": "nonresponse", "category": category}
        yield row("potential_nonresponse_fte", REGION, ROUND, value, **SURVEYED, **of, **more)
    if before:
        for measure, value in CHANGES.items():
            yield row(measure, REGION, ROUND, value, lower=value - 5, upper=value + 5, **SURVEYED, **more)
        yield row("more_hours_now_pct", REGION, "2025-1", 13, **SURVEYED | {"edition": "2025-1"}, **more)


def hr_rows(before: bool) -> Iterator[Row]:
    """The personnel of the organisation: 240 people, 120 of them with less than 24 hours, 160 fte."""
    more = {"branch_code": "VVT", "edition": ROUND}
    for breakdown, counts in (
        ("contract", OWN_CLASSES),
        ("contract_kind", KINDS),
        ("age", OWN_AGES),
        ("function", FUNCTIONS),
    ):
        for code, people in counts.items():
            yield row("staff", REGION, ROUND, float(people), breakdown=breakdown, category=code, **more)
    yield row("staff", REGION, ROUND, 240.0, **more)
    yield row("staff_fte", REGION, ROUND, 160.0, numerator=5760.0, denominator=36.0, **more)
    yield rate("staff_part_time_factor_pct", REGION, ROUND, 5760.0, 8640.0, **more)
    yield row("staff_contract_hours_mean", REGION, ROUND, 24.0, numerator=5760.0, denominator=240.0, **more)
    yield rate("staff_small_contracts_pct", REGION, ROUND, 120.0, 240.0, **more)
    yield row("staff_above_contract_fte", REGION, ROUND, 6.0, numerator=216.0, denominator=36.0, **more)
    if before:
        counts = {"staff_in_both_rounds": 200, "staff_extended": 18, "staff_reduced": 8}
        fte = {"staff_extended_fte": 2.5, "staff_reduced_fte": 1.0}
        for measure, value in (counts | fte).items():
            yield row(measure, REGION, ROUND, float(value), **more)
        yield rate("staff_left_pct", REGION, ROUND, 22.0, 222.0, **more)


def survey_rows(region: str, respondents: int, staff: int, size: float, **more: Any) -> Iterator[Row]:
    """All that is estimated from the questionnaires; `size`: which part of the hours of Twente."""
    yield row("fase0_respondents", region, ROUND, respondents, edition=ROUND, **more)
    yield rate("fase0_response_pct", region, ROUND, respondents, 2 * respondents, edition=ROUND, **more)
    yield from _estimates(region, respondents, staff, size, more)
    yield from _leaving(region, staff, size, more)
    yield from _value(region, size, more)


def _estimates(region: str, respondents: int, staff: int, size: float, more: dict[str, Any]) -> Iterator[Row]:
    more = SURVEYED | more
    for measure, value in WISHES.items():
        counts = {"numerator": staff * value / 100, "denominator": float(staff)}
        yield row(measure, region, ROUND, value, lower=value - 3, upper=value + 3, **counts, **more)
    apart = more.get("branch_code") != "SMAL" and size > OWN_SIZE  # a sector has fewer of them
    for measure, value in FTE.items():
        if apart and measure in OF_WHOLE:
            continue
        ends = {"lower": (value - 60) * size, "upper": (value + 60) * size}
        yield row(measure, region, ROUND, value * size, **ends, **more)
    for scenario, (fte, people) in EXPECTED.items():
        yield row("potential_expected_fte", region, ROUND, fte * size, scenario=scenario, **_ends(fte * size), **more)
        persons = people * size
        yield row("potential_expected_persons", region, ROUND, persons, scenario=scenario, **_ends(persons), **more)
    yield from _reasons(region, more)
    yield from _managers(region, respondents, more)


def _ends(value: float) -> dict[str, float]:
    return {"lower": 0.9 * value, "upper": 1.1 * value}


def _reasons(region: str, more: dict[str, Any]) -> Iterator[Row]:
    """Conditions 20, 18, …; obstacles 30, 27, …; each is named by twenty points more than find it the main one."""
    for codelist, breakdown, first, step in (("conditions", "condition", 20, 2), ("obstacles", "obstacle", 30, 3)):
        for place, code in enumerate(entries(codelist)):
            of = {"breakdown": breakdown, "category": code, **more}
            value = first - step * place
            yield row(f"{breakdown}_pct", region, ROUND, value, lower=value - 3, upper=value + 3, **of)
            named = {"lower": value + 14.0, "upper": value + 26.0}
            yield row(f"{breakdown}_named_pct", region, ROUND, value + 20, **named, **of)
    for breakdown, (codelist, shares) in GROUPS.items():
        for code, share in zip(entries(codelist), shares, strict=True):
            of = {"breakdown": f"{breakdown}_group", "category": code, **more}
            yield row(f"{breakdown}_group_pct", region, ROUND, share, lower=share - 4, upper=share + 4, **of)


def _managers(region: str, respondents: int, more: dict[str, Any]) -> Iterator[Row]:
    """Of 40 managers; the way back to fewer hours is named by 34% of the staff and feasible for 75%."""
    asked = {"numerator": 16.0, "denominator": 40.0, **more}
    yield row("asks_in_review_pct", region, ROUND, 40, lower=28, upper=53, **asked)
    yield row("discussed_pct", region, ROUND, 35, lower=30, upper=40, denominator=respondents / 2.5, **more)
    yield row("manager_room_pct", region, ROUND, 30, lower=20, upper=42, **asked)
    yield row("manager_expects_more_pct", region, ROUND, 20, lower=16, upper=24, **more)
    for place, code in enumerate(entries("conditions")):
        of = {"breakdown": "condition", "category": code, **more}
        value = 75 if code == "way_back" else 40 - 3 * place
        yield row("manager_feasible_pct", region, ROUND, value, lower=value - 10, upper=value + 10, **of)
    for place, code in enumerate(entries("obstacles")):
        of = {"breakdown": "obstacle", "category": code, **more}
        value = 26 - 3 * place
        yield row("manager_obstacle_pct", region, ROUND, value, lower=max(0, value - 9), upper=value + 9, **of)


def _leaving(region: str, staff: int, size: float, more: dict[str, Any]) -> Iterator[Row]:
    more = SURVEYED | more
    counts = {"numerator": 0.1 * staff, "denominator": float(staff)}
    yield row("leave_intention_pct", region, ROUND, 10, lower=7, upper=13, **counts, **more)
    for code in entries("leave_reasons"):
        of = {"breakdown": "leave_reason", "category": code, **more}
        value = LEAVING.get(code)
        hidden = SECRET if value is None else {}
        yield row("leave_reason_pct", region, ROUND, value, **of) | hidden
    yield row("retention_fte", region, ROUND, 120 * size, lower=90 * size, upper=150 * size, **more)


def _value(region: str, size: float, more: dict[str, Any]) -> Iterator[Row]:
    """Of 160 fte expected 100 replace temporary hours, 58 fill open ones."""
    more = SURVEYED | more
    amounts = {"open_hours_fte": 200, "temporary_hours_fte": 100, "replaces_temporary_fte": 100, "fills_open_fte": 58}
    for measure, value in amounts.items():
        yield row(measure, region, ROUND, value * size, lower=0.8 * value * size, upper=1.2 * value * size, **more)
    saved = 100 * size * 36 * 45 * (47.30 - 39.09)
    yield row("replaces_temporary_euro", region, ROUND, saved, lower=0.8 * saved, upper=1.2 * saved, **more)


def employee_rows(region: str) -> Iterator[Row]:
    """Employees of who takes part in Fase 0: 4.000, of whom 1.500 work less than 24 hours; of vvt 1.000 and 600."""
    for branch, counts in (("SMAL", CLASSES), ("VVT", VVT_CLASSES)):
        more = {"branch_code": branch, "edition": ROUND}
        for code, people in (("total", sum(counts.values())), *counts.items()):
            of = {"breakdown": "total" if code == "total" else "contract", "category": code}
            around = {"lower": people - 9.0, "upper": people + 9.0}
            yield row("fase0_employees", region, ROUND, float(people), **of, **around, **more)
    for code in ("total", *CLASSES):
        of = {"breakdown": "total" if code == "total" else "contract", "category": code}
        yield row("fase0_employees", region, ROUND, None, status="secret", branch_code="GGZ", edition=ROUND, **of)
    for measure, vvt, sector in (("part_time_factor_pct", 60.0, 66.0),):
        yield row(measure, region, "2026Q2", sector, status="provisional")
        yield row(measure, region, "2026Q2", vvt, branch_code="VVT", status="provisional")
