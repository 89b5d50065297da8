"""The attacker is the last gate: it sees the whole edition before it is in place; what it refuses is not published."""

from pathlib import Path

import pytest

from raat_analysis.errors import GateRefused
from raat_analysis.publication import edition as editions
from raat_analysis.publication.edition import publish


def test_what_the_attacker_refuses_leaves_the_edition_as_it_was(project, monkeypatch):
    seen: list[tuple[Path, Path | None, Path | None]] = []

    def refuse(public: Path, ledger: Path | None, private: Path | None) -> None:
        seen.append((public, ledger, private))
        assert {"edition.json", "index.html", "twente"} <= {path.name for path in public.iterdir()}
        raise GateRefused("Not published: the files would give 1 hidden counts away.")

    monkeypatch.setattr(editions, "refuse_leaking", refuse)
    project.edition.mkdir(parents=True)
    (project.edition / "before.txt").write_text("the edition before", encoding="utf-8")
    folders = (project.root / "data" / "editions", project.root / "data" / "processed")
    with pytest.raises(GateRefused, match="1 hidden counts"):
        publish(project.asked, project.rendered, project.quality, project.edition, *folders)
    assert [path.name for path in project.edition.iterdir()] == ["before.txt"]
    assert [path.name for path in project.edition.parent.iterdir()] == [project.params.edition]
    assert [each[1:] for each in seen] == [folders]
