"""What a report says about itself, besides its blocks: whose it is, of when, and from which rows."""

from dataclasses import dataclass

from raat_analysis.codelists import entries
from raat_analysis.sentences.periods import period_label


@dataclass(frozen=True)
class Facts:
    """Who a report is about (`code`: a region or an organisation), when, who publishes it, and its rows' hash."""

    kind: str  # Factsheet, Fase 0, …: what a reader calls it
    code: str
    subject: str  # Twente, Organisatie ORG012
    edition: str
    publisher: str
    data_hash: str
    downloads: tuple[tuple[str, str], ...] = ()  # (label, file beside the page)
    branch: str = ""  # of a page for the round table of a sector, which is one sheet on paper

    @property
    def period(self) -> str:
        """The edition in Dutch: 2026Q3 is '3e kwartaal 2026'."""
        return period_label(self.edition)


def subject(code: str) -> str:
    """How a report names its region or organisation."""
    regions = entries("regions")
    return str(regions[code]["name"]) if code in regions else f"Organisatie {code}"
