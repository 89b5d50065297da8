"""Codes with autocompletion: `region.twente` is 'RA0205', `measure.outflow_sector_pct` is itself.

Press Tab after the dot. A mistyped name says which one is near.
"""

import re
from functools import cached_property

from raat_analysis.codelists import entries
from raat_analysis.exploration.asked import NotFound, code_of


class Names:
    """The codes of a codelist as attributes, which are the codes in lower case, or for a region its name."""

    def __init__(self, codelist: str) -> None:
        self._codelist = codelist

    @cached_property
    def _codes(self) -> dict[str, str]:
        spelt = {code: str(entry.get("slug", code)) for code, entry in entries(self._codelist).items()}
        return {re.sub(r"\W", "_", name.lower()): code for code, name in spelt.items()}

    def __dir__(self) -> list[str]:
        return sorted(self._codes)

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):  # what Python and IPython look for
            raise AttributeError(name)
        if name in self._codes:
            return self._codes[name]
        try:
            return code_of(name.replace("_", " "), self._codelist)
        except NotFound as said:
            raise AttributeError(str(said)) from None


region, branch, measure = Names("regions"), Names("branches"), Names("measures")
