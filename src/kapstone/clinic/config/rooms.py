"""The rooms of the clinic in the order of their dependencies, lowest last."""

from importlib.util import find_spec

__all__ = ["ROOMS", "module_in", "present"]

ROOMS = (
    "interop",
    "portal",
    "devices",
    "safety",
    "notes",
    "sessions",
    "planning",
    "goals",
    "measures",
    "therapists",
    "consent",
    "screening",
    "enquiries",
    "episodes",
    "people",
    "web",
    "access",
    "live",
    "journal",
)


def module_in(room: str, name: str = "") -> bool:
    """Say whether the room, or a module in it, is part of this installation."""
    dotted = f"kapstone.clinic.{room}.{name}".rstrip(".")
    try:
        found = find_spec(dotted)
    except ModuleNotFoundError:
        return False
    return found is not None and found.origin is not None  # a folder of static files alone is no room


def present() -> tuple[str, ...]:
    return tuple(room for room in ROOMS if module_in(room))
