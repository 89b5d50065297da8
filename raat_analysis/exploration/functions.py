"""Which functions stay open longest: vacancies by qualification, followed from opening until they end.

Made of the tidy adverts, so **before** disclosure control; the method is that of measures/vacancies_duration.py.
"""

from dataclasses import dataclass

import polars as pl

from raat_analysis import paths
from raat_analysis.codelists import label_of
from raat_analysis.codelists.regions import members
from raat_analysis.exploration.provenance import source_and_kind
from raat_analysis.factsheets.reading import public_folder
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.bars import Bar, bar_chart
from raat_analysis.measures.incidence import Estimate, filled, still_open
from raat_analysis.measures.vacancies_coverage import days_seen, last_day
from raat_analysis.measures.vacancies_duration import with_duration
from raat_analysis.measures.vacancies_reposts import vacancies_of_adverts
from raat_analysis.measures.vacancies_settings import settings
from raat_analysis.parquet import read_table
from raat_analysis.rendering.blocks import Paragraph, Picture, Section, Table
from raat_analysis.sentences.numbers import MISSING, number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place

OTHER = "OTH"  # no qualification of the list: no function
NOT_PUBLIC = "Uit onbeschermde gegevens: alleen voor eigen gebruik, niet publiceren."
LIMIT = (
    "Functies met minder dan {} vacatures staan er niet bij. Marge van 95%, alsof vacatures van één werkgever los van "
    "elkaar staan: de echte marge is ruimer. {}"
)


@dataclass(frozen=True)
class Function:
    """A qualification: its vacancies, the day by which half was filled (None: never), the share open after 90 days."""

    name: str
    vacancies: int
    median: Estimate | None
    open_later: Estimate


def stay_open_longest(region_code: str, name: str, quarter: str) -> Section:
    """The functions by the share that is still open after 90 days, of what opened in the year up to a quarter."""
    adverts = read_table(paths.processed("tidy") / "vacancies.parquet")
    found = functions(adverts, members(region_code) or [region_code], quarter)
    if not found:
        return empty(f"In {place(name)} heeft geen functie genoeg vacatures om te volgen.")
    longest = found[0]
    said = (
        f"{longest.name}: {_ranged(longest.open_later, 100, '%')} van de vacatures in {place(name)} stond na "
        f"{settings()['time_to_filled']['open_over_days']} dagen nog open. {_order(found)}"
    )
    return section(Paragraph(NOT_PUBLIC, "warning"), finding(said), _picture(found, region_code, name, quarter))


def functions(adverts: pl.DataFrame, regions: list[str], quarter: str) -> list[Function]:
    """The functions with enough vacancies, those that stay open longest first; adverts placed again count once."""
    first = f"{int(quarter[:4]) - 1}{quarter[4:]}"
    seen, here = last_day(days_seen(adverts)), adverts.filter(pl.col("region_code").is_in(regions))
    followed = with_duration(vacancies_of_adverts(here), seen).filter(
        pl.col("posted_period") > first, pl.col("posted_period") <= quarter, pl.col("qualification_code") != OTHER
    )
    least = settings()["time_to_filled"]["fewest_vacancies"]
    parts = followed.partition_by("qualification_code", as_dict=True)
    found = [_function(str(code), part) for (code,), part in parts.items() if part.height >= least]
    return sorted((each for each in found if each), key=lambda each: (-each.open_later.value, each.name))


def _function(code: str, part: pl.DataFrame) -> Function | None:
    limits = settings()["time_to_filled"]
    days, endings = part["days"].to_numpy(), part["ending"].to_numpy()
    later = still_open(days, endings, limits["interval_pct"]).at(limits["open_over_days"])
    median = filled(days, endings, limits["interval_pct"]).median()
    return Function(label_of(code, "qualifications"), part.height, median, later) if later else None


def _ranged(estimate: Estimate | None, scale: int = 1, unit: str = "") -> str:
    """'36 (35–38)'; '.' when it is not reached."""
    if estimate is None:
        return MISSING
    shown = f"{number(scale * estimate.value)}{unit}"
    if estimate.lower is None or estimate.upper is None:
        return shown
    return f"{shown} ({number(scale * estimate.lower)}–{number(scale * estimate.upper)})"


def _order(found: list[Function]) -> str:
    """Whether the first function stands out from the others: its interval lies above all of theirs."""
    first, others = found[0].open_later, [each.open_later for each in found[1:]]
    lower = first.value if first.lower is None else first.lower
    apart = all((each.value if each.upper is None else each.upper) < lower for each in others)
    many = f"Dat is het meest van {len(found)} functies" if others else "Andere functies hebben te weinig vacatures"
    return f"{many}." if apart else f"{many}, maar de marges overlappen: de volgorde kan toeval zijn."


def _picture(found: list[Function], region_code: str, name: str, quarter: str) -> Picture:
    later = settings()["time_to_filled"]["open_over_days"]
    header = ("Functie", "Vacatures", "Dagen tot de helft vervuld is", f"Na {later} dagen nog open")
    rows = tuple(
        (e.name, number(e.vacancies), _ranged(e.median), _ranged(e.open_later, 100, "%")) for e in found
    )  # fmt: skip
    table = Table(f"Hoe lang functies openstaan, {name}, jaar tot en met het {period_label(quarter)}", header, rows)
    bars = [Bar(e.name, 100 * e.open_later.value, _ranged(e.open_later, 100, "%")) for e in found]
    alt = "Staafdiagram: " + "; ".join(f"{bar.label} {bar.text}" for bar in bars) + "."
    source = source_and_kind("zorgselect", read_table(public_folder(None) / "sources.parquet"))
    note = LIMIT.format(settings()["time_to_filled"]["fewest_vacancies"], source)
    title = f"{name}: welk deel van de vacatures na {later} dagen nog openstaat, per functie"
    return Picture(title, bar_chart(f"functions-{region_code}", bars), alt, table, note)
