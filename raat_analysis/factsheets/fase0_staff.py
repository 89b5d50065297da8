"""What the personnel extract of an organisation says, beside its region: contracts, part-time factor, surplus hours."""

from raat_analysis.codelists import entries
from raat_analysis.factsheets.fase0 import Round, contract_columns
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import detail, empty, finding, section
from raat_analysis.figures.contracts import Column, beside_region, small_contracts
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.amounts import hours
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, share
from raat_analysis.tables.fase0_staff import CONTRACT_KINDS, FUNCTIONS, by_group, part_time

OTHER_SOURCE = (
    "De cijfers van de regio en de branche komen uit de AZW-kerncijfers. Die tellen werknemers waar zij wonen en "
    "rekenen met alle banen; die van uw organisatie komen uit uw personeelsbestand. Kleine verschillen "
    "zeggen dus niets."
)


def staff(this: Round, sheet: Sheet) -> Section:
    """How large contracts are, beside the region, and which hours are worked above them (T17)."""
    total = this.one("staff")
    if not known(total):
        return empty(
            "Er is geen personeelsbestand van uw organisatie in deze ronde; cijfers over contracten ontbreken."
        )
    order = list(entries("contract_classes"))
    classes = sorted(this.split("staff", "contract"), key=lambda each: order.index(each.category))
    region = next(iter(contract_columns(sheet).values()), None)
    return section(
        finding(_small_sentence(this, total, region, sheet)),
        beside_region((total, classes), region, this.whose, sheet.name) if classes else None,
        Paragraph(_surplus_sentence(this)) if known(this.one("staff_above_contract_fte")) else None,
        part_time(_part_time_rows(this, sheet), this.whose),
        detail(OTHER_SOURCE),
        by_group([*_groups(this)], total, this.whose),
    )


def _small_sentence(this: Round, total: Fact, region: Column | None, sheet: Sheet) -> str:
    small = this.one("staff_small_contracts_pct")
    first = f"In uw personeelsbestand staan {number(value_of(total))} medewerkers{_fte(this)}."
    if not known(small):
        return first
    there = ""
    if region:
        everybody, classes = region
        part = share(100 * small_contracts(classes) / value_of(everybody))
        there = f"; bij alle deelnemers in {place(sheet.name)} is dat {part}"
    return f"{first} Daarvan heeft {small.text} een contract van minder dan 24 uur per week{there}."


def _fte(this: Round) -> str:
    whole = this.one("staff_fte")
    return f", samen {number(value_of(whole))} fte" if known(whole) else ""


def _surplus_sentence(this: Round) -> str:
    above = this.one("staff_above_contract_fte")
    if not value_of(above):
        return "Uw medewerkers werken volgens het personeelsbestand niet structureel meer dan hun contract."
    amount = f" ({hours(above.numerator)})" if above.numerator is not None else ""
    return (
        f"Medewerkers werken structureel {number(value_of(above), 1)} fte boven hun contract{amount}. Die uren worden "
        "al gewerkt: in dit rapport tellen zij niet als extra potentieel."
    )


def _part_time_rows(this: Round, sheet: Sheet) -> list[tuple[str, Fact, Fact]]:
    """Per row whose it is: the part-time factor and the mean contract."""
    rows = [("Uw organisatie", this.one("staff_part_time_factor_pct"), this.one("staff_contract_hours_mean"))]
    branch = str(this.rows["branch_code"].max() or "")
    for code in dict.fromkeys((branch, "SMAL")):
        factor, mean = (
            sheet.latest(measure, branch_code=code) for measure in ("part_time_factor_pct", "contract_hours_mean")
        )
        if known(factor) or known(mean):
            name = capitalised(str(entries("branches")[code]["short"]))
            rows.append((f"{name}, {sheet.name}, {period_label(factor.period or mean.period)}", factor, mean))
    return [row for row in rows if known(row[1]) or known(row[2])]


def _groups(this: Round) -> list[Fact]:
    """By kind of contract, age and function, each in the order of its list."""
    order = [*CONTRACT_KINDS, *entries("age_classes"), *FUNCTIONS]
    found = [each for breakdown in ("contract_kind", "age", "function") for each in this.split("staff", breakdown)]
    return sorted(found, key=lambda each: order.index(each.category))
