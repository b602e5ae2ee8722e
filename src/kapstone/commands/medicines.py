"""Say what each line of a medication list was understood as, which interactions with ketamine follow, and what to ask.

One medicine a line, as it is said or written: "Zoloft 100 mg qd", "lorazepam 1 mg prn hs". Nothing is guessed: a name that is not certain is asked about,
and a medicine outside the tables is never called safe. Exit code 0 for a reading, whatever it says; 2 for a file that cannot be read.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from kapstone.chart import Chart, Place
from kapstone.commands import BadInput
from kapstone.drugs import Match, match
from kapstone.drugs.day import WORDS, Handling, bring_along, handling_of, never_stop_abruptly
from kapstone.drugs.diazepam import Equivalents, Taken, equivalent_mg, total
from kapstone.facts import Drug, Facts, MedicationListed, MedicationsReconciled, Record, Route
from kapstone.findings import Finding, Level
from kapstone.rules import all_rules
from kapstone.rules.interactions import all_interactions

_MAX_BYTES = 1_000_000
_WIDE = 110


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="one medicine a line, or - for standard input")
    parser.add_argument(
        "--route",
        choices=[route.value for route in Route],
        help="by which route the dose is given; else what depends on it is unknown",
    )
    parser.add_argument(
        "--drug", choices=[drug.value for drug in Drug], default=Drug.KETAMINE.value, help="which drug is given (%(default)s)"
    )
    parser.add_argument("--home", action="store_true", help="the dose is taken at home")
    parser.add_argument("--json", action="store_true", help="print the reading as JSON")


def run(args: argparse.Namespace) -> int:
    lines = [line.strip() for line in _text(args.file).splitlines() if line.strip()]
    if not lines:
        raise BadInput(f"{args.file}: no medicine is named in it; write one a line")
    route = Route(args.route) if args.route else None
    place = Place.HOME if args.home else Place.CLINIC
    read = [_Read.of(line, route=route, drug=Drug(args.drug), place=place) for line in lines]
    sys.stdout.write(as_json(read) if args.json else as_text(read))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One line, understood and judged by itself."""

    match: Match
    findings: tuple[Finding, ...]
    handling: Handling

    @classmethod
    def of(cls, line: str, *, route: Route | None, drug: Drug, place: str) -> "_Read":
        now = datetime.now(UTC)
        facts = [MedicationListed(name=line), MedicationsReconciled(count=1)]
        records = [
            Record(id=uuid5(NAMESPACE_OID, f"medicines {index}"), fact=fact, at=now, recorded_at=now)
            for index, fact in enumerate(facts)
        ]
        chart = Chart(facts=Facts(records), now=now, route=route, drug=drug, place=place)
        rules = (rule for key, rule in sorted(all_rules().items()) if key in all_interactions())
        found = [finding for rule in rules for finding in rule.judge(chart)]
        return cls(
            match=match(line),
            findings=tuple(sorted(found, key=lambda each: -each.level)),
            handling=handling_of(match(line).ingredients),
        )

    @property
    def equivalent_mg(self) -> float | None:
        """Milligrams of diazepam a day, where it is such a medicine and its daily dose is said."""
        daily = self.match.daily_mg
        return equivalent_mg(self.match.ingredients[0], daily) if daily is not None else None


def as_text(read: list[_Read]) -> str:
    """The reading for people."""
    lines = [line for each in read for line in _entry(each)]
    sums = _equivalents(read)
    asked = sum(not each.match.is_certain for each in read)
    if sums is not None:
        known = f"{sums.known_mg:g} mg a day" + (
            f" and what {' and '.join(sums.missing)} comes to, which is not known" if sums.missing else ""
        )
        lines += [f"Benzodiazepines, in diazepam equivalents: {known}.", ""]
    lines.append(
        f"{len(read)} lines, {len(read) - asked} certain, {asked} to ask about. Decision support; a licensed prescriber decides."
    )
    return "\n".join(lines) + "\n"


def as_json(read: list[_Read]) -> str:
    """The reading for programs."""
    sums = _equivalents(read)
    body = {
        "lines": [_line(each) for each in read],
        "diazepam_equivalents_mg": None if sums is None else sums.total_mg,
        "diazepam_equivalents_known_mg": 0.0 if sums is None else sums.known_mg,
        "diazepam_equivalents_missing": [] if sums is None else list(sums.missing),
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _equivalents(read: list[_Read]) -> Equivalents | None:
    """The sum over the list; None where nothing on it is such a medicine."""
    counted = all_interactions()["DI-01"].ingredients | {"zolpidem"}
    taken = [
        Taken(ingredient=name, daily_mg=each.match.daily_mg)
        for each in read
        for name in each.match.ingredients
        if name in counted
    ]
    return total(taken) if taken else None


def _entry(each: _Read) -> Iterator[str]:
    found = each.match
    yield found.line
    said = [f"{found.certainty.value.capitalize()}: {found.because}"]
    if found.daily_mg is not None:
        said.append(f"In a day: {found.daily_mg:g} mg.")
    elif found.intake.as_needed:
        said.append("As needed; a daily dose is not assumed.")
    if found.candidates:
        said.append(f"Perhaps: {', '.join(candidate.name for candidate in found.candidates)}.")
    said += [f"Ask: {question}" for question in found.asks]
    for finding in each.findings:
        said.append(
            f"{finding.level.word} [{finding.rule} {finding.title}]: {finding.because}"
            + (f" {finding.act}" if finding.act else "")
        )
    if found.is_certain and not each.findings:
        said.append("No interaction is listed for it here; that is no proof of none.")
    if found.is_certain:
        never = ("Never stop it abruptly.",) if never_stop_abruptly(found.ingredients) else ()
        said.append(" ".join((f"On the day: {WORDS[each.handling]}", *bring_along(found.ingredients), *never)))
    for text in said:
        yield from textwrap.wrap(text, _WIDE, initial_indent="  ", subsequent_indent="    ")
    yield ""


def _line(each: _Read) -> dict[str, Any]:  # Any: JSON values
    found = each.match
    return {
        "line": found.line,
        "certainty": found.certainty.value,
        "because": found.because,
        "ingredients": list(found.ingredients),
        "others": list(found.others),
        "candidates": [{"name": one.name, "ingredients": list(one.ingredients)} for one in found.candidates],
        "is_outside": found.is_outside,
        "daily_mg": found.daily_mg,
        "as_needed": found.intake.as_needed,
        "asks": list(found.asks),
        "diazepam_equivalent_mg": each.equivalent_mg,
        "on_the_day": each.handling.value if found.is_certain else None,
        "never_stop_abruptly": found.is_certain and never_stop_abruptly(found.ingredients),
        "interactions": [
            {
                "id": finding.rule,
                "level": finding.level.name,
                "title": finding.title,
                "because": finding.because,
                "act": finding.act,
                "value": finding.value,
                "blocks_dose": finding.level >= Level.REVIEW,
                "standing": finding.standing.value,
                "sources": [str(source) for source in finding.sources],
            }
            for finding in each.findings
        ],
    }


def _text(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.read(_MAX_BYTES)
        if Path(name).stat().st_size > _MAX_BYTES:
            raise BadInput(f"{name}: this is too large to be a medication list")
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name}: this is not a text file in UTF-8") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{name}: {getattr(error, 'strerror', None) or error}") from None
