"""Independent work spread over worker processes, one for each processor.

Workers are forked by a server that has imported the work and done nothing: a process that forks after polars has run a
query hangs. So the work is a function of a module, and what goes in and out can be pickled.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from raat_analysis.errors import ParameterRefused, RaatError

WORKERS = "RAAT_WORKERS"
# one thread each: the workers together already use every processor
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")
ENVIRONMENT = {**dict.fromkeys(THREADS, "1"), "MPLBACKEND": "agg"}
Item = TypeVar("Item")
Made = TypeVar("Made")


def workers() -> int:
    """How many: RAAT_WORKERS (1 or more, else ParameterRefused), or the processors that this process may use."""
    asked = os.environ.get(WORKERS, "")
    if not asked:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not asked.isdecimal() or int(asked) < 1:
        raise ParameterRefused(f"{WORKERS} is {asked!r}. Give the number of worker processes, 1 or more.")
    return int(asked)


def spread(
    function: Callable[[Item], Made], items: Sequence[Item], preload: Sequence[str] = (), worth: bool = True
) -> list[Made]:
    """What `function` makes of each item, in the order of the items.

    With one worker or one item, or when the work is not `worth` the half second that processes take to start, all is
    done in this process. `preload` are modules that the server imports before it forks, besides that of the function.
    The first error in the order of the items is raised as it is, and ends the workers. RaatError when a worker dies.
    """
    count = min(workers(), len(items)) if worth else 1
    if count <= 1:
        return [function(item) for item in items]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.__module__, *preload])
    with environment(), _ended_at_errors(ProcessPoolExecutor(count, context, begin_worker)) as pool:
        try:
            return list(pool.map(function, items))
        except BrokenProcessPool as error:
            raise RaatError(
                f"A worker process of {function.__module__} ended without a word; mostly the memory was full. "
                f"Next step: run again with {WORKERS}=1, or with less beside it."
            ) from error


@contextmanager
def _ended_at_errors(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """The pool; after an error or an interrupt no worker stays behind, however long its item would take."""
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """A worker leaves interrupts to the process that asked, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was imported stays, so cycles are not looked for in it
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the end of the process that began this one, and end too: nobody waits for the work any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def environment() -> Iterator[None]:
    """The workers' environment, taken over by the server when it starts; ours is put back."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
