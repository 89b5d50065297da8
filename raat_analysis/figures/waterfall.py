"""From the shortage of the first year to that of the last: what demand adds, and what supply takes off."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from raat_analysis.errors import RaatError
from raat_analysis.figures.house_style import drawn, width_mm
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import MINUS, in_steps, number, rounded
from raat_analysis.sentences.periods import month_label
from raat_analysis.sentences.places import place
from raat_analysis.sentences.wording import rough_step

ROW_MM = 6.2
CLOSE = 1.0  # persons that a published sum may be off


@dataclass(frozen=True)
class Step:
    """A bar from `start` to `end` with its words; a level (True) stands on zero."""

    label: str
    start: float
    end: float
    text: str
    level: bool


def shortage_waterfall(
    demand: Sequence[Fact], supply: Sequence[Fact], shortage: Sequence[Fact], region: str
) -> Picture:
    """Demand, supply and shortage by year: same years, edition and scenario, all known, at least two years.

    Raises RaatError when shortage is not demand minus supply in the first or the last year.
    """
    for year in (0, -1):
        _refuse_other(shortage[year], demand[year], supply[year])
    steps = _steps(demand, supply, shortage)
    first, last = demand[0].period, demand[-1].period
    title = f"{region}, van {first} tot {last}: vraag {_growth(demand)}, aanbod {_growth(supply)}"
    rows = tuple((d.period, d.cell, s.cell, t.cell) for d, s, t in zip(demand, supply, shortage, strict=True))
    table = Table(f"Vraag, aanbod en tekort, {region}", ("Jaar", "Vraag", "Aanbod", "Tekort"), rows)
    listed = "; ".join(f"{step.label}: {step.text}" for step in steps)
    alt = f"Watervaldiagram van het tekort aan werknemers in {place(region)}, van {first} tot {last}. {listed}."
    note = (
        f"Prognosemodel Zorg en Welzijn, editie {month_label(shortage[-1].edition)}, zonder nieuw beleid (referentie). "
        "Personen, afgerond." + (" Onder nul: een overschot." if any(s.level and s.end < 0 for s in steps) else "")
    )
    return Picture(title, _drawn(f"waterfall-{shortage[-1].region_code}", steps), alt, table, note)


def _refuse_other(gap: Fact, demand: Fact, supply: Fact) -> None:
    if abs(value_of(gap) - (value_of(demand) - value_of(supply))) > CLOSE:
        raise RaatError(
            f"The shortage of {gap.region_code} in {gap.period} is {float(value_of(gap))}, but demand minus supply is "
            f"{float(value_of(demand) - value_of(supply))}. See the forecast export, edition {gap.edition}."
        )


def _steps(demand: Sequence[Fact], supply: Sequence[Fact], shortage: Sequence[Fact]) -> list[Step]:
    start, end = value_of(shortage[0]), value_of(shortage[-1])
    more, helped = value_of(demand[-1]) - value_of(demand[0]), value_of(supply[-1]) - value_of(supply[0])
    return [
        Step(f"{_gap(start)} in {shortage[0].period}", 0, start, _rough(abs(start)), True),
        Step(f"{'Groei' if more >= 0 else 'Krimp'} van de vraag", start, start + more, _signed(more), False),
        Step(f"{'Groei' if helped >= 0 else 'Krimp'} van het aanbod", start + more, end, _signed(-helped), False),
        Step(f"{_gap(end)} in {shortage[-1].period}", 0, end, _rough(abs(end)), True),
    ]


def _gap(value: float) -> str:
    return "Overschot" if rounded(value) < 0 else "Tekort"


def _rough(value: float) -> str:
    return in_steps(value, rough_step(value))


def _signed(value: float) -> str:
    return f"{MINUS if value < 0 else '+'}{_rough(abs(value))}"


def _growth(years: Sequence[Fact]) -> str:
    first, last = value_of(years[0]), value_of(years[-1])
    if not first or rounded(100 * (last - first) / first, 1) == 0:
        return "blijft gelijk"
    return f"{number(abs(100 * (last - first) / first), 1)}% {'groter' if last > first else 'kleiner'}"


def _drawn(name: str, steps: Sequence[Step]) -> str:
    left = max(width_mm(step.label) for step in steps) + 4
    right = max(width_mm(step.text) for step in steps) + 3

    def draw(axes: Axes) -> None:
        for row, step in enumerate(steps):
            _bar(axes, row, step)
        for row, step in enumerate(steps[:-1]):  # where a bar ends, the next begins
            axes.plot([step.end, step.end], [row + 0.36, row + 0.64], color=colour("compare"), linewidth=0.8)
        ends = [value for step in steps for value in (step.start, step.end)]
        low, high = min(0, *ends), max(0, *ends)
        axes.set_xlim(low, high if high > low else low + 1)
        axes.set_ylim(len(steps) - 0.5, -0.5)
        axes.axvline(0, color=colour("grid"), linewidth=0.8)
        axes.axis("off")

    return drawn(name, ROW_MM * len(steps) + 1, (left, right, 0.5, 0.5), draw)


def _bar(axes: Axes, row: int, step: Step) -> None:
    tint = colour("accent" if step.level else "warm")
    face, hatch = (tint, "") if step.level or step.end >= step.start else ("white", "////")
    long = step.end - step.start
    axes.barh(row, long, left=step.start, height=0.72, color=face, edgecolor=tint, hatch=hatch, linewidth=0.8)
    side = max(step.start, step.end, 0)
    words = ((step.text, side, 4, "left", "data"), (step.label, 0, -6, "right", "axes fraction"))
    for text, x, shift, way, frame in words:
        axes.annotate(
            text, (x, row), (shift, 0), xycoords=(frame, "data"), textcoords="offset points", ha=way, va="center",
            annotation_clip=False,
        )  # fmt: skip
