"""Names for columns and codes, made from headers and labels."""

import re
import unicodedata


def snake_case(text: str) -> str:
    """`Werknemers/Jonger dan 25 jaar (aantal)` as werknemers_jonger_dan_25_jaar_aantal."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub("[^a-z0-9]+", "_", plain).strip("_")
    return name if name[:1].isalpha() else f"column_{name}".strip("_")


def numbered(name: str, taken: set[str]) -> str:
    """The name, or with a number when it is taken: hours, hours_2, hours_3."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
