"""List the programmes of treatment, show one as text, or check a file of your own.

kapstone protocol list          every programme that comes with Kapstone
kapstone protocol show ID       one programme for reading, each number with where it comes from; ID may be a file
kapstone protocol check FILE    names every mistake by its place in the file
Exit code 0: done, the file is a protocol. Exit code 2: bad input, and every mistake is named.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import Enum

from kapstone.commands import BadInput
from kapstone.commands._files import text_of
from kapstone.instruments import all_instruments
from kapstone.protocols import Protocol, ProtocolRefused, all_protocols, parse, span_words, unit_of

_SECTIONS = (
    "course", "maintenance", "dose", "infusion", "booster", "monitoring", "staffing", "preparation", "next_day", "integration", "windows",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|show|check", required=True)
    actions.add_parser("list", help="every programme that comes with Kapstone")
    actions.add_parser("show", help="one programme for reading").add_argument("protocol", metavar="ID")
    actions.add_parser("check", help="name every mistake in a file").add_argument("protocol", metavar="FILE.toml")


def run(args: argparse.Namespace) -> int:
    if args.action == "list":
        sys.stdout.writelines(
            f"{protocol.id:24}{protocol.version:8}{protocol.title}\n" for protocol in all_protocols().values()
        )
    elif args.action == "show":
        sys.stdout.write(as_text(_shown(args.protocol)))
    else:
        sys.stdout.write(_verdict(_read(args.protocol), args.protocol))
    return 0


def as_text(protocol: Protocol) -> str:
    """The protocol as a medical director reads it before signing."""
    return "\n".join(_lines(protocol)) + "\n"


def _lines(protocol: Protocol) -> Iterator[str]:
    yield f"{protocol.title} ({protocol.id} {protocol.version})"
    yield protocol.summary
    yield f"{protocol.drug.value}, {protocol.route.value}, {protocol.place.value}, for {protocol.indication.value}; amounts as {protocol.amount_as.value}."
    yield protocol.confirmation.says
    confirmed = protocol.confirmation.confirmed_by
    yield f"{'Confirmed by ' + confirmed if confirmed else 'Not yet confirmed by a ' + protocol.confirmation.by_role}."
    for name in _SECTIONS:
        section = getattr(protocol, name)
        if section is not None:
            yield from ("", name.replace("_", " ").capitalize())
            yield from _section(protocol, name, section)
    yield from ("", "Measures")
    for plan in protocol.measures:
        primary = " (the measure this course is judged by)" if plan.primary else ""
        yield f"  {plan.instrument}{primary}: {', '.join(moment.value.replace('_', ' ') for moment in plan.moments)}"
    if protocol.rules:
        yield from ("", "Limits of rules")
        for rule, limits in protocol.rules.items():
            for name, value in limits.items():
                yield f"  {rule} {name.replace('_', ' ')}: {value:g}  [{protocol.origin(f'rules.{rule}.{name}')}]"
    yield from ("", f"Signed by the patient: {', '.join(protocol.documents)}")
    yield f"{len(protocol.to_confirm)} of {len(protocol.origins)} numbers are settings for your clinic to confirm."
    yield f"Digest {protocol.digest}"


def _section(protocol: Protocol, name: str, section: object) -> Iterator[str]:
    assert is_dataclass(section)
    for entry in fields(section):
        value = getattr(section, entry.name)
        if value is not None:
            origin = protocol.origins.get(f"{name}.{entry.name}")
            yield f"  {entry.name.replace('_', ' ')}: {_words(value, unit_of(protocol, name, entry.name))}{f'  [{origin}]' if origin else ''}"


def _words(value: object, unit: str) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return span_words(value)
        case Enum():
            return str(value.value).replace("_", " ")
        case tuple():
            return ", ".join(_words(item, unit) for item in value)
        case float():
            return f"{value:g} {unit}".strip()
        case _:
            return str(value).replace("_", " ")


def _shown(name: str) -> Protocol:
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
    settings = "".join(f"  {place}: {protocol.origin(place).standing.value}\n" for place in protocol.to_confirm)
    unworded = [plan.instrument for plan in protocol.measures if not all_instruments()[plan.instrument].has_text]
    licences = "".join(f"  {name}: its wording is licensed; without it the measure cannot be asked\n" for name in unworded)
    return (
        f"{path} is a protocol: {protocol.title} ({protocol.id} {protocol.version}), digest {protocol.digest[:12]}.\n"
        f"{len(protocol.to_confirm)} of {len(protocol.origins)} numbers are settings for a {protocol.confirmation.by_role} to confirm:\n{settings}{licences}"
    )
