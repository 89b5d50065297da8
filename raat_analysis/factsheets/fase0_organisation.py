"""The confidential Fase 0 report of one organisation, beside its region. Nobody else's numbers are in it."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.errors import ParameterRefused
from raat_analysis.factsheets import account, fase0
from raat_analysis.factsheets.front import notice
from raat_analysis.factsheets.published import ORGANISATION, data_slice, hash_of, refuse_edition
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import empty, section, shown_measures
from raat_analysis.figures.potential import WISHES
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section, Title
from raat_analysis.sentences.facts import known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label, round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated
from raat_analysis.tables.potential import compared

FEWEST = 10  # respondents; below that an estimate says more about a person than about the organisation


@dataclass(frozen=True)
class Fase0Organisation:
    """Sections as in factsheets/sections.yml."""

    code: str
    sheet: Sheet
    this: fase0.Round
    region: fase0.Round

    @property
    def enough(self) -> bool:
        """Whether there are respondents enough to show anything."""
        respondents = self.this.one("fase0_respondents")
        told = known(self.this.one(fase0.MARKER))  # also of fewer, when the organisation chose so
        return told or (known(respondents) and value_of(respondents) >= FEWEST)

    def front(self) -> Section:
        marks = [f"Vertrouwelijk: alleen voor {self.code}.", notice(self.sheet.sources, "rapport")]
        when = round_label(self.this.code) if self.this.code else period_label(self.sheet.edition)
        subtitle = f"Fase 0, onbenut potentieel · organisatie {self.code} · {when}"
        now = self.this.one(fase0.MARKER)
        if not self.enough or not known(now):
            title = f"Organisatie {self.code}: te weinig antwoorden voor een uitkomst"
            said = f"Minder dan {FEWEST} medewerkers vulden de vragenlijst in; daarom tonen we geen uitkomsten."
        else:
            title = f"Organisatie {self.code}: {estimated(now)} van de medewerkers wil nu meer uren"
            there = self.region.one(fase0.MARKER)
            beside = f"; in {place(self.sheet.name)} is dat {estimated(there)}" if known(there) else ""
            said = capitalised(f"{estimated(now)} van de medewerkers wil nu meer uren werken{beside}.")
        return section(Title(title, subtitle, " ".join(mark for mark in marks if mark)), Bullets((said,)))

    def response(self) -> Section:
        respondents, rate = self.this.one("fase0_respondents"), self.this.one("fase0_response_pct")
        if not self.enough:
            return self._too_few("De respons")
        said = f"De vragenlijst is ingevuld door {number(value_of(respondents))} medewerkers"
        return section(Paragraph(f"{said}: {rate.cell} van het personeel." if known(rate) else f"{said}."))

    def wishes(self) -> Section:
        if not self.enough:
            return self._too_few("De wensen over uren")
        pairs = [(self.this.one(m), self.region.one(m)) for m in WISHES]
        table = compared(pairs, self.code, self.sheet.name)
        return Section((*fase0.wishes_section(self.this).blocks, table))

    def potential(self) -> Section:
        return fase0.potential_section(self.this) if self.enough else self._too_few("Het potentieel")

    def conditions(self) -> Section:
        return fase0.conditions_section(self.this) if self.enough else self._too_few("De voorwaarden")

    def managers(self) -> Section:
        return fase0.managers_section(self.this) if self.enough else self._too_few("De antwoorden van leidinggevenden")

    def account(self) -> Section:
        return account.account(self.sheet, shown_measures("fase0_organisation"), account.FASE0_LIMITS, self.code)

    def _too_few(self, what: str) -> Section:
        return empty(f"{what} tonen we niet: minder dan {FEWEST} antwoorden.")


def fase0_organisation(organisation_code: str, edition: str, published: Path | None = None) -> Fase0Organisation:
    """The report of an organisation, from its own folder and the public rows of its region.

    A code of another form is a ParameterRefused; a code without a folder is a RaatError.
    """
    refuse_edition(edition)
    if not ORGANISATION.fullmatch(organisation_code):
        raise ParameterRefused(f"Organisation {organisation_code!r} is not a code such as TW-A01.")
    tables = data_slice(organisation_code, published)
    mark, members = hash_of(tables), tables.pop("members")
    region_code = str(members["region_code"].drop_nulls().max() or "NL01")
    sheet = Sheet(region_code, edition, **tables, mark=mark)
    own = fase0.latest_round(members, organisation_code, organisation_code, edition)
    return Fase0Organisation(organisation_code, sheet, own, fase0.region_round(sheet))
