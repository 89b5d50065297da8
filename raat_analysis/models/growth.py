"""What the projection of staff takes from the measures: who leaves the sector, and how demand grows."""

import polars as pl

SCENARIO = "reference"


def sector_exit_shares(numbers: pl.DataFrame, fewest: int) -> dict[str, float]:
    """Region → the part of its employees (SMAL) that left the sector in the last year of `numbers`, 0 to 1.

    A region without that year, without employees or with fewer than `fewest` leavers is left out.
    """
    rates = numbers.filter(measure="outflow_sector_pct", branch_code="SMAL", breakdown="total")
    last = rates.filter(pl.col("period") == pl.col("period").max(), pl.col("value").is_not_null())
    known = last.filter(pl.col("numerator") >= fewest)
    return {code: count / staff for code, count, staff in known.select(*_COUNTED).sort("region_code").iter_rows()}


def demand_growth(numbers: pl.DataFrame, period: str, years: int) -> dict[str, list[float]]:
    """Region → growth of demand in each of the coming years, without new policy, up to the last year that is known.

    From the latest edition that had appeared in the quarter `period`. The twelve months that end in a quarter of 2027
    get the growth from 2026 to 2027. A year without demand ends the list.
    """
    month = f"{period[:4]}-{int(period[-1]) * 3:02d}"
    demand = numbers.filter(measure="demand", branch_code="SMAL", breakdown="total", scenario=SCENARIO)
    appeared = demand.filter(pl.col("edition") <= month)
    latest = appeared.filter(pl.col("edition") == pl.col("edition").max())
    found: dict[str, dict[int, float]] = {}
    for code, year, persons in latest.select("region_code", "period", "value").iter_rows():
        found.setdefault(code, {})[int(year)] = persons
    return {code: _growth(by_year, int(period[:4]), years) for code, by_year in sorted(found.items())}


_COUNTED = ("region_code", "numerator", "denominator")


def _growth(by_year: dict[int, float], first: int, years: int) -> list[float]:
    growth = []
    for year in range(first + 1, first + years + 1):
        if by_year.get(year) is None or by_year.get(year - 1) is None:
            break
        growth.append(by_year[year] - by_year[year - 1])
    return growth
