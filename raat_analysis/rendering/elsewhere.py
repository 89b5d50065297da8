"""What a worker of a cluster does with an order: the same as this machine would, when it has the same code."""

import os
from dataclasses import replace
from functools import cache

from raat_analysis.errors import RaatError
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.render_cache.settings import FOLDER, render_cache
from raat_analysis.rendering.ingredients import made_with
from raat_analysis.rendering.job import Order, Outcome
from raat_analysis.rendering.own_process import in_own_process


def elsewhere(order: Order) -> Outcome:
    """Make a report here for another machine. Its files go through the cache, which both see.

    Where this machine has the cache under another path, RAAT_CACHE says where. A worker with other code or libraries
    refuses: its report might differ.
    """
    found = render_cache() if os.environ.get(FOLDER) else RenderCache(order.cache)
    notebook = found.objects.get(order.desk[order.notebook])
    if notebook is None:
        raise RaatError(f"The worker does not see the render cache {found.folder}. Give both one folder: RAAT_CACHE.")
    if order.made_with != _made_with(notebook, order.facts, order.engine):
        raise RaatError(
            "The worker has other code or libraries than this machine. Next step: the same commit and lock there."
        )
    return in_own_process(replace(order, cache=found.folder))


_made_with = cache(made_with)
