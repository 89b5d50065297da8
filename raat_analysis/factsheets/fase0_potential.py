"""The hours behind the wishes: what people want, what may come of it, and what it could be worth."""

from raat_analysis.codelists import entries
from raat_analysis.factsheets.fase0 import FTE, Round, net_sentence
from raat_analysis.factsheets.sections import annexed, detail, empty, finding, section
from raat_analysis.figures.potential import expectations
from raat_analysis.rendering.blocks import Paragraph, Picture, Section
from raat_analysis.sentences.amounts import amount, euros, fte, people
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.places import place
from raat_analysis.tables.potential import estimates, scenarios, sensitivity

SHOWN = (*FTE[:2], "potential_more_fte", "potential_feasible_fte", "potential_contract_fte", *FTE[2:])
PRICES = ("open_hours_fte", "temporary_hours_fte", "replaces_temporary_fte", "fills_open_fte")
WISH = (
    "Een wens is nog geen afspraak: niet iedereen die meer wil werken, gaat dat doen. Uren die mensen al boven hun "
    "contract werken, tellen niet mee als extra."
)


def potential(this: Round, region: Round, own: bool = True) -> Section:
    """The wishes in fte and people, with what is expected of them, and how sensitive that is."""
    facts = [each for each in map(this.one, SHOWN) if known(each) or each.status == "secret"]
    if not any(known(each) for each in facts):
        return empty(
            _not_shown(region) if own else f"Het potentieel in uren is voor {place(this.whose)} niet te tonen."
        )
    whose = "uw medewerkers" if own else f"de medewerkers in {place(this.whose)}"
    return section(
        finding(" ".join(text for text in (more_sentence(this, whose), expected_sentence(this)) if text)),
        expected_picture(this),
        Paragraph(" ".join(text for text in (_contract_sentence(this), _feasible_sentence(this)) if text) or WISH),
        Paragraph(_net(this)) if _net(this) else None,
        sensitivity(this.split("potential_nonresponse_fte", "nonresponse"), this.whose),
        detail(_assumed(this)),
        annexed(estimates(facts, f"Potentieel, {this.whose}")),
    )


def _assumed(this: Round) -> str:
    """What a wish is worth, and of which published study each expectation is."""
    if not known(*this.expected("potential_expected_fte").values()):
        return WISH
    found = entries("fase0_assumptions")["expectations"].values()
    told = " ".join(f"{each['name']}: {each['sentence']} ({each['source']})." for each in found)
    return f"{WISH} {told}"


def more_sentence(this: Round, whose: str = "uw medewerkers") -> str:
    """'Uw medewerkers willen samen ongeveer 35 fte meer werken dan nu: …'; '' when that is not known."""
    more, now, conditional = (this.one(m) for m in ("potential_more_fte", *FTE[:2]))
    if not known(more):
        return ""
    split = f": {fte(now)} meteen en {fte(conditional)} onder voorwaarden" if known(now, conditional) else ""
    count = wishing(this)
    who = f" Het gaat om {people(count)}." if count else ""
    return f"{whose[0].upper()}{whose[1:]} willen samen {fte(more)} meer werken dan nu{split}.{who}"


def wishing(this: Round) -> float:
    """How many people want more, now or under conditions; 0 when that is not known.

    Of a region the counts are those of who took part, where its hours are of everybody: these do not go together.
    """
    if not this.own:
        return 0.0
    now, conditional = (this.one(m).numerator for m in ("more_hours_now_pct", "more_hours_conditional_pct"))
    return now + conditional if now is not None and conditional is not None else 0.0


def expected_sentence(this: Round) -> str:
    """'Daarvan komt naar verwachting ongeveer 8 fte tot stand (voorzichtig 4, ruim 14).'"""
    found = this.expected("potential_expected_fte")
    if not known(*found.values()):
        return ""
    cautious, expected, ample = (amount(each) for each in found.values())
    said = f"Naar verwachting wordt daarvan ongeveer {expected} fte echt gewerkt"
    return f"{said} (voorzichtig geschat {cautious}, ruim geschat {ample})."


def expected_picture(this: Round) -> Picture | None:
    found, more = this.expected("potential_expected_fte"), this.one("potential_more_fte")
    if not known(more, *found.values()):
        return None
    table = scenarios(found, this.expected("potential_expected_persons"), this.whose)
    return expectations(found, more, table, this.whose, this.name)


def _contract_sentence(this: Round) -> str:
    """Why the wish for larger contracts is more than the extra hours."""
    contract, more = this.one("potential_contract_fte"), this.one("potential_more_fte")
    if not known(contract, more) or value_of(contract) <= value_of(more):
        return ""
    already = value_of(contract) - value_of(more)
    return (
        f"Zouden alle contracten groeien tot de gewenste uren, dan groeien zij met {fte(contract)}. Daarvan wordt "
        f"ongeveer {_rounded(already)} fte nu al gewerkt, boven het contract: die uren komen er niet bij."
    )


def _rounded(value: float) -> str:
    return amount(Fact("potential_more_fte", "", value=value))


def _feasible_sentence(this: Round) -> str:
    feasible = this.one("potential_feasible_fte")
    if not known(feasible):
        return ""
    return (
        f"Met de voorwaarden die leidinggevenden nu al vervulbaar noemen, is {fte(feasible)} haalbaar: iedereen die "
        "meteen meer wil, en van de anderen het deel van wie de voorwaarde te vervullen is."
    )


def _net(this: Round) -> str:
    net, fewer = this.one("potential_net_fte"), this.one("potential_fewer_fte")
    if not known(net, fewer):
        return ""
    return f"Er is ook een wens om minder te werken, samen {fte(fewer)}. {net_sentence(net)}"


def _not_shown(region: Round) -> str:
    there = more_sentence(region, f"de medewerkers in {place(region.whose)}")
    return f"Het potentieel van uw organisatie is niet te tonen. {there}".strip()


def value(this: Round) -> Section:
    """Which open and temporary hours the expected potential could fill, in fte and money: an indication."""
    facts = [each for each in map(this.one, PRICES) if known(each)]
    if not facts:
        return empty(
            "Open uren en tijdelijke krachten zijn niet te tonen: daarvoor zijn antwoorden van leidinggevenden nodig."
        )
    assumed = entries("fase0_assumptions")["prices"]
    source = f"Uitgangspunt: {assumed['sentence']}. Bron: {assumed['source']}."
    return section(
        finding(_value_sentence(this)),
        estimates(facts, f"Open en tijdelijke uren, {this.whose}"),
        Paragraph(
            "Dit is een indicatie: leidinggevenden schatten de uren zelf, en niet elke functie kan elk uur vullen.",
            "warning",
        ),
        detail(source),
    )


def _value_sentence(this: Round) -> str:
    replaces, fills, euro = (
        this.one(m) for m in ("replaces_temporary_fte", "fills_open_fte", "replaces_temporary_euro")
    )
    short = this.one("open_hours_fte")
    first = f"Volgens leidinggevenden komen teams {fte(short)} tekort." if known(short) else ""
    if not known(replaces):
        return first or "Wat het potentieel kan vervangen, is niet te zeggen."
    said = f"Het verwachte potentieel kan {fte(replaces)} aan tijdelijke krachten vervangen"
    if known(fills) and not value_of(fills):
        said += "; dan blijft er niets over voor open uren"
    elif known(fills):
        said += f" en daarna {fte(fills)} aan open uren vullen"
    saved = f" Dat scheelt aan tijdelijke krachten {euros(euro)} per jaar." if known(euro) else ""
    return f"{first} {said}.{saved}".strip()
