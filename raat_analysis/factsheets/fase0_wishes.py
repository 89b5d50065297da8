"""Who answered, and what they wish: more hours now, under conditions, the same, fewer (always together, T18)."""

from raat_analysis.factsheets.fase0 import WISHES, Round
from raat_analysis.factsheets.sections import empty, finding, section
from raat_analysis.figures.potential import wishes_beside
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section
from raat_analysis.sentences.amounts import people
from raat_analysis.sentences.facts import known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import round_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import capitalised, estimated
from raat_analysis.tables.potential import wishes_table

FEWEST = "tien"  # respondents; below that an estimate says more about a person than about the organisation
CAN = (
    "Wat u ermee kunt: de uitkomsten gelden voor uw organisatie als geheel, met de marge die erbij staat.",
    "Wat u er niet mee kunt: iets zeggen over één team of één persoon. Wie niet antwoordde, kan andere wensen hebben; "
    "dat zit niet in de marge.",
)


def response(this: Round, region: Round) -> Section:
    """How many answered and what that allows; with too few what it takes to get estimates."""
    if not this.told:
        return _too_few(this, region)
    respondents, rate = this.one("fase0_respondents"), this.one("fase0_response_pct")
    said = f"De vragenlijst is ingevuld door {number(value_of(respondents))} medewerkers"
    said = f"{said}: {rate.cell} van het personeel." if known(rate) else f"{said}."
    return section(finding(said), Paragraph(_weighted(this)), Bullets(CAN))


def _weighted(this: Round) -> str:
    """How answers are weighted, and how exact that leaves them (Kish)."""
    effective = this.one("fase0_effective_respondents")
    exact = (
        f" Daardoor zijn de uitkomsten zo nauwkeurig als die van {number(value_of(effective))} antwoorden die "
        "even zwaar "
        "wegen."
        if known(effective)
        else ""
    )
    return (
        "Groepen die vaker antwoordden, zouden te zwaar meetellen. Daarom wegen we elk antwoord, zodat "
        "functie, leeftijd "
        f"en contractomvang kloppen met uw personeelsbestand.{exact}"
    )


def _too_few(this: Round, region: Round) -> Section:
    """Why there are no estimates, what it takes, and that the other sections show the region instead."""
    respondents = this.one("fase0_respondents")
    why = (
        f"Minder dan {FEWEST} medewerkers vulden de vragenlijst in. Dan zegt een uitkomst meer over enkele mensen dan "
        "over uw organisatie, en is te raden wie wat antwoordde. Daarom tonen we geen uitkomsten van de vragenlijst."
        if respondents.status != "missing" or known(respondents)
        else "Van uw medewerkers zijn in deze ronde geen vragenlijsten ontvangen. Daarom zijn er geen uitkomsten over "
        "wensen en belemmeringen."
    )
    takes = (
        f"Wat ervoor nodig is: ten minste {FEWEST} ingevulde vragenlijsten van medewerkers. Met meer antwoorden, "
        "liefst van een derde van het personeel, worden de marges kleiner.",
        "Voor het beeld van leidinggevenden is ook hun vragenlijst nodig.",
        f"Tot dan ziet u hieronder wat uw personeelsbestand zegt, en het beeld van {place(region.whose)}.",
    )
    return section(finding(why), Bullets(takes))


def wishes(this: Round, region: Round, own: bool = True) -> Section:
    """What people wish, in percent and persons, beside the region for an organisation."""
    if not this.told:
        return _region_only(region)
    facts = [this.one(measure) for measure in WISHES]
    there = [region.one(measure) for measure in WISHES] if own else []
    whose = "uw medewerkers" if own else "de medewerkers"
    return section(
        finding(sentence(this, whose)),
        wishes_beside(facts, there, this.whose, region.whose, this.name),
        Paragraph(people_sentence(this)) if people_sentence(this) else None,
    )


def sentence(this: Round, whose: str = "de medewerkers") -> str:
    """'Ongeveer 15% van uw medewerkers wil nu meer uren werken, ongeveer 25% onder voorwaarden; …'."""
    now, conditional, _, fewer = (this.one(measure) for measure in WISHES)
    said = f"{estimated(now)} van {whose} wil nu meer uren werken"
    said += f", {estimated(conditional)} onder voorwaarden" if known(conditional) else ""
    said += f"; {estimated(fewer)} werkt liever minder" if known(fewer) else ""
    return capitalised(f"{said}.")


def people_sentence(this: Round) -> str:
    """The same in people; '' when that is not known."""
    now, conditional, _, fewer = (this.one(measure).numerator for measure in WISHES)
    if now is None or conditional is None or fewer is None:
        return ""
    where = "In mensen" if this.own else "Bij de organisaties die meededen"
    return (
        f"{where}: {people(now)} willen nu meer uren, {people(conditional)} onder voorwaarden en {people(fewer)} "
        "minder. Beide kanten staan naast elkaar, want een uitbreiding hier en een inperking daar kunnen "
        "samen nul zijn."
    )


def _region_only(region: Round) -> Section:
    if not region.told:
        return empty("Over wensen van medewerkers is niets te tonen, ook niet voor de regio.")
    facts = [region.one(measure) for measure in WISHES]
    said = f"Voor uw organisatie is dit niet te tonen. In {place(region.whose)} ({round_label(region.code)}): "
    return section(
        Paragraph(f"{said}{sentence(region)[0].lower()}{sentence(region)[1:]}"),
        wishes_table(facts, region.whose, own=False),
    )
