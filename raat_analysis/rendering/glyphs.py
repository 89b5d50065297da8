"""The outlines of letters, once for all figures of a page instead of once for each."""

import re
from hashlib import sha256

OUTLINE = re.compile(r'<path id="([^"]+)" d="([^"]+)" transform="scale\(0\.015625\)"/>\s*')
SHARED = "t-"  # what the ids of shared outlines begin with; svg.py knows a figure by them too


def with_shared_glyphs(page: str) -> str:
    """The page with every outline of a letter in one hidden drawing before its main part; the figures point to it."""
    found = OUTLINE.findall(page)
    if not found:
        return page
    names = {own: SHARED + sha256(outline.encode()).hexdigest()[:8] for own, outline in found}
    outlines = dict(sorted({names[own]: outline for own, outline in found}.items()))
    page = re.sub(r"<defs>\s*</defs>\s*", "", OUTLINE.sub("", page))
    page = re.sub(r'href="#([^"]+)"', lambda hit: f'href="#{names.get(hit[1], hit[1])}"', page)
    paths = "\n".join(f'<path id="{name}" d="{d}" transform="scale(0.015625)"/>' for name, d in outlines.items())
    hidden = f'<svg class="glyphs" aria-hidden="true" width="0" height="0"><defs>\n{paths}\n</defs></svg>'
    return page.replace("<main", f"{hidden}\n<main", 1)
