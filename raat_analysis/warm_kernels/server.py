"""The server: import a module, then fork a process for every kernel asked for. It does no other work, ever.

A fork copies one thread; a library that has begun threads would hang in the copy (polars after a query). So nothing
runs here after the import but this loop. `python -m raat_analysis.warm_kernels.server SOCKET PRELOAD LINGER`.
"""

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from raat_analysis.warm_kernels.child import become_kernel
from raat_analysis.warm_kernels.messages import Order, receive, remove_sockets, send

FIRST = 10.0  # seconds to wait for the first client


@dataclass
class Kernel:
    """A kernel that runs: its process, and when (on the clock of `time.monotonic`) it must have ended."""

    pid: int
    until: float
    reason: str = ""
    sockets: str = ""


class Server:
    """Leases and kernels by connection; ends when there has been neither for `linger` seconds."""

    def __init__(self, listening: socket.socket, linger: float) -> None:
        self.listening, self.linger, self.patience = listening, linger, max(FIRST, linger)
        self.leases: set[socket.socket] = set()
        self.kernels: dict[socket.socket, Kernel] = {}
        self.waiting = selectors.DefaultSelector()
        self.waiting.register(listening, selectors.EVENT_READ)
        self.woken, self.wake = os.pipe()
        for end in (self.woken, self.wake):
            os.set_blocking(end, False)
        self.waiting.register(self.woken, selectors.EVENT_READ)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until nobody needs it; then every kernel that is left is ended."""
        idle_since = time.monotonic()
        try:
            while self.leases or self.kernels or time.monotonic() < idle_since + self.patience:
                for key, _ in self.waiting.select(self._patience(idle_since)):
                    self._answer(key.fileobj)
                self._bury()
                self._end_late()
                if self.leases or self.kernels:
                    idle_since, self.patience = time.monotonic(), self.linger
        finally:
            for kernel in self.kernels.values():
                _end(kernel.pid)
                remove_sockets(kernel.sockets)

    def _patience(self, idle_since: float) -> float:
        now = time.monotonic()
        soonest = [kernel.until for kernel in self.kernels.values()]
        if not (self.leases or self.kernels):
            soonest.append(idle_since + self.patience)
        return max(0.0, min([*soonest, now + 60]) - now)

    def _answer(self, found: object) -> None:
        if found is self.listening:
            self._welcome(self.listening.accept()[0])
        elif isinstance(found, socket.socket):
            self._closed(found)
        else:
            with contextlib.suppress(BlockingIOError):
                os.read(self.woken, 4096)

    def _welcome(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        try:
            message, files = receive(connection)
        except (OSError, ValueError):
            message, files = {}, []
        kind = message.pop("kind", "")
        if kind == "kernel":
            self._start(connection, Order(**message), files)
        elif kind == "lease":
            self.leases.add(connection)
            send(connection, {"pid": os.getpid()})
        else:
            connection.close()
            return
        self.waiting.register(connection, selectors.EVENT_READ)

    def _start(self, connection: socket.socket, order: Order, files: list[int]) -> None:
        pid = os.fork()
        if pid == 0:
            _as_child(self, connection, order, files)
        for file in files:
            os.close(file)
        until = time.monotonic() + order.seconds if order.seconds else float("inf")
        reason = f"its time limit of {order.seconds:g} s" if order.seconds else ""
        self.kernels[connection] = Kernel(pid, until, reason, order.sockets)
        send(connection, {"pid": pid})

    def _closed(self, connection: socket.socket) -> None:
        """Clients say nothing after their first message: whatever can be read is the end."""
        self.waiting.unregister(connection)
        self.leases.discard(connection)
        if kernel := self.kernels.get(connection):
            _end(kernel.pid)
        connection.close()

    def _bury(self) -> None:
        for pid, status in _ended():
            for connection, kernel in list(self.kernels.items()):
                if kernel.pid == pid:
                    del self.kernels[connection]
                    remove_sockets(kernel.sockets)
                    self._tell(connection, kernel, os.waitstatus_to_exitcode(status))

    def _tell(self, connection: socket.socket, kernel: Kernel, code: int) -> None:
        late = kernel.reason if time.monotonic() >= kernel.until else ""
        with contextlib.suppress(OSError, KeyError, ValueError):  # the client may be gone
            self.waiting.unregister(connection)
            send(connection, {"code": code, "reason": late})
        connection.close()

    def _end_late(self) -> None:
        for kernel in self.kernels.values():
            if time.monotonic() >= kernel.until:
                _end(kernel.pid)


def _ended() -> Iterator[tuple[int, int]]:
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            yield pid, status


def _end(pid: int) -> None:
    """The kernel and everything that it started."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _as_child(server: Server, connection: socket.socket, order: Order, files: list[int]) -> None:
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        server.waiting.close()
        for each in (server.listening, connection, *server.leases, *server.kernels):
            each.close()
        for end in (server.woken, server.wake):
            os.close(end)
        become_kernel(order, files)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(code)


def main(path: str, preload: str, linger: str) -> None:
    """Listen first, so that nobody else begins; import; let go of who began it; then serve."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    if os.fork():
        os._exit(0)  # who began it need not wait for its end
    try:
        listening.listen(128)
        _import(preload)
        _let_go_of_output()
        Server(listening, float(linger)).serve()
    finally:
        Path(path).unlink(missing_ok=True)


def _import(preload: str) -> None:
    gc.disable()
    if preload:
        importlib.import_module(preload)
    gc.freeze()
    if threading.active_count() > 1:
        raise SystemExit(f"{preload} starts threads when it is imported: a forked kernel would hang.")


def _let_go_of_output() -> None:
    """What was said until here is for who began the server; it reads until the end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nothing, number)
    os.close(nothing)


if __name__ == "__main__":
    main(*sys.argv[1:])
