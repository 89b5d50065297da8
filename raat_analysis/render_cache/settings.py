"""Where the cache is and how large it may be: from the environment, else in the clone."""

import os
from pathlib import Path

from raat_analysis.errors import ParameterRefused
from raat_analysis.paths import project_root
from raat_analysis.render_cache.reports import RenderCache

FOLDER, MEGABYTES = "RAAT_CACHE", "RAAT_CACHE_MB"
USUAL_MEGABYTES = 2000


def render_cache() -> RenderCache:
    """The cache in RAAT_CACHE, which may be a folder that machines share; without it .raat/cache of the project."""
    asked = os.environ.get(FOLDER, "")
    folder = Path(asked).absolute() if asked else project_root() / ".raat" / "cache"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # reports of organisations are confidential
    return RenderCache(folder)


def most_bytes() -> int:
    """The most that the cache may hold: RAAT_CACHE_MB, else two gigabytes."""
    asked = os.environ.get(MEGABYTES, str(USUAL_MEGABYTES))
    if not asked.isdecimal():
        raise ParameterRefused(f"{MEGABYTES} is {asked!r}. Give a whole number of megabytes, such as 2000.")
    return int(asked) * 1_000_000
