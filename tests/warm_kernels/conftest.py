"""Kernels of the kernel specification of this repository, in a runtime folder of the test's own."""

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from raat_analysis.warm_kernels import client

SPEC = Path(__file__).parents[2] / "raat_analysis" / "warm_kernels" / "kernel" / "kernel.json"
Config = dict[str, Any]


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Writes the kernel's specification with other settings; the server imports nothing unless asked."""
    runtime = Path("/tmp") / f"rt{os.getpid()}{tmp_path.name[-4:]}"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    def written(**config: object) -> None:
        told: Config = json.loads(SPEC.read_text(encoding="utf-8"))
        told["metadata"]["kernel_provisioner"]["config"] = {"preload": "ipykernel.kernelapp", **config}
        folder = tmp_path / "kernels" / "raat-warm"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kernel.json").write_text(json.dumps(told), encoding="utf-8")

    written()
    yield written
    client.release()
    until = time.monotonic() + 10
    while len(list(runtime.rglob("*"))) > 1 and time.monotonic() < until:  # servers remove their sockets
        time.sleep(0.05)
    shutil.rmtree(runtime)


class Kernel:
    """A kernel with its manager and a client."""

    def __init__(self, **given: object) -> None:
        self.manager = KernelManager(kernel_name="raat-warm")
        self.manager.start_kernel(**given)
        self.client: BlockingKernelClient = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code: str) -> str:
        """What a cell prints, or the name of its error."""
        told: list[str] = []

        def heard(message: dict[str, Any]) -> None:
            content = message["content"]
            told.append(str(content.get("text", content.get("ename", ""))))

        self.client.execute_interactive(code, timeout=60, output_hook=heard)
        return "".join(told).strip()

    def close(self) -> None:
        self.client.stop_channels()
        try:
            self.manager.shutdown_kernel(now=True)
        finally:
            self.client.context.destroy(linger=0)
            self.manager.context.destroy(linger=0)


@pytest.fixture
def kernels(spec: Any) -> Iterator[Any]:
    """Makes kernels; all are closed at the end."""
    made: list[Kernel] = []

    def begun(config: dict[str, object] | None = None, **given: object) -> Kernel:
        if config:
            spec(**config)
        made.append(Kernel(**given))
        return made[-1]

    yield begun
    for kernel in made:
        with contextlib.suppress(Exception):
            kernel.close()


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends within that time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if (
                Path(f"/proc/{pid}/stat").exists()
                and Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z"
            ):
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
