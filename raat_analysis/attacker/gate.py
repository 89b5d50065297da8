"""The gate before an edition: what its public files give away."""

from pathlib import Path

from raat_analysis.attacker.audit import Audit, audit
from raat_analysis.attacker.report import refuse_leaks

LEDGER = "ledger.csv"


def refuse_leaking(public: Path, editions: Path | None = None, private: Path | None = None) -> Audit:
    """The audit of the files in `public`; GateRefused when they give a count away, alone or with earlier editions.

    `editions` holds the ledger; `private` holds measures/ and models/, for insiders and the p% rule.
    """
    found = audit(public, None if editions is None else editions / LEDGER, private)
    refuse_leaks(found)
    return found
