"""What managers think beside what staff say. A gap is named only when it is beyond chance, out of all looked at."""

from dataclasses import dataclass

from raat_analysis.codelists import entries, label_of
from raat_analysis.factsheets.fase0 import Round
from raat_analysis.factsheets.sections import detail, empty, finding, section
from raat_analysis.figures.potential import beside_managers
from raat_analysis.rendering.blocks import Picture, Section, Table
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import apart, capitalised, estimated
from raat_analysis.tables.fase0_managers import talk

PAIRS = {  # measure of staff and of managers, by what is compared
    "condition": ("condition_named_pct", "manager_feasible_pct", "conditions"),
    "obstacle": ("obstacle_pct", "manager_obstacle_pct", "obstacles"),
}
LARGEST = 5  # differences in a figure
NOT_THE_SAME = (
    "Voorwaarden: welk deel van wie onder voorwaarden meer wil haar noemt, en welk deel van de "
    "leidinggevenden haar in het "
    "eigen team kan vervullen. Belemmeringen: wat medewerkers en wat leidinggevenden de grootste noemen. Een verschil "
    "noemen we alleen als toeval het niet verklaart, rekening houdend met alle vergelijkingen samen (95%)."
)


@dataclass(frozen=True)
class Gap:
    """A subject (`kind`: condition, obstacle, more or talk; `code` of its codelist) and the estimates of both."""

    kind: str
    code: str
    staff: Fact
    managers: Fact

    @property
    def size(self) -> float:
        """How many points staff are above managers."""
        return value_of(self.staff) - value_of(self.managers)


def gaps(this: Round) -> list[Gap]:
    """All subjects of which both are known."""
    found = [
        Gap(kind, code, this.by(staff, kind).get(code, Fact(staff, "")), each)
        for kind, (staff, managers, _) in PAIRS.items()
        for code, each in this.by(managers, kind).items()
    ]
    found.append(Gap("more", "", this.wish_for_more(), this.one("manager_expects_more_pct")))
    found.append(Gap("talk", "", this.one("discussed_pct"), this.one("asks_in_review_pct")))
    return [each for each in found if known(each.staff, each.managers)]


def beyond(this: Round) -> list[Gap]:
    """The gaps beyond chance, largest first."""
    every = gaps(this)
    clear = [each for each in every if apart(each.staff, each.managers, len(every)) and each.code != "none"]
    return sorted(clear, key=lambda each: (-abs(each.size), each.kind, each.code))


def said(gap: Gap, own: bool = True) -> str:
    """The gap as a sentence."""
    staff, managers = estimated(gap.staff), estimated(gap.managers)
    if gap.kind == "condition":
        name = label_of(gap.code, "conditions")
        if gap.size > 0:
            words = (
                f"{staff} van wie onder voorwaarden meer wil, noemt '{name}'; {managers} van de "
                "leidinggevenden kan dat bieden."
            )
        else:
            words = (
                f"{managers} van de leidinggevenden kan '{name}' bieden, terwijl {staff} van wie onder "
                "voorwaarden meer wil, erom vraagt."
            )
    elif gap.kind == "obstacle":
        name = label_of(gap.code, "obstacles")
        words = (
            f"'{name}' is voor {staff} van de medewerkers de grootste belemmering, en volgens {managers} van "
            "de leidinggevenden."
        )
    elif gap.kind == "more":
        whose = "uw medewerkers" if own else "de medewerkers"
        words = (
            f"{staff} van {whose} wil nu of onder voorwaarden meer werken; leidinggevenden schatten dat "
            f"{managers} meer wil."
        )
    else:
        words = (
            f"{managers} van de leidinggevenden zegt in het jaargesprek naar uren te vragen; {staff} van wie "
            "meer wil, besprak die wens."
        )
    return capitalised(words)


def gap_section(this: Round, region: Round, own: bool = True) -> Section:
    """Conditions asked and feasible, obstacles as both see them, and who talks about hours."""
    every = gaps(this)
    if not every:
        return _without_managers(this, region, own)
    clear = beyond(this)
    first = (
        "Het grootste verschil tussen medewerkers en leidinggevenden: "
        f"{said(clear[0], own)[0].lower()}{said(clear[0], own)[1:]}"
        if clear
        else "Medewerkers en leidinggevenden verschillen op geen enkel punt meer dan toeval verklaart."
    )
    return section(
        finding(f"{first} {_talk_sentence(this)}".strip()),
        _picture(this, every, "condition", "Voorwaarden: gevraagd en te bieden"),
        _picture(this, every, "obstacle", "Grootste belemmering volgens medewerkers en leidinggevenden"),
        _talk(this),
        detail(NOT_THE_SAME),
    )


def _picture(this: Round, every: list[Gap], kind: str, title: str) -> Picture | None:
    order = list(entries(PAIRS[kind][2]))
    shown = [each for each in every if each.kind == kind]
    shown.sort(key=lambda each: (-abs(each.size), order.index(each.code)))
    rows = [(label_of(each.code, PAIRS[kind][2]), each.staff, each.managers) for each in shown[:LARGEST]]
    note = "Het grootste verschil staat bovenaan; kleinere zijn weggelaten." if len(shown) > LARGEST else ""
    return beside_managers(rows, f"{title}, {this.whose}", note, f"gap-{kind}-{this.name}") if rows else None


def _talk(this: Round) -> Table | None:
    rows = [
        ("Wil nu of onder voorwaarden meer uren", this.wish_for_more(), this.one("manager_expects_more_pct")),
        ("Praat over uren", this.one("discussed_pct"), this.one("asks_in_review_pct")),
        ("Ziet ruimte in de formatie", Fact("manager_room_pct", "", status=""), this.one("manager_room_pct")),
    ]
    return talk([row for row in rows if known(row[1]) or known(row[2])], this.whose)


def _talk_sentence(this: Round) -> str:
    room = this.one("manager_room_pct")
    return f"{capitalised(estimated(room))} van de leidinggevenden ziet ruimte in de formatie." if known(room) else ""


def _without_managers(this: Round, region: Round, own: bool) -> Section:
    there = region.one("asks_in_review_pct")
    words = (
        f"De antwoorden van leidinggevenden zijn voor {'uw organisatie' if own else place(this.whose)} niet te tonen."
    )
    if own and known(there):
        words += (
            f" In {place(region.whose)} vraagt {estimated(there)} van de leidinggevenden in het jaargesprek naar uren."
        )
    return empty(words)
