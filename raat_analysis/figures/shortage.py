"""Words about the expected shortage that figures and sections share."""

from raat_analysis.sentences.facts import Fact, value_of
from raat_analysis.sentences.numbers import rounded
from raat_analysis.sentences.wording import roughly

NETTING = (
    "Binnen een branche streept het model een overschot in het ene beroep weg tegen een tekort in het andere. "
    "Het echte tekort in een beroep kan dus groter zijn."
)


def beside_words(gap: Fact, other: Fact) -> str:
    """Another outcome after `shortage_words(gap)`: the number alone when both are a shortage."""
    both = rounded(value_of(gap)) > 0 and rounded(value_of(other)) > 0
    return roughly(value_of(other)) if both else shortage_words(other)


def shortage_words(gap: Fact) -> str:
    """'een tekort van ongeveer 12.800 werknemers', 'een overschot van ongeveer 20 werknemers' or 'geen tekort'."""
    value = value_of(gap)
    if rounded(value) == 0:
        return "geen tekort"
    people = "werknemer" if rounded(abs(value)) == 1 else "werknemers"
    return f"een {'tekort' if value > 0 else 'overschot'} van {roughly(abs(value))} {people}"
