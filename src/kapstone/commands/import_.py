"""Import a FHIR R4 Bundle or NDJSON file: patients with their facts, each resource taken or left with the reason.

Importing the same file twice changes nothing. A broken file is refused whole, with the place and the reason (exit code 2).
"""

import argparse
import json
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a Bundle (JSON) or NDJSON, one resource a line")
    parser.add_argument("--by", metavar="EMAIL", help="who imports it; without, the clinic's first director")
    parser.add_argument(
        "--protocol", default="iv-trd-induction", metavar="ID", help="programme of a new episode (default: %(default)s)"
    )
    parser.add_argument(
        "--another-person", action="store_true", help="confirm that a person of similar name and same birthday is somebody else"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot
    from kapstone.commands import BadInput
    from kapstone.protocols import all_protocols

    try:
        text = args.file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{args.file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadInput(f"{args.file}: byte {error.start} is not UTF-8 text") from None
    if args.protocol not in all_protocols():
        raise BadInput(f"--protocol: {args.protocol} is not one of {', '.join(all_protocols())}")
    with boot.clinic():
        from kapstone.clinic.access.actor import Actor
        from kapstone.clinic.interop.actions import Imported, import_file
        from kapstone.clinic.journal import clock
        from kapstone.clinic.people.queries import importer
        from kapstone.clinic.web.errors import Refusal

        by: Actor | None = importer(args.by)
        if by is None:
            raise BadInput(f"--by: nobody here may import as {args.by}" if args.by else "no clinic is open here yet")
        try:
            imported: Imported = import_file(
                text=text,
                protocol=all_protocols()[args.protocol],
                by=by,
                at=clock.now(),
                is_confirmed_new=args.another_person,
            )
        except Refusal as refusal:
            raise BadInput(f"{args.file} is refused: {refusal.sentence} {refusal.next_step}") from None
        names = [(str(episode.id), episode.patient.name) for episode in imported.episodes]
    if args.json:
        outcomes = [{"place": o.place, "resource": o.resource, "became": o.what, "says": o.says} for o in imported.outcomes]
        print(json.dumps({"by": by.name, "episodes": [n[0] for n in names], "outcomes": outcomes}, indent=2))
        return 0
    for _, name in names:
        print(f"Patient: {name}")
    for outcome in imported.outcomes:
        print(f"  {outcome.what:8} {outcome.resource}: {outcome.says}")
    counts = ", ".join(f"{imported.count(what)} {what}" for what in ("taken", "changed", "known", "left"))
    print(f"{len(imported.outcomes)} resources: {counts}. Recorded as {by.name}.")
    return 0
