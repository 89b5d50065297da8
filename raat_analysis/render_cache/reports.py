"""Reports that were made before, by their key: which files a report has, each an object."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from raat_analysis.render_cache.objects import Objects, read, sha256, write_beside

Files = Mapping[str, bytes]  # path below the output folder → content


@dataclass(frozen=True)
class RenderCache:
    """The cache in `folder`: objects/ holds contents, reports/ a small file per report that names its contents."""

    folder: Path

    @cached_property
    def objects(self) -> Objects:
        """The contents."""
        return Objects(self.folder / "objects")

    def keep(self, key: str, files: Files) -> None:
        """Keep the files of a report under the key of all that went into it."""
        names = {path: self.objects.put(content) for path, content in sorted(files.items())}
        text = json.dumps(names, indent=0)
        write_beside(self._path(key), f"{sha256(text.encode())}\n{text}".encode())

    def find(self, key: str) -> dict[str, bytes] | None:
        """The files of the report with that key; None when it is not there whole. What is damaged is told and goes."""
        written = read(self._path(key))
        if written is None:
            return None
        files = {path: self.objects.get(name) for path, name in _names(written).items()}
        found = {path: content for path, content in files.items() if content is not None}
        if found and len(found) == len(files):
            return found
        self._path(key).unlink(missing_ok=True)
        print(f"The render cache {self.folder} had a damaged report ({key[:16]}); it is made again.", file=sys.stderr)
        return None

    def _path(self, key: str) -> Path:
        return self.folder / "reports" / key[:2] / f"{key[2:]}.json"


def _names(written: bytes) -> dict[str, str]:
    """Path → name of the object; empty when the file is not as it was written."""
    mark, _, text = written.partition(b"\n")
    return dict(json.loads(text)) if mark.decode("ascii", "replace") == sha256(text) else {}
