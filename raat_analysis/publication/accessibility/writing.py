"""The statement and the evidence, beside the public part of an edition."""

import json
from pathlib import Path

from raat_analysis.params import Params
from raat_analysis.publication.accessibility.checked import all_findings
from raat_analysis.publication.accessibility.evidence import Checks, evidence, file_checks
from raat_analysis.publication.accessibility.statement import statement_page
from raat_analysis.publication.expected import Report, placed
from raat_analysis.publication.gate import refuse

STATEMENT, EVIDENCE = "toegankelijkheid.html", "accessibility.json"


def write_accessibility(params: Params, reports: list[Report], checks: Checks, public: Path) -> None:
    """Write both. Pages that were made after the gate (index, statement) are held to the rules here, or refused.

    `checks` are the gate's. What is confidential is checked there, and not named here.
    """
    before = _public(reports, checks)
    own = sorted({path.relative_to(public).as_posix() for path in public.rglob("*.html")} - {*before, STATEMENT})
    checked = before | file_checks(public, own)
    for _ in range(2):  # the second time the statement counts itself
        (public / STATEMENT).write_text(statement_page(params, checked), encoding="utf-8")
        checked |= file_checks(public, [STATEMENT])
    refuse(params.edition, [finding for name in (*own, STATEMENT) for finding in all_findings(checked[name])])
    told = json.dumps(evidence(params.edition, checked), ensure_ascii=False, indent=1) + "\n"
    (public / EVIDENCE).write_text(told, encoding="utf-8")


def _public(reports: list[Report], checks: Checks) -> Checks:
    """The checks of what is not confidential, by where the file stands seen from the index."""
    members = {path for report in reports if report.kind == "member" for path in report.paths()}
    places = {
        path: where.removeprefix("public/")
        for report in reports
        for path, where in zip(report.paths(), placed(report), strict=True)
    }
    return {places.get(path, f"../{path}"): each for path, each in checks.items() if path not in members}
