"""The factsheet of a region: a method per section, nothing computed in between."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.factsheets import (
    account,
    ageing,
    fase0,
    front,
    levers,
    outlook,
    programme,
    regional,
    training,
    turnover,
    vacancies,
)
from raat_analysis.factsheets.published import read_sheet
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import shown_measures
from raat_analysis.rendering.blocks import Section


@dataclass(frozen=True)
class Factsheet:
    """A region's factsheet of an edition; factsheets/sections.yml gives the order of the sections."""

    sheet: Sheet

    def front(self) -> Section:
        return front.front(self.sheet)

    def profile(self) -> Section:
        return regional.profile(self.sheet)

    def employment(self) -> Section:
        return regional.employment(self.sheet)

    def vacancies(self) -> Section:
        return vacancies.vacancies(self.sheet)

    def turnover(self) -> Section:
        return turnover.turnover(self.sheet)

    def training(self) -> Section:
        return training.training(self.sheet)

    def absence(self) -> Section:
        return regional.absence(self.sheet)

    def potential(self) -> Section:
        return fase0.potential(fase0.region_round(self.sheet))

    def shortage(self) -> Section:
        return outlook.shortage(self.sheet)

    def ageing(self) -> Section:
        return ageing.ageing(self.sheet)

    def levers(self) -> Section:
        return levers.levers(self.sheet)

    def monitor(self) -> Section:
        return programme.monitor(self.sheet)

    def account(self) -> Section:
        return account.account(self.sheet, account.with_rows(self.sheet, shown_measures("factsheet")))


def factsheet(region_code: str, edition: str, published: Path | None = None) -> Factsheet:
    """The factsheet of a region (RA0205, or RA02) for a quarter (2026Q3).

    `published` is the folder that holds public/; without it the project's own. Reads every table once. Raises
    ParameterRefused for an unknown region or edition, RaatError when a table is not there.
    """
    return Factsheet(read_sheet(region_code, edition, published))
