"""The fair share of an employer in the training places of its region, in proportion to fte.

    share of employer i = training places of the region × fte of i ÷ fte of all employers in the region

in whole places that add up to all places (largest remainder). RAAT Regio Zwolle 2018 asks for such a division. The fte
of an employer is estimated: the register has its employees, and azw_kerncijfers the part-time factor of its branch in
the region. Employers outside the register are one party, with the fte of the region that the members do not have.
Places for childcare workers count not, as childcare does not in smal (T5).

A member's figure: it goes to the organisation itself and never into public numbers (disclosure/policy.yml refuses it).
Limits: students count where they live and organisations where their head office is (T9); fte is of all staff, for care
staff is not delivered; a region whose members have more fte than the region has no shares (head offices).
"""

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.numbers_table import number_rows

FULL_TIME_HOURS = 36
CHILDCARE = ["PM3", "PM4"]  # pedagogisch medewerker
MEASURE = "training_fair_share"
Row = dict[str, object]


def largest_remainder(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total; of equal remainders the first goes up.

    Each is its exact share rounded down or up. Weights that are all zero or partly negative are refused.
    """
    if total < 0 or not sum(weights) > 0 or min(weights) < 0:
        raise RaatError(
            f"{total} places cannot be divided over {len(weights)} weights with sum {sum(weights):g}.\n"
            "Give employers with fte above zero and a total of zero or more."
        )
    exact = [Fraction(weight) * total / sum(map(Fraction, weights)) for weight in weights]
    low = [int(share) for share in exact]
    order = sorted(range(len(low)), key=lambda place: (low[place] - exact[place], place))
    up = set(order[: total - sum(low)])
    return [number + (place in up) for place, number in enumerate(low)]


def fair_shares(organisations: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """A row of the numbers table per organisation, organisation_code first, for the last school year with places.

    `numbers`: the measures. An organisation whose branch or region has no part-time factor is missing.
    """
    years = sorted(set(numbers.filter(measure="training_places")["period"].to_list()))
    if not years or organisations.is_empty():
        return _members([], [])
    year = years[-1]
    staff = _with_fte(organisations.sort("organisation_code"), numbers, f"{year}Q3")  # the last day before 1 October
    parts = staff.partition_by("region_code", maintain_order=True)
    rows = [row for part in parts for row in _region_rows(part, numbers, year)]
    return _members([code for part in parts for code in part["organisation_code"]], rows)


def places_to_divide(numbers: pl.DataFrame, region_code: str, year: str) -> int:
    """The training places of a region in a year, without those for childcare."""
    asked = numbers.filter(measure="training_places", region_code=region_code, period=year, breakdown="qualification")
    return int(asked.filter(~pl.col("category").is_in(CHILDCARE))["value"].sum())


def _region_rows(part: pl.DataFrame, numbers: pl.DataFrame, year: str) -> list[Row]:
    region = part["region_code"][0]
    usual: Row = {"measure": MEASURE, "region_code": region, "period": year}
    fte, all_fte, places = part["fte"].to_list(), part["region_fte"][0], places_to_divide(numbers, region, year)
    if None in fte or all_fte is None or sum(fte) > all_fte or not places:
        return [{**usual, "branch_code": code, "status": "missing"} for code in part["branch_code"]]
    shares = largest_remainder([*fte, all_fte - sum(fte)], places)
    return [
        {**usual, "branch_code": code, "value": float(share), "numerator": places * own, "denominator": all_fte}
        for code, share, own in zip(part["branch_code"], shares, fte, strict=False)
    ]


def _with_fte(organisations: pl.DataFrame, numbers: pl.DataFrame, period: str) -> pl.DataFrame:
    """The organisations with their estimated fte and that of their region; null where the factor is not known."""
    asked = numbers.filter(measure="part_time_factor_pct", period=period, breakdown="total")
    factor = asked.select("region_code", "branch_code", factor=pl.col("value") / 100)
    whole = asked.filter(branch_code="SMAL").select("region_code", region_fte=pl.col("numerator") / FULL_TIME_HOURS)
    found = organisations.join(factor, on=["region_code", "branch_code"], how="left", validate="m:1")
    found = found.join(whole, on="region_code", how="left", validate="m:1", maintain_order="left")
    return found.with_columns(fte=pl.col("employees") * pl.col("factor")).sort("organisation_code")


def _members(codes: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """The rows with the code of their organisation first."""
    if len(codes) != len(set(codes)):
        raise RaatError(f"Organisations stand twice in the register:\n{cases(sorted(codes))}\nMend organisaties.")
    parts = [
        number_rows([row]).select(pl.lit(code).alias("organisation_code"), pl.all())
        for code, row in zip(codes, rows, strict=True)
    ]
    return pl.concat(parts) if parts else number_rows([]).select(pl.lit("").alias("organisation_code"), pl.all())
