"""`--plot FILE`: write a picture, whose kind follows from the name of the file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kapstone.commands import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

__all__ = ["add_plot_argument", "write_plot"]


def add_plot_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plot",
        metavar="FILE",
        type=Path,
        help="also write a picture: .png, .svg or .pdf (needs matplotlib, the extra `plot`)",
    )


def write_plot(path: Path | None, figure: "Callable[[], Figure]") -> None:
    """Draw and write, if a file was asked for. Raises BadInput with what to do."""
    if path is None:
        return
    from kapstone.pk.plots import FORMATS, PlottingUnavailable, rendered

    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise BadInput(f"--plot {path}: a picture ends in {', '.join(f'.{each}' for each in FORMATS)}")
    try:
        path.write_bytes(rendered(figure(), kind))
    except PlottingUnavailable as missing:
        raise BadInput(str(missing)) from None
    except OSError as problem:
        raise BadInput(f"--plot {path}: {problem.strerror or problem}") from None
