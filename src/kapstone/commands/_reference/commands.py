"""The page of the command line, from what each command says of itself."""

import argparse
from collections.abc import Iterator
from importlib import import_module
from typing import Any, TypeVar

from kapstone import commands
from kapstone.commands._reference.markdown import PRINTED, table

__all__ = ["page"]


_A = TypeVar("_A", bound=argparse.Action)


class _Reader(argparse.ArgumentParser):
    """A parser that remembers its arguments."""

    def _add_action(self, action: _A) -> _A:
        self.__dict__.setdefault("read", []).append(action)
        return super()._add_action(action)

    def add_subparsers(self, **kwargs: Any) -> Any:  # Any: as argparse has it
        chooser = super().add_subparsers(**kwargs)
        self.__dict__.setdefault("read", []).append(chooser)
        return chooser


def page() -> str:
    names = commands.names()
    lines = ["# The command line", "", PRINTED, ""]
    lines += ["Exit code 0: done. 1: it could not be done. 2: what was given is at fault, and the sentence names it.", ""]
    lines += table(
        ("command", "what it does"),
        [(f"[`kapstone {name}`](#kapstone-{name})", _first(module)) for name, module in names.items()],
    )
    for name, module in names.items():
        lines += _entry(name, module)
    return "\n".join(lines).rstrip() + "\n"


def _entry(name: str, module: str) -> Iterator[str]:
    command = import_module(module)
    yield from (f"## kapstone {name}", "", _first(module), "")
    rest = "\n".join((command.__doc__ or "").strip().splitlines()[1:]).strip("\n")
    if rest:
        yield from ("```text", rest, "```", "")
    reader = _Reader(prog=f"kapstone {name}", add_help=False)
    command.add_arguments(reader)
    yield from table(("argument", "what it is"), list(_arguments(reader)))


def _arguments(reader: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, str]]:
    for action in vars(reader).get("read", []):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse gives it no public name
            for word, inner in action.choices.items():
                told = next((each.help or "" for each in action._choices_actions if each.dest == word), "")  # noqa: SLF001 - nor this
                silent = [_shown(each) for each in vars(inner).get("read", []) if not each.help]
                yield f"`{' '.join([before + word, *silent])}`", told
                yield from _arguments(inner, f"{before}{word} ")
        elif action.dest != "help" and (action.help or not before):
            yield f"`{before}{_shown(action)}`", (action.help or "").replace("%(default)s", str(action.default))


def _shown(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return value
    return f"{action.option_strings[-1]} {value}" if action.nargs != 0 else action.option_strings[-1]


def _first(module: str) -> str:
    return (import_module(module).__doc__ or "").strip().splitlines()[0]
