"""The client's side: find or start the server, and hold a kernel that it forked as one holds a process of one's own."""

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from raat_analysis.warm_kernels.messages import LEASE, Order, receive, send

PACKAGE = Path(__file__).parents[1]
LINGER = "RAAT_WARM_LINGER_SECONDS"  # how long a server waits for the next client; 0 unless set
PATIENCE = 120.0  # seconds for a server to import everything
_leases: dict[str, socket.socket] = {}


class WarmKernelFailed(Exception):
    """The server could not be started, or did not start a kernel; says what it wrote."""


class ForkedProcess:
    """A kernel that the server forked, with what jupyter_client asks of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.connection, self.pid = connection, pid
        self.returncode: int | None = None
        self.reason = ""

    def poll(self) -> int | None:
        """The exit code, or None while it runs. A server that is gone has ended its kernels."""
        if self.returncode is None:
            self.connection.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                self._ended()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends; TimeoutError after `timeout` seconds."""
        if self.returncode is None:
            self.connection.settimeout(timeout)
            self._ended()
        return int(self.returncode or 0)

    def _ended(self) -> None:
        try:
            told, _ = receive(self.connection)
        except ConnectionError:
            told = {}
        self.returncode, self.reason = int(told.get("code", -signal.SIGKILL)), str(told.get("reason", ""))
        self.connection.close()

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def start(order: Order, preload: str, files: list[int] | None = None) -> ForkedProcess:
    """A warm kernel; the server is started when there is none for this Python, preload and code."""
    path = socket_path(preload)
    _lease(path, preload)
    connection = _connected(path)
    send(connection, order, files)
    told, _ = receive(connection)
    if "pid" not in told:
        raise WarmKernelFailed("The server of warm kernels closed without starting one.")
    return ForkedProcess(connection, int(told["pid"]))


def socket_path(preload: str) -> Path:
    """A short path, the same for all who would get the same kernels: same user, Python, modules and code."""
    stamps = sorted((str(file), file.stat().st_mtime_ns) for file in PACKAGE.rglob("*.py"))
    asked = (sys.executable, preload, os.environ.get("PYTHONPATH", ""), os.environ.get(LINGER, "0"), stamps)
    return runtime_folder() / hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def runtime_folder() -> Path:
    """Where sockets stand: a folder of this user only. Paths of sockets may have about a hundred characters."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"raat-{os.getuid()}"
    folder = folder if len(str(folder)) < 60 else Path("/tmp") / f"raat-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if about.st_uid != os.getuid() or about.st_mode & 0o077 or folder.is_symlink():
        raise WarmKernelFailed(f"{folder} is not a folder of this user alone. Next step: remove it.")
    return folder


def _lease(path: Path, preload: str) -> None:
    """Hold the server as long as this process lives; one lease per server."""
    held = _leases.get(str(path))
    if held and _alive(held):
        return
    release()
    _leases[str(path)] = _leased(path) or _begun(path, preload)


def _leased(path: Path) -> socket.socket | None:
    """A lease of the server that listens at `path`, once it has imported everything; None when there is none."""
    try:
        connection = _connected(path)
    except OSError:
        return None
    connection.settimeout(PATIENCE)
    with contextlib.suppress(OSError):
        send(connection, LEASE)
        if "pid" in receive(connection)[0]:
            return connection
    connection.close()
    return None


def release() -> None:
    """Give up every server of this process; each ends with its last kernel. (Those of older code are not needed.)"""
    for name in list(_leases):
        _leases.pop(name).close()


def _alive(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def _connected(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection


def _begun(path: Path, preload: str) -> socket.socket:
    """Start a server and get a lease of it. Of two that begin at once, one gets the socket and serves both."""
    with contextlib.suppress(FileNotFoundError):
        if not _listens(path):
            path.unlink()  # left by a server that was killed
    command = [
        sys.executable,
        "-m",
        "raat_analysis.warm_kernels.server",
        str(path),
        preload,
        os.environ.get(LINGER, "0"),
    ]
    begun = subprocess.run(  # returns when the server is ready, or has ended: only then it lets go of its output
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
        start_new_session=True,
        timeout=PATIENCE,
        check=False,
    )
    if lease := _leased(path):
        return lease
    words = begun.stdout.decode(errors="replace").strip().splitlines()[-3:]
    raise WarmKernelFailed("The server of warm kernels ended:\n" + "\n".join(words))


def _listens(path: Path) -> bool:
    with contextlib.suppress(OSError):
        _connected(path).close()
        return True
    return False


def environment() -> Mapping[str, Any]:
    """One thread each for what would begin them at import."""
    one = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {**os.environ, **dict.fromkeys(one, "1"), "MPLBACKEND": "agg"}
