"""docs/measures.md, made from measures.yml: what every number means, for people."""

import re
from collections.abc import Mapping
from pathlib import Path

from raat_analysis.codelists.catalogue import NONE, CatalogueRefused, Measure, catalogue
from raat_analysis.errors import cases
from raat_analysis.paths import replaced

PAGE = "measures.md"
HEAD = """# The measures

Made from `raat_analysis/codelists/measures.yml` by `raat contract write`; change that file, not this page. A number in
the tables and the open data has the code of its measure; here is its definition, and the page that says how it is made.

- **Counted**: smal is without childcare, breed with it, both gives each apart, board is adverts on ZorgSelect (T5).
  Home is where people live, work is where they work, mixed differs per branch or part (T9).
- **Added over**: all that it may be added over; the rest is refused (T3-T7). A rate is made anew from its two parts.
- **Better**: which way the programme wants it to go; `none` where that cannot be said.
"""
LINES = {
    "goal": "Doel",
    "choose": "Meer kiezen voor de zorg",
    "learn": "Beter leren in de zorg",
    "work": "Anders werken in de zorg",
    "none": "–",
}
WINDOWS = {
    "quarter": "quarter",
    "12m": "12 months",
    "year": "year",
    "cumulative": "from now on",
    "round": "round of Fase 0",
}
COLUMNS = ["measure", "definition", "numerator / denominator", "unit", "kind, window", "counted", "added over"]
COLUMNS += ["better", "programme line", "method"]


def measures_page(measures: Mapping[str, Measure]) -> str:
    """The whole page as markdown: a section per source, a table row per measure, in the order of the codelist."""
    sources = sorted({m.source for m in measures.values()}, key=lambda name: (name == NONE, name))
    return HEAD + "".join(
        _section(source, {c: m for c, m in measures.items() if m.source == source}) for source in sources
    )


def check_measures(docs: Path) -> str:
    """One line about the catalogue; a page that lags behind, or a method page that is not there, is refused."""
    found = catalogue()
    missing = [f"{code}: {m.method}" for code, m in found.items() if m.method and not _is_there(docs, m.method)]
    lost = [f"{line}: no such page or heading below docs/methods" for line in missing]
    page = docs / PAGE
    if not page.is_file() or page.read_bytes() != measures_page(found).encode():
        lost.append(f"docs/{PAGE} does not agree with measures.yml: raat contract write")
    if lost:
        raise CatalogueRefused(
            f"{len(lost)} faults in the catalogue of measures:\n{cases(lost)}\nNext step: mend them."
        )
    return f"measures: {len(found)}, with a method page {sum(m.method is not None for m in found.values())}"


def write_measures(docs: Path) -> str:
    """Bring the page up to date."""
    with replaced(docs / PAGE) as beside:
        beside.write_text(measures_page(catalogue()), encoding="utf-8", newline="\n")
    return f"docs/{PAGE}"


def anchors(text: str) -> set[str]:
    """The anchors of a markdown page's headings, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _is_there(docs: Path, method: str) -> bool:
    name, _, anchor = method.partition("#")
    page = docs / "methods" / name
    return page.is_file() and (not anchor or anchor in anchors(page.read_text(encoding="utf-8")))


def _section(source: str, measures: Mapping[str, Measure]) -> str:
    title = "Not delivered by any export" if source == NONE else source
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return f"\n## {title}\n\n{head}" + "".join(_row(code, measure) for code, measure in measures.items())


def _row(code: str, m: Measure) -> str:
    needed = f" Source needed: {m.needs}." if m.needs else ""
    first = f" Starts in {m.first}." if m.first else ""
    cells = [
        f"`{code}`<br>**{m.name}**<br>{m.name_en}",
        f"{m.definition}.{first}{needed}",
        " / ".join(filter(None, (m.numerator, m.denominator))),
        f"{m.unit}; {m.decimals} decimals" + (f"; fte: {m.full_time}" if m.full_time else ""),
        f"{m.kind}, {WINDOWS[m.window]}",
        f"{m.scope}, {m.region_by}" + (f"; its parts differ in {', '.join(m.mixes)}" if m.mixes else ""),
        ", ".join(m.sums_over) or "nothing",
        m.better,
        LINES[m.line],
        f"[{m.method}](methods/{m.method})" if m.method else "",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
