"""What the server of the pool imports and reads before it forks workers. No polars query runs here: a process that
forks after polars has run one hangs."""

import gc
import importlib

from raat_analysis.offline import PLOT_EXTRAS, lean_import

gc.disable()  # a worker makes one report and ends: looking for cycles costs more than the memory they hold
with lean_import(*PLOT_EXTRAS):
    for module in ("seaborn", "matplotlib.backends.backend_agg", "raat_analysis.rendering.worker"):
        importlib.import_module(module)
for report in ("sheet", "fase0_organisation", "fase0_region", "fase0_round_table"):
    importlib.import_module(f"raat_analysis.factsheets.{report}")

import nbformat  # noqa: E402
from babel.numbers import format_decimal  # noqa: E402

from raat_analysis.codelists import entries  # noqa: E402
from raat_analysis.codelists.boundaries import municipality_outlines, region_outlines  # noqa: E402
from raat_analysis.figures.house_style import style, tints  # noqa: E402
from raat_analysis.rendering.explanation import columns  # noqa: E402
from raat_analysis.rendering.page_html import exporter  # noqa: E402
from raat_analysis.rendering.page_style import page_style  # noqa: E402

for name in ("branches", "measures", "regions", "fase0_assumptions"):
    entries(name)
style()
tints()
page_style()
for strict in (False, True):  # compiles both schemas
    nbformat.validate(nbformat.v4.new_notebook(), relax_add_props=strict)
exporter().template  # noqa: B018  # loads the templates once, for all workers
exporter().environment.get_template("base/display_priority.j2")
format_decimal(1.5, locale="nl")  # reads the language's formats
region_outlines()
municipality_outlines()
columns()
