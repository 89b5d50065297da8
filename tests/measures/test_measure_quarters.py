"""Quarters as text."""

from raat_analysis.measures.quarters import quarter_index, quarter_name, quarters


def test_quarters_run_over_the_end_of_the_year() -> None:
    assert quarters("2025Q3", "2026Q2") == ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]


def test_there_are_none_when_the_last_comes_first() -> None:
    assert quarters("2026Q2", "2026Q1") == []


def test_a_name_and_its_index_are_each_others_inverse() -> None:
    assert quarter_index("2026Q1") - quarter_index("2025Q1") == 4
    assert quarter_name(quarter_index("2025Q4") + 1) == "2026Q1"
