"""Build and serve a demonstration clinic of synthetic patients; a second start keeps its data."""

import argparse
import os


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="instead of PORT in the environment, or 8000")
    parser.add_argument("--bind", help="instead of KAPSTONE_BIND, or 127.0.0.1")
    parser.add_argument("--build-only", action="store_true", help="build the clinic if there is none, and do not serve")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot, server

    os.environ["KAPSTONE_DEMO"] = "1"
    if args.build_only:
        with boot.clinic():
            return boot.build_demo()
    return server.serve(server.listening(port=args.port, bind=args.bind), demo=True)
