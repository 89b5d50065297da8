"""Which RegioPlus region a place name lies in. A name that lies in several regions has no region here."""

from functools import cache

from raat_analysis.codelists import entries, normalised, spellings


@cache
def regions_by_place() -> dict[str, tuple[str, ...]]:
    """Normalised place or municipality spelling → the regions it lies in."""
    places, municipalities = entries("places"), entries("municipalities")
    found = {name: {places[c]["region_code"] for c in codes} for name, codes in spellings("places").items()}
    for name, codes in spellings("municipalities").items():
        found.setdefault(name, {municipalities[c]["region_code"] for c in codes})
    return {name: tuple(sorted(regions)) for name, regions in sorted(found.items())}


def region_of_place(label: str) -> str | None:
    """The region of a place name, or None when the name is unknown or lies in several regions."""
    regions = regions_by_place().get(normalised(label), ())
    return regions[0] if len(regions) == 1 else None
