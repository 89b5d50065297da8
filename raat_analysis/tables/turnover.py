"""The table of outflow rates, at both levels (T1)."""

from raat_analysis.codelists import label_of
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.facts import Fact, known
from raat_analysis.sentences.numbers import number
from raat_analysis.tables.signs import with_signs

MODELLED = "Uit zorg en welzijn, gemodelleerd"
MEANING = (
    "In procenten van de werknemers aan het begin van het jaar. Wie naar een andere werkgever in zorg en welzijn "
    "gaat, telt wel mee bij de werkgever en niet bij zorg en welzijn."
)
MEANING_MODELLED = (
    " Gemodelleerd: toeval in kleine branches is gedempt met de cijfers van andere regio's; tussen haakjes de marge "
    "(9 van de 10 keer)."
)


def outflow_rates(branches: list[tuple[Fact, Fact, Fact, Fact]], region: str, note: str = "") -> Table:
    """A row per branch: outflow from the employer, from the sector (counted; modelled if it is), and of Nederland."""
    has_models = any(known(modelled) for _, _, modelled, _ in branches)
    rows = tuple(
        (
            label_of(employer.branch_code, "branches"),
            employer.cell,
            sector.cell,
            *([_ranged(modelled)] if has_models else []),
            country.cell,
        )
        for employer, sector, modelled, country in branches
    )
    between = [MODELLED] if has_models else []
    header = ("Branche", "Bij de werkgever", "Uit zorg en welzijn", *between, "Uit zorg en welzijn, Nederland")
    meaning = MEANING + (MEANING_MODELLED if has_models else "")
    caption = f"Uitstroom naar branche, {region}, {branches[0][0].period}"
    return Table(caption, header, rows, with_signs(rows, meaning, note), annex=True)


def _ranged(fact: Fact) -> str:
    """'8,1% (7,2–9,0)', or the sign of a number that is not there."""
    if fact.value is None or fact.lower is None or fact.upper is None:
        return fact.cell
    return f"{number(fact.value, 1)}% ({number(fact.lower, 1)}–{number(fact.upper, 1)})"
