"""Prove that the journal is whole, or name the first broken link.

Every line of the journal carries a hash over what it says and the hash of the line before it, and once a day a
checkpoint names the last line of every stream. This recomputes all of them. Exit code 0: whole. Exit code 1: broken.
"""

import argparse
import json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--stream", metavar="ID", help="only this stream: the id of an episode or of an organisation")


def run(args: argparse.Namespace) -> int:
    from uuid import UUID

    from kapstone.clinic.config import boot
    from kapstone.commands import BadInput

    try:
        stream = UUID(args.stream) if args.stream else None
    except ValueError:
        raise BadInput(f"--stream: {args.stream} is not an id") from None
    with boot.clinic():
        from kapstone.clinic.journal.queries import verify

        report = verify(stream)
    broken = report.broken
    if args.json:
        place = broken and {
            "stream": str(broken.stream),
            "sequence": broken.sequence,
            "entry": str(broken.entry) if broken.entry else None,
            "because": broken.because,
        }
        said = {
            "whole": report.is_whole,
            "lines": report.lines,
            "streams": report.streams,
            "checkpoints": report.checkpoints,
            "broken": place,
        }
        print(json.dumps(said, indent=2))
    else:
        print(f"Lines read: {report.lines}. Streams: {report.streams}. Checkpoints: {report.checkpoints}.")
        if broken is None:
            print("The journal is whole.")
        else:
            print(f"The journal is broken at line {broken.sequence} of stream {broken.stream}: {broken.because}.")
    return 0 if report.is_whole else 1
