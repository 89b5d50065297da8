"""One page for the round table of a sector: three facts, questions chosen by rule, what the programme said before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists.regions import members
from raat_analysis.errors import ParameterRefused
from raat_analysis.factsheets import fase0
from raat_analysis.factsheets.fase0_gap import beyond, said
from raat_analysis.factsheets.fase0_steps import direction, main_reasons
from raat_analysis.factsheets.notice import notice
from raat_analysis.factsheets.published import read_sheet
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import section
from raat_analysis.rendering.blocks import Bullets, KeyFigure, KeyFigures, Paragraph, Section, Step, Steps, Title
from raat_analysis.sentences.amounts import amount
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.periods import period_label, round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated

MOST, FEWEST, ACTIONS = 6, 4, 3
LEVERS = ("contract_hours", "retention")  # of which earlier actions are told


@dataclass(frozen=True)
class Fase0RoundTable:
    """Sections as in factsheets/sections.yml.

    `this` is the sector, or the region when the sector is not shown apart.
    """

    sheet: Sheet
    branch: str
    this: fase0.Round
    apart: bool

    @property
    def name(self) -> str:
        """The sector's name."""
        return label_of(self.branch, "branches")

    def front(self) -> Section:
        when = round_label(self.this.code) if self.this.code else period_label(self.sheet.edition)
        subtitle = f"Fase 0, onbenut potentieel · {self.sheet.name} · {when}"
        whose = (
            f"De cijfers gaan over de sector in {place(self.sheet.name)}."
            if self.apart
            else f"In deze sector deden te weinig organisaties mee voor eigen cijfers: dit zijn de cijfers van "
            f"{place(self.sheet.name)} over alle sectoren."
        )
        title = f"{self.sheet.name}, rondetafel {self.name.lower()}: {self._finding()}"
        return section(
            Title(title, subtitle, notice(self.sheet.sources, "blad", "In het rapport van de regio")),
            Paragraph(whose),
            KeyFigures(self._facts()),
        )

    def _finding(self) -> str:
        now = self.this.one(fase0.MARKER)
        where = "" if self.apart else " in de regio"
        return f"{estimated(now)}{where} wil nu meer uren" if known(now) else "wat helpt om meer uren te werken?"

    def _facts(self) -> tuple[KeyFigure, ...]:
        wish, more = self.this.wish_for_more(), self.this.one("potential_more_fte")
        now, conditional = self.this.one("more_hours_now_pct"), self.this.one("more_hours_conditional_pct")
        middle = self.this.expected("potential_expected_fte")["expected"]
        return (
            KeyFigure(
                "Wil nu of onder voorwaarden meer uren",
                wish.plain if known(wish) else _without(self.this.one(fase0.MARKER)),
                f"{now.plain} nu, {conditional.plain} onder voorwaarden" if known(now, conditional) else "",
            ),
            KeyFigure(
                "Uren die zij samen meer willen",
                f"{amount(more)} fte" if known(more) else _without(more),
                f"Naar verwachting wordt {amount(middle)} fte echt gewerkt" if known(middle) else "",
            ),
            self._condition(),
        )

    def _condition(self) -> KeyFigure:
        found = fase0.most_first(self.this.split("condition_pct", "condition"))
        if not found:
            return KeyFigure("Belangrijkste voorwaarde", "niet openbaar")
        return KeyFigure(
            f"Kiest '{label_of(found[0].category, 'conditions').lower()}' als belangrijkste voorwaarde",
            found[0].plain,
            "Van wie onder voorwaarden meer wil",
        )

    def questions(self) -> Section:
        """Four to six, each topic once; the last is what is agreed."""
        general = entries("fase0_questions")["general"]
        found: dict[str, Step] = {}
        for entry, why in self._asked():
            found.setdefault(str(entry["topic"]), Step(str(entry["name"]), why))
        chosen = list(found.values())[: MOST - 1]
        for code in ("first", "hiring"):
            if len(chosen) < FEWEST - 1:
                chosen.append(Step(str(general[code]["name"])))
        return section(Steps((*chosen, Step(str(general["agree"]["name"])))))

    def _asked(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        named = entries("fase0_questions")
        for each in main_reasons(self.this, "condition", "conditions"):
            label = label_of(each.category, "conditions")
            yield (
                named["conditions"][each.category],
                f"{capitalised(estimated(each))} kiest '{label}' als belangrijkste voorwaarde.",
            )
        for gap in beyond(self.this)[:2]:
            yield named["gaps"][direction(gap)], said(gap, own=False)
        for each in fase0.most_first(self.this.split("obstacle_pct", "obstacle"))[:3]:
            label = label_of(each.category, "obstacles")
            yield (
                named["obstacles"][each.category],
                f"{capitalised(estimated(each))} noemt '{label}' de grootste belemmering.",
            )

    def programme(self) -> Section:
        """Actions of the plans of the region that have to do with contracts and staying; at most three."""
        wanted = [self.sheet.region_code, *members(self.sheet.region_code)]
        rows = self.sheet.actions.filter(pl.col("region_code").is_in(wanted), pl.col("lever").is_in(LEVERS))
        rows = rows.unique(["action"], keep="first", maintain_order=True).sort("lever", "action")
        told = [f"{str(row['action']).rstrip('. ')} ({row['programme']})" for row in rows.iter_rows(named=True)]
        if not told:
            return section(
                Paragraph(f"Van een programma in {place(self.sheet.name)} zijn hierover geen acties bekend.", "empty")
            )
        return section(Bullets(tuple(f"{text}." for text in told[:ACTIONS])))

    def account(self) -> Section:
        return section(
            Paragraph(
                "Uit de vragenlijsten van Fase 0, gewogen naar het personeelsbestand. Uitleg, marges en "
                "bronnen staan in het "
                "rapport van de regio."
            ),
            Paragraph(
                f"Kenmerk: {self.sheet.region_code} {self.branch}, {period_label(self.sheet.edition)}, gegevens "
                f"{self.sheet.mark[:16]}."
            ),
        )


def _without(each: Fact) -> str:
    return "niet openbaar" if each.status == "secret" else "geen cijfer"


def round_table_branches(region_code: str, edition: str, published: Path | None = None) -> list[str]:
    """The branches that have a page: those with members in the region."""
    return fase0.branches_with_members(read_sheet(region_code, edition, published))


def fase0_round_table(
    region_code: str, branch_code: str, edition: str, published: Path | None = None
) -> Fase0RoundTable:
    """The page for the round table of a branch with members in the region; another branch is a ParameterRefused."""
    sheet = read_sheet(region_code, edition, published)
    allowed = fase0.branches_with_members(sheet)
    if branch_code not in allowed:
        raise ParameterRefused(
            f"{sheet.name} has no round table for {branch_code!r}. Allowed: {', '.join(allowed) or 'none'}."
        )
    apart = branch_code in fase0.branches_shown(sheet)
    this = fase0.region_round(sheet, branch_code) if apart else fase0.region_round(sheet)
    return Fase0RoundTable(sheet, branch_code, this, apart)
