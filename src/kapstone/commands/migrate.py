"""Bring the database and the static files to this version."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is to be done")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot

    with boot.clinic(owner=True):
        if args.check:
            return 1 if boot.pending_migrations() else 0
        boot.migrate()
    return 0
