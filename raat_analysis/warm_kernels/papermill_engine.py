"""The papermill engine `raat-warm`: `papermill --engine raat-warm notebook.ipynb out.ipynb`."""

from typing import Any

from papermill.engines import NBClientEngine

KERNEL = "raat-warm"


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """The ordinary engine with a warm kernel, whatever kernel the notebook names; the result keeps that name."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:  # noqa: ARG003
        return super().execute_managed_notebook(nb_man, KERNEL, **kwargs)
