"""The first page of a Fase 0 report: the finding as title, the key sentences, six key figures."""

from collections.abc import Callable

from raat_analysis.codelists import label_of
from raat_analysis.factsheets.fase0 import Round, most_first
from raat_analysis.factsheets.fase0_gap import beyond, said
from raat_analysis.factsheets.fase0_potential import expected_sentence, more_sentence, wishing
from raat_analysis.factsheets.fase0_steps import first_step
from raat_analysis.factsheets.fase0_wishes import FEWEST, sentence
from raat_analysis.rendering.blocks import KeyFigure, KeyFigures
from raat_analysis.sentences.amounts import amount, fte, margin_cell, people
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, share

WITHOUT = {"secret": "niet openbaar", "missing": "geen cijfer"}


def organisation_title(this: Round, whose: str) -> str:
    """What there is to win; without answers what the personnel extract says."""
    more, now, small = (
        this.one("potential_more_fte"),
        this.one("more_hours_now_pct"),
        this.one("staff_small_contracts_pct"),
    )
    if known(more) and known(now):
        return f"{whose}: medewerkers willen samen {fte(more)} meer werken"
    if known(now):
        return f"{whose}: {estimated(now)} van de medewerkers wil nu meer uren"
    if known(small):
        return f"{whose}: {share(value_of(small))} heeft een klein contract; voor de wensen zijn te weinig antwoorden"
    return f"{whose}: te weinig antwoorden voor een uitkomst"


def organisation_sentences(this: Round, region: Round) -> tuple[str, ...]:
    """The potential and what is expected of it, the main condition, the main gap or obstacle, what to do first."""
    if not this.told:
        return _without_answers(this, region)
    hours = " ".join(text for text in (more_sentence(this), expected_sentence(this)) if text)
    found = (hours or sentence(this, "uw medewerkers"), _condition(this), _gap_or_obstacle(this), first_step(this))
    return tuple(text for text in found if text)


def _without_answers(this: Round, region: Round) -> tuple[str, ...]:
    respondents = this.one("fase0_respondents")
    why = (
        f"Minder dan {FEWEST} medewerkers vulden de vragenlijst in; daarom tonen we geen uitkomsten over wensen."
        if respondents.status != "missing" or known(respondents)
        else "Er zijn geen vragenlijsten van uw medewerkers; daarom zijn er geen uitkomsten over wensen."
    )
    there = (
        f"In {place(region.whose)} geldt: {sentence(region)[0].lower()}{sentence(region)[1:]}" if region.told else ""
    )
    above = this.one("staff_above_contract_fte")
    surplus = (
        f"Uw medewerkers werken structureel {number(value_of(above), 1)} fte boven hun contract."
        if known(above) and value_of(above)
        else ""
    )
    return tuple(text for text in (why, surplus, there, first_step(this)) if text)


def _condition(this: Round) -> str:
    found = most_first(this.split("condition_pct", "condition"))
    if not found:
        return ""
    name = label_of(found[0].category, "conditions")
    return (
        f"De belangrijkste voorwaarde is '{name}': {estimated(found[0])} van wie onder voorwaarden meer wil, kiest die."
    )


def _gap_or_obstacle(this: Round) -> str:
    clear = beyond(this)
    if clear:
        return said(clear[0])
    found = most_first(this.split("obstacle_pct", "obstacle"))
    if not found:
        return ""
    name = label_of(found[0].category, "obstacles")
    return f"De grootste belemmering is '{name}': {estimated(found[0])} van uw medewerkers kiest die."


def organisation_figures(this: Round, region: Round) -> KeyFigures:
    """Wishes, potential, what is expected, the part-time factor and the response; without answers the personnel."""
    makers = SURVEYED if this.told else STAFF
    return KeyFigures(tuple(made(this, region) for made in makers))


def region_figures(this: Round) -> KeyFigures:
    """The same of a region, with who took part."""
    return KeyFigures(tuple(made(this, this) for made in REGION))


def _wish(label: str, measure: str) -> Callable[[Round, Round], KeyFigure]:
    def made(this: Round, region: Round) -> KeyFigure:
        now, there = this.one(measure), region.one(measure)
        count = capitalised(people(now.numerator)) if now.numerator is not None and this.own else ""
        beside = f"{region.whose}: {there.plain}" if region is not this and known(there) else ""
        return KeyFigure(label, _value(now), count, beside, _margin(now))

    return made


def _potential(this: Round, _: Round) -> KeyFigure:
    more = this.one("potential_more_fte")
    count = wishing(this)
    note = f"Marge: {margin_cell(more)} fte" if known(more) and more.lower is not None else ""
    shown = f"{amount(more)} fte" if known(more) else _value(more)
    return KeyFigure("Uren die mensen meer willen", shown, capitalised(people(count)) if count else "", "", note)


def _expected(this: Round, _: Round) -> KeyFigure:
    found = this.expected("potential_expected_fte")
    persons = this.expected("potential_expected_persons")["expected"]
    middle = found["expected"]
    if not known(*found.values()):
        return KeyFigure("Daarvan naar verwachting gewerkt", _value(middle))
    count = capitalised(people(value_of(persons))) if known(persons) else ""
    between = f"Voorzichtig {amount(found['cautious'])} fte, ruim {amount(found['ample'])} fte"
    return KeyFigure("Daarvan naar verwachting gewerkt", f"{amount(middle)} fte", count, between)


def _factor(this: Round, _: Round) -> KeyFigure:
    factor, mean = this.one("staff_part_time_factor_pct"), this.one("staff_contract_hours_mean")
    note = f"Gemiddeld {mean.plain} uur per contract" if known(mean) else ""
    return KeyFigure("Deeltijdfactor", _value(factor), "", "Contracturen als deel van een week van 36 uur", note)


def _response(this: Round, _: Round) -> KeyFigure:
    rate, respondents = this.one("fase0_response_pct"), this.one("fase0_respondents")
    count = f"{number(value_of(respondents))} medewerkers antwoordden" if known(respondents) else ""
    return KeyFigure("Respons", _value(rate), count)


def _staff(label: str, measure: str, unit: str = "") -> Callable[[Round, Round], KeyFigure]:
    def made(this: Round, _: Round) -> KeyFigure:
        found = this.one(measure)
        return KeyFigure(label, f"{found.plain}{unit}" if known(found) else _value(found))

    return made


def _organisations(this: Round, _: Round) -> KeyFigure:
    found = this.one("fase0_organisations")
    of = f"Van {number(found.denominator)} leden in de regio" if found.denominator is not None else ""
    return KeyFigure("Organisaties met tien of meer antwoorden", _value(found), "", of)


def _value(each: Fact) -> str:
    return each.plain if known(each) else WITHOUT.get(each.status, WITHOUT["missing"])


def _margin(each: Fact) -> str:
    if not known(each) or each.lower is None or each.upper is None:
        return ""
    return f"Marge: {number(each.lower)} tot {number(each.upper)}%"


SURVEYED = (
    _wish("Wil nu meer uren", "more_hours_now_pct"),
    _wish("Wil meer uren onder voorwaarden", "more_hours_conditional_pct"),
    _potential,
    _expected,
    _factor,
    _response,
)
STAFF = (
    _staff("Medewerkers", "staff"),
    _staff("Contracten", "staff_fte", " fte"),
    _factor,
    _staff("Contracten onder 24 uur per week", "staff_small_contracts_pct"),
    _staff("Structureel boven het contract gewerkt", "staff_above_contract_fte", " fte"),
    _response,
)
REGION = (*SURVEYED[:4], _organisations, _response)
