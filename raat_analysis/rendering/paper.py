"""Which template a report has on paper."""

from raat_analysis.rendering.facts import Facts

REPORT, ROUND_TABLE = "report.typ", "round_table.typ"
MAIN_TEMPLATES = (REPORT, ROUND_TABLE)


def main_template(facts: Facts) -> str:
    """The Typst template of a report; a round table is one sheet."""
    return ROUND_TABLE if facts.branch else REPORT
