"""A region for analysts: all sections of its factsheet, and the analyses behind them that a factsheet has no room for.

explore("Twente").funnel()
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from raat_analysis import paths
from raat_analysis.exploration import beside, turnover
from raat_analysis.exploration.asked import code_of
from raat_analysis.exploration.axes import figure_of, section_of
from raat_analysis.exploration.board import forecast_tested, time_to_fill
from raat_analysis.exploration.functions import stay_open_longest
from raat_analysis.exploration.hours import one_more_hour
from raat_analysis.exploration.leavers import where_leavers_go
from raat_analysis.exploration.revisions import revisions
from raat_analysis.factsheets import levers, outlook, prognosis, vacancies
from raat_analysis.factsheets.published import read_sheet, refuse_shown_secrets
from raat_analysis.factsheets.reading import Sheet, public_folder
from raat_analysis.factsheets.sections import empty, section
from raat_analysis.factsheets.sheet import Factsheet
from raat_analysis.figures.forecast import forecast_fan
from raat_analysis.figures.shortage_editions import bridge, net_and_gross
from raat_analysis.figures.vacancies_board import days_to_filled, with_and_without_reposts
from raat_analysis.params import read_params
from raat_analysis.parquet import read_table
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.places import place

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ONCE, EVERY = "vacancies_opened_without_reposts", "vacancies_opened"
QUARTERS_COUNTED = 12  # before a fan


@dataclass(frozen=True)
class Exploration(Factsheet):
    """A region's sections and analyses of one edition; each method shows itself in a notebook."""

    all_regions: pl.DataFrame  # the published numbers of every region, for comparisons

    def reposts(self) -> Section:
        """Vacancies opened with and without adverts that are placed again."""
        once, every = (_up_to_known(self.sheet.facts(measure)) for measure in (ONCE, EVERY))
        if not once or not every or once[-1].period != every[-1].period:
            return _no_board(self.sheet)
        return section(with_and_without_reposts(every, once, self.sheet.name))

    def time_to_fill(self) -> Section:
        """Days until half is filled, and what is filled and open after so many days, by branch."""
        medians = _up_to_known(self.sheet.facts(vacancies.MEDIAN))
        shares = time_to_fill(self.sheet)
        if not medians and shares is None:
            return _no_board(self.sheet)
        return section(days_to_filled(medians, self.sheet.name) if medians else None, shares)

    def on_the_map(self, measure: str = "grey_pressure_pct") -> Section:
        """A measure over the 28 regions."""
        return beside.on_the_map(self.sheet, self.all_regions, measure)

    def by_branch(self, measure: str = "absence_pct") -> Section:
        """A percentage of each branch beside Nederland."""
        return beside.by_branch(self.sheet, measure)

    def over_time(self, measure: str = "absence_pct") -> Section:
        """A measure of the region, its siblings and Nederland, a panel each."""
        return beside.over_time(self.sheet, self.all_regions, measure)

    def outflow(self) -> Section:
        """Outflow counted, standardised and modelled."""
        return turnover.outflow(self.sheet)

    def funnel(self, measure: str = "outflow_sector_pct") -> Section:
        """All regions by size and outflow (also of outflow_employer_pct), with the limits of a verdict."""
        return turnover.outflow_funnel(self.sheet, self.all_regions, measure)

    def outflow_change(self, concept: str = "outflow_sector") -> Section:
        """Kitagawa's parts of the change in outflow (also of outflow_employer)."""
        return turnover.outflow_change(self.sheet, concept)

    def forecast(self) -> Section:
        """Vacancies expected, with their fan, and how such forecasts did before, by branch."""
        counted = _up_to_known(self.sheet.facts(ONCE))
        coming = vacancies.forecast(self.sheet, counted[-1].period) if counted else []
        if not coming:
            return empty(f"Voor {place(self.sheet.name)} is er geen verwachting van de vacatures.")
        return section(forecast_fan(counted[-QUARTERS_COUNTED:], coming, self.sheet.name), forecast_tested(self.sheet))

    def editions(self) -> Section:
        """The bridge from the edition before to the newest, and its shortage net and gross."""
        known_editions = prognosis.editions(self.sheet)
        net = prognosis.forecast(self.sheet, "shortage", known_editions[-1]) if known_editions else []
        if not net:
            return empty(f"Voor {place(self.sheet.name)} is geen prognose te tonen.")
        pairs = [(each, self.sheet.like(replace(each, measure="shortage_gross"))) for each in net]
        both = [pair for pair in pairs if known(*pair)]
        parts = _bridge(self.sheet, net, known_editions)
        return section(
            bridge(*parts, self.sheet.name) if parts else Paragraph("Er is geen eerdere editie om mee te vergelijken."),
            net_and_gross([n for n, _ in both], [g for _, g in both], self.sheet.name) if len(both) > 1 else None,
        )

    def tornado(self) -> Section:
        """Which input moves the outcome of the levers most."""
        return levers.sensitivity(self.sheet)

    def where_leavers_go(self) -> Section:
        """The destination of who left an employer, as a share of them all."""
        return where_leavers_go(self.sheet)

    def stay_open_longest(self) -> Section:
        """The functions whose vacancies stay open longest; from before disclosure control, so not to be published."""
        return stay_open_longest(self.sheet.region_code, self.sheet.name, self.sheet.edition)

    def one_more_hour(self, branch: str = "VVT") -> Section:
        """An hour a week more for everybody in a branch, beside what Fase 0 expects."""
        return one_more_hour(self.sheet, code_of(branch, "branches"))

    def revisions(self, year: str | None = None) -> Section:
        """The shortage of one year as each edition of the forecast foresaw it."""
        return revisions(self.sheet, year)

    def figure(self, section: str, ax: "Axes | None" = None, place: int = 0) -> "Axes":
        """A figure of a section on axes of your own: `figure("funnel", ax=ax)`; `place` when it has more than one."""
        return figure_of(section_of(self, section), ax, place)


def explore(region: str, edition: str | None = None, published: Path | None = None) -> Exploration:
    """The analyses of a region (a code or a name), as published for an edition (2026Q3); else that of params.yaml."""
    code = code_of(region, "regions")
    edition = edition or read_params(paths.project_root() / "params.yaml").edition
    rows = read_table(public_folder(published) / "numbers.parquet")
    refuse_shown_secrets(rows)
    return Exploration(read_sheet(code, edition, published), rows)


def _up_to_known(facts: list[Fact]) -> list[Fact]:
    """A series up to its last known period."""
    places = [place for place, each in enumerate(facts) if known(each)]
    return facts[: places[-1] + 1] if places else []


def _no_board(sheet: Sheet) -> Section:
    return empty(f"Voor {place(sheet.name)} zijn er geen openbare cijfers van ZorgSelect, de vacaturesite van WGV.")


def _bridge(
    sheet: Sheet, net: list[Fact], known_editions: list[str]
) -> tuple[Fact, Fact, list[tuple[str, Fact]]] | None:
    """The shortage of the last year that both editions have, before and after, and the parts between them."""
    if len(known_editions) < 2:
        return None
    before = {each.period: each for each in prognosis.forecast(sheet, "shortage", known_editions[-2])}
    shared = [each for each in net if each.period in before]
    if not shared:
        return None
    after = shared[-1]
    whole = replace(after, measure="shortage_revision", breakdown="bridge")
    parts = [(words, sheet.like(replace(whole, category=part))) for part, words in outlook.PARTS.items()]
    return (before[after.period], after, parts) if known(*(each for _, each in parts)) else None
