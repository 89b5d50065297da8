"""The quality page: one small, static, offline page in Dutch about what came in and what was set aside."""

import re
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from raat_analysis.checks.numbers import day, decimal, whole
from raat_analysis.checks.wording import UNCOUNTED
from raat_analysis.codelists import entries
from raat_analysis.rounding import half_up

KINDS = {"demonstration": "demonstratie", "published": "gepubliceerd", "own": "eigen export"}
SCOPES = {"row": "de hele regel", "cell": "alleen deze waarde", "warn": "niets, het is alleen gemeld"}
SEVERITIES = {"stop": "de verwerking stopt", "row": "de regel gaat apart", "warn": "het wordt hier gemeld"}
READ_AS = {
    "encoding": "tekens {}",
    "separator": "gescheiden door {}",
    "sheet": "blad {}",
    "table": "tabel {}",
    "header": "kop op {}",
    "notes": "{} regels toelichting eronder",
    "source": "slotregel {}",
    "ending": "de laatste regel heeft geen einde, misschien is het bestand afgekapt",
}
DUTCH = {"semicolon": "puntkomma", "comma": "komma", "tab": "tab", "bar": "|", "utf-8 with BOM": "utf-8 met BOM"}
MARKS = {",": "een komma", ".": "een punt"}
CHECKS = {
    "columns": "alle kolommen zijn er",
    "not_null": "ingevuld",
    "in_set": "waarde staat in de codelijst",
    "between": "waarde ligt binnen de grenzen",
    "regex": "waarde heeft de afgesproken vorm",
    "unique": "sleutel komt één keer voor",
    "true": "regel klopt",
}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLACES = {"region": ("regio", "regions"), "branch": ("branche", "branches")}
PARTS = {" line ": " regel ", ", the parts give ": ", de delen samen ", ".": ","}


def quality_page(quality: dict[str, Any], suites: bool = True) -> str:
    """The page as HTML, from the same numbers as quality.json; `suites` says whether these stand beside it."""
    sources = quality["sources"]
    return _template().render(
        sources=sources,
        between=quality.get("between", []),
        suites=suites,
        demonstration=any(f["kind"] == "demonstration" for s in sources for f in s["files"]),
        read=_total(quality, "rows_read"),
        accepted=_total(quality, "rows_accepted"),
        aside=_total(quality, "rows_set_aside"),
        attention=[(source, found) for source in sources if (found := attention(source))],
    )


def attention(source: dict[str, Any]) -> list[str]:
    """Why a person should look at a source, in Dutch; rows that stood twice or were replaced are no reason."""
    lost = [reason for reason in source["reasons"] if reason["rule"] not in UNCOUNTED]
    counts = {
        "keer is een regel of waarde apart gezet": sum(reason["count"] for reason in lost),
        "keer valt een regel op die wel is gebruikt": sum(reason["count"] for reason in source["warnings"]),
        "keer klopt een totaal niet": sum(total["count"] for total in source["totals"]),
        "keer lijkt een deel van de nieuwste export te ontbreken": len(source["past"].get("noticed", [])),
        "keer is een verschil met de vorige export aanvaard": len(source["past"].get("accepted", [])),
        "keer is een fout van de bron verbeterd": len(source["corrections"]),
        "keer heeft de laatste regel van een bestand geen einde": sum(
            "ending" in f["read_as"] for f in source["files"]
        ),
    }
    return [f"{whole(count)} {words}" for words, count in counts.items() if count]


def read_as(file: dict[str, Any], mark: str) -> str:
    """How a file was read, in Dutch: tekens cp1252, gescheiden door puntkomma, kop op regel 1."""
    told = {k: DUTCH.get(v, v).replace("line ", "regel ").replace("row ", "rij ") for k, v in file["read_as"].items()}
    words = [words.format(told[key]) for key, words in READ_AS.items() if key in told]
    if "encoding" in told:
        words.append(f"decimalen na {MARKS[mark]}")
    if file["thousands"]:
        grouped = "grouped" in file["thousands"]
        words.append(f"duizendtallen {'met' if grouped else 'zonder'} {'punt' if mark == ',' else 'komma'}")
    return ", ".join(words)


def period(ends: list[str] | None, said: str) -> list[str]:
    """The first and last day, quarter or year of a file's rows, once when they are the same; else what was said."""
    if not ends:
        return [said] if said else []
    return list(dict.fromkeys(day(end) if DAY.fullmatch(end) else end for end in ends))


def cases(first: list[dict[str, Any]]) -> str:
    """The first places of a reason, each file named once: 2026-10-06/export.csv regel 4: 240; regel 9: 0."""
    told = []
    for file, places in groupby(first, key=lambda case: case["file"].partition("/")[2]):
        lines = [
            f"regel {c['line']}: {c['value'] or '(leeg)'}" if "value" in c else f"regel {c['line']}" for c in places
        ]
        told.append(f"{file} {'; '.join(lines)}")
    return "; ".join(told)


def difference(ratio: float | None) -> str:
    """What a ratio is as a change: +5%, -12%, gelijk; far ones as × 10,0."""
    if ratio is None:
        return "was er niet"
    if not 0.5 <= ratio <= 2:
        return f"× {decimal(ratio, 2)}"
    change = int(half_up(100 * ratio - 100))
    return f"{'+' if change > 0 else '−'}{abs(change)}%" if change else "gelijk"


def place(cell: dict[str, Any]) -> str:
    """A region or branch as people know it; a code that only its source has stays a code."""
    word, codelist = PLACES[cell["dimension"]]
    return f"{word} {entries(codelist).get(cell['code'], {}).get('name', cell['code'])}"


def parts(case: str) -> str:
    """A total that its parts do not add up to, in Dutch. Before the colon stands a file, with points of its own."""
    file, colon, numbers = case.partition(": ")
    for english, dutch in PARTS.items():
        numbers = numbers.replace(english, dutch)
    return f"{file.replace(' line ', ' regel ')}{colon}{numbers}"


def _total(quality: dict[str, Any], column: str) -> int:
    return sum(file[column] for source in quality["sources"] for file in source["files"])


@cache
def _template() -> Template:
    loader = PackageLoader("raat_analysis.checks", "templates")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters.update(
        whole=whole,
        decimal=decimal,
        day=day,
        period=period,
        cases=cases,
        place=place,
        parts=parts,
        difference=difference,
    )
    pages.globals.update(KINDS=KINDS, SCOPES=SCOPES, SEVERITIES=SEVERITIES, CHECKS=CHECKS, read_as=read_as)
    return pages.get_template("quality.html.j2")
