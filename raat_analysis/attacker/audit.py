"""The audit: from the files of an edition to what they give away.

`audit(public, ledger, private)`. Without a ledger no earlier edition is known; without private facts insiders and the
p% rule are not judged.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.attacker.counts import counts
from raat_analysis.attacker.earlier_facts import facts_of_all
from raat_analysis.attacker.editions import together
from raat_analysis.attacker.judging import Case, judged, untrue
from raat_analysis.attacker.knowledge import knowledge
from raat_analysis.attacker.ledger import read_ledger, vintages
from raat_analysis.attacker.reading import read_public
from raat_analysis.attacker.system import system
from raat_analysis.attacker.thresholds import refuse_unknown_sources, thresholds


@dataclass(frozen=True)
class Audit:
    """`hidden`: judging.SCHEMA, one row per hidden count and one more for each insider that can tell it.

    `findings`: what is wrong between the files, or has no answer. `not_used`: sums that published lines contradict.
    """

    hidden: pl.DataFrame
    findings: list[str]
    not_used: list[str]
    files: int
    numbers: int
    insiders: bool

    @property
    def leaks(self) -> pl.DataFrame:
        return self.hidden.filter("leak")

    @property
    def safe(self) -> bool:
        return not self.findings and self.leaks.is_empty()


def audit(public: Path, ledger: Path | None = None, private: Path | None = None, policy: Path | None = None) -> Audit:
    """What the public files give away, with an earlier ledger and with private facts when they are given."""
    told, limits = read_public(public), thresholds(policy)
    refuse_unknown_sources(told.numbers.filter("hidden"), limits)
    now = counts(told.numbers)
    earlier = list(vintages(read_ledger(ledger), ledger.parent if ledger else None))
    cells, lines = together(now, earlier)
    case = Case(
        cells,
        system(cells, lines.lines),
        limits,
        None if private is None else facts_of_all(private, cells, lines.lines),
    )
    findings = [*told.findings, *unjudged(told.numbers), *case.found.failed, *untrue(case)]
    return Audit(judged(case), findings, lines.contradicted, len(told.files), told.numbers.height, private is not None)


def unjudged(numbers: pl.DataFrame) -> list[str]:
    """Findings: measures with hidden numbers of which nobody wrote down whether sums can be made."""
    known = knowledge()
    listed = [*known["counts"], *known["rounded"], *known["shows"], *known["no_sums"]]
    strange = numbers.filter("hidden", ~pl.col("measure").is_in(listed))["measure"].value_counts().sort("measure")
    return [
        f"{measure}: {count} hidden numbers, and identities.yml does not say which sums they are in"
        for measure, count in strange.iter_rows()
    ]
