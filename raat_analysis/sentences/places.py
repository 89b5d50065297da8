"""How a region is called inside a sentence: 'de Achterhoek', where a heading or a label says 'Achterhoek'."""

from raat_analysis.codelists import entries


def place(name: str) -> str:
    """The region's name as it stands in a running sentence; any other name stays as it is."""
    inside = {str(entry["name"]): str(entry["in_sentence"]) for entry in entries("regions").values()}
    return inside.get(name, name)


def place_first(name: str) -> str:
    """The same at the beginning of a sentence, with a capital."""
    inside = place(name)
    return inside[0].upper() + inside[1:]
