"""List the instruments, show one, or supply the wording of one whose text is licensed.

kapstone instrument list             every instrument: how many questions, whether its wording ships, and its licence
kapstone instrument show ID          one instrument for reading; --fhir prints it as a FHIR R4 Questionnaire
kapstone instrument template ID      the file to fill in with the licensed wording
kapstone instrument check FILE.toml  names every mistake in such a file by its place
An instrument without its wording is not asked and not exported; show ID --text FILE.toml shows it with the wording in that file.
Exit code 0: done, the file holds the wording. Exit code 2: bad input, and every mistake is named.
"""

import argparse
import json
import sys
from collections.abc import Iterator

from kapstone.commands import BadInput
from kapstone.commands._texts import read_text, worded
from kapstone.facts import Implausible
from kapstone.fhir import questionnaire
from kapstone.instruments import Instrument, all_instruments, instrument_called
from kapstone.instruments.text import template_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|show|template|check", required=True)
    actions.add_parser("list", help="every instrument and its licence")
    show = actions.add_parser("show", help="one instrument for reading")
    show.add_argument("instrument", metavar="ID")
    show.add_argument("--fhir", action="store_true", help="as a FHIR R4 Questionnaire")
    show.add_argument("--text", metavar="FILE.toml", help="with the licensed wording in this file")
    actions.add_parser("template", help="the file for the licensed wording").add_argument("instrument", metavar="ID")
    actions.add_parser("check", help="name every mistake in such a file").add_argument("file", metavar="FILE.toml")


def run(args: argparse.Namespace) -> int:
    try:
        sys.stdout.write(_said(args))
    except Implausible as refusal:
        raise BadInput(str(refusal)) from None
    return 0


def _said(args: argparse.Namespace) -> str:
    if args.action == "list":
        return "".join(f"{one.id:26}{_count(one):>4}  {_wording(one):10}{one.title}\n" for one in all_instruments().values())
    if args.action == "check":
        return _verdict(args.file)
    instrument = instrument_called(args.instrument)
    if args.action == "template":
        if not instrument.holder:
            raise Implausible("instrument", f"{instrument.short} ships with its wording; there is nothing to fill in")
        return template_of(instrument)
    instrument = worded(instrument, args.text)
    if args.fhir:
        return json.dumps(questionnaire(instrument), indent=2, ensure_ascii=False) + "\n"
    return "\n".join(_lines(instrument)) + "\n"


def _lines(one: Instrument) -> Iterator[str]:
    yield f"{one.title} ({one.short}, {one.id}, version {one.version})"
    low, high = one.range
    extent = f"{low:g} to {high:g}, {one.direction.value.replace('_', ' ')}" if one.has_total else "no total"
    yield f"About {one.about}; asks about {one.recall}. Points: {extent}."
    yield f"Wording: {one.licence.words}. {one.copyright}".strip()
    if not one.has_text:
        yield f"The wording does not ship: get it from {one.holder}."
    if one.stem:
        yield f"\n{one.stem}"
    for item in (*one.items, *((one.template,) if one.template else ())):
        turned = ", counts the other way round" if item.is_reversed else ""
        yield f"  {item.id}: {item.shown} [{item.answers}{turned}]"
    yield from ("", *(f"{band.low:g} to {band.high:g}: {band.word}" for band in one.bands))
    yield from (f"{cut.reach}: {cut.means}  [{cut.standing.value}]" for cut in one.cuts)
    yield from (
        f"{name.replace('_', ' ').capitalize()} {number.value:g}  [{number.standing.value}]"
        for name, number in one.change.numbers.items()
    )
    yield from (f"{rule.level.word}: {rule.item} at {_values(rule.values)}. {rule.sentence}" for rule in one.critical)
    yield from (f"As a whole {one.standing.words}.", *([one.remarks] if one.remarks else []))
    yield from (f"Source: {cite}." for cite in one.cites)


def _values(values: frozenset[int]) -> str:
    return ", ".join(str(value) for value in sorted(values))


def _count(one: Instrument) -> str:
    return "any" if one.template else str(len(one.items))


def _wording(one: Instrument) -> str:
    return "ships" if one.has_text else "licensed"


def _verdict(path: str) -> str:
    text = read_text(path)
    one = instrument_called(text.instrument)
    return (
        f"{path} holds the wording of {one.title} ({one.id}, version {one.version}): {len(text.items)} questions, "
        f"licensed to {text.licence.holder} by {text.licence.granted_by} ({text.licence.reference}).\n"
    )
