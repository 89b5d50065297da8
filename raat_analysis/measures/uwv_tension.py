"""Tension on the labour market as UWV has it: open vacancies per WW benefit of less than six months.

Formula: vacancies open at the end of the quarter ÷ benefits running at its end, both of care and welfare in the region.
The vacancies must come from a source that counts all of them. ZorgSelect is one board, so it is not such a source; the
national CBS figures among the published ones are of all sectors, of provinces or of hospitals alone. Where there is no
such figure, or nobody has a short benefit, there is a row without value, status missing: "niet te berekenen", and never
an infinite number. Classes: half-open, [0.25, 0.67) is "ruim"; names and limits in vacancies.yml.
Source of definition and classes: UWV Spanningsindicator, as on wgv.arbeidsmarktinbeeld.nl ("Definities").
"""

from bisect import bisect_right

import polars as pl

from raat_analysis.measures.adding_up import with_totals
from raat_analysis.measures.additivity import added
from raat_analysis.measures.rows import ratios
from raat_analysis.measures.vacancies_settings import settings

MEASURE, BENEFITS = "uwv_tension", "unemployed_under_6_months"
PLACE = ["region_code", "period"]


def uwv_tension(population: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """Numbers for every region and quarter, from the tidy tables population and published_figures."""
    people = population.select("municipality_code", *PLACE, BENEFITS)
    regions = with_totals(added(people, "municipality", [BENEFITS]), [BENEFITS], ["region"])
    asked = settings()["uwv_tension"]["counted_as"]
    counted = published.filter(**asked, category="total").select(*PLACE, all_open="value")
    sides = regions.join(counted, on=PLACE, how="left", validate="1:1")
    return ratios(sides, MEASURE, "all_open", BENEFITS, 1)


def tension_class(ratio: float) -> str:
    """UWV's name of a ratio: 0.25 is 'ruim', 4.0 is 'zeer krap'."""
    classes = settings()["uwv_tension"]["classes"]
    return str(classes[bisect_right([each["from"] for each in classes], ratio) - 1]["name"])
