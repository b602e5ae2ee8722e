"""The command line: `kapstone COMMAND`, one file for each command in `kapstone/commands/`."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn, Protocol, cast

from kapstone.commands import BadInput, names

__all__ = ["BadInput", "main", "names"]

# These of the clinic carry a sentence for people. By name, since the command line must not load Django for them.
_SAID = {"BackupError", "BadSetting", "HomeError", "PostgresError"}
BAD_INPUT, BROKEN, INTERRUPTED = 2, 1, 130


class Command(Protocol):
    """What a file in `kapstone/commands/` holds. The first line of its docstring is the help."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 when it was done, 1 when it could not be, 2 when what was given is at fault."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        args = _parser(given).parse_args(given)
        return int(args.run(args))
    except BadInput as refusal:
        return _say(str(refusal), BAD_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; nothing is wrong
        return 0
    except Exception as problem:  # noqa: BLE001 - the last door: people get a sentence, developers a switch
        if type(problem).__name__ in _SAID:
            return _say(str(problem), BAD_INPUT)
        if os.environ.get("KAPSTONE_TRACE"):
            traceback.print_exc()
        place = traceback.extract_tb(problem.__traceback__)[-1]
        return _say(
            f"this is a fault in Kapstone: {type(problem).__name__} at {place.filename}:{place.lineno}. "
            "KAPSTONE_TRACE=1 shows all of it.",
            BROKEN,
        )


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="kapstone", description="The open clinical system for ketamine-assisted psychotherapy.")
    parser.add_argument("--version", action="version", version=f"kapstone {version('kapstone')}")
    chooser = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    known = names()
    wanted = next((word for word in given if not word.startswith("-")), None)
    for name, module in known.items():
        if wanted in known and name != wanted:
            continue  # the others need not be loaded
        command = cast("Command", import_module(module))
        help_ = (command.__doc__ or "").strip().splitlines()[0]
        sub = chooser.add_parser(name, help=help_, description=command.__doc__, formatter_class=_AsWritten)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise SystemExit(_say(message, BAD_INPUT))


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"kapstone: {sentence}\n")
    return code
