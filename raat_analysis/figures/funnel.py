"""The funnel: every region by its size and its outflow, with the lines outside which a region differs clearly."""

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from raat_analysis.codelists import entries, label_of
from raat_analysis.figures.house_style import drawn, tints
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import number
from raat_analysis.sentences.wording import VERDICTS, by_verdict
from raat_analysis.tables.signs import with_signs

HEIGHT_MM = 60.0
NEAR_EDGE = 0.7  # of the axis: from there on a name stands left of its dot
Lines = Sequence[tuple[float, float, float]]  # employees, lower and upper limit in percent
WHAT = {
    "outflow_sector_pct": "vertrok {} uit zorg en welzijn",
    "outflow_employer_pct": "vertrok {} bij de werkgever",
}
NOTE = (
    "Elke stip is een regio. Buiten de lijnen is een regio duidelijk anders dan Nederland (vol); daarbinnen past het "
    "verschil bij toeval en gewone verschillen tussen regio's. De as begint niet bij nul. Bron: Uitstroomonderzoek."
)


def funnel(regions: Sequence[tuple[Fact, Fact]], lines: Lines, country: Fact, rest: Fact) -> Picture:
    """`regions`: outflow with its verdict, denominator the employees; `lines` from models/funnel.py, small to large.

    `rest` is the difference of the region itself with the rest of the country. The region itself is named, as is
    every region that differs clearly; a secret region is in the table only.
    """
    region_code = rest.region_code
    shown = [(each, verdict) for each, verdict in regions if known(each) and each.denominator]
    own = next(((each, verdict) for each, verdict in shown if each.region_code == region_code), None)
    rows = tuple(_row(each, verdict) for each, verdict in sorted(regions, key=lambda pair: pair[0].region_code))
    header = ("Regio", "Werknemers", "Uitstroom", "Vergeleken met Nederland")
    table = Table(f"Uitstroom per regio, {country.period}", header, rows, with_signs(rows))
    clear = [pair for pair in shown if known(pair[1]) and value_of(pair[1])]
    svg = drawn(
        f"funnel-{country.measure}-{region_code}", HEIGHT_MM, (12, 6, 4, 11), _drawing(shown, lines, country, own)
    )
    return Picture(_title(own, rest, country), svg, _alt(shown, clear, country, own), table, NOTE)


def _title(own: tuple[Fact, Fact] | None, rest: Fact, country: Fact) -> str:
    name = label_of(rest.region_code, "regions")
    if entries("regions")[rest.region_code]["kind"] != "region":  # Oost-Nederland is no dot among the regions
        return f"De regio's naast elkaar: in {country.period} {WHAT[country.measure].format(country.text)} in Nederland"
    if own is None:
        return f"{name}: geen openbaar cijfer over de uitstroom in {country.period}"
    words = by_verdict(own[1], rest, country)
    return f"{name}: in {country.period} {WHAT[country.measure].format(own[0].text)}, {words}"


def _alt(
    shown: Sequence[tuple[Fact, Fact]], clear: Sequence[tuple[Fact, Fact]], country: Fact, own: tuple[Fact, Fact] | None
) -> str:
    named = "; ".join(f"{_name(each)} {each.cell}, {_verdict(verdict)}" for each, verdict in clear)
    values = [value_of(each) for each, _ in shown]
    here = f" {_name(own[0])}: {own[0].cell} van {number(own[0].denominator or 0)} werknemers." if own else ""
    return (
        f"Trechterdiagram van de uitstroom van {len(shown)} regio's naar aantal werknemers, {country.period}. "
        f"Nederland {country.cell}; de regio's van {number(min(values), 1)}% tot {number(max(values), 1)}%.{here} "
        + (f"Buiten de lijnen: {named}." if named else "Geen regio ligt buiten de lijnen.")
    )


def _name(each: Fact) -> str:
    return label_of(each.region_code, "regions")


def _verdict(verdict: Fact) -> str:
    return f"{VERDICTS[int(value_of(verdict))]} Nederland" if known(verdict) else verdict.cell


def _row(each: Fact, verdict: Fact) -> tuple[str, str, str, str]:
    people = number(each.denominator) if known(each) and each.denominator else each.cell
    return _name(each), people, each.cell, _verdict(verdict)


def _drawing(
    shown: Sequence[tuple[Fact, Fact]], lines: Lines, country: Fact, own: tuple[Fact, Fact] | None
) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        sizes, low, high = zip(*lines, strict=True)
        axes.fill_between(sizes, low, high, color=tints()[0], linewidth=0)
        for limit in (low, high):
            axes.plot(sizes, limit, color=colour("muted"), linewidth=1.0, linestyle="--")
        axes.axhline(value_of(country), color=colour("muted"), linewidth=1.0)
        for each, verdict in shown:
            _draw_region(axes, each, bool(verdict.value), own is not None and each is own[0], sizes[-1])
        _scale(axes, country, sizes[-1])

    return draw


def _draw_region(axes: Axes, each: Fact, clear: bool, own: bool, largest: float) -> None:
    tint = colour("accent" if own else "ink")
    at = (each.denominator or 0.0, value_of(each))
    axes.plot(*at, marker="o", markersize=6 if own else 4, color=tint, markerfacecolor=tint if clear else "white")
    if own or clear:
        way, shift = ("right", -6) if at[0] > NEAR_EDGE * largest else ("left", 6)
        lift = 3 if clear else -3
        axes.annotate(_name(each), at, (shift, lift), textcoords="offset points", color=tint, ha=way)


def _scale(axes: Axes, country: Fact, largest: float) -> None:
    import seaborn as sns

    axes.set_xlim(0, largest)
    axes.margins(y=0.12)
    axes.set_xlabel("Werknemers aan het begin van het jaar", color=colour("muted"))
    axes.annotate(
        f"Nederland {country.cell}", (1, value_of(country)), (-2, 3), xycoords=("axes fraction", "data"),
        textcoords="offset points", ha="right", color=colour("muted"),
    )  # fmt: skip
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{number(value, 1)}%"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    sns.despine(ax=axes, left=True)
