"""A bar for what lasts: from five seconds on, and only where somebody looks on."""

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

Each = TypeVar("Each")
PATIENCE = 5.0  # seconds


def progress(work: Sequence[Each], unit: str) -> Iterable[Each]:
    """The work, with a bar once it lasts, in a terminal or a notebook; elsewhere nothing is written."""
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    return tqdm(work, unit=unit, delay=PATIENCE, leave=False, disable=not watched, file=sys.stderr)
