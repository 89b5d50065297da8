"""The licence gate: a source says where it is from, and under a licence that someone has read."""

import polars as pl
import pytest

from raat_analysis.publication import licences as gate
from raat_analysis.publication.licences import Licence, licence_findings, licences


def sources(origin="CBS", licence="CC BY 4.0"):
    row = {"source": "cbs", "obtained_on": "2026-09-01", "file": "cbs/2026-09-01/a.csv"}
    return pl.DataFrame([{**row, "origin": origin, "licence": licence}])


def test_every_licence_that_was_read_says_why_its_figures_may_be_published():
    assert {"CC0-1.0", "CC BY 4.0", "Feiten met bronvermelding"} <= set(licences())
    assert all(each.title and each.reason for each in licences().values())


def test_a_source_with_an_origin_and_a_known_licence_passes():
    assert licence_findings(sources()) == []


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"origin": " "}, "says no origin; write `origin` in data/raw/cbs/2026-09-01.dvc"),
        ({"licence": None}, "says no licence; ask its owner, and write `licence` in data/raw/cbs/2026-09-01.dvc"),
        ({"licence": "cc by 4.0"}, "has a licence that nobody has read: 'cc by 4.0'; read it, and add it to"),
    ],
)
def test_what_is_empty_or_unknown_stops_with_the_export_and_what_to_do(about, said):
    [finding] = licence_findings(sources(**about))
    assert finding.startswith(f"cbs/2026-09-01/a.csv: {said}")


def test_a_licence_that_forbids_stops(monkeypatch):
    forbids = Licence(figures=False, title="Alleen voor eigen gebruik", url=None, reason="Its owner says so.")
    monkeypatch.setattr(gate, "licences", lambda: {"eigen gebruik": forbids})
    [finding] = licence_findings(sources(licence="eigen gebruik"))
    assert "does not let figures be published; take the source out of the edition" in finding
