"""Notebooks are stored without what they showed: a table on the screen may hold rows of persons, a file goes to git."""

from typing import Any


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """A hook of Jupyter before it saves (see `make lab`): takes outputs and counts off; on the screen they stay."""
    if model["type"] != "notebook":
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
