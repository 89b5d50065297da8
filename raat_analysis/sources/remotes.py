"""Where DVC may bring an export: own ones never to the remote that stands in git."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from raat_analysis.errors import ExportRefused, cases
from raat_analysis.paths import replaced
from raat_analysis.sources.metadata import Metadata, read_metadata
from raat_analysis.yaml_files import loaded

OWN, REMOTE = "own", "remote"  # the kind of an export, and the DVC remote of that name (.dvc/config)
DEMONSTRATION = "demonstration"
NEXT_STEP = "Next step: remove them there (git rm), put `remote: own` under `outs` in the .dvc files, and dvc push."


def refuse_kind(source: str, metadata: Metadata) -> None:
    """Rows about persons are always an organisation's own: what is published or made up goes to git."""
    from raat_analysis.contracts import contract  # loads polars, which a run where nothing changed does without

    if contract(source).kind_of_data == "personal" and metadata.kind != OWN:
        raise ExportRefused(
            f"{source}: rows about persons are of kind own, not {metadata.kind}: other kinds go to the DVC remote in "
            "git. Next step: add it with --kind own (demonstration exports are written by raat demo)."
        )


def keep_out_of_git(dvc_file: Path) -> None:
    """Bind what a .dvc file tracks to the remote `own`, also when another is the default; `dvc add` keeps that."""
    content: dict[str, Any] = loaded(dvc_file.read_text(encoding="utf-8"))
    outs = [{**out, REMOTE: OWN} for out in content["outs"]]
    text = yaml.safe_dump({**content, "outs": outs}, sort_keys=False, allow_unicode=True)
    with replaced(dvc_file) as beside:
        beside.write_text(text, "utf-8")


def refuse_own_in_git(root: Path) -> None:
    """Refuse own exports that `dvc push` would bring, or has brought, to data/remote, which everyone with git has."""
    tracked = sorted((root / "data" / "raw").glob("*/*.dvc"))
    own = [path for path in tracked if read_metadata(path).kind == OWN]
    found = [f"{path.parent.name}/{path.stem}: {told}" for path in own for told in _open(path, root)]
    if found:
        raise ExportRefused(f"{len(found)} own exports are not kept out of git:\n{cases(found)}\n{NEXT_STEP}")


def _open(dvc_file: Path, root: Path) -> Iterator[str]:
    outs = loaded(dvc_file.read_text(encoding="utf-8")).get("outs") or []
    if any(out.get(REMOTE) != OWN for out in outs):
        yield "is not bound to the remote own"
    if any(_stored(root, str(out.get("md5") or "none")) for out in outs):
        yield "stands in data/remote"


def _stored(root: Path, md5: str) -> bool:
    return (root / "data" / "remote" / "files" / "md5" / md5[:2] / md5[2:]).is_file()
