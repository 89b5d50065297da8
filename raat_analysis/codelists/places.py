"""Which RegioPlus region a place name lies in. A name that lies in several regions has no region here."""

from functools import cache

from raat_analysis.codelists import entries, normalised, spellings


@cache
def regions_by_place() -> dict[str, tuple[str, ...]]:
    """Normalised spelling of a place, municipality or dissolved municipality → the regions it lies in.

    A municipality, also a dissolved one, adds its region to that of the places of its name: Beuningen is a village in
    Losser, and to most people the municipality near Nijmegen; work in Haaren can be in either of two.
    """
    places, municipalities = entries("places"), entries("municipalities")
    found = {name: {places[c]["region_code"] for c in codes} for name, codes in spellings("places").items()}
    for name, codes in spellings("municipalities").items():
        found[name] = found.get(name, set()) | {municipalities[c]["region_code"] for c in codes}
    for name, regions in _dissolved().items():
        found[name] = found.get(name, set()) | regions
    return {name: tuple(sorted(regions)) for name, regions in sorted(found.items())}


def region_of_place(label: str) -> str | None:
    """The region of a place name, or None when the name is unknown or lies in several regions."""
    regions = regions_by_place().get(normalised(label), ())
    return regions[0] if len(regions) == 1 else None


def _dissolved() -> dict[str, set[str]]:
    """Normalised name of a dissolved municipality → the regions of the municipalities it went into."""
    regions = {code: entry["region_code"] for code, entry in entries("municipalities").items()}
    mergers = entries("municipality_mergers").values()
    return {normalised(m["name"]): {regions[code] for code in m["municipality_codes_new"].split("|")} for m in mergers}
