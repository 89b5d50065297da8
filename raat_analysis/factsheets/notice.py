"""The demonstration mark: what a report says when some of its numbers are not real."""

import polars as pl

NOTICE = (
    "Demonstratie: de cijfers in dit {report} zijn (deels) niet echt. Ze laten zien hoe het werkt; gebruik ze niet "
    "voor besluiten. {where} staat welke cijfers echt zijn."
)


def notice(sources: pl.DataFrame, report: str = "factsheet", where: str = "Bij de bronnen") -> str:
    """The demonstration mark, or '' when every source is real. `where` is the place of the report's sources."""
    demonstration = "demonstration" in sources["kind"].to_list()
    return NOTICE.format(report=report, where=where) if demonstration else ""
