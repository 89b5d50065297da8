"""An edition of one region after one of four: what is no longer published is judged by who stands behind it."""

import pytest

from raat_analysis.attacker.audit import audit
from raat_analysis.attacker.ledger import SCHEMA
from tests.attacker.test_insiders_and_rules import private_table

FILLED = {"RA0204": "x", "RA0205": "x", "RA0206": "10", "RA0207": "10", "RA02": "36"}


@pytest.fixture
def leaks(tmp_path, row, csv_of, policy):
    """Filled in VVT: 2026Q2 hid Regio Zwolle (11) and Twente (5) in a total of 36; now Twente alone is published, as 5.

    So everybody can tell 11. A function of what Regio Zwolle is now and how many employers are behind it.
    """

    def told(truth: float, contributors: int) -> list[tuple[str, str, float]]:
        place = {"Bron": "zorgselect", "Periode": "2025Q2", "Branchecode": "VVT", "Begripscode": "vacancies_filled"}
        csv_of([row("5", **place)], tmp_path / "public" / "alle-cijfers.csv")
        lines = [",".join(SCHEMA)]
        for region, value in FILLED.items():
            ends = "0,,true" if value == "x" else f"{value},{value},false"
            lines.append(f"2026Q2,vacancies_filled,{region},VVT,2025Q2,,,total,total,{ends}")
        editions = tmp_path / "editions"
        editions.mkdir()
        (editions / "ledger.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        usual = {"measure": "vacancies_filled", "branch_code": "VVT", "period": "2025Q2", "source": "zorgselect"}
        values = {"RA0204": truth, "RA0205": 5.0, "RA0206": 10.0, "RA0207": 10.0, "RA02": truth + 25}
        behind = {"contributors": contributors, "largest": 3.0, "second_largest": 3.0}
        facts = [{**usual, "region_code": region, "value": value, **behind} for region, value in values.items()]
        found = audit(tmp_path / "public", editions / "ledger.csv", private_table(tmp_path / "measures", facts), policy)
        assert found.findings == []
        return found.leaks.select("published_in", "region_code", "lower").rows()

    return told


def test_a_count_that_was_hidden_for_another_may_be_told(leaks):
    assert leaks(11.0, contributors=5) == []


def test_a_count_of_two_employers_may_not(leaks):
    assert leaks(11.0, contributors=2) == [("2026Q2", "RA0204", 11)]


def test_of_a_count_that_has_changed_since_nothing_is_known_and_it_counts_as_told(leaks):
    """14 + 5 + 10 + 10 is not 36: five employers now say nothing of then."""
    assert leaks(14.0, contributors=5) == [("2026Q2", "RA0204", 11)]
