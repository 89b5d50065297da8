"""An edition held against the one before: everything that the page and verschil.csv tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from raat_analysis.errors import RaatError
from raat_analysis.params import Params
from raat_analysis.parquet import read_table
from raat_analysis.publication.changelog import read_changelog
from raat_analysis.publication.difference.back_series import back_series
from raat_analysis.publication.difference.importance import by_importance
from raat_analysis.publication.difference.made_of import Before, read_before, released
from raat_analysis.publication.difference.numbers import came_and_went, newest_changes, refuse_repeated, revisions
from raat_analysis.publication.difference.reasons import Causes, causes, unexplained, untold, with_reasons


@dataclass(frozen=True)
class Difference:
    """Tables of what changed, by importance, and the pages of both editions. `before` is '' for a first edition."""

    edition: str
    before: str
    regions: Sequence[str]  # with a sheet, in the order of the page
    newest: pl.DataFrame
    revised: pl.DataFrame  # with reason
    went: pl.DataFrame
    series: pl.DataFrame  # on the current method, of measures whose method changed
    pages: pl.DataFrame = field(default_factory=pl.DataFrame)
    pages_before: pl.DataFrame = field(default_factory=pl.DataFrame)
    findings: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()  # measures whose method changed without being told of


@dataclass(frozen=True)
class _Sides:
    """The numbers of both editions."""

    now: pl.DataFrame
    then: pl.DataFrame
    before: str


def compared(params: Params, tables: Path, pages: pl.DataFrame, editions: Path | None, changelog: Path) -> Difference:
    """The difference of the edition in `tables` (published/public) with previous_edition; `pages` are its own."""
    sides = _sides(params, tables)
    if not sides.before:
        return _first(params, sides, pages)
    if editions is None:
        raise RaatError(
            f"The folder of editions is not named, so {sides.before} cannot be read. See docs/difference.md."
        )
    kept = read_before(sides.before, editions)
    now = released(params.edition, read_table(tables / "sources.parquet"))
    return _second(params, sides, pages, kept, causes(now, kept.release, read_changelog(changelog)))


def series_of(params: Params, tables: Path, editions: Path | None) -> pl.DataFrame:
    """The back series of an edition alone; without rows when no method changed."""
    sides = _sides(params, tables)
    if not sides.before or editions is None:
        return back_series(sides.now, sides.then, (), ())
    now = released(params.edition, read_table(tables / "sources.parquet"))
    known = causes(now, read_before(sides.before, editions).release, {})
    return back_series(sides.now, sides.then, known.methods, params.sheet_codes())


def _sides(params: Params, tables: Path) -> _Sides:
    now, then = (read_table(tables / f"{name}.parquet") for name in ("numbers", "previous"))
    found = sorted(set(then["published_in"].to_list()))
    asked = [params.previous_edition] if params.previous_edition else []
    if found != asked:
        raise RaatError(
            f"previous.parquet is of {', '.join(found) or 'no edition'}, and params.yaml asks for "
            f"{', '.join(asked) or 'none'}. Next step: dvc repro protect."
        )
    for table, edition in ((now, params.edition), (then, params.previous_edition or "")):
        refuse_repeated(table, edition)
    return _Sides(now, then, asked[0] if asked else "")


def _first(params: Params, sides: _Sides, pages: pl.DataFrame) -> Difference:
    """No edition to compare with: every table is empty."""
    nothing = _tables(params, _Sides(sides.now.clear(), sides.then, ""), Causes(params.edition, ""))
    return Difference(params.edition, "", params.sheet_codes(), *nothing, pages=pages)


def _second(params: Params, sides: _Sides, pages: pl.DataFrame, kept: Before, known: Causes) -> Difference:
    newest, revised, went, series = _tables(params, sides, known)
    findings = tuple(unexplained(revised, known))
    both = pages, kept.pages
    regions = params.sheet_codes()
    return Difference(
        params.edition, sides.before, regions, newest, revised, went, series, *both, findings, untold(known)
    )


def _tables(
    params: Params, sides: _Sides, known: Causes
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    now, then = sides.now, sides.then
    newest = by_importance(newest_changes(now, then, params.edition, sides.before))
    revised = with_reasons(by_importance(revisions(now, then)), known)
    series = back_series(now, then, known.methods, params.sheet_codes())
    return newest, revised, came_and_went(now, then), series
