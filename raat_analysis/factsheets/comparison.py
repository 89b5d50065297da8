"""The region beside itself one and five years back, its sibling regions and Nederland."""

from collections.abc import Sequence
from itertools import product

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists.regions import COUNTRY
from raat_analysis.factsheets.prognosis import demand_of, last_gap
from raat_analysis.factsheets.reading import Sheet, siblings
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.periods import when
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import clearly, listed
from raat_analysis.tables.comparison import comparison

OLDER = {"breakdown": "age", "category": "55+"}
ROWS: tuple[tuple[str, dict[str, str]], ...] = (  # measures of reading.BESIDE
    ("employees", {}),
    ("vacancies_open", {}),
    ("vacancies_per_1000_employees", {}),
    ("outflow_sector_pct", {}),
    ("outflow_employer_pct", {}),
    ("absence_pct", {}),
    ("employees_share_pct", OLDER),
    ("care_share_pct", {}),
    ("grey_pressure_pct", {}),
    ("contract_hours_mean", {}),
    ("sector_return_pct", {}),
)
SHARES = ("employees_share_pct", "care_share_pct", "sector_return_pct")  # the most telling first
NAMED = {  # how a sentence calls them
    "employees_share_pct": "Het aandeel 55-plussers",
    "care_share_pct": "Het deel van de beroepsbevolking in zorg en welzijn",
    "sector_return_pct": "Het deel van de gediplomeerden dat in zorg en welzijn gaat werken",
}
NOTE = "Alle cijfers gaan over de hele sector. Een eerder jaar is hetzelfde kwartaal of jaar, zoveel jaar terug."


def compared_table(sheet: Sheet) -> Table | None:
    """Its numbers beside those of other moments and regions; None when the region has none."""
    found = [here for measure, where in ROWS if (here := sheet.latest(measure, **where)).period]
    if not any(known(each) for each in found):
        return None
    others = [*siblings(sheet.region_code), COUNTRY]
    rows = [_row(sheet, here, others) for here in found]
    names = [str(entries("regions")[code]["name"]) for code in others]
    columns = [sheet.name, "Een jaar eerder", "Vijf jaar eerder", *names]
    return comparison(rows, _gaps(sheet, others), columns, " ".join([NOTE, *behind(sheet, found)]))


def behind(sheet: Sheet, found: Sequence[Fact]) -> list[str]:
    """Which sibling regions have a number of an earlier period only, in a sentence per last period: an export may hold
    one region."""
    late: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for here, code in product(found, siblings(sheet.region_code)):
        last = sheet.latest(here.measure, region=code, **_where(here))
        if last.period and last.period < here.period:
            measures, regions = late.setdefault(last.period, ({}, {}))
            measures[label_of(here.measure, "measures").lower()] = regions[place(_region(last))] = None
    return [
        f"Voor {listed(list(regions))} gaan de laatste cijfers over {listed(list(measures))} over {when(period)}."
        for period, (measures, regions) in late.items()
    ]


def _where(here: Fact) -> dict[str, str]:
    return {"breakdown": here.breakdown, "category": here.category}


def siblings_sentence(sheet: Sheet) -> str:
    """The share in which the region differs clearly from every sibling region; '' when there is none."""
    codes = siblings(sheet.region_code)
    if len(codes) < 2 or sheet.region_code in {entries("regions")[code]["part_of"] for code in codes}:
        return ""
    for measure in SHARES:
        here = sheet.latest(measure, **(OLDER if measure == "employees_share_pct" else {}))
        others = [sheet.like(here, region=code) for code in codes]
        if here.period and (word := clearly(here, others)):
            beside = listed([f"{place(_region(each))} ({each.text})" for each in others])
            return f"{NAMED[measure]} ({here.text}) is duidelijk {word} dan in {beside}."
    return ""


def _row(sheet: Sheet, here: Fact, others: Sequence[str]) -> list[Fact]:
    before = [sheet.like(here, years=years) for years in (1, 5)]
    return [here, *before, *(sheet.like(here, region=code) for code in others)]


def _gaps(sheet: Sheet, others: Sequence[str]) -> list[tuple[Fact, Fact]]:
    gap = last_gap(sheet)
    if not known(gap):
        return []
    gaps = [gap, *(sheet.like(gap, region=code) for code in others)]
    return [(each, demand_of(sheet, each)) for each in gaps]


def _region(each: Fact) -> str:
    return label_of(each.region_code, "regions")
