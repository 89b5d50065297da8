"""The documentation as a static site: `make docs` writes it to site/, offline, and a warning is an error."""

project = "raat_analysis"
copyright = "the maintainers of raat_analysis. Code: EUPL-1.2. Texts: CC BY 4.0"
extensions = ["myst_parser"]
exclude_patterns = ["examples", "schemas"]
myst_heading_anchors = 4
html_theme = "alabaster"
html_title = "raat_analysis"
html_theme_options = {
    "description": "Factsheets on the care labour market",
    "fixed_sidebar": True,
    "page_width": "70rem",
}
html_copy_source = False
html_show_sphinx = False
html_show_sourcelink = False
html_last_updated_fmt = None
pygments_style = "default"
nitpicky = True
