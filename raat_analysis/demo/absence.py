"""Demonstration of absence by branch, region and quarter, on the published national levels and seasons."""

import numpy as np

from raat_analysis.codelists.regions import region_codes
from raat_analysis.demo.calibration import BRANCHES, figures
from raat_analysis.demo.randomness import stream
from raat_analysis.demo.rounding import Floats

VVT_GAP = {"VV": 0.2, "TZ": -0.3}  # VVT is published as one; thuiszorg a little below verpleging en verzorging


def national(period: str) -> Floats:
    """Absence in percent by leaf branch for the country."""
    return np.array([_published(branch, period) or _modelled(branch, period) for branch in BRANCHES])


def published_total(total: str, period: str) -> float | None:
    """The published absence of SMAL or BREED in a quarter, if any."""
    found = figures("absence")["published"].get(total, {}).get(period)
    return None if found is None else float(found)


def regional(period: str) -> Floats:
    """Absence in percent by region × leaf branch: the country's plus a lasting and a passing regional difference."""
    shape = (len(region_codes()), len(BRANCHES))
    lasting = (
        stream("absence regions").normal(0, 0.2, shape) + stream("absence levels").normal(0, 0.25, shape[0])[:, None]
    )
    passing = stream(f"absence {period}").normal(0, 0.15, shape)
    return np.maximum(national(period) + lasting + passing, 1.5)


def _published(branch: str, period: str) -> float | None:
    published = figures("absence")["published"]
    if branch in VVT_GAP:
        found = published["VVT"].get(period)
        return None if found is None else float(found) + VVT_GAP[branch]
    found = published.get(branch, {}).get(period)
    return None if found is None else float(found)


def _modelled(branch: str, period: str) -> float:
    set_to = figures("absence")
    year, quarter = int(period[:4]), int(period[-1])
    wobble = 1 + stream(f"absence {branch} {period}").normal(0, 0.008)
    return float(set_to["level"][branch] / 10 * set_to["quarters"][quarter - 1] * set_to["years"][year] * wobble)
