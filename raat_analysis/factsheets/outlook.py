"""The section about the expected shortage."""

from dataclasses import replace

from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.branches import absent_note, present
from raat_analysis.factsheets.prognosis import editions, forecast, with_policy
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, meaning, section
from raat_analysis.figures.shortage import NETTING, beside_words, shortage_words
from raat_analysis.figures.waterfall import shortage_waterfall
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import rounded
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import rough_step, signed
from raat_analysis.tables.shortage import shortage_by_branch

PARTS = {  # of a revision, measures/editions.py
    "start_level": "een ander beginniveau",
    "demand_growth": "de groei van de vraag",
    "supply_growth": "de groei van het aanbod",
}


def shortage(sheet: Sheet) -> Section:
    """Demand, supply and shortage of the latest edition; other editions only in words."""
    known_editions = editions(sheet)
    latest = known_editions[-1] if known_editions else ""
    series = [forecast(sheet, measure, latest) for measure in ("demand", "supply", "shortage")]
    years = sorted(set.intersection(*({f.period for f in facts} for facts in series)))
    if not years:
        return empty(f"Voor {place(sheet.name)} is geen prognose te tonen.")
    demand, supply, gap = ([f for f in facts if f.period in years] for facts in series)
    branches = _branches(sheet, gap[-1])
    return section(
        finding(_sentence(gap, with_policy(sheet, gap[-1]))),
        shortage_waterfall(demand, supply, gap, sheet.name) if len(years) > 1 else None,
        meaning(meanings.shortage(demand[-1], gap[-1])),
        Paragraph(NETTING, "warning"),
        detail(_netting(sheet, gap[-1], [short for _, short in branches])),
        detail(_other_editions(sheet, known_editions, gap)),
        shortage_by_branch(branches, sheet.name, absent_note(sheet)) if branches else None,
    )


def _sentence(gap: list[Fact], policy: Fact) -> str:
    now, last = gap[0], gap[-1]
    first = f"Zonder nieuw beleid verwacht het Prognosemodel voor {last.period} {shortage_words(last)}"
    before = f"; voor {now.period} {beside_words(last, now)}" if now is not last else ""
    return f"{first}{before}.{_policy_words(last, policy)}"


def _policy_words(gap: Fact, policy: Fact) -> str:
    if not known(policy):
        return ""
    words = beside_words(gap, policy)
    return f" Met nieuw beleid is {'het' if words.startswith('ongeveer') else 'er'} in {gap.period} {words}."


def _branches(sheet: Sheet, last: Fact) -> list[tuple[Fact, Fact]]:
    """Demand and shortage of each branch that the region has, the largest shortage first."""
    where = {"scenario": last.scenario, "edition": last.edition, "breakdown": "total"}
    gaps = present(sheet, sheet.split("shortage", last.period, **where))
    demand = {each.branch_code: each for each in sheet.split("demand", last.period, **where)}
    rows = [(demand.get(g.branch_code, Fact("demand", g.region_code)), g) for g in gaps]
    rows.sort(key=lambda row: (-(row[1].value if row[1].value is not None else -1e12), row[1].branch_code))
    return rows


def _netting(sheet: Sheet, gap: Fact, branches: list[Fact]) -> str:
    """What the figures of this year say about surpluses that hide shortages (T11)."""
    gross = sheet.like(replace(gap, measure="shortage_gross"))
    hidden = known(gross) and rounded(value_of(gross)) > rounded(max(value_of(gap), 0.0))
    added = (
        f"Per kwalificatie opgeteld, zonder de overschotten eraf te trekken, is er in {gap.period} "
        f"{shortage_words(gross)}."
        if hidden
        else ""
    )
    without = any(known(each) and rounded(value_of(each)) <= 0 for each in branches)
    zero = "Ook in een branche zonder tekort kunnen mensen ontbreken." if without else ""
    return " ".join(text for text in (zero, added) if text)


def _other_editions(sheet: Sheet, known_editions: list[str], gap: list[Fact]) -> str:
    """How the edition before looked at the same year; editions are never joined in one line (T8)."""
    if len(known_editions) < 2:
        return ""
    before = {f.period: f for f in forecast(sheet, "shortage", known_editions[-2])}
    shared = [each for each in gap if each.period in before]
    if not shared:
        return ""
    now, then = shared[-1], before[shared[-1].period]
    return (
        f"De editie van {month_label(then.edition)} verwachtte voor {then.period} {shortage_words(then)}, "
        f"die van {month_label(now.edition)} {beside_words(then, now)}.{_bridge(sheet, now)} Elke editie rekent met "
        "nieuwe gegevens: een verschil zegt dus niet dat het tekort zelf is veranderd."
    )


def _bridge(sheet: Sheet, now: Fact) -> str:
    """Where the difference with the edition before comes from; '' when nothing changed or the parts are not known."""
    total = sheet.like(replace(now, measure="shortage_revision"))
    parts = [sheet.like(replace(total, breakdown="bridge", category=part)) for part in PARTS]
    if not known(total, *parts) or rounded(value_of(total)) == 0:
        return ""
    step = max(rough_step(value_of(each)) for each in (total, *parts))
    told = [f"{signed(value_of(each), step)} door {words}" for each, words in zip(parts, PARTS.values(), strict=True)]
    return f" Van het verschil ({signed(value_of(total), step)}) komt, afgerond, {told[0]}, {told[1]} en {told[2]}."
