"""The care and welfare labour market of Oost-Nederland: from raw exports to factsheets.

For analysts: `raat_analysis.load("vacancies")` gives a tidy table, `describe("vacancies")` its columns with units and
meaning, `tables()` the list of tables. Of what is published: `catalogue()` gives the measures, `numbers("employees",
"Twente")` their numbers, `explain("employees", "Twente")` one number with definition, interval and source, and
`explore("Twente")` the analyses of a region. `region.twente`, `branch.vvt` and `measure.employees` complete the codes,
`municipalities("Enschede", "Almelo")` compares two, and `selection(…)` is a factsheet of one's own.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from raat_analysis.access import describe, load, tables
    from raat_analysis.exploration.explained import explain
    from raat_analysis.exploration.measures import catalogue
    from raat_analysis.exploration.municipalities import municipalities
    from raat_analysis.exploration.names import branch, measure, region
    from raat_analysis.exploration.published import numbers
    from raat_analysis.exploration.region import explore
    from raat_analysis.exploration.selection import selection

__all__ = [
    "branch",
    "catalogue",
    "describe",
    "explain",
    "explore",
    "load",
    "measure",
    "municipalities",
    "numbers",
    "region",
    "selection",
    "tables",
]
MODULES = {
    **dict.fromkeys(("describe", "load", "tables"), "access"),
    **dict.fromkeys(("branch", "measure", "region"), "exploration.names"),
    "catalogue": "exploration.measures",
    "explain": "exploration.explained",
    "explore": "exploration.region",
    "municipalities": "exploration.municipalities",
    "numbers": "exploration.published",
    "selection": "exploration.selection",
}


def __getattr__(name: str) -> Any:
    """Import pandas and figures only for who asks for them: the stages import this package too."""
    if name not in __all__:
        raise AttributeError(f"module 'raat_analysis' has no attribute {name!r}")
    return getattr(import_module(f"raat_analysis.{MODULES[name]}"), name)


def __dir__() -> list[str]:
    """What an analyst finds after the dot."""
    return sorted(__all__)
