"""Warm kernels are ordinary ones that begin sooner: fresh, limited, and gone when nobody holds them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import KernelManager

from raat_analysis.warm_kernels import client, provisioner
from raat_analysis.warm_kernels.client import WarmKernelFailed
from tests.warm_kernels.conftest import gone

ROOT = Path(__file__).parents[2]
WHO = "import os; print(os.getpid(), os.getppid())"


def test_kernels_of_one_client_are_fresh_forks_of_one_server(kernels: Any) -> None:
    one, other = kernels(), kernels()
    one.run("seen = 1")
    pids = [kernel.run(WHO).split() for kernel in (one, other)]
    assert pids[0][0] != pids[1][0]
    assert pids[0][1] == pids[1][1]
    assert other.run("print('seen' in globals())") == "False"


def test_a_kernel_has_what_the_server_imported_and_its_own_folder_and_environment(kernels: Any, tmp_path: Path) -> None:
    given = {"cwd": str(tmp_path), "env": {**os.environ, "WARM": "yes"}}
    kernel = kernels({"preload": "tabnanny"}, **given)
    said = kernel.run("import os, sys; print('tabnanny' in sys.modules, os.getcwd(), os.environ['WARM'])")
    assert said == f"True {tmp_path} yes"


def test_the_transport_is_of_files_and_paths_of_sockets_are_short(kernels: Any) -> None:
    kernel = kernels()
    assert kernel.manager.transport == "ipc"
    assert len(f"{kernel.manager.ip}-65535") < 100


def test_a_kernel_that_is_shut_down_leaves_no_socket_and_the_last_one_no_server(kernels: Any) -> None:
    kernel = kernels()
    pid, server = map(int, kernel.run(WHO).split())
    kernel.close()
    assert gone(pid)
    assert not list(Path(kernel.manager.ip).parent.glob(f"{Path(kernel.manager.ip).name}-*"))
    client.release()
    assert gone(server)
    assert list(client.runtime_folder().iterdir()) == []


def test_an_interrupt_stops_the_cell_and_not_the_kernel(kernels: Any) -> None:
    kernel = kernels()
    asked = kernel.client.execute("import time; time.sleep(60)")
    time.sleep(0.5)
    kernel.manager.interrupt_kernel()
    assert kernel.client.get_shell_msg(timeout=20)["content"]["status"] == "error"
    assert asked
    assert kernel.run("print(1 + 1)") == "2"


def test_a_kernel_over_its_time_ends_alone_and_says_why(kernels: Any) -> None:
    other = kernels()
    late = kernels({"seconds": 3.0})
    late.client.execute("import time; time.sleep(60)")
    until = time.monotonic() + 20
    while late.manager.is_alive() and time.monotonic() < until:
        time.sleep(0.1)
    assert not late.manager.is_alive()
    assert late.manager.provisioner.ended_because == "its time limit of 3 s"
    assert other.run("print('here')") == "here"


def test_a_kernel_over_its_memory_gets_a_memory_error_and_lives(kernels: Any) -> None:
    kernel = kernels({"memory": 600_000_000})
    assert kernel.run("kept = bytearray(2_000_000_000)") == "MemoryError"
    assert kernel.run("print('here')") == "here"


def test_a_kernel_that_dies_takes_nothing_along(kernels: Any) -> None:
    dying, other = kernels(), kernels()
    dying.client.execute("import os; os.kill(os.getpid(), 9)")
    until = time.monotonic() + 20
    while dying.manager.is_alive() and time.monotonic() < until:
        time.sleep(0.1)
    assert not dying.manager.is_alive()
    assert other.run("print('here')") == "here"


@pytest.mark.usefixtures("spec")
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGKILL])
def test_a_client_that_is_stopped_leaves_no_process(signum: int) -> None:
    code = (
        "from jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel(kernel_name='raat-warm')\n"
        "client.execute_interactive('import os, subprocess; print(os.getpid(), os.getppid(), "
        'subprocess.Popen(["sleep", "60"]).pid, flush=True)\', timeout=30)\n'
        "client.execute_interactive('import time; time.sleep(60)', timeout=100)\n"
    )
    begun = subprocess.Popen(
        [sys.executable, "-u", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    assert begun.stdout is not None
    pids = [int(word) for word in begun.stdout.readline().split()]
    begun.send_signal(signum)
    begun.wait(timeout=30)
    begun.stdout.close()
    assert len(pids) == 3
    assert all(gone(pid) for pid in pids)
    until = time.monotonic() + 10
    while (left := list(client.runtime_folder().iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def test_a_server_that_is_killed_ends_its_kernels_and_the_next_one_begins_anew(kernels: Any) -> None:
    pid, server = map(int, kernels().run(WHO).split())
    os.kill(server, signal.SIGKILL)
    assert gone(pid)
    assert int(kernels().run(WHO).split()[1]) != server


def test_a_preload_that_fails_is_told_in_its_own_words(spec: Any) -> None:
    spec(preload="raat_analysis.not_there")
    with pytest.raises(WarmKernelFailed, match=r"No module named 'raat_analysis\.not_there'"):
        KernelManager(kernel_name="raat-warm").start_kernel()


def test_a_preload_that_begins_a_thread_is_refused(spec: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begins = "import threading, time\nthreading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
    (tmp_path / "begins_a_thread.py").write_text(begins, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    spec(preload="begins_a_thread")
    with pytest.raises(WarmKernelFailed, match="starts threads when it is imported"):
        KernelManager(kernel_name="raat-warm").start_kernel()


@pytest.mark.usefixtures("spec")
def test_other_code_gets_another_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "module.py").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(client, "PACKAGE", tmp_path)
    before = client.socket_path("one")
    assert client.socket_path("one") == before
    assert client.socket_path("other") != before
    os.utime(tmp_path / "module.py", ns=(1, 1))
    assert client.socket_path("one") != before


def test_without_forks_it_is_an_ordinary_kernel(kernels: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provisioner, "CAN_FORK", False)
    kernel = kernels()
    assert int(kernel.run(WHO).split()[1]) == os.getpid()


@pytest.mark.usefixtures("spec")
def test_papermill_runs_a_notebook_warm_by_engine_and_by_kernel_name(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell("1 + 1")]
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(notebook, tmp_path / "in.ipynb")
    for chosen in ({"engine_name": "raat-warm"}, {"kernel_name": "raat-warm"}):
        run = papermill.execute_notebook(str(tmp_path / "in.ipynb"), None, progress_bar=False, **chosen)
        assert run.cells[0].outputs[0].data == {"text/plain": "2"}
