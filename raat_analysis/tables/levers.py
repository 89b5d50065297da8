"""The levers of the national programme and the actions that pull them in the region."""

from collections.abc import Mapping

from raat_analysis.codelists import entries
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import number


def levers(actions: Mapping[str, list[str]], region: str) -> Table:
    """A row per lever: its change, the published national effect, and the region's actions."""
    rows = tuple(
        (
            str(lever["name"]),
            str(lever["change"]),
            f"{number(lever['vws_effect_persons'])} personen",
            "; ".join(actions.get(code, [])) or "geen actie bekend",
        )
        for code, lever in entries("levers").items()
    )
    header = ("Knop", "Verandering", "Effect in Nederland (VWS, 2018)", f"Acties in {region}")
    note = (
        "De effecten zijn in 2018 door VWS gepubliceerd als voorbeeld voor heel Nederland in 2022. "
        "Ze overlappen: tel ze niet op."
    )
    return Table(f"Knoppen en acties, {region}", header, rows, note)
