"""The accessibility statement for readers: what was tested in this edition, what does not work, and whom to ask."""

from functools import cache
from pathlib import Path

from babel.lists import format_list
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from raat_analysis.params import Params
from raat_analysis.publication.accessibility.evidence import Checks, browser_tests
from raat_analysis.rendering.brand import brand
from raat_analysis.rendering.page_style import page_style
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.periods import period_label

KINDS = {".html": "Webpagina’s", ".pdf": "PDF’s"}
SCHEMES = {"light": "licht", "dark": "donker"}


def statement_page(params: Params, checks: Checks) -> str:
    """The statement as a page; the page itself is held to the same rules after it is made."""
    browser = browser_tests()
    return _template().render(
        period=period_label(params.edition),
        publisher=params.publisher,
        contact=brand()["contact"],
        style=page_style(),
        tested=[_tested(checks, suffix) for suffix in KINDS],
        axe=browser["axe_core"],
        widths=format_list([str(width) for width in browser["widths"]], locale="nl"),
        schemes=format_list([SCHEMES[scheme] for scheme in browser["schemes"]], locale="nl"),
    )


def _tested(checks: Checks, suffix: str) -> dict[str, str]:
    """How many files of a kind, how many rules each, how many elements were looked at, and what was found."""
    files = [each for name, each in checks.items() if Path(name).suffix == suffix]
    ones = [one for each in files for one in each]
    counts = {
        "files": len(files),
        "rules": len({one.rule for one in ones}),
        "elements": sum(one.seen for one in ones),
        "findings": sum(len(one.findings) for one in ones),
    }
    return {"kind": KINDS[suffix], **{key: number(count) for key, count in counts.items()}}


@cache
def _template() -> Template:
    folder = Path(__file__).parents[1] / "templates"
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return made.get_template("toegankelijkheid.html.j2")
