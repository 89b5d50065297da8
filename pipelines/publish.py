"""The gates, then the edition under reports/."""

import gc
import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.params import read_params
from raat_analysis.publication.edition import publish


@plain_errors
def main(params: str, rendered: str, quality: str, public: str, edition: str) -> None:
    publish(read_params(Path(params)), Path(rendered), Path(public).parent, Path(quality), Path(edition))


if __name__ == "__main__":
    gc.disable()  # the cells of the open data leave no cycles worth finding
    main(*sys.argv[1:])
