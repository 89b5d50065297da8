"""The gates, then the edition under reports/."""

import gc
import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.errors import RaatError
from raat_analysis.publication.edition import publish
from raat_analysis.rendering.jobs import asked_edition


@plain_errors
def main(
    params: str,
    sign_offs: str,
    rendered: str,
    quality: str,
    public: str,
    edition: str,
    editions: str,
    measures: str,
    models: str,
    changelog: str,
) -> None:
    private = Path(measures).parent
    if private != Path(models).parent:
        raise RaatError(f"{measures} and {models} must lie in one folder. See the stage publish in dvc.yaml.")
    asked = asked_edition(Path(params), Path(public).parent, Path(sign_offs))
    kept, why = Path(editions), Path(changelog)
    publish(asked, Path(rendered), Path(quality), Path(edition), kept, private, why)


if __name__ == "__main__":
    gc.disable()  # the cells of the open data leave no cycles worth finding
    main(*sys.argv[1:])
