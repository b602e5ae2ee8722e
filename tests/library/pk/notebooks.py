"""Runs a notebook in the Python that runs the tests: no registered kernel, no network, nothing left behind."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient import NotebookClient

__all__ = ["run", "texts"]

Notebook = Any  # Any: nbformat's untyped node


class _ThisPython(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernels are registered on this computer."""

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


def run(path: Path, *, seconds: int) -> Notebook:
    """The notebook as it comes out of a run from top to bottom. Raises CellExecutionError with the cell that failed."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="nb") as home:  # short: the path of a local socket may have about a hundred letters
        kernel = _ThisPython(transport="ipc", connection_file=f"{home}/k.json")
        client = NotebookClient(notebook, km=kernel, timeout=seconds, resources={"metadata": {"path": home}})
        client.execute(env=_environment(home), cleanup_kc=True)
    return notebook


def texts(notebook: Notebook) -> list[str]:
    """What the cells printed and showed as text, in order; pictures are left out, since fonts differ.

    What a cell prints in a row is one text: on a busy machine the kernel sends it in several pieces.
    """
    found: list[str] = []
    for cell in notebook.cells:
        is_printing = False
        for output in cell.get("outputs", ()):
            if is_printing and output["output_type"] == "stream":
                found[-1] += output["text"]
                continue
            is_printing = output["output_type"] == "stream"
            data = output.get("data", {})
            if "image/png" in data:
                found.append("(a picture)")
            else:
                found.append(output.get("text") or data.get("text/html") or data.get("text/plain") or output["output_type"])
    return found


def _environment(home: str) -> dict[str, str]:
    import os

    return os.environ | {
        "IPYTHONDIR": home,
        "JUPYTER_RUNTIME_DIR": home,
        "JUPYTER_CONFIG_DIR": home,
        "JUPYTER_PLATFORM_DIRS": "1",
    }
