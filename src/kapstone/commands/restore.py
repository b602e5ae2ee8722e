"""Put the clinic of a backup here, then verify it."""

import argparse
import subprocess
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that `kapstone backup` made")
    parser.add_argument("--replace", action="store_true", help="in the place of the clinic that is here")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot

    source = args.file.absolute()
    with boot.clinic(owner=True):
        from kapstone.clinic.config import backup

        manifest = backup.restore(source, replace=args.replace)
        boot.migrate()
    print(f"The clinic of {manifest.made_at} is here.", flush=True)
    return subprocess.run([sys.executable, "-m", "kapstone", "verify"], check=False).returncode
