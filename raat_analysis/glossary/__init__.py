"""docs/glossary.md, made from the words of the field, the measures and the sections: Dutch beside English."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from raat_analysis.codelists.catalogue import catalogue
from raat_analysis.errors import RaatError, cases
from raat_analysis.factsheets.sections import sections
from raat_analysis.paths import replaced
from raat_analysis.yaml_files import read_yaml

PAGE = "glossary.md"
WORDS = Path(__file__).with_name("words.yml")
REPORTS = ["factsheet", "fase0_region", "fase0_organisation", "fase0_round_table"]  # of sections.yml
KEYS = {"nl", "en", "meaning"}
HEAD = """# Glossary

Made by `raat contract write` from `raat_analysis/glossary/words.yml`, `raat_analysis/codelists/measures.yml` and
`raat_analysis/factsheets/sections.yml`; change those, not this page. Reports are in Dutch, the rest is in English.
"""


class GlossaryRefused(RaatError):
    """The words of the glossary do not hold together, or its page lags behind."""


def words(file: Path = WORDS) -> list[dict[str, str]]:
    """The pairs of words.yml, by Dutch word; one that is there twice, or a line without its three keys, is refused."""
    found = read_yaml(file)
    faults = [f"{word}: has not nl, en and meaning" for word in found if set(word) != KEYS]
    names = [word.get("nl", "") for word in found]
    faults += [f"{name}: stands twice" for name in sorted({name for name in names if names.count(name) > 1})]
    if faults:
        raise GlossaryRefused(f"{file.name}: {len(faults)} faults:\n{cases(faults)}\nNext step: mend them.")
    return sorted(found, key=lambda word: str(word["nl"]).casefold())


def glossary_page() -> str:
    """The whole page as markdown."""
    pairs = [(word["nl"], word["en"], word["meaning"]) for word in words()]
    measures = [(m.name, m.name_en, f"`{code}`") for code, m in catalogue().items()]
    parts = {"Words": ("meaning", pairs), "Measures": ("code", sorted(measures)), "Sections": ("report", _sections())}
    return HEAD + "".join(_table(title, third, rows) for title, (third, rows) in parts.items())


def check_glossary(docs: Path) -> str:
    """One line about the glossary; a page that lags behind is refused."""
    page = docs / PAGE
    if not page.is_file() or page.read_bytes() != glossary_page().encode():
        raise GlossaryRefused(f"docs/{PAGE} does not agree with its sources. Next step: raat contract write.")
    return f"glossary: {len(words())} words"


def write_glossary(docs: Path) -> str:
    """Bring the page up to date."""
    with replaced(docs / PAGE) as beside:
        beside.write_text(glossary_page(), encoding="utf-8", newline="\n")
    return f"docs/{PAGE}"


def _sections() -> list[tuple[str, str, str]]:
    named = [(s["heading"], f"`{s['method']}`", f"`{report}`") for report in REPORTS for s in sections(report)]
    return [row for row in named if row[0]]


def _table(title: str, third: str, rows: Iterable[Sequence[str]]) -> str:
    head = f"\n## {title}\n\n| Dutch | English | {third} |\n|---|---|---|\n"
    return head + "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)
