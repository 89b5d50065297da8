"""The care and welfare labour market of Oost-Nederland: from raw exports to factsheets.

For analysts: `raat_analysis.load("vacancies")` gives a tidy table, `describe("vacancies")` its columns with units and
meaning, `tables()` the list of tables.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from raat_analysis.access import describe, load, tables

__all__ = ["describe", "load", "tables"]


def __getattr__(name: str) -> Any:
    """Import pandas only for who asks for a table: the stages import this package too."""
    if name not in __all__:
        raise AttributeError(f"module 'raat_analysis' has no attribute {name!r}")
    from raat_analysis import access

    return getattr(access, name)
