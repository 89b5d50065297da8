"""What a report says about itself, besides its blocks: whose it is, of when, and from which rows."""

from dataclasses import dataclass

from raat_analysis.codelists import entries
from raat_analysis.sentences.periods import date_label, period_label
from raat_analysis.sign_off import CONCEPT

SHOWN_OF_HASH = 12  # digits of the hash of its rows that a report shows; `raat reproduce` takes them


@dataclass(frozen=True)
class Facts:
    """Who a report is about (`code`: a region or an organisation), when, who publishes it, its rows' hash, and how far
    the edition is: concept, voorlopig or definitief."""

    kind: str  # Factsheet, Fase 0, …: what a reader calls it
    code: str
    subject: str  # Twente, Organisatie ORG012
    edition: str
    publisher: str
    data_hash: str
    downloads: tuple[tuple[str, str], ...] = ()  # (label, file beside the page)
    branch: str = ""  # of a page for the round table of a sector, which is one sheet on paper
    status: str = CONCEPT
    received: str = ""  # the day on which the newest export of the edition was obtained: 2026-10-06

    @property
    def period(self) -> str:
        """The edition in Dutch: 2026Q3 is '3e kwartaal 2026'."""
        return period_label(self.edition)

    @property
    def standing(self) -> str:
        """At the foot of every page: 'concept · gegevens ontvangen tot en met 6 oktober 2026 · kenmerk 82d87e…'."""
        return f"{self.status} · {dated_mark(self.received, self.data_hash)}"


def dated_mark(received: str, data_hash: str) -> str:
    """'gegevens ontvangen tot en met 6 oktober 2026 · kenmerk 82d87ed866be'; without a day the mark alone."""
    dates = f"gegevens ontvangen tot en met {date_label(received)} · " if received else ""
    return f"{dates}kenmerk {data_hash[:SHOWN_OF_HASH]}"


def subject(code: str) -> str:
    """How a report names its region or organisation."""
    regions = entries("regions")
    return str(regions[code]["name"]) if code in regions else f"Organisatie {code}"
