"""Tools that would call home are told not to, before they are imported."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NO_CALLS = {"GX_ANALYTICS_ENABLED": "false", "DVC_NO_ANALYTICS": "1"}
# Optional extras that libraries import when they are there, seconds each, and nothing here uses:
IRIS = "rfc3987_syntax"  # jsonschema's check of IRIs
PLOT_EXTRAS = ("scipy.stats", "scipy.cluster", "ipywidgets")  # seaborn's kernel densities, cluster maps and sliders


def stay_offline() -> None:
    """Switch off the usage statistics of Great Expectations and DVC, for this process and the ones it starts."""
    os.environ.update(NO_CALLS)


@contextmanager
def lean_import(*extras: str) -> Iterator[None]:
    """Import a library without optional extras it would load when they are there; IRIS is always one of them.

    The libraries suppress the ImportError, so only what needs the extra is missing (`format: iri` goes unchecked).
    """
    absent = [name for name in (IRIS, *extras) if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
