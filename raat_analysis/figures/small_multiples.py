"""One measure over time in small panels of one scale: the region, its neighbours in the programme, and Nederland."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from raat_analysis.figures.house_style import WIDTH_MM, panels, width_mm
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import MISSING
from raat_analysis.sentences.periods import period_label, position

COLUMNS, PANEL_MM = 3, 21.0
Lines = Sequence[tuple[str, Sequence[Fact]]]


def small_multiples(lines: Lines, title: str, what: str, note: str) -> Picture:
    """A panel per region with its last value; `lines`: name and facts by period, at least one known in each.

    `title` is the finding, `what` names the measure in the alt text and the table. A last value that is hidden has its
    sign beside the panel: an earlier one would be taken for it.
    """
    periods = sorted({each.period for _, facts in lines for each in facts})
    last = {name: {each.period: each.plain for each in facts}.get(periods[-1], MISSING) for name, facts in lines}
    cells = [{each.period: each.cell for each in facts} for _, facts in lines]
    rows = tuple((period_label(p), *(cell.get(p, MISSING) for cell in cells)) for p in periods)
    table = Table(f"{what} per kwartaal", ("Kwartaal", *(name for name, _ in lines)), rows)
    listed = "; ".join(f"{name} {shown}" for name, shown in last.items())
    alt = f"Kleine lijndiagrammen van {what[0].lower()}{what[1:]} per regio, {period_label(periods[-1])}: {listed}."
    first = lines[0][1][0]
    return Picture(title, _drawn(f"multiples-{first.measure}-{first.region_code}", lines, last), alt, table, note)


def _drawn(name: str, lines: Lines, last: dict[str, str]) -> str:
    values = [value_of(each) for _, facts in lines for each in facts if known(each)]
    room = 0.1 * (max(values) - min(values) or 1)
    bounds = min(values) - room, max(values) + room

    def draw(axes: Axes, place: int) -> None:
        label, facts = lines[place]
        role = "accent" if place == 0 else "compare"
        axes.plot(
            [position(each.period) for each in facts],
            [value_of(each) if known(each) else float("nan") for each in facts],
            color=colour(role),
            linewidth=1.2,
            linestyle="-" if place == 0 else "--",
        )
        axes.set_ylim(*bounds)
        axes.set_title(fitting(label), loc="left", color=colour("ink"), pad=2)
        axes.text(1, 1.02, last[label], transform=axes.transAxes, ha="right", va="bottom", color=colour("ink"))
        axes.set_xticks([])
        axes.set_yticks([])
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)

    return panels(name, len(lines), COLUMNS, PANEL_MM, draw)


def fitting(label: str) -> str:
    """A region's name short enough to stand beside a number: 'Stedendriehoek & Noord-Veluwe' is cut at a word."""
    words = label.split()
    while len(words) > 1 and width_mm(" ".join(words)) > WIDTH_MM / COLUMNS - 12:
        words = words[:-1]
    while len(words) > 1 and words[-1] in ("&", "en"):
        words = words[:-1]
    return " ".join(words).rstrip("-") if len(words) < len(label.split()) else label
