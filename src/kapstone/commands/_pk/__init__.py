"""The subcommands of `kapstone pk`: a file here is one, with `add_arguments(parser)` and `run(args) -> int`; `_` marks a helper.

They load the library in `run` alone, so that `kapstone --help` needs no NumPy.
"""

from pkgutil import iter_modules

__all__ = ["subcommands"]


def subcommands() -> dict[str, str]:
    """Name -> module."""
    return {each.name: f"{__name__}.{each.name}" for each in iter_modules(__path__) if not each.name.startswith("_")}
