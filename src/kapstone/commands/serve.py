"""Serve the clinic at http://127.0.0.1:PORT until it is told to stop."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="instead of PORT in the environment, or 8000")
    parser.add_argument("--bind", help="instead of KAPSTONE_BIND, or 127.0.0.1")
    parser.add_argument("--workers", type=int, help="instead of KAPSTONE_WORKERS, or 2")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import server

    return server.serve(server.listening(port=args.port, bind=args.bind, workers=args.workers))
