"""Sections of Fase 0 that the region, the organisation and the factsheet share.

A round is the edition of its numbers.
"""

from dataclasses import dataclass

import polars as pl

from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.sections import annexed, detail, empty, finding, meaning, section
from raat_analysis.figures.potential import WISHES, reasons, wishes
from raat_analysis.rendering.blocks import Paragraph, Picture, Section
from raat_analysis.sentences.facts import Fact, fact, known, value_of
from raat_analysis.sentences.periods import round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, roughly
from raat_analysis.tables.potential import estimates

FTE = ("potential_now_fte", "potential_conditional_fte", "potential_fewer_fte", "potential_net_fte")
MARKER = "more_hours_now_pct"


@dataclass(frozen=True)
class Round:
    """The rows of one round for one region or organisation, and how to call it on the page."""

    rows: pl.DataFrame
    whose: str
    name: str  # for the ids in figures

    @property
    def code(self) -> str:
        """The round: 2026-1."""
        return str(self.rows["edition"].max() or "") if self.rows.height else ""

    def one(self, measure: str) -> Fact:
        """The total of a measure; without a row a fact without value."""
        found = self.split(measure, "total")
        return found[0] if found else Fact(measure, "")

    def split(self, measure: str, breakdown: str) -> list[Fact]:
        """The facts of a measure by category."""
        rows = self.rows.filter(measure=measure, breakdown=breakdown)
        return [fact(row) for row in rows.sort("branch_code", "category").iter_rows(named=True)]


def latest_round(rows: pl.DataFrame, whose: str, name: str, edition: str) -> Round:
    """The last round in `rows` that had begun in the edition's quarter (round 1: first half year, round 2: second)."""
    year, quarter = edition.split("Q")
    last = f"{year}-{1 if int(quarter) < 3 else 2}"
    rows = rows.filter(
        pl.col("edition").str.contains(r"^\d{4}-[12]$"),
        pl.col("edition") <= last,
    )
    return Round(rows.filter(pl.col("edition") == pl.col("edition").max()), whose, name)


def region_round(sheet: Sheet) -> Round:
    """The public rows of the region's last round."""
    rows = sheet.numbers.filter(region_code=sheet.region_code, branch_code=ALL)
    return latest_round(rows, sheet.name, sheet.region_code, sheet.edition)


def wishes_section(this: Round) -> Section:
    """What people wish: more now, more under conditions, fewer (always together, T18)."""
    facts = [this.one(measure) for measure in WISHES]
    if not known(*facts):
        return empty(f"De wensen over uren zijn voor {place(this.whose)} niet te tonen.")
    now, conditional, fewer = (estimated(each) for each in facts)
    return section(
        finding(
            capitalised(
                f"{now} van de medewerkers wil nu meer uren werken, {conditional} onder voorwaarden; "
                f"{fewer} werkt liever minder."
            )
        ),
        wishes(facts, this.whose, this.name),
    )


def potential_section(this: Round) -> Section:
    """The hours behind the wishes, in fte of 36 hours, with the wish for fewer beside them."""
    facts = _potential_facts(this)
    if not facts:
        return empty(f"Het potentieel in uren is voor {place(this.whose)} niet te tonen.")
    net = this.one("potential_net_fte")
    return section(
        finding(net_sentence(net)) if known(net) else None,
        estimates(facts, f"Potentieel, {this.whose}"),
        Paragraph(
            "Een wens is nog geen afspraak: niet iedereen die meer wil werken, gaat dat doen. Uren die mensen al boven "
            "hun contract werken, tellen niet mee als extra."
        ),
    )


def _potential_facts(this: Round) -> list[Fact]:
    """The estimates in fte, hidden ones with their sign; none when nothing of them is known."""
    facts = [each for each in map(this.one, FTE) if known(each) or each.status == "secret"]
    return facts if any(known(each) for each in facts) else []


def net_sentence(net: Fact) -> str:
    """What all wishes together are worth, more hours and fewer; nothing when the interval holds both gain and loss."""
    value = value_of(net)
    if net.lower is not None and net.upper is not None and net.lower <= 0 <= net.upper:
        return "De wensen om meer en om minder te werken wegen ongeveer tegen elkaar op."
    if value < 0:
        return f"De wens om minder te werken is groter dan die om meer te werken: {roughly(-value)} fte."
    return f"Meer uren en minder uren tegen elkaar weggestreept, is er {roughly(value)} fte te winnen."


def conditions_picture(this: Round) -> Picture | None:
    """Conditions, most named first."""
    return _reasons(this, "condition_pct", "condition", "conditions")


def conditions_section(this: Round) -> Section:
    """What would help, and what stands in the way."""
    pictures = [conditions_picture(this), _reasons(this, "obstacle_pct", "obstacle", "obstacles")]
    if not any(pictures):
        return empty(f"Voorwaarden en belemmeringen zijn voor {place(this.whose)} niet te tonen.")
    return section(*pictures)


def managers_section(this: Round) -> Section:
    """Do managers ask, and do people tell."""
    asks, told = this.one("asks_in_review_pct"), this.one("discussed_pct")
    if not known(asks) and not known(told):
        return empty(f"De antwoorden van leidinggevenden zijn voor {place(this.whose)} niet te tonen.")
    sentences = [
        f"Van de leidinggevenden die de vragenlijst invulden, vraagt {estimated(asks)} in het jaargesprek naar uren."
        if known(asks)
        else "",
        f"Van de medewerkers die meer uren willen, besprak {estimated(told)} dat met de leidinggevende."
        if known(told)
        else "",
    ]
    return section(
        finding(" ".join(text for text in sentences if text)),
        estimates([asks, told], f"Het gesprek over uren, {this.whose}"),
    )


def potential(this: Round) -> Section:
    """The factsheet's section on unused potential: one sentence, the conditions, and where it comes from."""
    if not known(this.one(MARKER)):
        return empty(
            f"Voor {place(this.whose)} is er geen onderzoek naar onbenut potentieel (Fase 0) met openbare cijfers."
        )
    found = wishes_section(this).blocks[0]
    facts = _potential_facts(this)
    origin = f"Fase 0, {round_label(this.code)}: geschat voor de hele regio uit de deelnemende organisaties."
    table = estimates(facts, f"Potentieel, {this.whose}") if facts else None
    said = meanings.potential(this.one(MARKER), this.one("more_hours_conditional_pct"))
    return section(found, conditions_picture(this), meaning(said), detail(origin), annexed(table))


def _reasons(this: Round, measure: str, breakdown: str, codelist: str) -> Picture | None:
    facts = this.split(measure, breakdown)
    return reasons(facts, codelist, this.whose, this.name) if any(known(each) for each in facts) else None
