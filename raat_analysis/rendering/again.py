"""Make some reports of the edition again, by name, in the place where the stages put them."""

import difflib
from collections.abc import Sequence

from raat_analysis.errors import ParameterRefused, cases
from raat_analysis.paths import processed, project_root
from raat_analysis.rendering.batch import Batch, How
from raat_analysis.rendering.failed import keep_notebooks, refuse_failures
from raat_analysis.rendering.job import EVERYTHING, NO_NUMBERS, Job, Outcome
from raat_analysis.rendering.jobs import asked_edition, every_job


def render_again(names: Sequence[str], how: How) -> list[Outcome]:
    """The reports of these names (factsheets/twente/factsheet) below data/processed/rendered.

    An unknown name is a ParameterRefused, a report that fails a SheetsFailed.
    """
    root = project_root()
    edition = asked_edition(root / "params.yaml", processed("published"), root / "data" / "sign_off")
    jobs = {job.name: job for job in every_job(edition, root / "notebooks")}
    asked = _asked(names, jobs)
    batch = Batch({job.group: processed("rendered") / job.group for job in asked}, how)
    outcomes = batch.outcomes(asked)
    for job in (job for job, one in zip(asked, outcomes, strict=True) if one.failure):
        _remove(job)
    keep_notebooks(outcomes, batch.cache)
    refuse_failures(outcomes)
    return outcomes


def _remove(job: Job) -> None:
    """The files of an older version: a broken report has none."""
    page = processed("rendered") / job.name
    beside = [page.with_name(EVERYTHING)] if job.open_data != NO_NUMBERS else []
    for path in [*page.parent.glob(f"{page.name}.*"), *beside]:
        path.unlink(missing_ok=True)


def _asked(names: Sequence[str], jobs: dict[str, Job]) -> list[Job]:
    unknown = [name for name in names if name not in jobs]
    if unknown:
        near = {name: difflib.get_close_matches(name, jobs, n=3, cutoff=0.3) for name in unknown}
        told = [f"{name}; do you mean {' or '.join(close)}?" if close else name for name, close in near.items()]
        raise ParameterRefused(
            f"{len(unknown)} of {len(names)} names are no reports of this edition:\n{cases(told)}\n"
            "A name is the path of its page below data/processed/rendered, without .html."
        )
    return [jobs[name] for name in names]
