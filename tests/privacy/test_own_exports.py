"""Own exports are bound to a remote outside git, and a run that finds one unbound does not begin."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from raat_analysis.errors import ExportRefused
from raat_analysis.sources.metadata import Metadata
from raat_analysis.sources.remotes import keep_out_of_git, refuse_kind, refuse_own_in_git

ABOUT = {"kind": "own", "origin": "proef", "licence": "intern", "obtained": "2026-09-01"}
MD5 = "0" * 32 + ".dir"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data/raw/fase0_hr").mkdir(parents=True)
    return tmp_path


def added(root: Path, **about: str) -> Path:
    path = root / "data/raw/fase0_hr/2026-09-01.dvc"
    outs = [{"md5": MD5, "hash": "md5", "path": "2026-09-01"}]
    path.write_text(yaml.safe_dump({"outs": outs, "meta": {**ABOUT, **about}}), encoding="utf-8")
    return path


def test_an_own_export_that_is_bound_to_the_remote_own_may_stay(root: Path):
    keep_out_of_git(added(root))
    refuse_own_in_git(root)


def test_an_own_export_that_would_go_to_the_remote_in_git_is_refused(root: Path):
    added(root)
    with pytest.raises(ExportRefused, match=r"1 own exports .*\n  - fase0_hr/2026-09-01: is not bound .*\nNext step"):
        refuse_own_in_git(root)


def test_an_own_export_that_stands_in_the_remote_in_git_is_refused(root: Path):
    keep_out_of_git(added(root))
    stored = root / "data/remote/files/md5/00" / MD5[2:]
    stored.parent.mkdir(parents=True)
    stored.write_text("[]", encoding="utf-8")
    with pytest.raises(ExportRefused, match="fase0_hr/2026-09-01: stands in data/remote"):
        refuse_own_in_git(root)


def test_demonstration_exports_are_for_git(root: Path):
    added(root, kind="demonstration")
    refuse_own_in_git(root)


@pytest.mark.parametrize("kind", ["published", "demonstration"])
def test_rows_of_persons_are_added_as_own_exports_only(kind: str):
    about = Metadata.model_validate({**ABOUT, "kind": kind})
    with pytest.raises(ExportRefused, match=f"fase0_hr: rows about persons are of kind own, not {kind}.*Next step"):
        refuse_kind("fase0_hr", about)
    refuse_kind("cbs_banen", about)
    refuse_kind("fase0_hr", Metadata(kind="own", origin="proef", licence="intern", obtained=date(2026, 9, 1)))
