"""check: every export in data/raw, accepted row by row or set aside with a reason."""

import gc
import sys
from pathlib import Path

from raat_analysis.checks import check
from raat_analysis.checks.writing import write_quality, write_quarantine
from raat_analysis.cli_errors import plain_errors
from raat_analysis.contracts import contracts
from raat_analysis.paths import replaced


@plain_errors
def main(raw: Path, checked: Path, quarantine: Path, quality: Path) -> None:
    """Nothing is written unless all exports pass; then all three folders take their place together."""
    with replaced(checked) as new_checked, replaced(quarantine) as new_quarantine, replaced(quality) as new_quality:
        found = check(raw, contracts(), new_checked)
        write_quarantine(found, new_quarantine)
        write_quality(found, new_quality)


if __name__ == "__main__":
    gc.disable()  # rows and imports leave no cycles worth finding; not looking for them saves 2 s of 13
    main(*map(Path, sys.argv[1:]))
    gc.freeze()  # nor are they looked for at the end
