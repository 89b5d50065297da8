"""The gate before an edition: what its public files give away."""

from pathlib import Path

from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.report import refuse_leaks

LEDGER = "ledger.csv"


def refuse_leaking(public: Path, editions: Path | None = None, private: Path | None = None) -> None:
    """GateRefused when the files in `public` give a hidden count away, alone or with earlier editions.

    `editions` holds the ledger; `private` holds measures/ and models/, for insiders and the p% rule.
    """
    refuse_leaks(audit(public, None if editions is None else editions / LEDGER, private))
