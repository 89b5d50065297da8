"""Hours per week as boards deliver them: ranges, words, and numbers that cannot be hours of a week."""

from collections.abc import Callable

import pytest

from raat_analysis.tidy.vacancies import vacancies
from tests.dirty.conftest import Outcome
from tests.dirty.exports_on_disk import good

Checked = Callable[..., Outcome]
COLUMN = "Uren per week"


def adverts(*hours: str) -> list[dict[str, str]]:
    return [good("zorgselect", advert_id=f"ZS{n}", hours_per_week=text) for n, text in enumerate(hours, 1)]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("24-32", 24.0, 32.0),
        ("24 - 32", 24.0, 32.0),
        ("24–32", 24.0, 32.0),
        ("24 tot 32", 24.0, 32.0),
        ("36", 36.0, 36.0),
        ("28,8", 28.8, 28.8),
    ],
)
def test_a_range_of_hours_is_accepted_with_both_ends(
    checked: Checked, text: str, lowest: float | None, highest: float | None
):
    table = vacancies(checked("zorgselect", adverts("36", text)).accepted)
    assert table.select("hours_min", "hours_max").rows()[1] == (lowest, highest)


@pytest.mark.parametrize("text", ["n.o.t.k.", "N.O.T.K.", "in overleg", "In  overleg ", ""])
def test_hours_to_be_agreed_are_accepted_as_not_known(checked: Checked, text: str):
    found = checked("zorgselect", adverts("24-32", text))
    assert found.values("hours_per_week") == ["24-32", None]
    assert found.reasons == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0", "limits"),
        ("240", "limits"),
        ("24-320", "limits"),
        ("0-24", "limits"),
        ("32-24", "hours_notation"),
        ("veel", "hours_notation"),
        ("24/32", "hours_notation"),
        ("-24", "hours_notation"),
        ("2432", "hours_notation"),
    ],
)
def test_hours_that_cannot_be_hours_of_a_week_are_set_aside_and_the_advert_counts(
    checked: Checked, text: str, rule: str
):
    found = checked("zorgselect", adverts("24-32", text))
    assert found.reasons == [(3, COLUMN, rule, "cell")]
    assert found.values("hours_per_week") == ["24-32", None]
    assert found.values("advert_id") == ["ZS1", "ZS2"]


def test_when_most_hours_are_unusable_the_run_stops_instead_of_emptying_the_column(checked: Checked):
    found = checked("zorgselect", adverts("24-32", "240", "0"), allowed_set_aside_pct=6)
    assert found.refused_for("2 of 3 cells of hours_per_week", "limits 2")
