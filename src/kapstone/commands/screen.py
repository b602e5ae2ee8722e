"""Print the eligibility report of one patient described in a JSON file.

The file's format is in docs/reference/screen-input.md. Exit code 0 for a report, whatever it says; 2 for a file that
cannot be used, with the field and the reason.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kapstone.commands import BadInput
from kapstone.findings import Finding, Level, Override
from kapstone.rules.report import Report, report_of, screen
from kapstone.screening_input import Described, Refused, read_patient

_OVERRIDES = {
    Override.NEVER: "not possible",
    Override.PRESCRIBER: "a prescriber, with a reason",
    Override.TWO_CLINICIANS: "two clinicians, one of them a prescriber, each with a reason",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help="the patient, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--protocol", metavar="ID", help="judge by the limits, drug, route and place of this protocol")


def run(args: argparse.Namespace) -> int:
    text = _read(args.file)
    try:
        patient = read_patient(text, now=datetime.now(UTC))
    except Refused as refusal:
        raise BadInput(f"{args.file}: {refusal}") from None
    report = _under_protocol(patient, args.protocol) if args.protocol else screen(patient.chart())
    sys.stdout.write(as_json(report, patient) if args.json else as_text(report, patient))
    return 0


def as_text(report: Report, patient: Described) -> str:
    """The report for reading."""
    return "\n".join(_lines(report, patient)) + "\n"


def as_json(report: Report, patient: Described) -> str:
    """The report for programs; every finding, the clear ones among them."""
    body = {
        "as_of": patient.as_of.isoformat(),
        "verdict": report.verdict,
        "level": report.level.name,
        "blocks_dose": report.blocks_dose,
        "changes_at": report.changes_at.isoformat() if report.changes_at else None,
        "digest": report.digest,
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _lines(report: Report, patient: Described) -> Iterator[str]:
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
        yield from textwrap.wrap(label + text, 100, initial_indent="    ", subsequent_indent="      ")


def _finding(finding: Finding) -> dict[str, Any]:  # Any: JSON values
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
    }


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name}: this is not a text file in UTF-8") from None
    except OSError as error:
        raise BadInput(f"{name}: {error.strerror or error}") from None


def _under_protocol(patient: Described, protocol_id: str) -> Report:
    """The report as the clinic gives it under that protocol; a file that contradicts the protocol is refused."""
    from kapstone import pathway
    from kapstone.protocols import all_protocols

    known = all_protocols()
    if protocol_id not in known:
        raise BadInput(f"--protocol: no protocol is called {protocol_id!r}; there are {', '.join(known)}")
    protocol = known[protocol_id]
    theirs = {"indication": protocol.indication, "drug": protocol.drug, "route": protocol.route, "place": protocol.place.value}
    for field, word in theirs.items():
        said = getattr(patient, field)
        if said is not None and said != word:
            raise BadInput(f"{field}: the file says {said}, and the protocol {protocol_id} says {word}")
    return report_of(pathway.screen(protocol, patient.facts, patient.as_of))
