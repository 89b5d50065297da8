"""What changed since the previous round: the wishes with their margins, and contracts that really grew."""

from raat_analysis.factsheets.fase0 import Round
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.rendering.blocks import Paragraph, Section
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import round_label
from raat_analysis.tables.fase0_change import changes

MEASURES = (
    "more_hours_now_change_pp",
    "more_hours_conditional_change_pp",
    "fewer_hours_change_pp",
    "potential_more_change_fte",
)


def change(this: Round) -> Section:
    """One line without an earlier round."""
    facts = [each for each in map(this.one, MEASURES) if known(each)]
    grown = _extended(this)
    if not facts and not grown:
        return empty(
            "Er is geen eerdere ronde om mee te vergelijken. Na een volgende ronde staat hier wat er veranderde."
        )
    since = f" sinds de {round_label(this.before)}" if this.before else " sinds de vorige ronde"
    return section(
        finding(" ".join(text for text in (_wishes(facts, since), grown) if text)),
        changes(facts, this.whose) if facts else None,
        Paragraph(_reduced(this)) if _reduced(this) else None,
    )


def _wishes(facts: list[Fact], since: str) -> str:
    if not facts:
        return ""
    clear = [each for each in facts if _clear(each)]
    if not clear:
        return f"De wensen over uren veranderden{since} niet meer dan toeval verklaart."
    told = "meer" if value_of(clear[0]) > 0 else "minder"
    what = {
        MEASURES[0]: f"Er willen{since} {told} mensen nu meer uren",
        MEASURES[1]: f"Er willen{since} {told} mensen onder voorwaarden meer uren",
        MEASURES[2]: f"Er willen{since} {told} mensen minder uren",
        MEASURES[3]: f"Er is{since} {told} potentieel in uren",
    }
    return f"{what[clear[0].measure]}; dat is geen toeval."


def _clear(each: Fact) -> bool:
    return each.lower is not None and each.upper is not None and not each.lower <= 0 <= each.upper


def _extended(this: Round) -> str:
    """How many contracts grew, by both personnel extracts: no estimate."""
    both, grew, hours = (this.one(m) for m in ("staff_in_both_rounds", "staff_extended", "staff_extended_fte"))
    if not known(both, grew):
        return ""
    amount = f", samen {number(value_of(hours), 1)} fte" if known(hours) else ""
    return (
        f"Van de {number(value_of(both))} medewerkers die in beide rondes in dienst waren, vergrootten "
        f"{number(value_of(grew))} hun contract{amount}."
    )


def _reduced(this: Round) -> str:
    less, hours = this.one("staff_reduced"), this.one("staff_reduced_fte")
    if not known(less):
        return ""
    amount = f", samen {number(value_of(hours), 1)} fte" if known(hours) else ""
    return (
        f"Er verkleinden er {number(value_of(less))} hun contract{amount}. Dit zijn geen schattingen: beide "
        "personeelsbestanden zijn naast elkaar gelegd. Een contract telt mee als het twee uur per week of "
        "meer veranderde."
    )
