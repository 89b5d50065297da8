"""The measures and models as a straightforward loop makes them: pandas for groups, statsmodels in each of them.

What the benchmark measures ours against, written as one would: sums by groupby, shares by columns, and what has an
interval or a model cell by cell. It makes the same kinds of numbers for the same cells. Left out is what takes more
than a few lines: reposts, reconciliation and choice of forecasts, tests on past quarters but the last eight, hours
offered, revisions of forecasts, ages and replacement, levers, Fase 0, modelled rates, and every check.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import STL

from raat_analysis.codelists import entries
from raat_analysis.codelists.regions import COUNTRY

Row = dict[str, object]
ENDINGS = {"filled": 1, "withdrawn": 2, "expired": 3}
PLACE = ["region_code", "branch_code"]
ORIGINS = 8
FEWEST = 100  # vacancies behind a time to filled, as in vacancies.yml


def loop(folder: Path) -> list[Row]:
    """All rows, from the tidy tables in a folder."""
    tables = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of optimisers that stop early
        counted = pd.DataFrame(stock_and_flow(tables["vacancies"]))
        rows = [*counted.to_dict("records"), *durations(tables["vacancies"]), *forecasts(counted), *seasons(counted)]
    return [*rows, *rates(tables["turnover"], tables["leavers"]), *ratios(tables)]


def in_totals(table: pd.DataFrame) -> pd.DataFrame:
    """Every row once for its branch and region, and once for each total these count in."""
    above = {code: [code, *entry["part_of"]] for code, entry in entries("branches").items()}
    branches = table.assign(branch_code=table["branch_code"].map(above)).explode("branch_code", ignore_index=True)
    return pd.concat([branches, branches.assign(region_code=COUNTRY)], ignore_index=True)


def stock_and_flow(vacancies: pd.DataFrame) -> Iterator[Row]:
    """Opened, open, filled, withdrawn and expired in each quarter."""
    periods = sorted(vacancies["posted_period"].unique())
    slim = vacancies[[*PLACE, "posted_period", "closed_period", "status", "positions"]]
    for (region, branch), part in in_totals(slim).groupby(PLACE):
        opened, closed, positions = part["posted_period"], part["closed_period"], part["positions"]
        flows = {s: positions[part["status"] == s].groupby(closed).sum() for s in ENDINGS}
        flows["opened"] = positions.groupby(opened).sum()
        for period in periods:
            place = {"region_code": region, "branch_code": branch, "period": period}
            there = (opened <= period) & (closed.isna() | (closed > period))
            yield place | {"measure": "open", "value": positions[there].sum()}
            for measure, flow in flows.items():
                yield place | {"measure": measure, "value": flow.get(period, 0)}


def durations(vacancies: pd.DataFrame) -> Iterator[Row]:
    """Filled by each day and still open after it, of what opened in four quarters."""
    periods = sorted(vacancies["posted_period"].unique())
    days = (vacancies["closed_on"].fillna(vacancies["posted_on"].max()) - vacancies["posted_on"]).map(_days)
    endings = vacancies["status"].map(ENDINGS).fillna(0).astype(int)
    followed = vacancies[[*PLACE, "posted_period"]].assign(days=days, ending=endings)
    for (region, branch), part in in_totals(followed).groupby(PLACE):
        for last in range(3, len(periods)):
            here = part[part["posted_period"].isin(periods[last - 3 : last + 1])]
            if len(here) >= FEWEST and (here["ending"] == 1).any():
                place = {"region_code": region, "branch_code": branch, "period": periods[last]}
                with np.errstate(divide="ignore", invalid="ignore"):
                    found = CumIncidenceRight(here["days"], here["ending"])
                    curve = SurvfuncRight(here["days"], here["ending"] > 0)
                within, still = found.cinc[0][found.times <= 90], curve.surv_prob[curve.surv_times <= 90]
                yield place | {"measure": "filled_within", "value": within[-1] if within.size else 0.0}
                yield place | {"measure": "open_over", "value": still[-1] if still.size else 1.0}


def _days(time: object) -> int:
    return int(getattr(time, "days", 0))


def forecasts(counted: pd.DataFrame) -> Iterator[Row]:
    """Four quarters ahead by exponential smoothing with a season, now and at each of the last eight quarters."""
    for (region, branch), part in counted[counted["measure"] == "opened"].groupby(PLACE):
        series = part.sort_values("period")["value"].to_numpy(dtype=float) + 0.5
        for origin in range(len(series) - ORIGINS, len(series) + 1):
            past = series[:origin]
            fit = ExponentialSmoothing(np.log(past), seasonal="add", seasonal_periods=4).fit()
            place = {"region_code": region, "branch_code": branch, "origin": origin}
            for quarter, value in enumerate(np.exp(fit.forecast(4)), start=1):
                yield place | {"measure": "forecast", "period": quarter, "value": value}


def seasons(counted: pd.DataFrame) -> Iterator[Row]:
    """Without the season, for series of fifty a quarter and more."""
    for (region, branch), part in counted[counted["measure"] == "opened"].groupby(PLACE):
        series = part.sort_values("period")["value"].to_numpy(dtype=float)
        if series.mean() >= 50 and (series > 0).all():
            found = STL(np.log(series), period=4).fit()
            for quarter, value in enumerate(np.exp(np.log(series) - found.seasonal)):
                yield {"region_code": region, "branch_code": branch, "measure": "adjusted", "period": quarter} | {
                    "value": value
                }


def rates(turnover: pd.DataFrame, leavers: pd.DataFrame) -> Iterator[Row]:
    """Outflow per cell with Wilson's interval, its difference from the country, and by age standardised per cell."""
    levels = {code: entry["level"] for code, entry in entries("destinations").items()}
    sector = leavers[leavers["destination"].map(levels) == "sector"]
    by_age = [*PLACE, "age_class", "year"]
    left = sector.groupby(by_age, as_index=False)["leavers"].sum().rename(columns={"leavers": "sector"})
    cells = in_totals(turnover.merge(left, on=by_age, how="left", validate="one_to_one").fillna({"sector": 0}))
    ages = cells.groupby(by_age, as_index=False)[
        ["employees_start", "inflow", "outflow", "sector", "employees_end"]
    ].sum()
    for measure in ("outflow", "sector", "inflow"):
        yield from _rates(ages, measure)
        yield from _standardised(ages, measure)


def _rates(ages: pd.DataFrame, measure: str) -> Iterator[Row]:
    people = "employees_end" if measure == "inflow" else "employees_start"
    total = ages.groupby([*PLACE, "year"])[[measure, people]].sum().assign(age_class="total").reset_index()
    smal = ages[ages["branch_code"] == "SMAL"]
    country = total[total["region_code"] == COUNTRY].set_index(["branch_code", "year"])
    for row in pd.concat([total, smal]).to_dict("records"):
        count, number = row[measure], row[people]
        if number:
            low, high = proportion_confint(count, number, method="wilson")
            yield row | {"measure": measure, "value": count / number, "lower": low, "upper": high}
        if number and row["age_class"] == "total" and row["region_code"] != COUNTRY:
            whole = country.loc[(row["branch_code"], row["year"])]
            rest = (whole[measure] - count, whole[people] - number)
            if rest[1] > 0:
                low, high = confint_proportions_2indep(count, number, *rest, method="newcomb", compare="diff")
                yield row | {"measure": f"{measure}_difference", "lower": low, "upper": high}


def _standardised(ages: pd.DataFrame, measure: str) -> Iterator[Row]:
    people = "employees_end" if measure == "inflow" else "employees_start"
    smal = ages[ages["branch_code"] == "SMAL"]
    country = smal[(smal["region_code"] == COUNTRY) & (smal["year"] == smal["year"].max())]
    weights = country.set_index("age_class")[people] / country[people].sum()
    for (region, year), part in smal.groupby(["region_code", "year"]):
        by_age = part.set_index("age_class")
        rate = by_age[measure] / by_age[people]
        spread = np.sqrt((weights**2 * rate * (1 - rate) / by_age[people]).sum())
        value = (weights * rate).sum()
        ends = {"lower": value - 1.96 * spread, "upper": value + 1.96 * spread}
        yield {"region_code": region, "year": year, "measure": f"{measure}_standardised", "value": value} | ends


def ratios(tables: dict[str, pd.DataFrame]) -> Iterator[Row]:
    """Sums and shares that need no loop."""
    forecast = in_totals(tables["forecasts"])
    by = ["edition", "scenario", *PLACE, "qualification_code", "year"]
    demand = forecast.groupby(by, as_index=False)[["demand_persons", "supply_persons", "shortage_persons"]].sum()
    staff, hours = tables["employment"], tables["working_time"]
    total = staff[staff["age_class"] == "total"].set_index([*PLACE, "period"])["employees"]
    share = staff.assign(share=100 * staff["employees"].to_numpy() / total.loc[_index(staff)].to_numpy().clip(1))
    worked = hours.assign(
        part_time=1000 * hours["contract_hours_thousand"] / hours["jobs"].clip(lower=1) / 36,
        hours_mean=1000 * hours["contract_hours_thousand"] / hours["jobs"].clip(lower=1),
    )
    people = tables["population"].groupby(["region_code", "period"], as_index=False).sum(numeric_only=True)
    pressure = people.assign(grey=people["inhabitants_65_plus"] / people["inhabitants_20_65"])
    trained = tables["training"]
    school = trained.assign(per_entrant=trained["diplomas"] / trained["entrants"].clip(lower=1))
    for table in (demand, share, worked, pressure, school):
        yield from table.to_dict("records")


def _index(staff: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(staff[[*PLACE, "period"]])
