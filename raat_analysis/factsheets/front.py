"""The first page: the finding as title, the key sentences, six key figures."""

from collections.abc import Callable

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import AREA
from raat_analysis.factsheets.ageing import retirement_sentence
from raat_analysis.factsheets.comparison import siblings_sentence
from raat_analysis.factsheets.editions import important_revision
from raat_analysis.factsheets.headline import title
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.prognosis import demand_of, forecast, last_gap, with_policy
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.regional import older_share
from raat_analysis.factsheets.sections import section
from raat_analysis.factsheets.turnover import verdict
from raat_analysis.figures.shortage import beside_words, shortage_words
from raat_analysis.rendering.blocks import Bullets, KeyFigure, KeyFigures, Section, Title
from raat_analysis.sentences.changes import DOWN, SAME, UP, change, change_words
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MINUS, number, rounded
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place, place_first
from raat_analysis.sentences.wording import by_verdict, capitalised, compared, roughly, verdict_clause

WITHOUT = {"secret": "niet openbaar", "missing": "geen cijfer"}


def front(sheet: Sheet) -> Section:
    """Title with the finding, three to five key sentences, and six key figures."""
    subtitle = f"Factsheet arbeidsmarkt zorg en welzijn · {sheet.name} · {period_label(sheet.edition)}"
    sentences = key_sentences(sheet)
    nothing = (f"Voor {place(sheet.name)} zijn in deze editie geen kerncijfers openbaar.",)
    return section(
        Title(title(sheet), subtitle, notice(sheet.sources)),
        Bullets(sentences or nothing),
        KeyFigures(tuple(made(sheet) for made in KEY_FIGURES)),
    )


def key_sentences(sheet: Sheet) -> tuple[str, ...]:
    """The most important sentences that there are, at most MOST, in the order of the page."""
    said = [(importance, text) for importance, made in SENTENCES if (text := made(sheet))]
    least = sorted(importance for importance, _ in said)[:MOST]
    return tuple(text for importance, text in said if importance in least)


def _employees(sheet: Sheet) -> str:
    now = sheet.latest("employees")
    if not known(now):
        return ""
    return (
        f"{place_first(sheet.name)} telt {number(value_of(now))} werknemers in zorg en welzijn "
        f"({period_label(now.period)}), {change_words(now, sheet.earlier(now))}."
    )


def _vacancies(sheet: Sheet) -> str:
    now = sheet.latest("vacancies_opened_without_reposts")
    if not known(now):
        return ""
    words = change_words(now, sheet.earlier(now))
    return f"In het {period_label(now.period)} kwamen er op ZorgSelect {now.text} bij, {words}."


def _outflow(sheet: Sheet) -> str:
    now = sheet.latest("outflow_sector_pct")
    if not known(now):
        return ""
    beside = verdict_clause(*verdict(sheet, now), sheet.country(now))
    return f"In {now.period} verliet {now.text} van de werknemers zorg en welzijn{beside}."


def _shortage(sheet: Sheet) -> str:
    last = last_gap(sheet)
    if not known(last):
        return ""
    policy = with_policy(sheet, last)
    beside = f", met nieuw beleid {beside_words(last, policy)}" if known(policy) else ""
    return f"Zonder nieuw beleid is er in {last.period} naar verwachting {shortage_words(last)}{beside}."


def _ageing(sheet: Sheet) -> str:
    return retirement_sentence(sheet)


def _employees_figure(sheet: Sheet) -> KeyFigure:
    now = sheet.latest("employees")
    country = sheet.country(now)
    there = change_words(country, sheet.earlier(country)) if known(country) else ""
    return _figure("Werknemers", now, change(now, sheet.earlier(now)), there and f"Nederland: {there}")


def _vacancies_figure(sheet: Sheet) -> KeyFigure:
    label, now = "Openstaande vacatures op ZorgSelect", sheet.latest("vacancies_open")
    if not sheet.facts("vacancies_open"):  # ZorgSelect is the board of the WGV regions only
        return _percentage("Deel van de beroepsbevolking in zorg en welzijn", lambda s: s.latest("care_share_pct"))(
            sheet
        )
    here = sheet.latest("vacancies_per_1000_employees")
    area = sheet.like(here, region=AREA)
    when = f" ({period_label(here.period)})" if here.period != now.period else ""
    rate = f"{here.plain} per 1.000 werknemers{when}" if known(here) else ""
    other = f"; {entries('regions')[AREA]['name']} {area.plain}" if rate and known(area) and area != here else ""
    return _figure(label, now, change(now, sheet.earlier(now)), rate + other)


def _shortage_figure(sheet: Sheet) -> KeyFigure:
    now = last_gap(sheet)
    demand = demand_of(sheet, now)
    country = sheet.country(now)
    country_demand = sheet.country(demand)
    years = forecast(sheet, "shortage", now.edition) if known(now) else []
    first = _since(now, years[0]) if len(years) > 1 else ""
    rates = [_rate(now, demand), _rate(country, country_demand)]
    comparison = f"{rates[0]} van de vraag" + (f"; Nederland {rates[1]}" if rates[1] else "") if rates[0] else ""
    policy = with_policy(sheet, now)
    note = f"Zonder nieuw beleid; met nieuw beleid {roughly(value_of(policy))}" if known(now, policy) else ""
    label = f"Verwacht tekort in {now.period}" if now.period else "Verwacht tekort"
    value = roughly(value_of(now)) if known(now) else _value(now)
    note = note or ("Zonder nieuw beleid" if known(now) else "")
    surplus = any(MINUS in shown for shown in (value, first, comparison, note))
    return KeyFigure(label, value, first, comparison, note + (" (een min is een overschot)" if surplus else ""))


def _since(now: Fact, first: Fact) -> str:
    """'↑ meer dan in 2026 (ongeveer 3.700)'."""
    before, after = (rounded(value_of(each)) for each in (first, now))
    words = f"{UP} meer dan" if after > before else f"{DOWN} minder dan" if after < before else f"{SAME} evenveel als"
    return f"{words} in {first.period} ({roughly(value_of(first))})"


def _rate(part: Fact, whole: Fact) -> str:
    if not known(part, whole) or not value_of(whole):
        return ""
    return f"{number(100 * value_of(part) / value_of(whole), 1)}%"


def _outflow_figure(sheet: Sheet) -> KeyFigure:
    now = sheet.latest("outflow_sector_pct")
    words = by_verdict(*verdict(sheet, now), sheet.country(now)) if known(now) else ""
    return _figure("Uitstroom uit zorg en welzijn", now, change(now, sheet.earlier(now)), words)


def _percentage(label: str, found: Callable[[Sheet], Fact]) -> Callable[[Sheet], KeyFigure]:
    def made(sheet: Sheet) -> KeyFigure:
        now = found(sheet)
        return _figure(label, now, change(now, sheet.earlier(now)), compared(now, sheet.country(now)))

    return made


def _figure(label: str, now: Fact, words: str, comparison: str) -> KeyFigure:
    provisional = ", voorlopig" if now.status == "provisional" else ""
    note = f"{period_label(now.period)}{provisional}" if now.period else ""
    return KeyFigure(label, _value(now), words, capitalised(comparison), note)


def _value(now: Fact) -> str:
    return now.plain if known(now) else WITHOUT.get(now.status, WITHOUT["missing"])


MOST = 5  # key sentences
SENTENCES: tuple[
    tuple[int, Callable[[Sheet], str]], ...
] = (  # in the order of the page: importance (1 first), sentence
    (1, important_revision),
    (7, _employees),
    (6, _vacancies),
    (2, _outflow),
    (4, siblings_sentence),
    (3, _shortage),
    (5, _ageing),
)
KEY_FIGURES: tuple[Callable[[Sheet], KeyFigure], ...] = (
    _employees_figure,
    _vacancies_figure,
    _outflow_figure,
    _percentage("Ziekteverzuim", lambda sheet: sheet.latest("absence_pct")),
    _shortage_figure,
    _percentage("Werknemers van 55 jaar of ouder", older_share),
)
