"""What is told and kept of reports that could not be made."""

from collections.abc import Sequence

from raat_analysis.errors import SHOWN
from raat_analysis.paths import processed, project_root
from raat_analysis.render_cache.objects import write_beside
from raat_analysis.render_cache.reports import RenderCache
from raat_analysis.rendering.failures import SheetsFailed
from raat_analysis.rendering.job import Outcome


def keep_notebooks(outcomes: Sequence[Outcome], cache: RenderCache) -> None:
    """The notebook of each failed report, until its error, in data/processed/failed; of one that was made it goes."""
    for one in outcomes:
        place = processed("failed") / f"{one.name}.ipynb"
        content = cache.objects.get(one.executed) if one.executed else None
        if content is None:
            place.unlink(missing_ok=True)
        else:
            write_beside(place, content)


def refuse_failures(outcomes: Sequence[Outcome]) -> None:
    """Raise SheetsFailed with every failed report: its cell, its message, and the command that makes it again."""
    failed = [one for one in outcomes if one.failure]
    if failed:
        told = "\n".join(_told(one) if place < SHOWN else _brief(one) for place, one in enumerate(failed))
        raise SheetsFailed(
            f"{len(failed)} of {len(outcomes)} reports could not be made; the others were, and of these no older "
            f"version is left beside them.\n{told}\nMend the data or the code that the message names, and then:\n"
            f"  raat render {' '.join(one.name for one in failed)}\n"
            "When that goes well, `make report` goes on; what was made comes from the cache."
        )


def _told(one: Outcome) -> str:
    kept = processed("failed") / f"{one.name}.ipynb"
    where = f"\n    its notebook until there: {kept.relative_to(project_root())}" if one.executed else ""
    return f"  - {one.subject}: {one.failure}{where}"


def _brief(one: Outcome) -> str:
    return f"  - {one.subject}: {one.failure.splitlines()[0]}"
