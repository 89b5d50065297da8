"""A stage that makes reports: all of them, in folders that are put in place together."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from raat_analysis.paths import replaced
from raat_analysis.rendering.batch import Batch, How
from raat_analysis.rendering.failed import keep_notebooks, refuse_failures
from raat_analysis.rendering.job import IN_PROCESS, Job
from raat_analysis.rendering.own_process import begin


def render_stage(
    jobs: Callable[[], Sequence[Job]],
    folders: Mapping[str, Path],
    workers: int | None = None,
    engine: str = IN_PROCESS,
    scheduler: str = "",
) -> None:
    """Make the reports that `jobs` gives and put the folder of each group in place; those that failed are not in it.

    Then SheetsFailed tells which failed: a stage with a failure ends with an error, so nothing is published.
    """
    begin()
    with ExitStack() as written:
        beside = {group: written.enter_context(replaced(folder)) for group, folder in folders.items()}
        for folder in beside.values():
            folder.mkdir()
        batch = Batch(beside, How(workers, engine, scheduler))
        outcomes = batch.outcomes(jobs())
    keep_notebooks(outcomes, batch.cache)
    refuse_failures(outcomes)
