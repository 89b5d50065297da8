"""The Fase 0 report of a region: unused potential over all sectors, from the organisations that took part."""

from dataclasses import dataclass
from pathlib import Path

from raat_analysis.codelists import entries, label_of
from raat_analysis.factsheets import account, fase0, fase0_potential, fase0_reasons, fase0_wishes
from raat_analysis.factsheets.fase0_account import REGION_LIMITS
from raat_analysis.factsheets.fase0_change import change
from raat_analysis.factsheets.fase0_front import region_figures
from raat_analysis.factsheets.fase0_gap import beyond, gap_section, said
from raat_analysis.factsheets.fase0_shortage import shortage
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.published import read_sheet
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import annexed, detail, empty, finding, section, shown_measures
from raat_analysis.figures.contracts import contracts, small_contracts
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section, Title
from raat_analysis.sentences.amounts import amount
from raat_analysis.sentences.facts import known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label, round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, listed, share
from raat_analysis.tables.fase0_branches import measures_by_branch
from raat_analysis.tables.fase0_region import others, participation
from raat_analysis.tables.potential import estimates

CAUTION = (
    "Organisaties kiezen zelf of ze meedoen. Wie meedoet, kan verschillen van wie niet meedoet; dat zit "
    "niet in de marge."
)
BY_BRANCH = (
    *fase0.WISHES,
    "potential_now_fte",
    "potential_conditional_fte",
    "potential_more_fte",
    "potential_fewer_fte",
    "potential_net_fte",
)


@dataclass(frozen=True)
class Fase0Region:
    """Sections as in factsheets/sections.yml."""

    sheet: Sheet
    this: fase0.Round

    @property
    def branches(self) -> list[fase0.Round]:
        """The sectors that are shown apart."""
        return [fase0.region_round(self.sheet, code) for code in fase0.branches_shown(self.sheet)]

    def front(self) -> Section:
        now, more, name = self.this.one(fase0.MARKER), self.this.one("potential_more_fte"), self.sheet.name
        finding_ = f"{estimated(now)} van de medewerkers wil nu meer uren" if known(now) else "onbenut potentieel"
        finding_ += (
            f", samen met wie voorwaarden stelt goed voor ongeveer {amount(more)} fte" if known(now, more) else ""
        )
        when = round_label(self.this.code) if self.this.code else period_label(self.sheet.edition)
        subtitle = f"Fase 0, onbenut potentieel in zorg en welzijn · {name} · {when}"
        shown = self._sentences() or (f"Voor {place(name)} zijn er geen openbare cijfers van Fase 0.",)
        return section(
            Title(f"{name}: {finding_}", subtitle, notice(self.sheet.sources, "rapport")),
            Bullets(shown),
            region_figures(self.this) if known(now) else None,
        )

    def _sentences(self) -> tuple[str, ...]:
        if not self.this.told:
            return ()
        net, top = self.this.one("potential_net_fte"), fase0.most_first(self.this.split("condition_pct", "condition"))
        name = label_of(top[0].category, "conditions") if top else ""
        whose = f"de medewerkers in {place(self.sheet.name)}"
        found = (
            fase0_potential.more_sentence(self.this, whose) or fase0_wishes.sentence(self.this),
            fase0_potential.expected_sentence(self.this),
            fase0.net_sentence(net) if known(net) else "",
            f"De belangrijkste voorwaarde is '{name}' ({top[0].cell})." if top else "",
            said(clear[0], own=False) if (clear := beyond(self.this)) else "",
        )
        return tuple(text for text in found if text)

    def participation(self) -> Section:
        """Who took part, by sector; no names."""
        facts = [self.this.one("fase0_respondents"), self.this.one("fase0_response_pct")]
        organisations = self.this.one("fase0_organisations")
        if not known(facts[0]) and not known(organisations):
            return empty(f"Hoeveel mensen in {place(self.sheet.name)} meededen, is niet te tonen.")
        return section(
            finding(self._took_part()) if known(organisations) else None,
            participation(self._by_branch(), self.sheet.name),
            Paragraph(CAUTION, "warning"),
            annexed(estimates([each for each in facts if known(each)], f"Antwoorden, {self.sheet.name}"))
            if known(facts[0])
            else None,
        )

    def _took_part(self) -> str:
        organisations, respondents = self.this.one("fase0_organisations"), self.this.one("fase0_respondents")
        of = f" van de {number(organisations.denominator)} leden" if organisations.denominator is not None else ""
        answers = (
            f" Samen kwamen er {number(value_of(respondents))} antwoorden van medewerkers."
            if known(respondents)
            else ""
        )
        return (
            f"In {place(self.sheet.name)} deden {number(value_of(organisations))}{of} mee met tien antwoorden "
            f"of meer.{answers}"
        )

    def _by_branch(self) -> list[tuple[str, fase0.Round]]:
        rounds = [(code, fase0.region_round(self.sheet, code)) for code in fase0.branches_with_members(self.sheet)]
        named = [(capitalised(str(entries("branches")[code]["short"])), each) for code, each in rounds]
        return [*named, ("Alle sectoren", self.this)]

    def contracts(self) -> Section:
        """How many employees of the participants have a small contract, in all and in branches that may be shown."""
        columns = fase0.contract_columns(self.sheet)
        if not columns:
            return empty(f"Hoe groot de contracten in {place(self.sheet.name)} zijn, is niet te tonen.")
        everybody, facts = next(iter(columns.values()))
        small = small_contracts(facts)
        text = (
            f"Van de {number(value_of(everybody))} medewerkers van de deelnemende organisaties hebben er "
            f"{number(small)} een contract van minder dan 24 uur per week: {share(100 * small / value_of(everybody))}."
        )
        left_out = (
            "Een branche staat er alleen bij als er minstens drie organisaties meedoen en geen daarvan meer dan de "
            "helft van de medewerkers heeft."
        )
        picture = contracts(columns, self.sheet.name, self.sheet.region_code)
        return section(finding(text), picture, detail(left_out))

    def wishes(self) -> Section:
        """Over all sectors, and beside each other the sectors that are shown apart."""
        if not self.this.told:
            return empty(f"De wensen over uren zijn voor {place(self.sheet.name)} niet te tonen.")
        shown = fase0_wishes.wishes(self.this, self.this, own=False).blocks
        rounds = self.branches
        table = measures_by_branch(
            [self.this, *rounds], BY_BRANCH, f"Wensen en potentieel naar sector, {self.sheet.name}"
        )
        return section(
            *shown, *([table] if rounds else [detail("Geen sector heeft genoeg deelnemers om apart te staan.")])
        )

    def potential(self) -> Section:
        """With the range when organisations that did not take part have less."""
        shown = fase0_potential.potential(self.this, self.this, own=False).blocks
        facts = self.this.split("potential_others_fte", "others")
        return section(*shown, others(facts, self.sheet.name))

    def conditions(self) -> Section:
        return fase0_reasons.conditions(self.this, self.this, self.branches, own=False)

    def obstacles(self) -> Section:
        return fase0_reasons.obstacles(self.this, self.this, self.branches, own=False)

    def gap(self) -> Section:
        return gap_section(self.this, self.this, own=False)

    def retention(self) -> Section:
        return fase0_reasons.retention(self.this, self.this, own=False)

    def shortage(self) -> Section:
        return shortage(self.this, self.sheet)

    def change(self) -> Section:
        return change(self.this)

    def tables(self) -> Section:
        """Which sectors have a page for their round table, and which of these see their own numbers."""
        codes = fase0.branches_with_members(self.sheet)
        if not codes:
            return empty(f"Voor {place(self.sheet.name)} zijn er geen rondetafels per sector.")
        own = set(fase0.branches_shown(self.sheet))
        shown = [label_of(code, "branches").lower() for code in codes if code in own]
        rest = (
            f"Eigen cijfers staan op de bladen voor {listed(shown)}; de andere bladen tonen die van de hele regio."
            if shown
            else "Geen sector heeft genoeg deelnemers voor eigen cijfers: de bladen tonen die van de hele regio."
        )
        return section(
            Paragraph(
                "Voor het gesprek per sector is er een blad van één bladzijde, met drie cijfers, vragen en ruimte voor "
                f"aantekeningen. Het staat naast dit rapport, als pagina en als PDF. {rest}"
            )
        )

    def account(self) -> Section:
        used = account.with_rows(self.sheet, shown_measures("fase0_region"))
        return account.fase0_account(self.sheet, used, REGION_LIMITS, self.sheet.region_code)


def fase0_region(region_code: str, edition: str, published: Path | None = None) -> Fase0Region:
    """The Fase 0 report of a region for the last round that had begun in the edition's quarter."""
    sheet = read_sheet(region_code, edition, published)
    return Fase0Region(sheet, fase0.region_round(sheet))
