"""The rows of a round of Fase 0, as the reports of a region, an organisation and a round table ask for them.

A round is the edition of its numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.factsheets import meanings
from raat_analysis.factsheets.reading import ALL, Sheet
from raat_analysis.factsheets.sections import annexed, detail, empty, finding, meaning, section
from raat_analysis.figures.contracts import Column
from raat_analysis.figures.potential import reasons
from raat_analysis.rendering.blocks import Picture, Section
from raat_analysis.sentences.facts import Fact, fact, known, value_of
from raat_analysis.sentences.periods import round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, roughly
from raat_analysis.tables.potential import estimates

FTE = ("potential_now_fte", "potential_conditional_fte", "potential_fewer_fte", "potential_net_fte")
MARKER = "more_hours_now_pct"
WISHES = ("more_hours_now_pct", "more_hours_conditional_pct", "same_hours_pct", "fewer_hours_pct")
ROUND = r"^\d{4}-[12]$"


@dataclass(frozen=True)
class Round:
    """The rows of one round for one region or organisation, and how to call it on the page."""

    rows: pl.DataFrame
    whose: str
    name: str  # for the ids in figures
    before: str = ""  # the round before it, when it has rows of that

    @property
    def code(self) -> str:
        """The round: 2026-1."""
        return str(self.rows["edition"].max() or "") if self.rows.height else ""

    @property
    def own(self) -> bool:
        """Whether these are an organisation's own rows."""
        return "organisation_code" in self.rows.columns

    @property
    def told(self) -> bool:
        """Whether anything that people answered may be shown."""
        return known(self.one(MARKER))

    def one(self, measure: str) -> Fact:
        """The total of a measure; without a row a fact without value."""
        found = self.split(measure, "total")
        return found[0] if found else Fact(measure, "")

    @cached_property
    def _facts(self) -> dict[tuple[str, str, str], list[Fact]]:
        """All facts by measure, breakdown and scenario: a report asks for some hundreds of them."""
        found: dict[tuple[str, str, str], list[Fact]] = {}
        for row in self.rows.sort("branch_code", "category").iter_rows(named=True):
            found.setdefault((row["measure"], row["breakdown"], row["scenario"]), []).append(fact(row))
        return found

    def split(self, measure: str, breakdown: str, scenario: str = "") -> list[Fact]:
        """The facts of a measure by category."""
        return list(self._facts.get((measure, breakdown, scenario), []))

    def by(self, measure: str, breakdown: str) -> dict[str, Fact]:
        """The facts of a measure by the code of their category."""
        return {each.category: each for each in self.split(measure, breakdown)}

    def expected(self, measure: str) -> dict[str, Fact]:
        """An expected amount by scenario, from cautious to ample; without a row a fact without value."""
        found = {code: self.split(measure, "total", code) for code in entries("fase0_assumptions")["expectations"]}
        return {code: facts[0] if facts else Fact(measure, "") for code, facts in found.items()}

    def wish_for_more(self) -> Fact:
        """The share that wants more now or under conditions, with the margins of both together; perhaps not known."""
        now, conditional = self.one("more_hours_now_pct"), self.one("more_hours_conditional_pct")
        ends = now.lower, now.upper, conditional.lower, conditional.upper
        if not known(now, conditional) or None in ends:
            return Fact(MARKER, "")
        total = value_of(now) + value_of(conditional)
        low1, high1, low2, high2 = (float(each) for each in ends if each is not None)
        below = ((value_of(now) - low1) ** 2 + (value_of(conditional) - low2) ** 2) ** 0.5
        above = ((high1 - value_of(now)) ** 2 + (high2 - value_of(conditional)) ** 2) ** 0.5
        return replace(now, value=total, lower=total - float(below), upper=total + float(above), row=())


def latest_round(rows: pl.DataFrame, whose: str, name: str, edition: str) -> Round:
    """The last round in `rows` that had begun in the edition's quarter (round 1: first half year, round 2: second)."""
    year, quarter = edition.split("Q")
    last = f"{year}-{1 if int(quarter) < 3 else 2}"
    rows = rows.filter(pl.col("edition").str.contains(ROUND), pl.col("edition") <= last)
    rounds = sorted(set(rows["edition"].to_list()))
    before = rounds[-2] if len(rounds) > 1 else ""
    return Round(rows.filter(pl.col("edition") == pl.col("edition").max()), whose, name, before)


def region_round(sheet: Sheet, branch: str = ALL) -> Round:
    """The public rows of the region's last round, of the whole sector or of a branch."""
    rows = sheet.numbers.filter(region_code=sheet.region_code, branch_code=branch)
    whole = latest_round(
        sheet.numbers.filter(region_code=sheet.region_code, branch_code=ALL), sheet.name, "", sheet.edition
    )
    if branch == ALL:
        return replace(whole, name=sheet.region_code)
    short = str(entries("branches")[branch]["short"])
    return Round(rows.filter(edition=whole.code), f"{short}, {sheet.name}", f"{sheet.region_code}-{branch}")


def branches_shown(sheet: Sheet) -> list[str]:
    """The branches that the region's last round shows apart, in the order of the codelist."""
    rows = sheet.numbers.filter(pl.col("value").is_not_null(), region_code=sheet.region_code, measure=MARKER)
    there = set(rows.filter(edition=region_round(sheet).code)["branch_code"].to_list())
    return [code for code in entries("branches") if code in there and code != ALL]


def branches_with_members(sheet: Sheet) -> list[str]:
    """The branches in which the region has members, whether they take part or not, in the order of the codelist."""
    rows = sheet.numbers.filter(region_code=sheet.region_code, measure="fase0_organisations")
    there = set(rows.filter(edition=region_round(sheet).code)["branch_code"].to_list())
    return [code for code in entries("branches") if code in there and code != ALL]


def contract_columns(sheet: Sheet) -> dict[str, Column]:
    """Employees of the last round, in all and by contract hours: for everybody, then for each branch that is shown."""
    rows = sheet.numbers.filter(region_code=sheet.region_code, measure="fase0_employees")
    this = latest_round(rows, sheet.name, sheet.region_code, sheet.edition)
    order = list(entries("contract_classes"))
    split = sorted(this.split("fase0_employees", "contract"), key=lambda each: order.index(each.category))
    totals = this.split("fase0_employees", "total")
    first = sorted(
        (each for each in totals if known(each)), key=lambda each: (each.branch_code != ALL, each.branch_code)
    )
    heads = {ALL: "Iedereen"} | {
        code: str(entry["short"]) for code, entry in entries("branches").items() if code != ALL
    }
    return {
        capitalised(heads[whole.branch_code]): (
            whole,
            [each for each in split if each.branch_code == whole.branch_code],
        )
        for whole in first
    }


def net_sentence(net: Fact) -> str:
    """What all wishes together are worth, more hours and fewer; nothing when the interval holds both gain and loss."""
    value = value_of(net)
    if net.lower is not None and net.upper is not None and net.lower <= 0 <= net.upper:
        return "De wensen om meer en om minder te werken wegen ongeveer tegen elkaar op."
    if value < 0:
        return f"De wens om minder te werken is groter dan die om meer te werken: {roughly(-value)} fte."
    return f"Meer uren en minder uren tegen elkaar weggestreept, is er {roughly(value)} fte te winnen."


def most_first(facts: Sequence[Fact], without: str = "none") -> list[Fact]:
    """The known facts, largest first, without the category that says that there is none."""
    shown = [each for each in facts if known(each) and each.category != without]
    return sorted(shown, key=lambda each: (-value_of(each), each.category))


def potential(this: Round) -> Section:
    """The factsheet's section on unused potential: one sentence, the conditions, and where it comes from."""
    facts = [this.one(measure) for measure in WISHES if measure != "same_hours_pct"]
    if not known(*facts):
        return empty(
            f"Voor {place(this.whose)} is er geen onderzoek naar onbenut potentieel (Fase 0) met openbare cijfers."
        )
    now, conditional, fewer = (estimated(each) for each in facts)
    said = (
        f"{now} van de medewerkers wil nu meer uren werken, {conditional} onder voorwaarden; "
        f"{fewer} werkt liever minder."
    )
    hours = [each for each in map(this.one, FTE) if known(each) or each.status == "secret"]
    table = estimates(hours, f"Potentieel, {this.whose}") if any(known(each) for each in hours) else None
    origin = f"Fase 0, {round_label(this.code)}: geschat voor de hele regio uit de deelnemende organisaties."
    meant = meanings.potential(facts[0], facts[1])
    return section(finding(capitalised(said)), conditions_picture(this), meaning(meant), detail(origin), annexed(table))


def conditions_picture(this: Round) -> Picture | None:
    """Conditions, most named first."""
    facts = this.split("condition_pct", "condition")
    return reasons(facts, "conditions", this.whose, this.name) if any(known(each) for each in facts) else None
