"""Write the whole clinic, with the keys that unseal notes, to one file."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to make, for example clinic.kapstone; it must not exist")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot

    target = args.file.absolute()
    with boot.clinic(owner=True):
        from kapstone.clinic.config import backup

        manifest = backup.make(target)
    print(f"{target} holds the clinic as of {manifest.made_at}. It opens everything: keep it as you keep the records.")
    return 0
