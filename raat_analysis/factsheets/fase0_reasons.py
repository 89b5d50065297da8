"""What would help, what stands in the way, and why people think of leaving."""

from collections.abc import Sequence

from raat_analysis.codelists import entries, label_of
from raat_analysis.factsheets.fase0 import Round, most_first
from raat_analysis.factsheets.sections import detail, empty, finding, section
from raat_analysis.figures.potential import reasons
from raat_analysis.rendering.blocks import Paragraph, Picture, Section
from raat_analysis.sentences.amounts import fte, people
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import rounded
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated, listed
from raat_analysis.tables.fase0_branches import by_branch

ASKED = (
    "'Belangrijkst': de ene voorwaarde of belemmering die iemand als belangrijkste koos. 'Genoemd': alles wat iemand "
    "aankruiste. De aandelen bij 'genoemd' tellen dus op tot meer dan honderd procent."
)


def conditions(this: Round, region: Round, branches: Sequence[Round] = (), own: bool = True) -> Section:
    """What would help whoever wants more hours under conditions; of a region with its sectors beside each other."""
    return _reasons(this, region, branches, "condition", "conditions", "van wie onder voorwaarden meer wil,", own)


def obstacles(this: Round, region: Round, branches: Sequence[Round] = (), own: bool = True) -> Section:
    """What keeps people from working more."""
    return _reasons(
        this, region, branches, "obstacle", "obstacles", "van uw medewerkers" if own else "van de medewerkers", own
    )


def _reasons(
    this: Round, region: Round, branches: Sequence[Round], what: str, codelist: str, whose: str, own: bool
) -> Section:
    facts = this.split(f"{what}_pct", what)
    if not any(known(each) for each in facts):
        return empty(_not_shown(this, region, what, codelist, own))
    named = this.by(f"{what}_named_pct", what)
    return section(
        finding(most_sentence(facts, codelist, whose)),
        reasons(facts, codelist, this.whose, this.name, named),
        Paragraph(said) if (said := groups_sentence(this, what)) else None,
        by_branch([this, *branches], f"{what}_pct", what, codelist) if branches else None,
        detail(ASKED if what == "condition" else ""),
    )


def most_sentence(facts: Sequence[Fact], codelist: str, whose: str) -> str:
    """Which one is chosen most and which one next, with how many see no obstacle."""
    shown = most_first(facts)
    nothing = [each for each in facts if each.category == "none" and known(each)]
    free = f"{capitalised(estimated(nothing[0]))} {whose} ziet geen belemmering om meer te werken. " if nothing else ""
    if not shown:
        return free.strip()
    first = (
        f"Het vaakst gekozen is '{label_of(shown[0].category, codelist)}': {estimated(shown[0])} {whose} kiest dat als "
    )
    first += "grootste belemmering" if nothing or codelist == "obstacles" else "belangrijkste voorwaarde"
    second = f"; daarna '{label_of(shown[1].category, codelist)}' ({shown[1].cell})" if len(shown) > 1 else ""
    return f"{free}{first}{second}."


def groups_sentence(this: Round, what: str) -> str:
    """The share of each group, largest first; '' when they are not known."""
    facts = most_first(this.split(f"{what}_group_pct", f"{what}_group"))
    if len(facts) < 2:
        return ""
    told = [f"{label_of(each.category, f'{what}_groups').lower()} {each.cell}" for each in facts]
    return f"Naar soort: {listed(told)}."


def _not_shown(this: Round, region: Round, what: str, codelist: str, own: bool) -> str:
    whole = "Voorwaarden" if what == "condition" else "Belemmeringen"
    if not own:
        return f"{whole} zijn voor {place(this.whose)} niet te tonen."
    there = most_first(region.split(f"{what}_pct", what))[:3]
    if not there:
        return f"{whole} zijn voor uw organisatie niet te tonen."
    told = [f"'{label_of(each.category, codelist)}' ({each.cell})" for each in there]
    return (
        f"{whole} zijn voor uw organisatie niet te tonen. In {place(region.whose)} worden het vaakst genoemd: "
        f"{listed(told)}."
    )


def retention(this: Round, region: Round, own: bool = True) -> Section:
    """Who thinks of leaving, why, and which hours the employer could keep."""
    leaving = this.one("leave_intention_pct")
    if not known(leaving):
        return empty(
            _leaving_elsewhere(region) if own else f"Wie denkt aan vertrek, is voor {place(this.whose)} niet te tonen."
        )
    whose = "uw medewerkers" if own else "de medewerkers"
    facts = this.split("leave_reason_pct", "leave_reason")
    return section(
        finding(f"{_leaving_sentence(this, leaving, whose)} {_kept(this)}".strip()),
        _why(facts, this),
        Paragraph(_left(this)) if _left(this) else None,
        detail(
            "Niet iedereen die aan vertrek denkt, gaat. We rekenen met de helft; dat is een eigen aanname. "
            "Uren zijn te "
            f"behouden bij deze redenen: {listed(_influenceable())}."
        ),
    )


def _leaving_sentence(this: Round, leaving: Fact, whose: str) -> str:
    count = f" ({people(leaving.numerator)})" if leaving.numerator is not None and this.own else ""
    said = f"{estimated(leaving)} van {whose}{count} denkt eraan binnen een jaar te vertrekken."
    return capitalised(said)


def _kept(this: Round) -> str:
    kept = this.one("retention_fte")
    if not known(kept) or rounded(value_of(kept)) == 0:
        return ""
    return f"Aan redenen die een werkgever kan wegnemen, hangt {fte(kept)}: zoveel uren zijn te behouden."


def _why(facts: Sequence[Fact], this: Round) -> Picture | None:
    return reasons(facts, "leave_reasons", this.whose, this.name) if any(known(each) for each in facts) else None


def _left(this: Round) -> str:
    left = this.one("staff_left_pct")
    if not known(left):
        return ""
    return (
        f"Van wie in de vorige ronde in uw personeelsbestand stond, is {left.text} er nu niet meer: door "
        "vertrek, pensioen "
        "of een andere reden."
    )


def _influenceable() -> list[str]:
    found = entries("leave_reasons").values()
    return [str(each["name"]).lower() for each in found if each["influenceable"]]


def _leaving_elsewhere(region: Round) -> str:
    said = "Wie denkt aan vertrek, is voor uw organisatie niet te tonen."
    there = region.one("leave_intention_pct")
    return f"{said} In {place(region.whose)} is dat {estimated(there)}." if known(there) else said
