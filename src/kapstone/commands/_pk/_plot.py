"""`--plot FILE`: write a picture, whose kind follows from the name of the file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kapstone.commands import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from matplotlib.figure import Figure

__all__ = ["PLOT_EVERY", "add_plot_argument", "write_plot"]

PLOT_EVERY = "1 min"
"""However coarse the table is, a picture is drawn so finely that it cuts off no peak."""


def add_plot_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plot",
        metavar="FILE",
        type=Path,
        help="also write a picture: .png, .svg or .pdf (needs matplotlib, the extra `plot`)",
    )


def write_plot(path: Path | None, figure: "Callable[[ModuleType], Figure]") -> None:
    """Draw with the module of plots and write, if a file was asked for. Raises BadInput with what to do."""
    if path is None:
        return
    from kapstone.pk import plots

    kind = path.suffix.removeprefix(".").lower()
    if kind not in plots.FORMATS:
        raise BadInput(f"--plot {path}: a picture ends in {', '.join(f'.{each}' for each in plots.FORMATS)}")
    try:
        path.write_bytes(plots.rendered(figure(plots), kind))
    except plots.PlottingUnavailable as missing:
        raise BadInput(str(missing)) from None
    except OSError as problem:
        raise BadInput(f"--plot {path}: {problem.strerror or problem}") from None
