"""Which of the eighteen criteria of the NHS levels of RAP the repository meets, and on what evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from raat_analysis.paths import replaced
from raat_analysis.scorecard.evidence import CHECKS, Seen
from raat_analysis.yaml_files import read_yaml

PAGE = "scorecard.md"
LEVELS = ("Baseline", "Silver", "Gold")
MET, PERSON, NOT_MET = "met", "by a person", "NOT MET"
HEAD = """# RAP scorecard

Made by `raat scorecard --write` from `raat_analysis/scorecard/criteria.yml`. `raat scorecard` looks again, with counts,
and exits with 1 when a criterion is not met. The criteria are those of the NHS levels of RAP. What only a person can
say is not called met.

| no. | level | criterion | outcome | evidence |
|---|---|---|---|---|
"""


class Criterion(BaseModel):
    """A criterion: looked at by a check with its rule, by a person, or by both."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    number: int
    level: Literal["Baseline", "Silver", "Gold"]
    criterion: str
    files: list[str]
    check: str = ""
    rule: str = ""
    person: str = ""


@dataclass(frozen=True)
class Outcome:
    """A criterion, the outcome, and what was counted or is missing."""

    about: Criterion
    outcome: str
    count: str = ""


def criteria() -> list[Criterion]:
    """The criteria of criteria.yml, in order."""
    return [Criterion.model_validate(line) for line in read_yaml(Path(__file__).with_name("criteria.yml"))]


def scorecard(root: Path) -> list[Outcome]:
    """Every criterion, looked at in the repository at `root`."""
    return [_looked_at(about, root) for about in criteria()]


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """At most forty lines for the terminal: a line per criterion, and the level that was reached."""
    lines = [
        f"{each.about.number:2d} {each.about.level:8} {each.outcome:11} {each.about.criterion:58} {_evidence(each)}"
        for each in outcomes
    ]
    return [*lines, "", verdict(outcomes)]


def level(outcomes: Sequence[Outcome]) -> str:
    """The highest level of which, and below which, nothing that a machine can see is not met; '' for none."""
    missed = [LEVELS.index(each.about.level) for each in outcomes if each.outcome == NOT_MET]
    reached = LEVELS[: min(missed, default=len(LEVELS))]
    return reached[-1] if reached else ""


def verdict(outcomes: Sequence[Outcome]) -> str:
    """The level in a sentence, with what is left to people."""
    met = sum(each.outcome == MET for each in outcomes)
    people = ", ".join(str(each.about.number) for each in outcomes if each.outcome == PERSON)
    return (
        f"{level(outcomes) or 'Below Baseline'}, as far as a machine can see: {met} of {len(outcomes)} met; "
        f"for a person to say: {people or 'none'}."
    )


def page(outcomes: Sequence[Outcome]) -> str:
    """The scorecard as markdown, without counts: those change with every commit."""
    return HEAD + "".join(map(_row, outcomes)) + f"\n{verdict(outcomes)}\n"


def write_scorecard(root: Path) -> str:
    """Bring the page up to date."""
    with replaced(root / "docs" / PAGE) as beside:
        beside.write_text(page(scorecard(root)), encoding="utf-8", newline="\n")
    return f"docs/{PAGE}"


def _looked_at(about: Criterion, root: Path) -> Outcome:
    absent = [name for name in about.files if not (root / name).exists()]
    if absent:
        return Outcome(about, NOT_MET, f"not there: {', '.join(absent)}")
    seen = CHECKS[about.check](root) if about.check else Seen(True, "")
    return Outcome(about, (PERSON if about.person else MET) if seen.holds else NOT_MET, seen.count)


def _evidence(each: Outcome) -> str:
    counted = f"{each.count} ({each.about.files[0]})" if each.count else ""
    return "; ".join(filter(None, (counted, each.about.person)))


def _row(each: Outcome) -> str:
    about = each.about
    said = "; ".join(filter(None, (about.rule, about.person)))
    evidence = f"{said}: {', '.join(f'`{name}`' for name in about.files)}"
    return f"| {about.number} | {about.level} | {about.criterion} | {each.outcome} | {evidence} |\n"
