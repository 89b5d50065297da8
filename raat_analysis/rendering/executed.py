"""Run a notebook with papermill and take from the result all that differs from run to run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import papermill
from papermill.exceptions import PapermillExecutionError

from raat_analysis.rendering.engine import engine_name
from raat_analysis.rendering.failures import CellFailed
from raat_analysis.rendering.job import IN_PROCESS
from raat_analysis.rendering.parameters import checked_parameters


def executed(notebook: Path, given: Mapping[str, Any], engine: str = IN_PROCESS) -> Any:
    """The executed notebook; wrong parameters are a ParameterRefused, a failing cell a CellFailed that names it."""
    parameters = checked_parameters(notebook, given)
    seen: list[Any] = []
    try:
        run = papermill.execute_notebook(
            str(notebook),
            None,
            parameters,
            engine_name=engine_name(engine),
            kernel_name="python3",
            progress_bar=False,
            record_timing=False,
            seen=seen,
        )
    except PapermillExecutionError as error:
        raise CellFailed(_failed_cell(notebook, error), normalised(seen[0])) from error
    return normalised(run)


def normalised(notebook: Any) -> Any:
    """The notebook without times, counts and papermill's notes; the injected cell has a fixed id."""
    notebook.metadata = {key: notebook.metadata[key] for key in ("kernelspec",) if key in notebook.metadata}
    for cell in notebook.cells:
        injected = "injected-parameters" in cell.metadata.get("tags", [])
        cell.id = "injected-parameters" if injected else cell.id
        cell.metadata = {"tags": cell.metadata.tags} if cell.metadata.get("tags") else {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [_normalised_output(output) for output in cell.outputs]
    return notebook


def _normalised_output(output: Any) -> Any:
    if "execution_count" in output:
        output.execution_count = None
    if "metadata" in output:
        output.metadata = {}
    return output


def _failed_cell(notebook: Path, error: PapermillExecutionError) -> str:
    source = "\n".join(f"      {line}" for line in str(error.source).splitlines())
    return f"{notebook.name}, cell {error.cell_index + 1}, {error.ename}: {error.evalue}\n{source}"
