"""The section that makes the rest checkable: definitions, sources, and the limits of the figures."""

import polars as pl

from raat_analysis.codelists import entries
from raat_analysis.factsheets.editions import since_last_edition
from raat_analysis.factsheets.reading import Sheet
from raat_analysis.factsheets.sections import annexed, section
from raat_analysis.rendering.blocks import Bullets, Paragraph, Section, Table
from raat_analysis.rendering.brand import brand
from raat_analysis.sentences.periods import period_label
from raat_analysis.tables.definitions import definitions, in_short
from raat_analysis.tables.sources import sources

SIGNS = (
    "Een x betekent niet openbaar: het cijfer kan iets zeggen over één werkgever of over enkele mensen. Soms is daarom "
    "ook een tweede cijfer weggelaten, zodat het eerste niet uit te rekenen is.",
    "Een punt betekent: er is geen cijfer. Een ster (*) betekent voorlopig: het cijfer kan nog veranderen.",
    "Totalen kunnen door afronding iets verschillen van de som van de delen. Percentages van minder dan duizend mensen "
    "of vacatures hebben geen decimaal, behalve gemodelleerde met een marge.",
)
LIMITS = (
    *SIGNS,
    "'Duidelijk' hoger of lager: toeval verklaart het verschil niet (95%, methode van Newcombe) en het is ten minste "
    "een half procentpunt. 'Iets' hoger of lager: geen toeval, maar kleiner. 'Niet te onderscheiden van': het kan "
    "toeval zijn.",
    "Bij uitstroom is 'duidelijk' hoger of lager strenger: het verschil is ook groter dan regio's gewoonlijk van "
    "elkaar verschillen (funnel over alle regio's, hoogstens 10% van de aanwijzingen onterecht). Staat er alleen "
    "'hoger' of 'lager', dan is het verschil geen toeval, maar zulke verschillen tussen regio's zijn gewoon.",
    "Uitstroom bij de werkgever is iets anders dan uitstroom uit de sector. Jaarcijfers gaan over twaalf maanden.",
    "Vacatures van ZorgSelect zijn advertenties van werkgevers; vergelijk ze niet met de vacatures van het CBS.",
    "Een verwachting is geen feit: nieuwe regels en grote gebeurtenissen zitten niet in de marge.",
)
EVIDENT = {  # measures whose name says what their definition says
    "fase0_respondents",
    "fase0_response_pct",
    "same_hours_pct",
    "more_hours_now_pct",
    "more_hours_conditional_pct",
    "fewer_hours_pct",
    "leave_intention_pct",
    "condition_pct",
    "obstacle_pct",
    "condition_named_pct",
    "condition_group_pct",
    "obstacle_named_pct",
    "obstacle_group_pct",
    "leave_reason_pct",
    "more_hours_now_change_pp",
    "more_hours_conditional_change_pp",
    "fewer_hours_change_pp",
    "potential_more_change_fte",
    "staff",
    "staff_fte",
    "staff_contract_hours_mean",
    "staff_small_contracts_pct",
    "staff_in_both_rounds",
    "staff_extended_fte",
    "staff_reduced",
    "staff_reduced_fte",
    "staff_left_pct",
    "asks_in_review_pct",
    "discussed_pct",
    "manager_obstacle_pct",
    "manager_feasible_pct",
    "manager_room_pct",
}
FASE0_SOURCES = ("fase0_medewerkers", "fase0_leidinggevenden", "fase0_hr", "organisaties")


def account(sheet: Sheet, used: list[str]) -> Section:
    """Limits, what changed since the last edition, definitions of the measures `used`, sources, contact and mark."""
    return section(
        Bullets(LIMITS),
        *since_last_edition(sheet),
        annexed(definitions(used)) if used else None,
        annexed(_sources(sheet, used)),
        *whose(sheet, sheet.region_code),
    )


def fase0_account(sheet: Sheet, used: list[str], limits: tuple[str, ...], code: str) -> Section:
    """The same for a report of Fase 0, of a region or organisation: of its terms those that do not explain themselves.

    Measures of other sources are explained where they are shown.
    """
    own = [m for m in used if str(entries("measures")[m]["source"]) in FASE0_SOURCES and m not in EVIDENT]
    return section(
        Bullets(limits),
        *(since_last_edition(sheet) if code == sheet.region_code else ()),
        annexed(in_short(own)) if own else None,
        annexed(_sources(sheet, used)),
        *whose(sheet, code),
    )


def whose(sheet: Sheet, code: str) -> tuple[Paragraph, Paragraph]:
    """Whom to ask, and the mark of the report: its code, edition and rows."""
    mark = f"Kenmerk: {code}, {period_label(sheet.edition)}, gegevens {sheet.mark[:16]}."
    return Paragraph(str(brand()["contact"])), Paragraph(mark)


def with_rows(sheet: Sheet, measures: list[str]) -> list[str]:
    """The measures that have rows for the region."""
    there = set(sheet.numbers.filter(region_code=sheet.region_code)["measure"])
    return [measure for measure in measures if measure in there]


def _sources(sheet: Sheet, used: list[str]) -> Table | None:
    """The sources of the measures used, with the actions and the published reasons for leaving."""
    names = {str(entries("measures")[measure]["source"]) for measure in used}
    names |= set(FASE0_SOURCES) if names & set(FASE0_SOURCES) else set()
    names |= {"uitstroomonderzoek"} if "outflow_employer" in used else set()
    names |= {"programma"} if "employees" in used and sheet.region_code in sheet.actions["region_code"] else set()
    order = [pl.col("source"), pl.col("obtained_on").cast(pl.String), pl.col("file")]
    rows = sheet.sources.filter(pl.col("source").is_in(sorted(names))).sort(order, descending=[False, True, False])
    return sources(rows.iter_rows(named=True)) if rows.height else None
