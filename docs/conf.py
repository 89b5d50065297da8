"""The documentation as a static site: `make docs` writes it to site/, offline, and a warning is an error."""

import re
from typing import Any

project = "raat_analysis"
copyright = "the maintainers of raat_analysis. Code: EUPL-1.2. Texts: CC BY 4.0"
extensions = ["myst_parser"]
exclude_patterns = ["examples", "schemas", "_templates"]
myst_heading_anchors = 4
templates_path = ["_templates"]
html_static_path = ["_static"]  # custom.css, which alabaster asks for
html_theme = "alabaster"
html_title = "raat_analysis"
html_theme_options = {
    "description": "Factsheets on the care labour market",
    "page_width": "999.98px",  # below it alabaster puts the list of pages after the text
}
html_sidebars = {"**": ["pages.html"]}
html_copy_source = False
html_show_sphinx = False
html_show_sourcelink = False
html_use_index = False
html_last_updated_fmt = None
pygments_style = "default"
nitpicky = True

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
BOX = '<div class="scrolling" role="group" aria-label="Table" tabindex="0">'


LEVEL = ('role="heading"', 'role="heading" aria-level="2"')  # captions of lists of pages, of which Sphinx says none


def scrolling(_app: Any, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """A wide table scrolls in a box of its own, as a block of code does, also with the keyboard; the page does not."""
    if "body" in context:
        boxed = TABLE.sub(lambda table: f"{BOX}\n{table[0]}\n</div>", context["body"])
        context["body"] = boxed.replace("<pre>", '<pre tabindex="0">').replace(*LEVEL)


def setup(app: Any) -> None:
    app.connect("html-page-context", scrolling)
