"""What a forked process does: become a kernel of its own, with its limits, as if it had been started by itself."""

import gc
import os
import resource
import runpy
import signal
import sys
from collections.abc import Sequence

from raat_analysis.warm_kernels.messages import Order


def become_kernel(order: Order, files: Sequence[int]) -> None:
    """Run ipykernel with the order's arguments; `files` are its standard output and error. Returns when it ends."""
    gc.unfreeze()
    gc.enable()
    os.setsid()
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(signum, signal.default_int_handler if signum == signal.SIGINT else signal.SIG_DFL)
    _standard_streams(files)
    _limit(order.memory)
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environment)
    server = f"--IPKernelApp.parent_handle={os.getppid()}"  # it ends when the server does
    sys.argv = ["ipykernel_launcher", *order.arguments, server]
    sys.path[0:1] = [""]
    runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)


def _standard_streams(files: Sequence[int]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    for target, file in zip((1, 2), [*files, nothing, nothing], strict=False):
        os.dup2(file, target)
    for file in {nothing, *files} - {0, 1, 2}:
        os.close(file)


def _limit(memory: int) -> None:
    """Memory of its own; what it shares with the server is not counted twice (macOS does not hold it to this)."""
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
