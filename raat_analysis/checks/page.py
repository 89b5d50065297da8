"""The quality page: one small, static, offline page in Dutch about what came in and what was set aside."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from raat_analysis.checks.numbers import day, decimal, whole

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
}
DUTCH = {"semicolon": "puntkomma", "comma": "komma", "tab": "tab", "bar": "|", "utf-8 with BOM": "utf-8 met BOM"}
CHECKS = {
    "columns": "alle kolommen zijn er",
    "not_null": "ingevuld",
    "in_set": "waarde staat in de codelijst",
    "between": "waarde ligt binnen de grenzen",
    "regex": "waarde heeft de afgesproken vorm",
    "unique": "sleutel komt één keer voor",
    "true": "regel klopt",
}


def quality_page(quality: dict[str, Any]) -> str:
    """The page as HTML, from the same numbers as quality.json."""
    return _template().render(
        sources=quality["sources"],
        demonstration=any(f["kind"] == "demonstration" for s in quality["sources"] for f in s["files"]),
        read=_total(quality, "rows_read"),
        accepted=_total(quality, "rows_accepted"),
        aside=_total(quality, "rows_set_aside"),
    )


def read_as(found: dict[str, str]) -> str:
    """How a file was read, in Dutch: tekens cp1252, gescheiden door puntkomma, kop op regel 1."""
    told = {
        key: DUTCH.get(value, value).replace("line ", "regel ").replace("row ", "rij ") for key, value in found.items()
    }
    return ", ".join(words.format(told[key]) for key, words in READ_AS.items() if key in told)


def _total(quality: dict[str, Any], column: str) -> int:
    return sum(file[column] for source in quality["sources"] for file in source["files"])


@cache
def _template() -> Template:
    loader = PackageLoader("raat_analysis.checks", "templates")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters.update(whole=whole, decimal=decimal, day=day, read_as=read_as)
    pages.globals.update(KINDS=KINDS, SCOPES=SCOPES, SEVERITIES=SEVERITIES, CHECKS=CHECKS)
    return pages.get_template("quality.html.j2")
