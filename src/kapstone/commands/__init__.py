"""The commands of `kapstone`: a file here is a command, with `add_arguments(parser)` and `run(args) -> int`."""

from pkgutil import iter_modules

__all__ = ["BadInput", "names"]


class BadInput(Exception):
    """What the person gave cannot be used; the sentence names the place and the reason. Exit code 2."""


def names() -> dict[str, str]:
    """Return command name -> module; a trailing underscore frees words that Python keeps (`import_.py`)."""
    found = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name.rstrip("_").replace("_", "-"): f"{__name__}.{name}" for name in sorted(found)}
