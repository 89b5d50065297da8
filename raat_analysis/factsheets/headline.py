"""The title of a factsheet: the two most important findings that a rule supports, after the region's name.

The order of FINDINGS is the order of importance: what sets a region apart in counted numbers first, then what the
forecast says, then change in a year. Without any of them the title says how many employees there are.
"""

from collections.abc import Callable

from raat_analysis.factsheets.prognosis import demand_of, last_gap
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.regional import older_sentence, older_share
from raat_analysis.factsheets.turnover import verdict
from raat_analysis.figures.shortage import shortage_words
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number, rounded
from raat_analysis.sentences.wording import beyond_chance, compared, share

SHORTAGE_PCT = 5  # of the demand: below this the forecast does not lead
GROWTH_PCT = 2  # of the employees in a year
SMALLEST = 100  # vacancies: below this a change in percent says more than the count does


def title(sheet: Sheet) -> str:
    """The finding, beginning with the region's name."""
    found = [text for text in (made(sheet) for made in FINDINGS) if text][:2]
    return f"{sheet.name}: {'; '.join(found) or _size(sheet)}"


def _outflow(sheet: Sheet) -> str:
    """Only by the funnel over all regions: its 1 and -1 (docs/methods/turnover.md)."""
    here = sheet.latest("outflow_sector_pct")
    judged, country = verdict(sheet, here)[0], sheet.country(here)
    if not known(here, judged, country) or rounded(value_of(judged)) == 0:
        return ""
    word = "hoger" if value_of(judged) > 0 else "lager"
    return f"uitstroom duidelijk {word} dan in Nederland ({here.text} en {country.text})"


def _older(sheet: Sheet) -> str:
    here = older_share(sheet)
    words = compared(here, sheet.country(here))
    if not words.startswith("duidelijk") or here.region_code == sheet.country(here).region_code:
        return ""
    more = "meer" if "hoger" in words else "minder"
    return f"{older_sentence(here)}, duidelijk {more} dan in Nederland ({share(value_of(sheet.country(here)))})"


def _shortage(sheet: Sheet) -> str:
    gap = last_gap(sheet)
    part = missing_pct(sheet, gap)
    if part is None or abs(part) < SHORTAGE_PCT:
        return ""
    return f"naar verwachting {shortage_words(gap)} in {gap.period}"


def _growth(sheet: Sheet) -> str:
    now = sheet.latest("employees")
    return _changed(now, sheet.earlier(now), "werknemers", GROWTH_PCT)


def _vacancies(sheet: Sheet) -> str:
    now = sheet.latest("vacancies_opened_without_reposts")
    then = sheet.earlier(now)
    if not beyond_chance(now, then) or value_of(then) < SMALLEST:
        return ""
    return _changed(now, then, "nieuwe vacatures", 0)


def _changed(now: Fact, then: Fact, what: str, least_pct: float) -> str:
    """'2,1% meer werknemers dan een jaar eerder', when it is more than the least change."""
    if not known(now, then) or value_of(then) <= 0:
        return ""
    size = 100 * (value_of(now) - value_of(then)) / value_of(then)
    if abs(size) < least_pct or rounded(size, 1) == 0:
        return ""
    return f"{number(abs(size), 1)}% {'meer' if size > 0 else 'minder'} {what} dan een jaar eerder"


def _size(sheet: Sheet) -> str:
    total, older = sheet.latest("employees"), older_share(sheet)
    if not known(total):
        return "de arbeidsmarkt van zorg en welzijn"
    people = f"{number(value_of(total))} werknemers"
    return f"{people}, {older_sentence(older)}" if known(older) else f"{people} in zorg en welzijn"


def missing_pct(sheet: Sheet, gap: Fact) -> float | None:
    """The shortage in percent of the demand of its year; None when one is unknown or nothing is demanded."""
    demand = demand_of(sheet, gap)
    if not known(gap, demand) or value_of(demand) <= 0:
        return None
    return 100 * value_of(gap) / value_of(demand)


FINDINGS: tuple[Callable[[Sheet], str], ...] = (_outflow, _older, _shortage, _growth, _vacancies)
