"""Published national and regional figures from nine real sources, in one long table."""

from collections.abc import Callable, Mapping

import polars as pl

from raat_analysis.tidy.coding import coded

COLUMNS = [
    "source",
    "topic",
    "region_code",
    "branch_code",
    "period",
    "category",
    "value",
    "unit",
    "status",
    "url",
]
# What holds for a source as a whole. "" as branch: the source does not say whether childcare is included (T5).
WHOLE = {
    "region_code": "NL01",
    "branch_code": "",
    "category": "total",
    "status": "as_published",
    "url": "",
}
UNITS = {"persons": "personen", "pct": "%", "organisations": "organisaties"}


def published_figures(checked: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row is one published number, with its page; values stand in the unit of the source, never rescaled.

    Forecasts have edition and scenario in `category` ("2024-12 reference"), the survey its answer, jobs their
    SBI activity and size class; provinces have PV codes and municipalities GM codes as `region_code`.
    """
    return pl.concat([_long(source, checked[source]) for source in SOURCES])


def _long(source: str, table: pl.DataFrame) -> pl.DataFrame:
    rows = SOURCES[source](coded(table, source)).with_columns(
        pl.col("value").cast(pl.Float64), pl.col("period").cast(pl.String), source=pl.lit(source)
    )
    absent = {column: pl.lit(value) for column, value in WHOLE.items() if column not in rows.columns}
    return rows.with_columns(**absent).select(COLUMNS)


def _forecasts(table: pl.DataFrame) -> pl.DataFrame:
    category = pl.concat_str("edition", "scenario", separator=" ")
    named = table.rename({"figure": "topic", "region": "region_code", "branch": "branch_code", "year": "period"})
    return named.with_columns(category=category, status=pl.lit("forecast"), unit=pl.col("unit").replace_strict(UNITS))


def _absence(table: pl.DataFrame) -> pl.DataFrame:
    named = table.rename({"branch": "branch_code", "absence_pct": "value"})
    return named.with_columns(topic=pl.lit("absence_pct"), unit=pl.lit("%"))


def _flows(table: pl.DataFrame) -> pl.DataFrame:
    topics = {"inflow_thousand": "inflow", "outflow_thousand": "outflow_sector", "balance_thousand": "flow_balance"}
    return _unpivoted(table, topics, "duizend personen", ["period", "url"]).with_columns(branch_code=pl.lit("BREED"))


def _vacancies(table: pl.DataFrame) -> pl.DataFrame:
    topics = {"vacancy_rate": "vacancy_rate", "opened": "vacancies_opened", "open": "vacancies_open"}
    rate = pl.col("figure") == "vacancy_rate"
    return table.rename({"branch": "branch_code"}).with_columns(
        topic=pl.col("figure").replace_strict(topics, return_dtype=pl.String),
        unit=pl.when(rate).then(pl.lit("per 1.000 banen")).otherwise(pl.lit("vacatures")),
    )


def _vacancies_by_province(table: pl.DataFrame) -> pl.DataFrame:
    named = table.rename({"region": "region_code", "vacancies_open_thousand": "value"})
    return named.with_columns(
        topic=pl.lit("vacancies_open"), unit=pl.lit("duizend vacatures"), branch_code=pl.lit("BREED")
    )


def _workers(table: pl.DataFrame) -> pl.DataFrame:
    topics = {"employees_thousand": "employees", "self_employed_thousand": "self_employed"}
    return _unpivoted(table.rename({"year": "period"}), topics, "duizend personen", ["period", "status"])


def _survey(table: pl.DataFrame) -> pl.DataFrame:
    topic = pl.concat_str(pl.lit("leavers_survey_"), "theme")
    return table.rename({"year": "period"}).with_columns(topic=topic, unit=pl.col("unit").replace_strict(UNITS))


def _jobs(table: pl.DataFrame) -> pl.DataFrame:
    category = pl.concat_str("activity", "size_class", separator=" ")
    named = table.rename({"jobs_thousand": "value"})
    return named.with_columns(topic=pl.lit("jobs"), category=category, unit=pl.lit("duizend banen"))


def _inhabitants(table: pl.DataFrame) -> pl.DataFrame:
    named = table.drop("region_code").rename({"municipality_code": "region_code", "inhabitants": "value"})
    return named.with_columns(topic=pl.lit("inhabitants"), period=pl.lit("2020"), unit=pl.lit("personen"))


def _unpivoted(table: pl.DataFrame, topics: Mapping[str, str], unit: str, index: list[str]) -> pl.DataFrame:
    long = table.rename(dict(topics)).unpivot(list(topics.values()), index=index, variable_name="topic")
    return long.with_columns(unit=pl.lit(unit))


SOURCES: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "azw_prognose_landelijk": _forecasts,
    "azw_verzuim": _absence,
    "azw_in_uitstroom": _flows,
    "azw_vacatures": _vacancies,
    "cbs_vacatures_provincie": _vacancies_by_province,
    "cbs_werkzame_personen": _workers,
    "uitstroomonderzoek": _survey,
    "cbs_banen": _jobs,
    "cbs_inwoners": _inhabitants,
}
