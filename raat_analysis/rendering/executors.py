"""Who fills the orders: a pool on this machine, or a Dask cluster. Both are a `concurrent.futures.Executor`."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager

from raat_analysis.errors import RaatError
from raat_analysis.rendering.elsewhere import elsewhere
from raat_analysis.rendering.job import Order, Outcome
from raat_analysis.rendering.own_process import in_own_process, stop_running
from raat_analysis.running.processes import workers

WAIT = "10s"  # for an answer of a scheduler
Submit = Callable[[Order], "Future[Outcome]"]


@contextmanager
def submitting(at_a_time: int | None = None, scheduler: str = "") -> Iterator[Submit]:
    """A function that hands in an order: to processes here (`at_a_time`, else processes.workers), or to a cluster.

    The tasks start processes of their own, so a thread each is enough here. An interrupt starts nothing new.
    """
    fill: Callable[[Order], Outcome] = elsewhere if scheduler else in_own_process
    with _cluster(scheduler) if scheduler else ThreadPoolExecutor(at_a_time or workers()) as pool:
        try:
            yield lambda order: pool.submit(fill, order)
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
        if not client.scheduler_info()["workers"]:
            raise RaatError(f"The scheduler at {scheduler} has no workers. Start some (docs/cluster.md).")
        yield client.get_executor()
