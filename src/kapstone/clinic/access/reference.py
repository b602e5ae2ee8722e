"""Prints who may open what: the table in docs/reference/access.md, drawn from the declarations above the views."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kapstone.clinic.access.capabilities import ROLE_CAN, Can, Role
from kapstone.clinic.access.declare import Access, declared
from kapstone.clinic.access.third_party import THIRD_PARTY

__all__ = ["Route", "routes", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address of the clinic and what its view declared."""

    path: str
    name: str
    view: Callable[..., Any]  # Any: views take what their route captures
    access: Access | None
    arguments: dict[str, str]
    """The name of the converter of each argument."""

    @property
    def is_third_party(self) -> bool:
        return self.name in THIRD_PARTY and self.view.__module__.startswith("allauth.")

    @property
    def where(self) -> str:
        """The view, as a message names it."""
        view = getattr(self.view, "view_class", self.view)
        return f"{view.__module__}.{view.__qualname__}"


def routes() -> list[Route]:
    """Every address of the clinic, by path."""
    return sorted(_walk(get_resolver().url_patterns, "/", "", {}), key=lambda route: route.path)


def table() -> str:
    """The page of the reference, in Markdown."""
    lines = [
        "# Who may open what",
        "",
        "Printed from the declarations above the views; a test keeps it equal.",
        "",
        "## Roles",
        "",
    ]
    for role in Role:
        card = ROLE_CAN[role]
        lines += [f"**{card.name}.** {card.prose}", ""]
    lines += ["## Permissions", "", "| permission | " + " | ".join(ROLE_CAN[role].name for role in Role) + " |"]
    lines += ["|---|" + "---|" * len(Role)]
    for can in Can:
        lines.append(f"| `{can}` | " + " | ".join("yes" if can in ROLE_CAN[role].can else "" for role in Role) + " |")
    known = routes()
    lines += ["", "## Pages", "", "| page | permission | record | roles |", "|---|---|---|---|"]
    for route in known:
        if route.access and route.access.can:
            who = ", ".join(ROLE_CAN[role].name.lower() for role in Role if route.access.can in ROLE_CAN[role].can)
            lines.append(f"| `{route.path}` | `{route.access.can}` | {route.access.record or ''} | {who} |")
    lines += ["", "## Open pages", "", "| page | why anyone may open it |", "|---|---|"]
    lines += [f"| `{route.path}` | {route.access.reason} |" for route in known if route.access and not route.access.can]
    lines += ["", "## Sign-in pages of django-allauth", "", "| page | why it is open |", "|---|---|"]
    lines += [f"| `{route.path}` | {THIRD_PARTY[route.name]} |" for route in known if route.is_third_party]
    return "\n".join(lines) + "\n"


def _walk(patterns: list[URLPattern | URLResolver], above: str, namespace: str, arguments: dict[str, str]) -> Iterator[Route]:
    for pattern in patterns:
        path = above + str(pattern.pattern).removeprefix("^").removesuffix("$")
        own = arguments | {name: type(each).__name__ for name, each in pattern.pattern.converters.items()}
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner, own)
        else:
            name = namespace + (pattern.name or "")
            yield Route(path=path, name=name, view=pattern.callback, access=declared(pattern.callback), arguments=own)
