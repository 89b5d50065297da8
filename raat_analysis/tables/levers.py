"""The levers of the national programme and the actions that pull them in the region."""

from collections.abc import Mapping, Sequence

from raat_analysis.codelists import entries
from raat_analysis.rendering.blocks import Table
from raat_analysis.sentences.numbers import number

EXAMPLES = 2  # actions that are named; of the others the number is told


def levers(actions: Mapping[str, list[str]], region: str, plans: Sequence[str] = ()) -> Table:
    """A row per lever: its change, the published national effect, and the region's actions from the `plans`."""
    rows = tuple(
        (
            f"{lever['name']} ({lever['change']})",
            number(lever["vws_effect_persons"]),
            named(actions.get(code, [])),
        )
        for code, lever in entries("levers").items()
    )
    header = ("Knop, met de verandering", "Personen in Nederland", f"Acties in {region}")
    note = "Personen: het effect in 2022 dat VWS in 2018 als voorbeeld gaf. De effecten overlappen: tel ze niet op." + (
        f" Acties uit: {', '.join(plans)}; of ze nu nog lopen, weten we niet." if plans else ""
    )
    return Table(f"Knoppen en acties, {region}", header, rows, note, annex=True)


def named(actions: Sequence[str]) -> str:
    """The first actions by name, with how many there are when not all are named."""
    if len(actions) <= EXAMPLES:
        return "; ".join(actions) or "geen actie bekend"
    return f"{len(actions)} acties, zoals: {'; '.join(actions[:EXAMPLES])}"
