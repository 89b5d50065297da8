"""What the server of the pool imports and reads before it forks workers. No polars query runs here: a process that
forks after polars has run one hangs."""

import gc
import importlib

from raat_analysis.offline import PLOT_EXTRAS, lean_import

gc.disable()  # a worker makes one report and ends: looking for cycles costs more than the memory they hold
with lean_import(*PLOT_EXTRAS):
    for module in ("seaborn", "matplotlib.backends.backend_agg", "raat_analysis.rendering.worker"):
        importlib.import_module(module)

import nbformat  # noqa: E402

from raat_analysis import factsheets  # noqa: E402, F401
from raat_analysis.codelists import entries  # noqa: E402
from raat_analysis.figures.house_style import style, tints  # noqa: E402
from raat_analysis.rendering.page_html import exporter  # noqa: E402
from raat_analysis.rendering.page_style import page_style  # noqa: E402

for name in ("branches", "measures", "regions"):
    entries(name)
style()
tints()
page_style()
nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema
exporter().template  # noqa: B018  # loads the templates once, for all workers
