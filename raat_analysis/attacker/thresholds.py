"""How narrow an interval may be, per source: read from the policy as data. A source without a rule stops the audit."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from raat_analysis.errors import RaatError, cases
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

FILES = ("policy.yml", "rules.yml")
P_PCT = 10.0
RULES = {"persons", "employers", "survey", "members", "public"}


@dataclass(frozen=True)
class Threshold:
    """`fewest`: people, employers or respondents; `measures`: those protected (none named: all)."""

    rule: str
    fewest: float = 0.0
    p_pct: float = P_PCT
    measures: tuple[str, ...] = ()


def policy_file() -> Path:
    """The policy of the package."""
    folder = PACKAGE / "disclosure"
    return next((folder / name for name in FILES if (folder / name).is_file()), folder / FILES[0])


def thresholds(path: Path | None = None) -> dict[str, Threshold]:
    """The threshold of each source; RaatError for a rule that the attacker does not know."""
    path = path or policy_file()
    entries = read_yaml(path)["sources"]
    unknown = sorted(f"{source}: {entry['rule']}" for source, entry in entries.items() if entry["rule"] not in RULES)
    if unknown:
        raise RaatError(
            f"{path.name} has {len(unknown)} rules that the audit does not know:\n{cases(unknown)}\n"
            "Next step: say in raat_analysis/attacker/verdict.py when a number under that rule is a leak."
        )
    return {
        source: Threshold(
            entry["rule"],
            float(entry.get("fewest", 0)),
            float(entry.get("p_pct", P_PCT)),
            tuple(entry.get("measures", ())),
        )
        for source, entry in entries.items()
    }


def refuse_unknown_sources(hidden: pl.DataFrame, known: dict[str, Threshold]) -> None:
    """RaatError when a number is hidden and nobody says what would give it away."""
    strange = sorted(set(hidden["source"]) - set(known))
    if strange:
        raise RaatError(
            f"{len(strange)} sources hide numbers and have no rule:\n{cases(strange)}\n"
            f"Next step: write their rule in raat_analysis/disclosure/{policy_file().name}."
        )
