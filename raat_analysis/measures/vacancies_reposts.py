"""Adverts of one vacancy: an advert that ends unfilled is often placed again, and is then no new vacancy.

Definition: within one organisation, region and qualification, an advert may follow another that expired or was
withdrawn, when it is placed 0 to G days later, its hours differ by at most H, and

    score = how alike the titles are (0 to 100) - off_per_hour × difference in hours - off_per_day × days between

is at least the limit. Every advert has at most one successor and one predecessor, the best score first: so adverts form
chains and no clusters, and two vacancies placed on one day for two teams are not made one.

Source: own method; the alikeness is the token sort ratio of rapidfuzz, that orders the words of a title and compares
letters. (The token set ratio calls "Verzorgende IG" and "Verzorgende IG nachtdienst" the same.) The limits and how they
were chosen: vacancies.yml and docs/methods/vacancies.md.
"""

from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from raat_analysis.measures.vacancies_settings import settings
from raat_analysis.measures.vacancies_titles import plain_title

BLOCK = ["organisation_code", "region_code", "qualification_code"]
ORDER = ["posted_on", "closed_on", "advert_id"]
HOURS = (pl.col("hours_min") + pl.col("hours_max")) / 2  # an advert's hours: the mean of its range


def vacancies_of_adverts(adverts: pl.DataFrame) -> pl.DataFrame:
    """A row per vacancy: the columns of an advert and `adverts`, their number. The order of the rows does not matter.

    It opens with its first advert and ends as its last one, of which it has the branch and the positions; its hours
    are those that most of its adverts ask.
    """
    chained = with_vacancy(adverts)
    hours = chained.filter(HOURS.is_not_null()).group_by("vacancy", "hours_min", "hours_max", maintain_order=True).len()
    usual = hours.sort("len", descending=True, maintain_order=True).unique("vacancy", keep="first", maintain_order=True)
    first, last = pl.col("posted_on", "posted_period").first(), pl.exclude("posted_on", "posted_period").last()
    spells = chained.group_by("vacancy", maintain_order=True).agg(pl.len().alias("adverts"), first, last)
    joined = spells.drop("hours_min", "hours_max").join(usual.drop("len"), on="vacancy", how="left", validate="1:1")
    return joined.select(*adverts.columns, "adverts").sort(ORDER, nulls_last=True)


def with_vacancy(adverts: pl.DataFrame) -> pl.DataFrame:
    """The adverts in order of placing with `vacancy`, the number of the first advert of the chain they are in."""
    ordered = adverts.sort(ORDER, nulls_last=True).with_row_index("vacancy")
    first = ordered["vacancy"].to_list()
    for earlier, later in sorted(successors(ordered.rename({"vacancy": "row"})), key=lambda pair: pair[1]):
        first[later] = first[earlier]
    return ordered.with_columns(vacancy=pl.Series(first, dtype=pl.UInt32))


def successors(ordered: pl.DataFrame) -> list[tuple[int, int]]:
    """Pairs of rows: an advert and the one that follows it. Every row is at most once a first and once a second."""
    followed: set[int] = set()
    following: set[int] = set()
    found = []
    for earlier, later in candidates(ordered).select("earlier", "later").iter_rows():
        if earlier not in followed and later not in following:
            followed.add(earlier)
            following.add(later)
            found.append((earlier, later))
    return found


def candidates(ordered: pl.DataFrame) -> pl.DataFrame:
    """Pairs of rows (earlier, later) that may follow each other, the best score first."""
    limits = settings()["reposts"]
    between = (pl.col("hours_earlier") - pl.col("hours_later")).abs().fill_null(limits["hours_unknown_as"])
    pairs = _near_in_time(ordered, limits).with_columns(between=between)
    pairs = _with_alikeness(pairs.filter(pl.col("between") <= limits["hours_between"]))
    off = limits["off_per_hour"] * pl.col("between") + limits["off_per_day"] * pl.col("days")
    scored = pairs.with_columns(score=(pl.col("alike") - off).round(6))
    good = scored.filter(pl.col("score") >= limits["least_score"])
    return good.sort(-pl.col("score"), "days", "between", "earlier", "later")


def _near_in_time(ordered: pl.DataFrame, limits: dict[str, Any]) -> pl.DataFrame:
    """Pairs of a block with few enough days between; found by stretches of days, for a block may be large."""
    most = limits["days_between"]
    rows = ordered.with_columns(hours=HOURS, title=_plain(ordered["job_title"]))
    ended = rows.filter(pl.col("status").is_in(limits["ended_as"])).select(
        *BLOCK, "closed_on", placed="posted_on", earlier="row", hours_earlier="hours", title_earlier="title"
    )
    stretch = pl.col("closed_on").to_physical() // (most + 1)
    both = pl.concat([ended.with_columns(stretch=stretch + step) for step in (0, 1)])
    later = rows.select(*BLOCK, "posted_on", later="row", hours_later="hours", title_later="title")
    later = later.with_columns(stretch=pl.col("posted_on").to_physical() // (most + 1))
    pairs = both.join(later, on=[*BLOCK, "stretch"], how="inner", validate="m:m")  # an advert without a mate is in none
    days = (pl.col("posted_on") - pl.col("closed_on")).dt.total_days()
    near = pairs.with_columns(days=days).filter(pl.col("days").is_between(0, most))
    return near.filter(pl.col("posted_on") > pl.col("placed"))


def _with_alikeness(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `alike`, 0 to 100; each two titles are compared once."""
    titles = pairs.select("title_earlier", "title_later").unique().sort(pl.all())
    one, other = titles["title_earlier"].to_list(), titles["title_later"].to_list()
    alike = process.cpdist(one, other, scorer=fuzz.token_sort_ratio, dtype=np.float64) if one else np.empty(0)
    known = titles.with_columns(alike=pl.Series(alike, dtype=pl.Float64))
    return pairs.join(known, on=["title_earlier", "title_later"], how="left", validate="m:1")


def _plain(titles: pl.Series) -> pl.Series:
    distinct = titles.unique().sort()
    return titles.replace_strict(distinct, [plain_title(title) for title in distinct], return_dtype=pl.String)
