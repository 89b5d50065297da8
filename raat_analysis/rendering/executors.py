"""Who fills the orders: a pool on this machine, or a Dask cluster. Both are a `concurrent.futures.Executor`."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from raat_analysis.errors import RaatError
from raat_analysis.rendering.own_process import stop_running

WAIT = "10s"  # for an answer of a scheduler


@contextmanager
def executor(workers: int | None = None, scheduler: str = "") -> Iterator[Executor]:
    """`workers` at a time on this machine (as many as it has processors), or all workers of the scheduler's cluster.

    The tasks start processes of their own, so a thread each is enough here. An interrupt starts nothing new.
    """
    with _cluster(scheduler) if scheduler else ThreadPoolExecutor(workers or os.cpu_count() or 2) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop_running()
            raise


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise RaatError("A cluster needs dask: install raat-analysis with the extra `cluster`.") from error
    try:
        client = Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RaatError(
            f"No scheduler answers at {scheduler}: {error}. Start one (docs/cluster.md), or leave --scheduler out."
        ) from error
    with client:
        yield client.get_executor()
