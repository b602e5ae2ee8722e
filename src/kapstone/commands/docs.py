"""Print the reference shelf of the documentation from the code, in a checkout.

kapstone docs           writes docs/reference/*.md anew and names what changed
kapstone docs --check   writes nothing; exit code 1 if a page is not what the code says
"""

import argparse
import sys
import tempfile
from pathlib import Path

from kapstone.commands import BadInput
from kapstone.commands._plain_clinic import ready

_CHECKOUT = Path(__file__).parents[3]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing, only say which pages differ")
    parser.add_argument(
        "--docs", type=Path, metavar="FOLDER", help="the folder of the documentation, instead of the checkout's"
    )


def run(args: argparse.Namespace) -> int:
    folder = args.docs or _CHECKOUT / "docs"
    shelf = folder / "reference"
    if not shelf.is_dir():
        raise BadInput(f"{shelf} is no folder; the reference is printed in a checkout, or in --docs FOLDER")
    with tempfile.TemporaryDirectory() as scratch:
        ready(scratch)
        from kapstone.commands._reference import WRITTEN, pages

        printed = pages(folder / "hazards")
    there = {path.name: path.read_text(encoding="utf-8") for path in shelf.glob("*.md")}
    changed = [name for name, text in printed.items() if there.get(name) != text]
    stray = sorted(set(there) - set(printed) - set(WRITTEN))
    for name in changed:
        sys.stdout.write(f"{'differs' if args.check else 'printed'}  {name}\n")
        if not args.check:
            (shelf / name).write_text(printed[name], encoding="utf-8")
    for name in stray:
        sys.stdout.write(f"{'stray  ' if args.check else 'removed'}  {name}\n")
        if not args.check:
            (shelf / name).unlink()
    if not changed and not stray:
        sys.stdout.write("The reference is what the code says.\n")
        return 0
    return 1 if args.check else 0
