"""The kernel provisioner `raat-warm`: for every front end, a kernel by that name has imported everything already.

Settings stand in its kernel.json, under metadata.kernel_provisioner.config: `preload` (the module that the server
imports), `seconds` and `memory` (limits, 0 for none). Where processes do not fork (Windows) it is an ordinary kernel.
"""

import os
import uuid
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Float, Int, Unicode

CAN_FORK = hasattr(os, "fork")
NOTE = "This system cannot fork processes: the kernel raat-warm starts as an ordinary one."


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Starts kernels as forks of a warm server, over sockets of the file system: no port is ever raced for."""

    preload = Unicode("raat_analysis.warm_kernels.preload", config=True, help="Module that the server imports.")
    seconds = Float(0.0, config=True, help="Time limit of a kernel; 0 for none.")
    memory = Int(0, config=True, help="Memory limit in bytes; 0 for none.")
    ended_because = ""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """As for an ordinary kernel, but connected by IPC below a short absolute path."""
        if CAN_FORK and self.parent:
            from raat_analysis.warm_kernels.client import runtime_folder

            self.parent.transport = "ipc"
            if not str(self.parent.ip).startswith(str(runtime_folder())):
                self.parent.ip = str(runtime_folder() / f"k{uuid.uuid4().hex[:10]}")
        elif not CAN_FORK:
            self.log.warning(NOTE)
        return await super().pre_launch(**kwargs)  # type: ignore[no-any-return]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Have the server fork a kernel for the command's arguments."""
        if not CAN_FORK:
            return await super().launch_kernel(cmd, **kwargs)
        from raat_analysis.warm_kernels.client import start
        from raat_analysis.warm_kernels.messages import Order

        folder = str(kwargs.get("cwd") or Path.cwd())
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        order = Order(
            arguments, dict(kwargs.get("env") or os.environ), folder, self.seconds, self.memory, self._sockets
        )
        self.process = start(order, self.preload, _open_files(kwargs))
        self.pid = self.pgid = self.process.pid  # it leads a session of its own
        self.cwd = folder
        return self.connection_info

    async def poll(self) -> int | None:
        """The exit code when it ended (and why, in `ended_because`), or None."""
        code: int | None = await super().poll()
        if code is not None and self.process is not None:
            self.ended_because = self.process.reason
        return code

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the sockets of the kernel too."""
        await super().cleanup(restart)
        if CAN_FORK and not restart:
            from raat_analysis.warm_kernels.messages import remove_sockets

            remove_sockets(self._sockets)

    @property
    def _sockets(self) -> str:
        return str(self.parent.ip) if self.parent and self.parent.transport == "ipc" else ""


def _open_files(kwargs: dict[str, Any]) -> list[int]:
    """Where the kernel's own output goes: what the front end asks, or the terminal of the front end."""
    return [given if isinstance(given := kwargs.get(name), int) and given >= 0 else number for name, number in _STREAMS]


_STREAMS = (("stdout", 1), ("stderr", 2))
