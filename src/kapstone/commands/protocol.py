"""List the programmes of treatment, print one for a signature, compare two, check a file of your own, rehearse one.

kapstone protocol list                 every programme that comes with Kapstone
kapstone protocol show ID              the page a medical director signs, as text; --html FILE and --pdf FILE write it there
kapstone protocol diff A B             what changes from one to the other, in words
kapstone protocol check FILE           names every mistake by its place in the file
kapstone protocol rehearse ID          a synthetic cohort goes through it: who is screened out and why, visits, hours, waits
ID, A and B are ids or files that end in .toml.
Exit code 0: done, the file is a protocol. Exit code 2: bad input, and every mistake is named.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from kapstone.commands import BadInput
from kapstone.commands._files import text_of
from kapstone.instruments import all_instruments
from kapstone.protocols import Protocol, ProtocolRefused, all_protocols, parse

_BEGINS = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""When a rehearsal begins: a Monday. Fixed, so that a seed says everything."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|show|diff|check|rehearse", required=True)
    actions.add_parser("list", help="every programme that comes with Kapstone")
    show = actions.add_parser("show", help="one programme for a signature")
    show.add_argument("protocol", metavar="ID")
    show.add_argument("--html", type=Path, metavar="FILE", help="write it as HTML, instead of text to the terminal")
    show.add_argument("--pdf", type=Path, metavar="FILE", help="write it as PDF, instead of text to the terminal")
    diff = actions.add_parser("diff", help="what changes from one programme to another")
    diff.add_argument("old", metavar="A")
    diff.add_argument("new", metavar="B")
    actions.add_parser("check", help="name every mistake in a file").add_argument("protocol", metavar="FILE.toml")
    rehearse = actions.add_parser("rehearse", help="send a synthetic cohort through it")
    rehearse.add_argument("protocol", metavar="ID")
    rehearse.add_argument("--patients", type=int, default=1000, metavar="N", help="how many people ask for it (1000)")
    rehearse.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed gives the same rehearsal (1)")
    rehearse.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    match args.action:
        case "list":
            sys.stdout.writelines(f"{each.id:28}{each.version:8}{each.title}\n" for each in all_protocols().values())
        case "show":
            _show(_named(args.protocol), args.html, args.pdf)
        case "diff":
            from kapstone.commands._protocol import changes

            sys.stdout.write(changes.as_text(_named(args.old), _named(args.new)))
        case "check":
            sys.stdout.write(_verdict(_read(args.protocol), args.protocol))
        case _:
            sys.stdout.write(_rehearsed(_named(args.protocol), args.patients, args.seed, as_json=args.json))
    return 0


def _show(protocol: Protocol, html: Path | None, pdf: Path | None) -> None:
    from kapstone.protocols.page import lay_out

    page = lay_out(protocol)
    if html is None and pdf is None:
        from kapstone.commands._protocol import text

        sys.stdout.write(text.as_text(page))
    if html is not None:
        from kapstone.commands._protocol import html as writer

        _write(html, writer.as_html(page).encode())
    if pdf is not None:
        from kapstone.commands._protocol.pdf import as_pdf

        _write(pdf, as_pdf(page))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise BadInput(f"{path} cannot be written: {problem.strerror}") from None
    sys.stdout.write(f"written  {path}\n")


def _rehearsed(protocol: Protocol, patients: int, seed: int, *, as_json: bool) -> str:
    from kapstone.commands._protocol import rehearsed
    from kapstone.synthetic.rehearsal import MOST_PATIENTS, rehearse

    if not 1 <= patients <= MOST_PATIENTS:
        raise BadInput(f"--patients is {patients}; it lies from 1 to {MOST_PATIENTS}")
    found = rehearse(protocol, patients=patients, seed=seed, start=_BEGINS, rng=Random(seed))  # noqa: S311 - a cohort is made up, not kept secret
    return rehearsed.as_json(found) if as_json else rehearsed.as_text(found)


def _named(name: str) -> Protocol:
    known = all_protocols()
    if name in known:
        return known[name]
    if name.endswith(".toml"):
        return _read(name)
    raise BadInput(f"no protocol is called {name!r}; there are {', '.join(known)}")


def _read(path: str) -> Protocol:
    try:
        return parse(text_of(path, "a protocol"), path)
    except ProtocolRefused as refusal:
        raise BadInput(str(refusal)) from None


def _verdict(protocol: Protocol, path: str) -> str:
    from kapstone.protocols.page import beyond_guardrails, watched_less

    settings = "".join(f"  {place}: {protocol.origin(place).standing.value}\n" for place in protocol.to_confirm)
    unworded = [plan.instrument for plan in protocol.measures if not all_instruments()[plan.instrument].has_text]
    licences = "".join(f"  {name}: its wording is licensed; without it the measure cannot be asked\n" for name in unworded)
    wider = "".join(f"  {sentence}\n" for sentence in beyond_guardrails(protocol))
    return (
        f"{path} is a protocol: {protocol.title} ({protocol.id} {protocol.version}), digest {protocol.digest[:12]}.\n"
        f"{len(protocol.to_confirm)} of {len(protocol.origins)} numbers are settings for a {protocol.confirmation.by_role} to confirm:\n{settings}{licences}"
        "Watched, beside the plan for this route:\n" + "".join(f"  {line}\n" for line in watched_less(protocol))
    ) + (f"Wider than the guardrails of its route:\n{wider}" if wider else "")
