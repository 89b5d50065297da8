"""What the server of the pool imports before it forks workers. It imports and runs nothing: a process that forks
after polars has run a query hangs."""

import importlib

import seaborn  # noqa: F401
from matplotlib.backends import backend_agg, backend_svg  # noqa: F401
from nbconvert.exporters.templateexporter import TemplateExporter  # noqa: F401

import raat_analysis.rendering.worker  # noqa: F401
from raat_analysis.rendering.page_html import exporter
from raat_analysis.rendering.page_style import page_style

importlib.import_module("raat_analysis.factsheets")
page_style()
exporter().template  # noqa: B018  # loads the templates once, for all workers
