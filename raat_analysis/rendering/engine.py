"""A papermill engine that runs a notebook inside this process.

A kernel costs a second to start and seconds to import; a forked worker has imported all and runs one notebook. The
ordinary kernel gives the same outputs (tests/rendering/test_engines.py) and can be chosen with `engine="kernel"`.
"""

import io
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from types import ModuleType
from typing import Any

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import Engine, NBClientEngine, papermill_engines
from traitlets.config import Config

from raat_analysis.rendering.job import IN_PROCESS, KERNEL

_PAPERMILL_NAMES = {IN_PROCESS: "raat-in-process", KERNEL: "raat-kernel"}

Outputs = list[Any]


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    """`display(…)` becomes an output of the cell that runs."""

    record: Callable[[Any], None]

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        self.record(NotebookNode(output_type="display_data", data=data, metadata=metadata or {}))


class _Hook(DisplayHook):  # type: ignore[misc]
    """The value of a cell's last line becomes its result."""

    record: Callable[[Any], None]

    def write_output_prompt(self) -> None:
        """Nothing: there is no terminal."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        count = self.shell.execution_count
        # nbformat's own maker checks every output against its schema, which costs more than the cell
        made = {"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}}
        self.record(NotebookNode({**made, "execution_count": count}))

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Shell(InteractiveShell):  # type: ignore[misc]
    displayhook_class = _Hook
    display_pub_class = _Publisher
    record: Callable[[Any], None]

    def enable_gui(self, gui: Any = None) -> None:
        """No windows."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.record(nbformat.v4.new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb)))


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs the cells one after the other in a fresh IPython shell; stops at the first error, as papermill does."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, *_: Any, seen: Outputs, **__: Any) -> None:
        seen.append(nb_man.nb)
        with tempfile.TemporaryDirectory() as folder:
            run = _new_shell(folder)
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type == "code" and not _ran(run, nb_man, cell, index):
                    return


class KernelEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine, with an ordinary kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, *given: Any, seen: Outputs, **more: Any) -> None:
        seen.append(nb_man.nb)
        super().execute_managed_notebook(nb_man, *given, **more)


def engine_name(engine: str) -> str:
    """papermill's name of an engine; an unknown one is a ValueError. Registers ours.

    Both put the notebook in the list `seen` when they begin: papermill's error does not carry it.
    """
    papermill_engines.register(_PAPERMILL_NAMES[IN_PROCESS], InProcessEngine)
    papermill_engines.register(_PAPERMILL_NAMES[KERNEL], KernelEngine)
    if engine not in _PAPERMILL_NAMES:
        raise ValueError(f"engine {engine!r} unknown; allowed: {', '.join(_PAPERMILL_NAMES)}")
    return _PAPERMILL_NAMES[engine]


def _ran(run: Callable[[str], Outputs], nb_man: Any, cell: Any, index: int) -> bool:
    nb_man.cell_start(cell, index)
    cell.outputs = run(cell.source)
    failed = any(output.output_type == "error" for output in cell.outputs)
    if failed:
        nb_man.cell_exception(cell, index)
    nb_man.cell_complete(cell, index)
    return not failed


def _new_shell(folder: str) -> Callable[[str], Outputs]:
    """A function that runs a cell's source and gives its outputs. The shell leaves `__main__` and the home alone."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = _Shell(config=config, ipython_dir=folder, user_module=ModuleType("raat_notebook"))
    outputs: Outputs = []
    shell.record = shell.display_pub.record = shell.displayhook.record = outputs.append

    def run(source: str) -> Outputs:
        outputs.clear()
        said, warned = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(warned):
            shell.run_cell(source, store_history=True)
        streams = [("stdout", said), ("stderr", warned)]
        texts = [nbformat.v4.new_output("stream", name=n, text=s.getvalue()) for n, s in streams if s.getvalue()]
        return [*texts, *outputs]

    return run
