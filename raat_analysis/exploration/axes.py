"""The figures of a section on an analyst's own axes, with the same lines as in a report."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from raat_analysis.errors import QuestionRefused
from raat_analysis.figures.house_style import kept_drawings, on_axes
from raat_analysis.rendering.blocks import Section

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def figure_of(make: Callable[[], Section], ax: "Axes | None", place: int) -> "Axes":
    """Draw figure number `place` (from 0) of a section on axes, new ones when none are given; the axes.

    A section without that figure is a RaatError.
    """
    with kept_drawings() as drawings:
        make()
    if not 0 <= place < len(drawings):
        raise QuestionRefused(f"place={place} is er niet: dit onderdeel tekende {len(drawings)} keer, geteld vanaf 0.")
    return on_axes(drawings[place], ax or _new_axes())


def _new_axes() -> "Axes":
    from matplotlib import pyplot

    return pyplot.subplots(layout="constrained")[1]


def section_of(maker: object, name: str) -> Callable[[], Section]:
    """The method that makes a section, by its name; a RaatError with the nearest names."""
    names = sections_of(maker)
    if name in names:
        return getattr(maker, name)  # type: ignore[no-any-return]
    near = get_close_matches(name, names, n=3)
    said = f"Bedoel je {' of '.join(near)}?" if near else f"Kies uit: {', '.join(names)}."
    raise QuestionRefused(f"Er is geen onderdeel {name!r}. {said}")


def sections_of(maker: object) -> list[str]:
    """The sections and analyses that a region has."""
    return sorted(name for name in dir(type(maker)) if not name.startswith("_") and name not in ("figure", "sheet"))
