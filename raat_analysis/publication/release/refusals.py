"""Why an edition cannot be released: everything that a person must have done first, and what must not be undone."""

from collections.abc import Iterator

import polars as pl

from raat_analysis.errors import GateRefused
from raat_analysis.parquet import read_table
from raat_analysis.publication.changelog import read_changelog
from raat_analysis.publication.difference.pages import pages, pages_hash
from raat_analysis.publication.release.manifest import edited
from raat_analysis.publication.release.places import MAKE, Places
from raat_analysis.publication.release.provenance import read_edition
from raat_analysis.publication.release.record import Release
from raat_analysis.sign_off import CONCEPT, NEXT_STEP, read_sign_off, status_of


def refuse_release(at: Places, earlier: list[Release], demonstration: bool, correction: str) -> None:
    """GateRefused with every reason not to release the edition; `earlier` are all releases so far, the oldest first."""
    found = [
        *_order(at, earlier, correction),
        *_by_hand(at, earlier),
        *_signed(at),
        *_demonstration(at, demonstration),
    ]
    if found:
        told = "\n".join(f"  - {each}" for each in found)
        raise GateRefused(
            f"Edition {at.params.edition} is not released: {len(found)} reasons.\n{told}\nNothing was written."
        )


def _order(at: Places, earlier: list[Release], correction: str) -> Iterator[str]:
    """Twice, an older one over a newer one, or one that skips the one before it."""
    edition, editions = at.params.edition, [each.edition for each in earlier]
    if newer := [each for each in editions if each > edition]:
        yield f"{max(newer)} was released already and {edition} is older: no older edition follows a newer one"
    if edition in editions and not correction:
        day = next(each.published_on for each in earlier if each.edition == edition)
        yield (
            f"{edition} was released on {day}. A mistake in it? Say so in CHANGELOG.md under {edition}, Corrections, "
            'and give --correction "what was wrong"'
        )
    if correction and edition not in editions:
        yield f"there is nothing to correct: {edition} was not released before"
    if correction and not _corrections(at):
        yield f"CHANGELOG.md names no correction under {edition}, Corrections: a reader must find what was wrong"
    before = max((each for each in editions if each < edition), default=None)
    if before != at.params.previous_edition:
        told = at.params.previous_edition or "null"
        yield f"previous_edition is {told}; the edition released before is {before or 'none'}: set it in params.yaml"


def _corrections(at: Places) -> bool:
    entries = read_changelog(at.root / "CHANGELOG.md").get(at.params.edition, {}).get("Corrections", ())
    return any(entry.rstrip(".").lower() != "none" for entry in entries)


def _by_hand(at: Places, earlier: list[Release]) -> Iterator[str]:
    """A folder of a release that is not as it was written."""
    for each in earlier:
        folder = at.released.with_name(each.edition)
        if folder.is_dir() and (faults := edited(folder)):
            yield (
                f"releases/{each.edition} was edited by hand: {len(faults)} files ({'; '.join(faults[:3])}). Take it "
                f"from releases/{each.edition}.zip, or make it again with raat reproduce"
            )
    if at.released.exists() and at.params.edition not in [each.edition for each in earlier]:
        yield f"releases/{at.params.edition} is there without a record in data/editions: move it away"


def _signed(at: Places) -> Iterator[str]:
    edition = at.params.edition
    signed = read_sign_off(at.sign_offs, edition)
    again = f"Look again: raat difference. {NEXT_STEP.format(edition=edition)}; then make report"
    if signed is None:
        yield f"nobody signed it off: it is a concept. {again}"
    elif status_of(at.sign_offs, edition, at.published) == CONCEPT:
        yield f"the numbers are others than those that were signed off. {again}"
    elif (said := read_edition(at.public)["status"]) != signed.status:
        yield f"its pages say {said}, and {signed.status} was signed. {MAKE}"
    elif signed.pages != pages_hash(pages(at.public)):
        yield f"the pages say other things than when they were signed off. {again}"


def _demonstration(at: Places, allowed: bool) -> Iterator[str]:
    kinds = read_table(at.published / "public" / "sources.parquet").filter(pl.col("kind") == "demonstration")
    names = sorted(set(kinds["source"]))
    if names and not allowed:
        yield f"{len(names)} sources are demonstration data ({names[0]}, …). For an exercise: --demonstration"
    if allowed and not names:
        yield "no source is demonstration data: leave out --demonstration"
