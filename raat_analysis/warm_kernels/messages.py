"""What a client and the server of warm kernels say to each other: JSON, a line a message, over a local socket.

A connection is either a lease (the server lives as long as somebody holds one) or one kernel. When a kernel's
connection closes, whatever the reason, the kernel ends: a client that is killed leaves nothing behind.
"""

import json
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

LONGEST = 1 << 20  # bytes of a message; the environment of a process is far smaller
LEASE: Mapping[str, Any] = {"kind": "lease"}


@dataclass(frozen=True)
class Order:
    """A kernel to start: its arguments (after python -m ipykernel_launcher), environment, folder and limits.

    Limits are 0 for none: seconds from start to end, and bytes of memory of its own. `sockets` is how the paths of its
    sockets begin, '' when it has others: they go when it ends.
    """

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    seconds: float = 0.0
    memory: int = 0
    sockets: str = ""
    kind: str = field(default="kernel", init=False)


def send(connection: socket.socket, message: Mapping[str, Any] | Order, files: list[int] | None = None) -> None:
    """Send a message, with open files for the other side when given."""
    told = asdict(message) if isinstance(message, Order) else dict(message)
    line = json.dumps(told).encode() + b"\n"
    sent = socket.send_fds(connection, [line], files) if files else 0
    connection.sendall(line[sent:])


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The next message and the files that came with it; a connection that closed gives an empty message."""
    read, files = bytearray(), list[int]()
    while not read.endswith(b"\n"):
        part, came, _, _ = socket.recv_fds(connection, 65536, 8)
        files += came
        if not part or len(read) + len(part) > LONGEST:
            return {}, files
        read += part
    message: dict[str, Any] = json.loads(read)
    return message, files


def remove_sockets(beginning: str) -> None:
    """Remove the sockets whose paths begin so; ZeroMQ leaves them."""
    prefix = Path(beginning)
    for path in prefix.parent.glob(f"{prefix.name}-*") if beginning else ():
        path.unlink(missing_ok=True)
