"""What a finding means for who steers on it: a sentence or two, said only when the rule beside it holds.

Each rule names its threshold and says nothing that its numbers do not say. A rule that does not hold gives ''.
"""

from dataclasses import replace

from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets.prognosis import last_gap
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number, rounded
from raat_analysis.sentences.periods import period_label, year_before

GREY_POINTS = 1  # in five years
OLDER_PCT = 20  # one in five employees
STAYERS_PCT = 50  # half of the leavers
STUDENTS_PCT = 5  # change in the number of entrants
QUARTERS_IN_A_ROW = 4  # absence on the same side of Nederland
HARD_PCT = 10  # one in ten vacancies still open after 90 days
RETIRING_PCT = 50  # of those who leave: below it retirement is not the main cause


def profile(sheet: Sheet) -> str:
    """When the number of older people per 100 of working age moved at least a point in five years."""
    now = sheet.latest("grey_pressure_pct")
    then = sheet.like(now, years=5)
    if not known(now, then) or abs(value_of(now) - value_of(then)) < GREY_POINTS:
        return ""
    fewer = "minder" if value_of(now) > value_of(then) else "meer"
    return (
        f"Tegenover elke 100 inwoners van 20 tot 65 jaar staan er {number(value_of(now))} van 65 jaar of ouder; vijf "
        f"jaar eerder waren dat er {number(value_of(then))}. Voor elke oudere zijn er dus {fewer} mensen om te werken."
    )


def employment(sheet: Sheet) -> str:
    """When at least one in five is 55 or older, and they are more than the youngest."""
    older, young = (sheet.latest("employees_share_pct", breakdown="age", category=code) for code in ("55+", "<25"))
    if not known(older, young) or value_of(older) < OLDER_PCT or rounded(value_of(older)) <= rounded(value_of(young)):
        return ""
    return (
        f"Van elke 100 werknemers zijn er {number(value_of(older))} van 55 jaar of ouder en {number(value_of(young))} "
        "jonger dan 25 jaar. De groep die het eerst met pensioen gaat, is dus groter dan de groep die net begint."
    )


def vacancies(sheet: Sheet) -> str:
    """When many vacancies stay open, or models did no better than last year's quarter."""
    hard = sheet.latest("vacancies_open_over_90_days_pct")
    if known(hard) and value_of(hard) >= HARD_PCT:
        many = number(value_of(hard))
        return f"Van elke 100 vacatures staan er {many} na 90 dagen nog open: die zijn moeilijk te vervullen."
    skill = sheet.latest("vacancies_forecast_skill_pct", scenario="forecast")
    last_year = _next_quarter_a_year_ago(sheet)
    if not known(skill, last_year) or value_of(skill) != 0:
        return ""
    coming = period_label(year_before(last_year.period, -1))
    return (
        f"Ga voor het {coming} uit van het cijfer van een jaar eerder ({last_year.text}): rekenmodellen "
        "kwamen in de afgelopen twee jaar niet dichterbij."
    )


def turnover(sheet: Sheet) -> str:
    """When more leave than come in while the shortage grows; else where the half of the leavers goes."""
    balance = sheet.latest("flow_balance")
    gap, before = _gap_and_first(sheet)
    if known(balance, gap, before) and value_of(balance) < 0 and value_of(gap) > max(value_of(before), 0.0):
        return (
            f"Er vertrokken in {balance.period} meer mensen dan er binnenkwamen ({number(-value_of(balance))}), en het "
            "verwachte tekort groeit."
        )
    return _stayers(sheet)


def _stayers(sheet: Sheet) -> str:
    left = sheet.latest("outflow_employer")
    gone = sheet.like(replace(left, measure="outflow_sector"))
    if not known(left, gone) or value_of(left) <= 0:
        return ""
    leaving = 100 * value_of(gone) / value_of(left)
    said = f"Van elke 100 mensen die bij hun werkgever vertrokken, verlieten er {number(leaving)} ook zorg en welzijn. "
    if rounded(leaving) <= 100 - STAYERS_PCT:
        return f"{said}De anderen bleven in de sector: hen verliest de werkgever, maar de sector niet."
    return f"{said}Wie een werkgever weet te houden, blijft dus meestal ook voor de sector behouden."


def training(sheet: Sheet) -> str:
    """When the entrants of the last year are clearly more or fewer than in the first year shown."""
    years = [each for each in sheet.facts("entrants") if known(each)]
    if len(years) < 2 or value_of(years[0]) <= 0:
        return ""
    first, last = years[0], years[-1]
    size = 100 * (value_of(last) - value_of(first)) / value_of(first)
    if abs(size) < STUDENTS_PCT:
        return ""
    more = "meer" if size > 0 else "minder"
    return (
        f"In {last.period} begonnen er {number(abs(size))}% {more} studenten dan in {first.period}. Halen er "
        f"naar verhouding evenveel hun diploma, dan komen er later ook {more} gediplomeerden."
    )


def absence(sheet: Sheet) -> str:
    """When absence was above, or below, that of Nederland in each of the last four quarters."""
    here = [each for each in sheet.facts("absence_pct") if known(each)][-QUARTERS_IN_A_ROW:]
    pairs = [(each, sheet.country(each)) for each in here]
    if len(pairs) < QUARTERS_IN_A_ROW or not all(known(one, other) for one, other in pairs):
        return ""
    sides = {_side(one, other) for one, other in pairs}
    if sheet.region_code == COUNTRY or len(sides) > 1 or sides == {0}:
        return ""
    word = "hoger" if sides == {1} else "lager"
    first, last = pairs[0][0].period, pairs[-1]
    return (
        f"Het verzuim was vanaf het {period_label(first)} elk kwartaal {word} dan in Nederland: in het laatste "
        f"kwartaal {last[0].text} tegen {last[1].text}."
    )


def potential(now: Fact, conditional: Fact) -> str:
    """When more people want more hours under conditions than at once, beyond the margins."""
    if not known(now, conditional) or now.upper is None or conditional.lower is None:
        return ""
    if conditional.lower <= now.upper:
        return ""
    return "De meeste mensen die meer willen werken, stellen een voorwaarde. De figuur laat zien welke."


def shortage(demand: Fact, gap: Fact) -> str:
    """When at least one in a hundred of the demanded employees is missing."""
    missing = 100 * value_of(gap) / value_of(demand) if known(demand, gap) and value_of(demand) > 0 else 0.0
    if rounded(missing) < 1:
        return ""
    return (
        f"Zonder nieuw beleid zijn in {gap.period} van elke 100 gevraagde werknemers er {number(missing)} "
        "niet te vinden."
    )


def ageing(total: Fact, retired: Fact) -> str:
    """When retirement is not the main cause of the vacancies to come."""
    if not known(total, retired) or value_of(total) <= 0:
        return ""
    part = 100 * value_of(retired) / value_of(total)
    if rounded(part) >= RETIRING_PCT:
        return ""
    return (
        "Pensioen is niet de grootste oorzaak van vertrek: van elke 100 mensen die het komende jaar zorg en welzijn "
        f"verlaten, gaan er naar verwachting {number(part)} met pensioen."
    )


def levers(largest: Fact, gap: float) -> str:
    """When the upper end of the largest lever is below the expected shortage."""
    if largest.upper is None or gap <= 0 or largest.upper >= gap:
        return ""
    return "Eén knop is dus niet genoeg: er zijn er meer tegelijk nodig."


def _next_quarter_a_year_ago(sheet: Sheet) -> Fact:
    """The vacancies opened in the quarter that comes next, a year before it."""
    quarters = sheet.facts("vacancies_opened_without_reposts")
    return quarters[-4] if len(quarters) > 3 else Fact("vacancies_opened_without_reposts", sheet.region_code)


def _gap_and_first(sheet: Sheet) -> tuple[Fact, Fact]:
    gap = last_gap(sheet)
    years = sheet.facts("shortage", scenario=gap.scenario, edition=gap.edition) if known(gap) else []
    now = [each for each in years if each.period >= sheet.edition[:4]]
    return gap, now[0] if now else Fact("shortage", sheet.region_code)


def _side(one: Fact, other: Fact) -> int:
    difference = rounded(value_of(one), one.decimals) - rounded(value_of(other), other.decimals)
    return (difference > 0) - (difference < 0)
