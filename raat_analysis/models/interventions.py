"""The declared exceptions of interventions.yml, as columns of a history; never found in the figures themselves.

Pulse: one quarter is not like others. Level shift: from a quarter on the level is another. An automatic search finds
too few breaks in some 24 quarters to be relied on (docs/methods/forecast.md).
"""

import re
from collections.abc import Mapping, Sequence

from raat_analysis.errors import RaatError, cases
from raat_analysis.measures.quarters import quarter_index
from raat_analysis.paths import PACKAGE
from raat_analysis.yaml_files import read_yaml

FILE = PACKAGE / "models" / "interventions.yml"
KINDS = ("pulse", "level_shift")


def columns(kind: str, first: int, quarters: int) -> list[int]:
    """The columns of a kind in a history of so many quarters from `first`; a shift in its first quarter is no shift."""
    found = [
        quarter_index(entry["period"]) - first for entry in interventions(read_yaml(FILE)) if entry["kind"] == kind
    ]
    return sorted(column for column in found if (kind == "level_shift") <= column < quarters)


def interventions(declared: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """The entries themselves; one without period, kind or reason is a RaatError."""
    wrong = [str(dict(entry)) for entry in declared if not _whole(entry)]
    if wrong:
        raise RaatError(
            f"{len(wrong)} entries of {FILE.name} cannot be used:\n{cases(wrong)}\n"
            f"Give each a period (2020Q2), a kind ({' or '.join(KINDS)}) and a reason."
        )
    return declared


def _whole(entry: Mapping[str, str]) -> bool:
    period = re.fullmatch(r"[0-9]{4}Q[1-4]", entry.get("period", ""))
    return period is not None and entry.get("kind") in KINDS and bool(entry.get("reason"))
