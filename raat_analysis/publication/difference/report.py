"""The difference in a few lines, for the terminal."""

from raat_analysis.publication.difference.compared import Difference
from raat_analysis.publication.difference.page import large

FINDINGS_SHOWN = 5


def said(found: Difference, page: str) -> list[str]:
    """At most twenty lines: where the page is, how much changed, and what no rule explains."""
    if not found.before:
        return [f"{found.edition} has no edition before it (previous_edition in params.yaml). Page: {page}"]
    lines = [
        f"{found.edition} beside {found.before}: {large(found)} newest numbers changed much (groot), "
        f"{found.revised.height} numbers were revised.",
        f"Page: {page} (raat difference --open). Every changed number: verschil.csv beside it.",
    ]
    if not found.findings:
        return [*lines, "Every revision has a reason."]
    more = len(found.findings) - FINDINGS_SHOWN
    named = [f"  - {_in_short(finding)}" for finding in found.findings[:FINDINGS_SHOWN]]
    rest = [f"  - … and {more} more"] if more > 0 else []
    head = f"{len(found.findings)} findings keep this edition from being published:"
    last = "Next step: say why in CHANGELOG.md (docs/difference.md), or undo the change."
    return [*lines, head, *named, *rest, last]


def _in_short(finding: str) -> str:
    """The first line of a finding, up to its next step."""
    return finding.splitlines()[0].partition(" Next step: ")[0]
