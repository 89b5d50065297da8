"""The cores that were in use while the flow ran, as an SVG in the style of the house."""

from collections.abc import Sequence
from itertools import groupby

from matplotlib.axes import Axes

from raat_analysis.figures.house_style import drawn
from raat_analysis.rendering.brand import colour

HEIGHT_MM, MARGINS = 55.0, (12.0, 2.0, 20.0, 11.0)  # left, right, top, bottom; the stages are named above
SMOOTH = 5  # looks that a point is the mean of
Look = tuple[float, str, float]  # seconds, stage, processor seconds so far


def picture(looks: Sequence[Look]) -> str:
    """Cores in use over time, with the stages named over them."""
    ends = list(zip(looks, looks[SMOOTH:], strict=False))
    middles = [(one[0] + other[0]) / 2 for one, other in ends]
    cores = [max(0.0, other[2] - one[2]) / (other[0] - one[0]) for one, other in ends]

    def draw(axes: Axes) -> None:
        axes.fill_between(middles, cores, color=colour("accent"), linewidth=0)
        most = max([2.0, *cores])
        for stage, start, end in _spans(looks):
            axes.axvline(start, color=colour("grid"), linewidth=0.5)
            axes.text((start + end) / 2, most * 1.04, stage, ha="center", va="bottom", rotation=90, fontsize=5)
        axes.set(xlabel="seconds", ylabel="cores in use", xlim=(0, looks[-1][0]), ylim=(0, most))
        axes.tick_params(length=2)

    return drawn("trace", HEIGHT_MM, MARGINS, draw) + "\n"


def _spans(looks: Sequence[Look]) -> list[tuple[str, float, float]]:
    """When each stage ran."""
    runs = [(stage, [look[0] for look in run]) for stage, run in groupby(looks, key=lambda look: look[1])]
    return [(stage, seconds[0], seconds[-1]) for stage, seconds in runs if stage != "dvc"]
