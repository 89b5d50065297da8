"""Each report in a process of its own, forked from a server that has imported everything.

Nothing of one region can reach the next, and a report that dies, hangs or eats memory ends alone.
"""

import multiprocessing
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from raat_analysis.errors import RaatError
from raat_analysis.paths import PACKAGE
from raat_analysis.rendering.job import Order, Outcome
from raat_analysis.running.processes import end_with_parent, environment

START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"  # Windows forks nothing
PRELOAD = "raat_analysis.rendering.preload"
SECONDS = 300.0  # the longest that one report may take; a usual one takes two
MEMORY = 2_000_000_000  # bytes of its own; a usual one takes a tenth
_starting = threading.Lock()
_running: set[BaseProcess] = set()


def in_own_process(order: Order, seconds: float = SECONDS, memory: int = MEMORY) -> Outcome:
    """Make a report in a fresh process that ends with it, whatever happens; a report that fails is an outcome too."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = _started(theirs, order, memory)
    try:
        theirs.close()
        if not ours.poll(seconds):
            return _failed(order, f"it was not ready within {seconds:g} s and was stopped")
        found: Outcome = ours.recv()
        return found
    except EOFError:
        process.join()
        return _failed(order, f"its process ended without a word (exit code {process.exitcode}; out of memory?)")
    finally:
        process.kill()
        process.join()
        _running.discard(process)
        ours.close()


def stop_running() -> None:
    """End every report that this process is making, after an interrupt."""
    for process in list(_running):
        process.kill()


def begin() -> None:
    """Start the server that imports everything, beside other work; the first report waits for the rest."""
    if START == "forkserver":
        from multiprocessing import forkserver

        with _starting, environment():
            forkserver.set_forkserver_preload([PRELOAD])
            forkserver.ensure_running()


def _started(theirs: Connection, order: Order, memory: int) -> BaseProcess:
    context: Any = multiprocessing.get_context(START)
    if multiprocessing.current_process().daemon:
        raise RaatError(
            "A worker that is a daemon may start no process, and a report is made in one of its own. "
            "Start the worker with --no-nanny, or with DASK_DISTRIBUTED__WORKER__DAEMON=false (docs/cluster.md)."
        )
    with _starting, environment():
        context.set_forkserver_preload([PRELOAD])
        process: BaseProcess = context.Process(target=_tell, args=(theirs, order, memory, PACKAGE))
        process.start()
        _running.add(process)
    return process


def _tell(connection: Connection, order: Order, memory: int, package: Path) -> None:
    if package != PACKAGE:  # the working directory comes first where modules are sought
        connection.send(_failed(order, f"the worker has the code of {PACKAGE}, and who asks that of {package}"))
        return
    with suppress(ImportError):  # Windows has no limits
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    threading.Thread(target=end_with_parent, daemon=True).start()
    from raat_analysis.rendering import worker

    connection.send(worker.outcome(order))


def _failed(order: Order, said: str) -> Outcome:
    return Outcome(order.facts.subject, said, order.name)
