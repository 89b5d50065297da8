"""What the server of warm kernels imports: what a notebook of this project uses, and the kernel itself.

Nothing is computed here: a fork after polars has run a query hangs.
"""

import importlib

from raat_analysis.offline import PLOT_EXTRAS, lean_import

with lean_import(*PLOT_EXTRAS):
    for module in ("ipykernel.kernelapp", "seaborn", "matplotlib.backends.backend_agg", "raat_analysis.factsheets"):
        importlib.import_module(module)
