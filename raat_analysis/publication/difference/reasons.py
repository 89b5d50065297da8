"""Why a number was revised, by rule; and the revisions and changed methods that no rule explains."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import indent

import polars as pl

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import cases
from raat_analysis.numbers_table import KEY
from raat_analysis.publication.changelog import Entries, names_measure
from raat_analysis.publication.difference.made_of import MadeOf, exports_revised, methods_changed
from raat_analysis.publication.difference.numbers import SECRET, SHOWN

METHOD, CORRECTION, SOURCE, FINAL, SECRECY = (
    "methode gewijzigd",
    "correctie",
    "bron herzien",
    "definitief geworden",
    "geheimhouding",
)
NONE = "onverklaard"
BETWEEN = "; "
FILES_NAMED = 2
INDENT = " " * 4  # below a finding of the gate


@dataclass(frozen=True)
class Causes:
    """What changed between two editions besides numbers."""

    edition: str
    before: str
    sources: Mapping[str, list[str]] = field(default_factory=dict)  # revised source → its new files
    methods: tuple[str, ...] = ()  # measures with another version
    entries: Entries = field(default_factory=dict)  # of the changelog, of this edition


def causes(now: MadeOf, then: MadeOf, changelog: Mapping[str, Entries]) -> Causes:
    """The causes that rules know of, from what both editions were made of and the changelog."""
    changed = tuple(methods_changed(now, then))
    return Causes(now.edition, then.edition, exports_revised(now, then), changed, changelog.get(now.edition, {}))


def with_reasons(revised: pl.DataFrame, known: Causes) -> pl.DataFrame:
    """Revisions with `reason`: one or more reasons with '; ' between them, or 'onverklaard'."""
    said = {measure: _of_measure(measure, known) for measure in revised["measure"].unique().sort().to_list()}
    named = pl.col("measure").replace_strict(said, default=None, return_dtype=pl.String)
    final = (pl.col("status_was") == "provisional") & (pl.col("status") == "final")
    states = pl.col("state"), pl.col("state_was")
    secrecy = pl.any_horizontal(state == SECRET for state in states) & pl.any_horizontal(s == SHOWN for s in states)
    reasons = [
        pl.when(named != "").then(named),
        pl.when(final).then(pl.lit(FINAL)),
        pl.when(secrecy).then(pl.lit(SECRECY)),
    ]
    told = pl.concat_str(reasons, separator=BETWEEN, ignore_nulls=True)
    return revised.with_columns(pl.when(told == "").then(pl.lit(NONE)).otherwise(told).alias("reason"))


def unexplained(revised: pl.DataFrame, known: Causes) -> list[str]:
    """What keeps an edition from being published: revisions without a reason, and changed methods not told of.

    `revised` are revisions with their reason. One finding per measure.
    """
    without = revised.filter(reason=NONE).sort(KEY)
    found = [_finding(str(code), part) for (code,), part in without.group_by("measure", maintain_order=True)]
    return [*found, *(fault for code in known.methods for fault in _method_faults(code, known))]


def untold(known: Causes) -> tuple[str, ...]:
    """The measures whose method changed without the changelog and the catalogue saying so as they must."""
    return tuple(code for code in known.methods if _method_faults(code, known))


def sources_of(measure: str) -> list[str]:
    """The sources of a measure and of its parts."""
    entry = catalogue()[measure]
    return list(dict.fromkeys([entry.source, *entry.parts_from]))


def _of_measure(measure: str, known: Causes) -> str:
    """The reasons that hold for every number of a measure; '' without one."""
    corrected = names_measure(known.entries.get("Corrections", ()), measure)
    found = [METHOD] * (measure in known.methods) + [CORRECTION] * corrected
    found += [_revised(known.sources[name]) for name in sources_of(measure) if name in known.sources]
    return BETWEEN.join(dict.fromkeys(found))


def _revised(files: list[str]) -> str:
    """'bron herzien (bestand.csv en 2 andere)'; a source that only lost files names none."""
    if not files:
        return f"{SOURCE} (minder bestanden)"
    more = len(files) - FILES_NAMED
    named = ", ".join(files[:FILES_NAMED]) + (f" en {more} meer" if more > 0 else "")
    return f"{SOURCE} ({named})"


def _finding(measure: str, rows: pl.DataFrame) -> str:
    named = [
        f"{' '.join(str(row[name]) for name in KEY[1:] if row[name] not in ('', 'total', None))}: "
        f"{_said(row, '_was')} → {_said(row, '')}"
        for row in rows.head(6).iter_rows(named=True)
    ]
    more = named + [""] * (rows.height - len(named))
    return (
        f"`{measure}`: {rows.height} numbers were revised without a reason.\n{indent(cases(more), INDENT)}\n"
        f"{INDENT}Next step: raat difference --open; then say why in CHANGELOG.md (Corrections, or Method with a new "
        "method_version), or undo it."
    )


def _said(row: Mapping[str, object], side: str) -> str:
    return f"{row[f'value{side}']:.10g}" if row[f"state{side}"] == SHOWN else str(row[f"state{side}"])


def _method_faults(measure: str, known: Causes) -> list[str]:
    found = []
    if not names_measure(known.entries.get("Method", ()), measure):
        found.append(
            f"`{measure}`: its method has another version than in {known.before}, and no entry of CHANGELOG.md under "
            f"{known.edition}, Method names `{measure}`. Next step: write what changed, with what effect."
        )
    changed_in = catalogue()[measure].method_changed_in or ""
    if not known.before < changed_in <= known.edition:
        found.append(
            f"`{measure}`: its method has another version than in {known.before}, but method_changed_in says "
            f"{changed_in or 'nothing'}. Next step: mend method_version and method_changed_in in measures.yml."
        )
    return found
