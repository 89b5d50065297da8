"""The Fase 0 report of a region: unused potential over all sectors, from the organisations that took part."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.factsheets import account, fase0
from raat_analysis.factsheets.front import notice
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, section, shown_measures
from raat_analysis.factsheets.sheet import read_sheet
from raat_analysis.figures.contracts import contracts, small_contracts
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section, Title
from raat_analysis.sentences.facts import known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label, round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, share
from raat_analysis.tables.potential import estimates


@dataclass(frozen=True)
class Fase0Region:
    """Sections as in factsheets/sections.yml."""

    sheet: Sheet
    this: fase0.Round

    def front(self) -> Section:
        now, net = self.this.one(fase0.MARKER), self.this.one("potential_net_fte")
        name = self.sheet.name
        said = f"{estimated(now)} van de medewerkers wil nu meer uren" if known(now) else "onbenut potentieel"
        subtitle = f"Fase 0, onbenut potentieel in zorg en welzijn · {name} · {_when(self)}"
        sentences = [
            capitalised(f"{estimated(now)} van de medewerkers in {place(name)} wil nu meer uren werken.")
            if known(now)
            else "",
            fase0.net_sentence(net) if known(net) else "",
        ]
        shown = tuple(text for text in sentences if text) or (
            f"Voor {place(name)} zijn er geen openbare cijfers van Fase 0.",
        )
        return section(Title(f"{name}: {said}", subtitle, notice(self.sheet.sources, "rapport")), Bullets(shown))

    def participation(self) -> Section:
        facts = [self.this.one("fase0_respondents"), self.this.one("fase0_response_pct")]
        if not known(facts[0]):
            return empty(f"Hoeveel mensen in {place(self.sheet.name)} meededen, is niet te tonen.")
        caution = (
            "Organisaties kiezen zelf of ze meedoen. Wie meedoet, kan verschillen van wie niet meedoet; "
            "dat zit niet in de marge."
        )
        return section(
            estimates([each for each in facts if known(each)], f"Deelname, {self.sheet.name}"),
            Paragraph(caution, "warning"),
        )

    def contracts(self) -> Section:
        """How many employees of the participants have a small contract, in all and in branches that may be shown."""
        columns = fase0.contract_columns(self.sheet)
        if not columns:
            return empty(f"Hoe groot de contracten in {place(self.sheet.name)} zijn, is niet te tonen.")
        everybody, facts = next(iter(columns.values()))
        small = small_contracts(facts)
        said = (
            f"Van de {number(value_of(everybody))} medewerkers van de deelnemende organisaties hebben er "
            f"{number(small)} een contract van minder dan 24 uur per week: {share(100 * small / value_of(everybody))}."
        )
        left_out = (
            "Een branche staat er alleen bij als er minstens drie organisaties meedoen en geen daarvan meer dan de "
            "helft van de medewerkers heeft."
        )
        picture = contracts(columns, self.sheet.name, self.sheet.region_code)
        return section(finding(said), picture, detail(left_out))

    def wishes(self) -> Section:
        return fase0.wishes_section(self.this)

    def potential(self) -> Section:
        return fase0.potential_section(self.this)

    def conditions(self) -> Section:
        return fase0.conditions_section(self.this)

    def managers(self) -> Section:
        return fase0.managers_section(self.this)

    def account(self) -> Section:
        return account.account(self.sheet, shown_measures("fase0_region"), account.FASE0_LIMITS)


def _when(report: Fase0Region) -> str:
    return round_label(report.this.code) if report.this.code else period_label(report.sheet.edition)


def fase0_region(region_code: str, edition: str, published: Path | None = None) -> Fase0Region:
    """The Fase 0 report of a region for the last round that had begun in the edition's quarter."""
    sheet = read_sheet(region_code, edition, published)
    return Fase0Region(sheet, fase0.region_round(sheet))
