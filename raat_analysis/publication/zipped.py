"""A zip that has the same bytes for the same files."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    """Files by their name in the zip, in the order given."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, WHEN)
            about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(about, content)
