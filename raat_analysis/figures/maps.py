"""Maps: the municipalities of a region, and a measure over the 28 regions in classes that differ in lightness."""

from collections.abc import Mapping, Sequence, Set
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from raat_analysis.codelists import entries, label_of
from raat_analysis.codelists.boundaries import CREDIT, Ring, municipality_outlines, region_outlines
from raat_analysis.codelists.regions import COUNTRY, members
from raat_analysis.figures.house_style import WIDTH_MM, drawn, map_tints, width_mm
from raat_analysis.figures.map_shapes import fill, framed, labels
from raat_analysis.rendering.blocks import Picture, Table
from raat_analysis.rendering.brand import colour
from raat_analysis.sentences.facts import Fact, known, value_of
from raat_analysis.sentences.numbers import SECRET
from raat_analysis.sentences.periods import period_label
from raat_analysis.sentences.places import place, place_first

HEIGHT_MM, LEGEND_MM = 60.0, 8.0
BORDER, COAST = 0.5, 2.2  # line widths in points; of the outline half lies under the shapes
CLASSES = 5
HATCH, SECRET_HATCH, NOT_PUBLIC = "////", "xx", f"{SECRET}: niet openbaar"


def municipality_map(region_code: str, inhabitants: Fact | None = None) -> Picture:
    """The municipalities of a region with their names, among its neighbours; of several regions those regions.

    `inhabitants` of the region, when known, make the finding. A name without room is left to the table.
    """
    name, inside = str(entries("regions")[region_code]["name"]), members(region_code)
    found = {c: each for c, each in entries("municipalities").items() if each["region_code"] in inside}
    if len(inside) > 1:
        shapes = {code: region_outlines()[code] for code in inside}
        names = {code: str(entries("regions")[code]["name"]) for code in inside}
    else:
        shapes = {code: municipality_outlines()[code] for code in found}
        names = {code: str(each["name"]) for code, each in found.items()}
    title = _where_people_live(name, len(found), len(inside), inhabitants)
    rows = tuple(sorted((str(each["name"]), str(each["province"])) for each in found.values()))
    table = Table(f"Gemeenten, {name}", ("Gemeente", "Provincie"), rows)
    alt = f"Kaart van {place(name)}. {title}: {', '.join(sorted(names.values()))}."
    return Picture(title, _location(f"map-{region_code}", shapes, names), alt, table, f"{CREDIT}; indeling 2025.")


def _where_people_live(name: str, municipalities: int, regions: int, inhabitants: Fact | None) -> str:
    parts = f"{municipalities} gemeenten" + (f" in {regions} arbeidsmarktregio's" if regions > 1 else "")
    if inhabitants is None or not known(inhabitants):
        return f"{place_first(name)} bestaat uit {parts}"
    return f"In {place(name)} wonen {inhabitants.plain} mensen, verdeeld over {parts}"


def region_map(facts: Sequence[Fact], own: str, title: str) -> Picture:
    """One measure in one period for the 28 regions, in at most five classes of as many regions each.

    `own` has a thick outline and is named in the legend. A region without a number is hatched, a hidden one the other
    way. At least one is known.
    """
    values = {each.region_code: value_of(each) for each in facts if known(each)}
    bounds = class_bounds(list(values.values()))
    texts = {each.region_code: each for each in facts}
    rows = tuple((str(entries("regions")[c]["name"]), each.cell) for c, each in sorted(texts.items()))
    table = Table(f"{title}, {period_label(facts[0].period)}", ("Regio", "Waarde"), rows)
    ordered = sorted((each for each in facts if known(each)), key=lambda each: (value_of(each), each.region_code))
    ends = [f"{entries('regions')[each.region_code]['name']} {each.plain}" for each in (ordered[0], ordered[-1])]
    here = texts.get(own)
    mine = f" {entries('regions')[own]['name']}: {here.plain}." if here is not None and known(here) else ""
    alt = f"Kaart van de arbeidsmarktregio's. {title}. Laagste {ends[0]}; hoogste {ends[1]}.{mine}"
    legend = [f"{low.plain} tot {high.plain}" for low, high in _ends(ordered, bounds)]
    name = label_of(own, "regions")
    named = f"{name}\n{here.plain}" if here is not None and known(here) else name
    secret = {each.region_code for each in facts if each.status == "secret"}
    svg = _choropleth(f"regions-{facts[0].measure}-{own}", values, secret, bounds, legend, own, named)
    return Picture(title, svg, alt, table, f"{period_label(facts[0].period)}. {CREDIT}.")


def _location(name: str, shapes: Mapping[str, tuple[Ring, ...]], names: Mapping[str, str]) -> str:
    points = np.concatenate([ring for rings in shapes.values() for ring in rings])
    height = HEIGHT_MM

    def draw(axes: Axes) -> None:
        per_mm = framed(axes, points, WIDTH_MM - 1, height - 1)
        fill(axes, [ring for rings in region_outlines().values() for ring in rings], "white", colour("compare"), BORDER)
        for rings in shapes.values():
            fill(axes, rings, "none", colour("accent"), COAST)
        for rings in shapes.values():
            fill(axes, rings, map_tints()[0], colour("compare"), BORDER)
        (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
        frame = (left + right) / 2, (low + high) / 2, (right - left) / 2, (high - low) / 2
        for x, y, text in labels(shapes, names, per_mm, frame):
            axes.text(x, y, text, ha="center", va="center", linespacing=0.9)

    return drawn(name, height, (0.5, 0.5, 0.5, 0.5), draw)


def class_bounds(values: Sequence[float]) -> list[float]:
    """The upper ends of the classes: as many regions in each as can be, fewer classes when values are the same."""
    ordered = sorted(values)
    size = len(ordered) / CLASSES
    return sorted({ordered[max(1, ceil(size * (k + 1))) - 1] for k in range(CLASSES)})


def _ends(ordered: Sequence[Fact], bounds: Sequence[float]) -> list[tuple[Fact, Fact]]:
    """The lowest and highest fact of each class."""
    classes = [[each for each in ordered if _class(value_of(each), bounds) == k] for k in range(len(bounds))]
    return [(each[0], each[-1]) for each in classes]


def _class(value: float, bounds: Sequence[float]) -> int:
    return next(place for place, bound in enumerate(bounds) if value <= bound)


def _choropleth(
    name: str,
    values: Mapping[str, float],
    secret: Set[str],
    bounds: Sequence[float],
    legend: Sequence[str],
    own: str,
    named: str,
) -> str:
    tints = map_tints()[-len(bounds) :]
    grey, outlines = colour("compare"), region_outlines()
    keys = [(text, Patch(facecolor=tint, edgecolor=grey)) for text, tint in zip(legend, tints, strict=True)]
    if secret:
        keys.append((NOT_PUBLIC, Patch(facecolor="white", edgecolor=grey, hatch=SECRET_HATCH)))
    if set(outlines) - set(values) - secret:
        keys.append(("geen cijfer", Patch(facecolor="white", edgecolor=grey, hatch=HATCH)))
    if own != COUNTRY:
        keys.append((named, Patch(facecolor="white", edgecolor=colour("ink"), linewidth=1.6)))
    beside = max(width_mm(text) for text, _ in keys) + LEGEND_MM

    def draw(axes: Axes) -> None:
        points = np.concatenate([ring for rings in outlines.values() for ring in rings])
        framed(axes, points, WIDTH_MM - beside, HEIGHT_MM)
        for code, rings in outlines.items():
            face = tints[_class(values[code], bounds)] if code in values else "white"
            fill(axes, rings, face, grey, BORDER, "" if code in values else SECRET_HATCH if code in secret else HATCH)
        for code in members(own) if own != COUNTRY else []:
            fill(axes, outlines[code], "none", colour("ink"), 1.6)
        texts, patches = zip(*keys, strict=True)
        axes.legend(
            patches,
            texts,
            loc="center left",
            bbox_to_anchor=(1, 0.5),
            frameon=False,
            handlelength=1.2,
            borderaxespad=0,
        )

    return drawn(name, HEIGHT_MM, (0.5, beside, 0.5, 0.5), draw)
