"""Published figures that our measures reproduce from stated inputs; docs/methods/validation.md lists them.

Sources: TAZ Twente (2022), RAAT Twente and RAAT Regio Zwolle (2018), CBS StatLine 84545NED, CBS (AZW) longreads, Skipr.
Hours, fte and training: test_published_hours.py.
"""

import json
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import polars as pl
import pytest

from raat_analysis.codelists import entries
from raat_analysis.errors import RaatError
from raat_analysis.measures.additivity import added, difference
from raat_analysis.measures.employment import employment
from raat_analysis.measures.forecasts import forecasts
from raat_analysis.measures.population import care_workers
from raat_analysis.measures.rows import ratios
from raat_analysis.measures.turnover import turnover
from raat_analysis.measures.uwv_tension import tension_class
from raat_analysis.measures.vacancies_counts import refuse_broken_identity
from raat_analysis.sentences.changes import change
from raat_analysis.sentences.facts import Fact
from raat_analysis.sentences.wording import share

ROOT = Path(__file__).parents[1]
LEAVES = ["UMC", "ZKH", "GGZ", "HA", "OVZ", "VV", "TZ", "GHZ", "JZ", "SW", "KO"]
AGES = {"<25": 7400, "25-35": 12400, "35-45": 10500, "45-55": 12000, "55+": 13100}  # TAZ Twente (2022)


def one(numbers: pl.DataFrame, measure: str, **where: str) -> float:
    """The value of the one row that fits; of the whole sector and in all unless told otherwise."""
    asked = {"branch_code": "SMAL", "breakdown": "total", "category": "total"} | where
    found: float = numbers.filter(measure=measure, **asked)["value"].item()
    return found


def twente() -> pl.DataFrame:
    """Employees of Twente: the published ages in one branch, nobody in the others."""
    rows = [(branch, age, people if branch == "GGZ" else 0) for branch, (age, people) in product(LEAVES, AGES.items())]
    table = pl.DataFrame(rows, schema=["branch_code", "age_class", "employees"], orient="row")
    return table.with_columns(region_code=pl.lit("RA0205"), period=pl.lit("2022Q3"), status=pl.lit("final"))


def flows(start: int, leavers: Mapping[str, int], year: int = 2016) -> pl.DataFrame:
    """Turnover numbers of a region in which only the 55+ of one branch are there, and leave to these destinations."""
    key = {"region_code": "RA0205", "year": year}
    cells = pl.DataFrame(list(product(LEAVES, AGES)), schema=["branch_code", "age_class"], orient="row")
    there = (pl.col("branch_code") == "GGZ") & (pl.col("age_class") == "55+")
    gone = sum(leavers.values())
    named = cells.with_columns(**{name: pl.lit(value) for name, value in key.items()})
    figures = {"employees_start": start, "inflow": 0, "outflow": gone, "employees_end": start - gone}
    table = named.with_columns(**{name: pl.when(there).then(value).otherwise(0) for name, value in figures.items()})
    where = pl.DataFrame(
        {"destination": list(entries("destinations")), "n": [leavers.get(code, 0) for code in entries("destinations")]}
    )
    left = named.join(where, how="cross").with_columns(leavers=pl.when(there).then("n").otherwise(0)).drop("n")
    return turnover(table, left)


# C1. Twente and Regio Zwolle


def test_the_employees_of_twente_are_the_sum_of_their_ages() -> None:
    assert one(employment(twente()), "employees") == 55_400


def test_the_care_share_of_twente_is_16_8_percent() -> None:
    staff = twente().group_by("region_code", "period").agg(pl.col("employees").sum())
    region = pl.DataFrame({"region_code": ["RA0205"], "period": ["2022Q3"], "labour_force": [329_000]})
    cells = care_workers(region, staff.with_columns(branch_code=pl.lit("SMAL"), age_class=pl.lit("total")))
    assert one(ratios(cells, "care_share_pct", "employees", "labour_force"), "care_share_pct") == pytest.approx(
        16.8, abs=0.05
    )


@pytest.mark.parametrize(("age", "printed"), [("<25", 13), ("25-35", 22), ("35-45", 19), ("45-55", 22), ("55+", 24)])
def test_the_shares_of_ages_in_twente_round_as_printed(age: str, printed: int) -> None:
    assert round(one(employment(twente()), "employees_share_pct", breakdown="age", category=age)) == printed


def test_the_words_of_a_share_come_from_its_exact_value() -> None:
    """TAZ Twente writes "ruim 24%" for 23,65% and "bijna 50%" for 45,31%; we do not (T15)."""
    numbers = employment(twente())
    old, older = (one(numbers, "employees_share_pct", breakdown="age", category=age) for age in ("55+", "45-55"))
    assert (share(old), share(old + older)) == ("bijna 24%", "ruim 45%")


def test_sector_outflow_of_twente_is_9_percent() -> None:
    numbers = flows(55_400, {"other_sector": 5_000}, 2021)
    assert one(numbers, "outflow_sector_pct") == pytest.approx(9.03, abs=0.005)


def test_who_leaves_the_sector_is_44_to_49_percent_of_who_leaves_the_employer() -> None:
    """WGV regions: 7,5 of 17% and 9 of 18,5%; TAZ calls it "bijna 50%"."""
    shares = []
    for employer, sector in ((170, 75), (185, 90)):
        numbers = flows(1000, {"same_branch": employer - sector, "other_sector": sector}, 2021)
        shares.append(100 * one(numbers, "outflow_sector") / one(numbers, "outflow_employer"))
    assert [round(each) for each in shares] == [44, 49]
    assert share(shares[1]) == "bijna 49%"


@pytest.mark.parametrize(("employees", "printed"), [(200_000, 7.5), (166_667, 9.0)])
def test_the_15_000_of_oost_nederland_fit_the_rates_of_its_regions(employees: int, printed: float) -> None:
    """15.000 leave the sector and 7,5 to 9% do, so there are 167.000 to 200.000 employees (reckoned, not published)."""
    assert one(flows(employees, {"other_sector": 15_000}, 2021), "outflow_sector_pct") == pytest.approx(
        printed, abs=0.005
    )


def test_6500_leavers_of_twente_are_another_rate_than_5000() -> None:
    """RAAT Twente has 6.500 leavers in 2016, TAZ "about 5.000" in 2022. Even of the 55.400 of 2022 (there were
    fewer) 6.500 is 11,7%: above the 7,5 to 9% of leaving the sector, below the 17 to 18,5% of leaving the employer."""
    share_of = one(flows(55_400, {"other_sector": 6_500}), "outflow_sector_pct")
    assert share_of == pytest.approx(11.73, abs=0.005)
    assert 9 < share_of < 17


@pytest.mark.parametrize(
    ("leavers", "pension", "others", "pension_pct"), [(6_500, 538, 5_962, 8.3), (2_600, 307, 2_293, 11.8)]
)
def test_leavers_without_pension_in_2016(leavers: int, pension: int, others: int, pension_pct: float) -> None:
    """Twente and Regio Zwolle; "ca. 6.000" and "2.300" in the plans."""
    numbers = flows(33_000, {"pension": pension, "other_sector": leavers - pension})
    retired = one(numbers, "outflow_sector", breakdown="destination", category="pension")
    total = one(numbers, "outflow_sector")
    assert total - retired == others
    assert 100 * retired / total == pytest.approx(pension_pct, abs=0.05)


def test_regio_zwolle_lost_7_9_percent_of_its_33_000_in_2016() -> None:
    assert one(flows(33_000, {"other_sector": 2_600}), "outflow_sector_pct") == pytest.approx(7.9, abs=0.05)


def test_the_workers_of_twente_grew_by_3_0_percent_in_2022() -> None:
    """336.730 working persons, 9.930 more (samentwente.nl, 7 March 2023)."""
    now, then = (Fact("labour_force", "RA0205", value=value) for value in (336_730.0, 336_730.0 - 9_930))
    assert change(now, then) == "↑ 3,0% meer dan een jaar eerder"


# C2. Prognosemodel


EDITION = {  # December 2024: shortages of 2025 and 2034 (Skipr)
    "UMC": (2_600, 13_400),
    "ZKH": (7_800, 38_400),
    "GGZ": (8_600, 20_800),
    "HA": (1_600, 7_400),
    "OVZ": (8_300, 26_300),
    "VV": (16_100, 82_900),
    "TZ": (6_300, 25_300),
    "GHZ": (9_700, 33_400),
    "JZ": (1_300, 5_500),
    "SW": (4_100, 12_200),
}


@pytest.mark.parametrize(("place", "year", "published"), [(0, 2025, 66_400), (1, 2034, 265_600)])
def test_the_national_shortage_is_the_sum_of_its_branches(place: int, year: int, published: int) -> None:
    short = [figures[place] for figures in EDITION.values()]
    table = pl.DataFrame({"branch_code": list(EDITION), "shortage_persons": short})
    where = {"edition": "2024-12", "scenario": "new_policy", "region_code": "NL01", "qualification_code": "TOTAL"}
    filled = table.with_columns(
        **{name: pl.lit(text) for name, text in where.items()},
        year=pl.lit(year),
        supply_persons=pl.lit(100_000),
        demand_persons=100_000 + pl.col("shortage_persons"),
    )
    assert one(forecasts(filled), "shortage") == published


def edition(short: Mapping[str, int]) -> pl.DataFrame:
    """The numbers of December 2023 with new policy for 2033, with these shortages."""
    where = {"edition": "2023-12", "scenario": "new_policy", "region_code": "NL01", "qualification_code": "TOTAL"}
    table = pl.DataFrame({"branch_code": LEAVES, "shortage_persons": [short.get(code, 0) for code in LEAVES]})
    persons = {"supply_persons": pl.lit(100_000), "demand_persons": 100_000 + pl.col("shortage_persons")}
    return forecasts(table.with_columns(year=pl.lit(2033), **{n: pl.lit(t) for n, t in where.items()}, **persons))


def test_the_shortage_of_vvt_in_2033_is_the_sum_of_its_parts() -> None:
    """Verpleging en verzorging 51.900 and thuiszorg 27.400: 79.300 (Skipr, azwinfo)."""
    assert one(edition({"VV": 51_900, "TZ": 27_400}), "shortage", branch_code="VVT") == 79_300


def test_with_childcare_the_shortage_of_2033_is_232_000() -> None:
    """190.000 without childcare, here put in one branch, and 42.000 in childcare."""
    numbers = edition({"OVZ": 190_000, "KO": 42_000})
    assert one(numbers, "shortage") == 190_000
    assert one(numbers, "shortage", branch_code="BREED") == 232_000


# C3. Identities of CBS, in hundreds (vacancies) and hundreds of persons (flows)


STOCKS = {"2021Q4": 3918, "2022Q1": 4528, "2022Q2": 4637, "2022Q3": 4453, "2022Q4": 4371, "2023Q1": 4322}
FLOWS = {  # opened, filled (which CBS counts with those withdrawn)
    "2022Q1": (4206, 3596),
    "2022Q2": (3888, 3779),
    "2022Q3": (3727, 3911),
    "2022Q4": (3702, 3784),
    "2023Q1": (3714, 3763),
}


NAMES = {end: f"vacancies_{end}" for end in ("open", "opened", "filled", "withdrawn", "expired")}


def cbs_vacancies() -> pl.DataFrame:
    """84545NED, all branches of Nederland."""
    rows = [
        (measure, period, number)
        for period, stock in STOCKS.items()
        for measure, number in zip(
            ("vacancies_open", "vacancies_opened", "vacancies_filled", "vacancies_withdrawn", "vacancies_expired"),
            (stock, *FLOWS.get(period, (0, 0)), 0, 0),
            strict=True,
        )
    ]
    table = pl.DataFrame(rows, schema=["measure", "period", "positions"], orient="row")
    return table.with_columns(region_code=pl.lit("NL01"), branch_code=pl.lit("BREED"))


def test_stock_and_flow_of_vacancies_agree_in_the_figures_of_cbs() -> None:
    refuse_broken_identity(cbs_vacancies(), NAMES)


def test_a_vacancy_too_many_breaks_the_identity() -> None:
    last = (pl.col("period") == "2023Q1") & (pl.col("measure") == "vacancies_opened")
    wrong = cbs_vacancies().with_columns(pl.col("positions") + last.cast(pl.Int64))
    with pytest.raises(RaatError, match="2023Q1"):
        refuse_broken_identity(wrong, NAMES)


BALANCES = [  # balance, inflow, outflow of care and welfare ×1.000 (CBS, arbeidsmarktprofiel 2020; AZW 2021, 2023)
    *((72.5, 180.8, 108.3), (74.3, 179.7, 105.4), (67.4, 181.0, 113.6), (54.2, 168.9, 114.7)),
    *((36.3, 152.0, 115.7), (31.9, 148.1, 116.2), (30.7, 153.9, 123.2), (28.6, 149.7, 121.1)),
    *((17.1, 142.8, 125.6), (9.1, 137.1, 127.9), (6.3, 139.3, 132.9), (3.5, 133.4, 129.9), (-4.7, 130.1, 134.8)),
    *((39, 164, 125), (21, 176, 155)),
]


def test_the_balance_is_inflow_minus_outflow_but_for_rounding() -> None:
    table = pl.DataFrame(BALANCES, schema=["flow_balance", "inflow", "outflow_sector"], orient="row", strict=False)
    residual = table.select(made=difference("inflow", "outflow_sector") - pl.col("flow_balance"))["made"]
    assert residual.abs().max() <= 0.1 + 1e-9


def test_the_twelve_month_flows_of_cbs_are_not_added_over_quarters() -> None:
    quarters = pl.DataFrame({"region_code": "NL01", "period": ["2010Q1", "2010Q2"], "inflow": [1808, 1797]})
    with pytest.raises(RaatError, match="inflow may not be added over period"):
        added(quarters, "period", ["inflow"])


# C4. Vacancies


@pytest.mark.parametrize("ratio", [4.5, 4.32])
def test_twente_in_2022_and_the_country_in_2023_are_very_tight(ratio: float) -> None:
    """UWV's tension: 4,5 in Twente (2022Q3) and 4,32 in Nederland (2023Q1), both "zeer krap"."""
    assert tension_class(ratio) == "zeer krap"


# The page of these tests


def test_every_test_that_the_validation_page_names_is_there() -> None:
    page = (ROOT / "docs" / "methods" / "validation.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)
    assert len(named) > 80
    lost = [name for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")]
    assert lost == []


def test_the_validation_page_speaks_of_every_result_of_r() -> None:
    page = (ROOT / "docs" / "methods" / "validation.md").read_text(encoding="utf-8")
    results = json.loads((ROOT / "tests" / "potential" / "data" / "r_reference.json").read_text(encoding="utf-8"))
    assert [name for name in results if f"`{name}`" not in page] == []
