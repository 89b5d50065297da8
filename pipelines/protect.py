"""What may be published.

python pipelines/protect.py <params.yaml> <editions> <measures> <models> <tidy> <sources.parquet> <published>
"""

import sys
from pathlib import Path

from raat_analysis.cli_errors import plain_errors
from raat_analysis.disclosure.estimates import with_estimates
from raat_analysis.disclosure.ledger import FILE as LEDGER
from raat_analysis.disclosure.ledger import read_ledger
from raat_analysis.disclosure.previous import previous_numbers
from raat_analysis.disclosure.protect import protect
from raat_analysis.disclosure.writing import write_published
from raat_analysis.params import read_params
from raat_analysis.parquet import read_table
from raat_analysis.paths import replaced


@plain_errors
def main(
    params: Path, editions: Path, measures: Path, models: Path, tidy: Path, sources: Path, published: Path
) -> None:
    numbers = [read_table(folder / "numbers.parquet") for folder in (measures, models)]
    asked, ledger = read_params(params), read_ledger(editions / LEDGER)
    previous = previous_numbers(asked.previous_edition, editions)
    ledger.refuse_unrecorded(previous)
    members = read_table(models / "members.parquet")
    found = with_estimates(protect(numbers, members, ledger, asked.fase0_fewest_respondents))
    public = {name: read_table(tidy / f"{name}.parquet") for name in ("actions", "published_figures")}
    public |= {
        "sources": read_table(sources),
        "previous": previous,
    }
    with replaced(published) as folder:
        write_published(found, public, folder)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
