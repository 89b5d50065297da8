"""The six key figures of every region with a sheet beside each other, with those of Nederland below them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from raat_analysis.codelists.regions import COUNTRY, sheet_codes
from raat_analysis.factsheets.prognosis import demand_of, last_gap
from raat_analysis.factsheets.published import data_slice
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.regional import older_share
from raat_analysis.rendering.facts import subject
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.traces import unmarked
from raat_analysis.tables.employment import pct
from raat_analysis.tables.signs import with_signs

BOARD = "Openstaande vacatures zijn die op ZorgSelect, en die site is er alleen voor Oost-Nederland."
SURPLUS = "Het tekort is zonder nieuw beleid, in procenten van de vraag naar werknemers; een min is een overschot."
SECTOR = "Alle cijfers gaan over zorg en welzijn zonder kinderopvang."


@dataclass(frozen=True)
class Cell:
    """A number as a reader sees it; `order` is its value for sorting, '' without one."""

    text: str
    order: str
    period: str


@dataclass(frozen=True)
class Column:
    """A key figure: its name, the period of most regions, and a cell per region, Nederland last."""

    name: str
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """The table by column; `codes` are its rows, Nederland last."""

    codes: tuple[str, ...]
    columns: tuple[Column, ...]
    note: str

    def rows(self) -> list[tuple[str, list[Cell]]]:
        """Per region its code and cells."""
        return [(code, [column.cells[place] for column in self.columns]) for place, code in enumerate(self.codes)]


def in_order(codes: Iterable[str]) -> list[str]:
    """Region codes in the order of the codelist, Oost-Nederland after the regions."""
    return sorted(codes, key=sheet_codes("all").index)


def comparison(codes: Iterable[str], edition: str, published: Path) -> Comparison:
    """The key figures of these regions and of Nederland, each as its own sheet shows it."""
    rows = (*in_order(codes), COUNTRY)
    sheets = [Sheet(code, edition, **data_slice(code, published), mark="") for code in rows]
    columns = tuple(_column(name, [made(sheet) for sheet in sheets]) for name, made in KEY_FIGURES.items())
    shown = [(subject(code), *(column.cells[place].text for column in columns)) for place, code in enumerate(rows)]
    return Comparison(rows, columns, with_signs(shown, SECTOR, BOARD, SURPLUS))


def _column(name: str, cells: list[Cell]) -> Column:
    counted = Counter(cell.period for cell in cells if cell.order)
    period = max(counted, key=lambda each: (counted[each], each), default="")
    return Column(name, period, tuple(cells))


def _shown(each: Fact) -> Cell:
    return Cell(unmarked(each.cell), str(float(value_of(each))) if known(each) else "", _period(each))


def _latest(measure: str) -> Callable[[Sheet], Cell]:
    return lambda sheet: _shown(sheet.latest(measure))


def _shortage(sheet: Sheet) -> Cell:
    """The shortage as part of the demand, as under the key figure on the sheet."""
    gap = last_gap(sheet)
    demand = demand_of(sheet, gap)
    value = 100 * value_of(gap) / value_of(demand) if known(gap, demand) and value_of(demand) else None
    return Cell(unmarked(pct(gap, demand)), "" if value is None else str(float(value)), _period(gap))


def _period(each: Fact) -> str:
    return period_label(each.period) if each.period else ""


KEY_FIGURES: dict[str, Callable[[Sheet], Cell]] = {
    "Werknemers": _latest("employees"),
    "Openstaande vacatures per 1.000 werknemers": _latest("vacancies_per_1000_employees"),
    "Uitstroom uit zorg en welzijn": _latest("outflow_sector_pct"),
    "Ziekteverzuim": _latest("absence_pct"),
    "Verwacht tekort": _shortage,
    "Werknemers van 55 jaar of ouder": lambda sheet: _shown(older_share(sheet)),
}
