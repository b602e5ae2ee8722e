"""Discovery: every module of a package that declares an entry is in the catalogue, with nothing to register."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TypeVar

__all__ = ["entries", "modules"]

T = TypeVar("T")


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """Every module below `package` (name, dotted), in name order; a module that starts with an underscore is a helper."""
    root = importlib.import_module(package)
    found = pkgutil.walk_packages(root.__path__, prefix=f"{package}.")
    names = sorted(info.name for info in found if not info.name.rpartition(".")[2].startswith("_"))
    return tuple(importlib.import_module(name) for name in names)


def entries(package: str, kind: type[T], *, name: str) -> dict[str, T]:
    """All values called `name` of type `kind` (or tuples of them) in the modules of `package`, by their `id`."""
    found: dict[str, T] = {}
    for entry in _declared(package, kind, name):
        key = str(entry.id)  # type: ignore[attr-defined]  # entries are the frozen kinds of this library, all with an id
        if key in found:
            raise ValueError(f"{package}: two entries are called {key}")
        found[key] = entry
    return found


def _declared(package: str, kind: type[T], name: str) -> Iterator[T]:
    for module in modules(package):
        declared = getattr(module, name, ())
        for entry in declared if isinstance(declared, tuple) else (declared,):
            if not isinstance(entry, kind):
                raise TypeError(f"{module.__name__}.{name} is not a {kind.__name__}")
            yield entry
