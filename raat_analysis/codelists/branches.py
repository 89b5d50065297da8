"""Branches as files are named after them."""

import re

from raat_analysis.codelists import entries


def branch_slug(code: str) -> str:
    """'vvt', 'umcs', 'sociaal-werk': the short name for in the name of a file."""
    short = str(entries("branches")[code]["short"]).lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", short).strip("-")
