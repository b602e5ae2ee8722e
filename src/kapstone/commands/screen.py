"""Print the eligibility report of one patient described in a JSON file.

The file's format is in docs/reference/screen-input.md. Exit code 0 for a report, whatever it says; 2 for a file that
cannot be used, with the field and the reason.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kapstone.chart import Chart
from kapstone.commands import BadInput
from kapstone.findings import Finding, Level, Override
from kapstone.protocols import Choice, Protocol
from kapstone.rules.conflicts import Dispute, Variant, disputes
from kapstone.rules.report import Report, report_of, screen
from kapstone.screening_input import Described, Refused, read_patient

Disputes = Mapping[str, tuple[Dispute, ...]]
Choices = Mapping[str, Choice]

_OVERRIDES = {
    Override.NEVER: "not possible",
    Override.PRESCRIBER: "a prescriber, with a reason",
    Override.TWO_CLINICIANS: "two clinicians, one of them a prescriber, each with a reason",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help="the patient, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--protocol", metavar="ID", help="judge by the limits, drug, route and place of this protocol, or of this FILE.toml"
    )


def run(args: argparse.Namespace) -> int:
    text = _read(args.file)
    try:
        patient = read_patient(text, now=datetime.now(UTC))
    except Refused as refusal:
        raise BadInput(f"{args.file}: {refusal}") from None
    protocol = _protocol(patient, args.protocol) if args.protocol else None
    report, chart = _under(protocol, patient) if protocol else (screen(patient.chart()), patient.chart())
    differing = disputes(chart, report.findings)
    choices = protocol.choices if protocol else {}
    show = as_json if args.json else as_text
    sys.stdout.write(show(report, patient, differing, choices))
    return 0


def as_text(report: Report, patient: Described, differing: Disputes, choices: Choices) -> str:
    """The report for reading."""
    return "\n".join(_lines(report, patient, differing, choices)) + "\n"


def as_json(report: Report, patient: Described, differing: Disputes, choices: Choices) -> str:
    """The report for programs; every finding, the clear ones among them."""
    body = {
        "as_of": patient.as_of.isoformat(),
        "verdict": report.verdict,
        "level": report.level.name,
        "blocks_dose": report.blocks_dose,
        "changes_at": report.changes_at.isoformat() if report.changes_at else None,
        "digest": report.digest,
        "findings": [_finding(finding, differing, choices) for finding in report.findings],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _lines(report: Report, patient: Described, differing: Disputes, choices: Choices) -> Iterator[str]:
    yield report.verdict
    yield f"As of {patient.as_of:%Y-%m-%d %H:%M %Z}. Decision support; a licensed prescriber decides."
    for group in report.groups:
        yield ""
        yield f"{group.title} ({len(group.findings)})"
        if group.is_folded:
            titles = ", ".join(dict.fromkeys(finding.title for finding in group.findings))
            yield from textwrap.wrap(titles, 100, initial_indent="  ", subsequent_indent="  ")
            continue
        for finding in group.findings:
            yield from _entry(finding)
    yield from _where_sources_differ(report, differing, choices)
    yield ""
    yield f"Report {report.digest}"


def _entry(finding: Finding) -> Iterator[str]:
    yield f"  {finding.title} [{finding.rule}{', needed before any dose' if finding.critical else ''}]"
    details = [("", finding.because)]
    if finding.limit:
        details.append(("Value: ", f"{finding.value or 'none'}; limit: {finding.limit}"))
    if finding.act:
        details.append((f"{finding.owner.value.capitalize()}: ", finding.act))
    if finding.due:
        details.append(("By: ", f"{finding.due:%Y-%m-%d %H:%M %Z}"))
    if finding.level is not Level.UNKNOWN:
        details.append(("Set aside by: ", _OVERRIDES[finding.override]))
    details.append(("Source: ", f"{'; '.join(str(source) for source in finding.sources)} ({finding.standing.words})"))
    if finding.changes_at:
        details.append(("Changes: ", f"{finding.changes_at:%Y-%m-%d %H:%M %Z}"))
    for label, text in details:
        yield from _wrapped(label, text)


def _where_sources_differ(report: Report, differing: Disputes, choices: Choices) -> Iterator[str]:
    """Each topic that a finding rests on, or that would have given another: what is followed, by whose choice, and what else would be said."""
    above = {finding.rule for finding in report.findings if finding.level > Level.CLEAR}
    shown = [d for rule, several in differing.items() for d in several if rule in above or d.differs]
    if shown:
        yield from ("", "Where sources differ")
    for dispute in shown:
        yield f"  {dispute.conflict.title} [{dispute.rule}]"
        chosen = choices.get(dispute.conflict.id)
        if chosen is not None:
            yield from _wrapped("", f"Chosen by {chosen.by} on {chosen.on}: {chosen.why}")
        for reading in dispute.readings:
            says = f"{reading.level.word}: {reading.because}" if reading.differs else "the same here"
            mark = "followed" if reading.is_used else f"would say {says}" if reading.differs else says
            yield from _wrapped("- ", f"{reading.variant.says} {_cited(reading.variant)} -> {mark}")


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(label + text, 100, initial_indent="    ", subsequent_indent="      ")


def _cited(variant: Variant) -> str:
    return f"({'; '.join(str(source) for source in variant.cites)}; {variant.standing.words})"


def _finding(finding: Finding, differing: Disputes, choices: Choices) -> dict[str, Any]:  # Any: JSON values
    return {
        "key": finding.key,
        "rule": finding.rule,
        "level": finding.level.name,
        "title": finding.title,
        "because": finding.because,
        "act": finding.act,
        "owner": finding.owner.value,
        "value": finding.value,
        "limit": finding.limit,
        "waits_for": list(finding.waits_for),
        "critical": finding.critical,
        "override": finding.override.value,
        "standing": finding.standing.value,
        "confirmed": not finding.standing.is_setting,
        "sources": [str(source) for source in finding.sources],
        "due": finding.due.isoformat() if finding.due else None,
        "changes_at": finding.changes_at.isoformat() if finding.changes_at else None,
        "sources_differ": [_dispute(dispute, choices) for dispute in differing.get(finding.rule, ())],
    }


def _dispute(dispute: Dispute, choices: Choices) -> dict[str, Any]:  # Any: JSON values
    chosen = choices.get(dispute.conflict.id)
    return {
        "topic": dispute.conflict.id,
        "title": dispute.conflict.title,
        "followed": dispute.used.id if dispute.used else None,
        "chosen": {"by": chosen.by, "on": chosen.on.isoformat(), "why": chosen.why} if chosen else None,
        "variants": [
            {
                "id": reading.variant.id,
                "says": reading.variant.says,
                "sources": [str(source) for source in reading.variant.cites],
                "standing": reading.variant.standing.value,
                "level": reading.level.name,
                "because": reading.because,
                "differs": reading.differs,
            }
            for reading in dispute.readings
        ],
    }


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name}: this is not a text file in UTF-8") from None
    except OSError as error:
        raise BadInput(f"{name}: {error.strerror or error}") from None


def _protocol(patient: Described, name: str) -> Protocol:
    """A protocol that comes with Kapstone, by id, or a file; one that the patient's file contradicts is refused."""
    from kapstone.protocols import ProtocolRefused, all_protocols, parse

    if name.endswith(".toml"):
        try:
            protocol = parse(_read(name), name)
        except ProtocolRefused as refusal:
            raise BadInput(str(refusal)) from None
    elif name in all_protocols():
        protocol = all_protocols()[name]
    else:
        raise BadInput(
            f"--protocol: no protocol is called {name!r}; there are {', '.join(all_protocols())}, or name a FILE.toml"
        )
    theirs = {"indication": protocol.indication, "drug": protocol.drug, "route": protocol.route, "place": protocol.place.value}
    for field, word in theirs.items():
        said = getattr(patient, field)
        if said is not None and said != word:
            raise BadInput(f"{field}: the file says {said}, and the protocol {protocol.id} says {word}")
    return protocol


def _under(protocol: Protocol, patient: Described) -> tuple[Report, Chart]:
    """The report as the clinic gives it under that protocol, and the chart it was read from."""
    from kapstone import pathway

    found = pathway.screen(protocol, patient.facts, patient.as_of)
    return report_of(found), pathway.chart_of(protocol, patient.facts, patient.as_of)
