"""A protocol laid out for a signature: every part, every number in words with where it comes from, what it asks, who signs."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from enum import Enum

from kapstone.dosing import Guardrail, exceeds, guardrail_for
from kapstone.instruments import all_instruments
from kapstone.protocols._known import SETTING, TOPICS
from kapstone.protocols._model import Moment, Origin, Protocol, Setting
from kapstone.protocols._watching import watches_less
from kapstone.protocols._words import span_words, unit_of
from kapstone.rules import all_rules

__all__ = [
    "ROUTE_WORDS",
    "Line",
    "Page",
    "Part",
    "beyond_guardrails",
    "lay_out",
    "line_name",
    "parts_of",
    "value_words",
    "watched_less",
]

_TITLES = {
    "course": "Induction", "maintenance": "Maintenance", "phases": "Schedule by weeks", "dose": "Dose and limits", "infusion": "Infusion",
    "booster": "Booster", "monitoring": "Monitoring", "staffing": "Staffing and room", "home": "At home", "rems": "Risk programme",
    "preparation": "Preparation", "therapy": "Psychotherapy of the programme", "next_day": "Day after", "integration": "Integration",
    "windows": "How long things stay good", "criteria": "What the programme asks beyond the rules for everyone",
}  # fmt: skip
ROUTE_WORDS = {
    "iv": "intravenous", "im": "intramuscular", "sc": "subcutaneous", "nasal": "by nose", "sublingual": "under the tongue", "oral": "swallowed",
}  # fmt: skip
_MOMENTS = {
    Moment.BASELINE: "before treatment", Moment.PRE_DOSE: "before each dose", Moment.NEXT_DAY: "the day after", Moment.WEEKLY: "every week", Moment.FORTNIGHTLY: "every two weeks",
    Moment.END_OF_INDUCTION: "at the end of the induction", Moment.MAINTENANCE: "during maintenance",
    Moment.QUARTERLY: "every three months of maintenance", Moment.FOLLOW_UP: "three, six and twelve months after the induction",
}  # fmt: skip
_NAMES = {
    "course.induction_doses": "Doses of the induction", "course.min_interval": "Least time between doses", "course.usual_interval": "Usual time between doses",
    "course.max_in_7_days": "Most doses in seven days", "course.extension_max": "Most extra doses", "course.review_within": "Review within",
    "maintenance.interval": "Usual time between maintenance doses", "maintenance.min_interval": "Least time between maintenance doses",
    "maintenance.sessions_before_benefit_review": "Sessions before benefit is looked at again", "dose.low": "Lowest usual dose", "dose.start": "Starting dose",
    "dose.high": "Highest usual dose", "dose.warn_from": "Warning from", "dose.stop_above": "Stop above", "dose.session_warn_mg": "Warning for one session from",
    "dose.session_cap_mg": "Most in one session", "dose.step": "Step of a change of dose", "dose.first_warn_from": "Warning at the first dose from",
    "dose.only": "The only amounts there are", "dose.basis": "Reckoned", "infusion.rate_warn_per_hour": "Warning above a rate of",
    "booster.max_share_percent": "Most, as a share of the first dose", "booster.not_before": "Not before", "booster.not_after": "Not after",
    "booster.min_moaas": "MOAA/S at least", "monitoring.minimum_from_start": "Least stay from the start", "monitoring.minimum_from_end": "Least stay from the end of the dose",
    "monitoring.grace": "Late after", "staffing.dose_checkers": "People who check a dose", "staffing.patients_per_monitor": "Patients for one monitoring clinician",
    "says": "Says", "rule": "Held by", "rems.form_due": "Monitoring form sent within", "rems.form_reminder": "Reminder of the form after",
}  # fmt: skip
"""Names that say more than the field does."""
_LISTED = {"phases": "Phase", "criteria": "Criterion"}
_SIGNERS = ("Medical director", "Prescriber", "Programme lead for psychotherapy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number or choice. `path` names it in the file; `origin` is None for what is written plainly."""

    path: str
    name: str
    value: str
    origin: Origin | None = None

    @property
    def is_setting(self) -> bool:
        """Whether a director has to confirm it."""
        return self.origin is not None and self.origin.standing.is_setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a protocol: its section's id, a title, its lines."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a medical director signs."""

    protocol: Protocol
    head: tuple[tuple[str, str], ...]
    schedule: tuple[tuple[str, str], ...]
    """What happens when, counted from the first dose."""
    watch: tuple[str, ...]
    """The monitoring plan in sentences."""
    parts: tuple[Part, ...]
    measures: tuple[tuple[str, str], ...]
    wider: tuple[str, ...]
    """Where the programme goes beyond the guardrails of its route."""
    less: tuple[str, ...]
    """Where it watches less closely than the plan for its route."""
    signers: tuple[str, ...] = _SIGNERS

    @property
    def to_confirm(self) -> int:
        return sum(line.is_setting for part in self.parts for line in part.lines)


def lay_out(protocol: Protocol) -> Page:
    """The whole page, in the order it is read."""
    return Page(
        protocol=protocol, head=tuple(_head(protocol)), schedule=tuple(_schedule(protocol)), watch=tuple(_watch(protocol)),
        parts=parts_of(protocol), measures=tuple(_measures(protocol)), wider=beyond_guardrails(protocol), less=watched_less(protocol),
    )  # fmt: skip


def watched_less(protocol: Protocol) -> tuple[str, ...]:
    """What the director should know: where this programme watches less closely than the plan for its route."""
    less = watches_less(protocol)
    if less is None:
        return ("There is no monitoring plan for this way of giving the drug; compare by hand.",)
    return tuple(f"monitoring.{each.field}: {each.says}" for each in less) or ("As closely as the plan, or more.",)


def parts_of(protocol: Protocol) -> tuple[Part, ...]:
    """Every part with its lines, the limits of rules last."""
    found = [
        Part(id=name, title=title, lines=lines) for name, title in _TITLES.items() if (lines := tuple(_part(protocol, name)))
    ]
    limits = tuple(_rule_lines(protocol))
    return (*found, Part(id="rules", title="Limits of rules", lines=limits)) if limits else tuple(found)


def _part(protocol: Protocol, name: str) -> Iterator[Line]:
    section = getattr(protocol, name)
    if name in _LISTED:
        for place, entry in enumerate(section):
            yield from _lines(protocol, f"{name}[{place}]", entry, name, f"{_LISTED[name]} {place + 1}: ")
    elif section is not None:
        yield from _lines(protocol, name, section, name)


def _lines(protocol: Protocol, path: str, section: object, name: str, before: str = "") -> Iterator[Line]:
    assert is_dataclass(section)
    for entry in fields(section):
        value = getattr(section, entry.name)
        if value is not None:
            at = f"{path}.{entry.name}"
            shown = value_words(value, unit_of(protocol, name, entry.name))
            yield Line(
                path=at,
                name=f"{before}{_NAMES.get(at) or _NAMES.get(entry.name) or line_name(entry.name)}",
                value=shown,
                origin=protocol.origins.get(at),
            )


def _rule_lines(protocol: Protocol) -> Iterator[Line]:
    known = all_rules()
    for rule, limits in protocol.rules.items():
        for name, value in limits.items():
            path, limit = f"rules.{rule}.{name}", known[rule].limits[name]
            unit = "mmHg" if limit.unit == "mm[Hg]" else limit.unit
            yield Line(
                path=path, name=f"{rule} {known[rule].title}: {limit.says.rstrip('.')}", value=f"{value:g} {unit}".strip(), origin=protocol.origins.get(path)
            )  # fmt: skip


def line_name(name: str) -> str:
    """A field's name for reading, without its unit."""
    for ending in ("_mmhg", "_percent", "_mg", "_per_hour"):
        name = name.removesuffix(ending)
    return name.replace("_", " ").capitalize()


def value_words(value: object, unit: str = "") -> str:
    """A value of a protocol for reading: "40 min", "0.5 mg/kg", "yes"."""
    match value:
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return span_words(value)
        case Enum():
            return str(value.value).replace("_", " ")
        case tuple():
            return ", ".join(value_words(each, unit) for each in value)
        case float() | int():
            return f"{value:g} {unit}".strip()
        case _:
            text = str(value)
            return SETTING.get(text) or TOPICS.get(text) or (text.replace("_", " ") if " " not in text else text)


def _head(protocol: Protocol) -> Iterator[tuple[str, str]]:
    also = f"; also {', '.join(each.words for each in protocol.also_for)}" if protocol.also_for else ""
    yield "For", protocol.indication.words + also
    yield "Drug", f"{protocol.drug.value}, {ROUTE_WORDS[protocol.route.value]}; amounts as {protocol.amount_as.value}"
    yield "Place", _place(protocol)
    yield "Version", f"{protocol.id} {protocol.version}"
    yield "Digest", protocol.digest
    yield "Signed by the patient", ", ".join(name.replace("_", " ") for name in protocol.documents)


def _place(protocol: Protocol) -> str:
    if protocol.home is None:
        return "in the clinic" if protocol.place is Setting.CLINIC else "at home"
    first = protocol.home.first_doses_in_clinic
    return f"the first {'dose' if first == 1 else f'{first} doses'} in the clinic, then at home"


def _schedule(protocol: Protocol) -> Iterator[tuple[str, str]]:
    course, preparation = protocol.course, protocol.preparation
    sessions = "session" if preparation.min_sessions == 1 else "sessions"
    span = f"from {span_words(preparation.at_most_before)} to {span_words(preparation.at_least_before)} before the first dose"
    yield "Preparation", f"at least {preparation.min_sessions} {sessions}, the last {span}"
    for number in range(1, course.induction_doses + 1):
        day = course.usual_interval * (number - 1) / timedelta(days=1)
        after = (
            "integration before the next dose" if protocol.integration.required_after(number) else "contact on the day after"
        )
        yield f"Dose {number}", f"day {day:g}; {after}"
    yield (
        "Review",
        f"within {span_words(course.review_within)} of dose {course.induction_doses}; up to {course.extension_max} more doses",
    )
    for phase in protocol.phases:
        weeks = f"Weeks {phase.from_week} to {phase.to_week}" if phase.to_week else f"From week {phase.from_week}"
        yield weeks, phase.says
    if not protocol.phases:
        yield "Maintenance", f"every {span_words(protocol.maintenance.interval)}, only while a benefit is documented"


def _watch(protocol: Protocol) -> Iterator[str]:
    plan = protocol.monitoring
    before = ", ".join(span_words(each) for each in plan.before if each)
    yield f"Blood pressure and oxygen {f'{before} before the dose and ' if before else ''}just before it."
    if plan.during_every is not None:
        yield f"During the infusion every {span_words(plan.during_every)}; then every {span_words(plan.then_every)}."
    elif plan.at is not None:
        yield f"After the dose at {', '.join(span_words(each) for each in plan.at)}; then every {span_words(plan.then_every)}."
    yield f"Without pause: {value_words(plan.continuous).replace('spo2', 'oxygen saturation')}."
    yield f"A reading out of range is repeated after {span_words(plan.repeat_out_of_range)}; one that is {span_words(plan.grace)} late is overdue."
    yield f"Nobody leaves before {span_words(plan.minimum_from_start)} from the start and {span_words(plan.minimum_from_end)} from the end of the dose."


def _measures(protocol: Protocol) -> Iterator[tuple[str, str]]:
    known = all_instruments()
    for plan in protocol.measures:
        by = " by a clinician" if plan.by_clinician else ""
        primary = " (the course is judged by it)" if plan.primary else ""
        yield known[plan.instrument].title + primary, ", ".join(_MOMENTS[moment] for moment in plan.moments) + by


# -- the guardrails -------------------------------------------------------------------------------------------------


def beyond_guardrails(protocol: Protocol) -> tuple[str, ...]:
    """Where the programme allows more than the guardrails of its route, each in a sentence; the director signs that knowingly."""
    guard = guardrail_for(protocol.drug, protocol.route, at_home=protocol.place is Setting.HOME)
    if guard is None:
        return (f"There are no guardrails for {protocol.drug.value} {protocol.route.value}: every limit is the clinic's own.",)
    return tuple(_wider(protocol, guard))


def _wider(protocol: Protocol, guard: Guardrail) -> Iterator[str]:
    dose, course, unit = protocol.dose, protocol.course, protocol.dose.unit
    warn, stop = (guard.warn_mg_per_kg, guard.stop_mg_per_kg) if unit == "mg/kg" else (guard.warn_mg, guard.stop_mg)
    pairs: list[tuple[str, float, float | None, str]] = [
        ("The warning begins", dose.warn_from, warn, unit),
        ("The stop lies", dose.stop_above, stop, unit),
        ("The cap of a session lies", dose.session_cap_mg, guard.stop_mg, "mg"),
    ]
    if protocol.infusion is not None:
        pairs.append(
            (
                "The warning of the rate begins",
                protocol.infusion.rate_warn_per_hour,
                guard.rate_warn_mg_per_kg_per_h,
                "mg/kg an hour",
            )
        )
    if guard.first_warn_mg is not None and unit == "mg":
        first = dose.first_warn_from if dose.first_warn_from is not None else dose.stop_above
        pairs.append(("The warning at the first dose begins", first, guard.first_warn_mg, "mg"))
    for what, own, usual, of in pairs:
        if usual is not None and exceeds(own, usual):
            yield f"{what} at {own:g} {of}; the guardrail of this route is {usual:g} {of}."
    if course.min_interval < guard.min_interval:
        yield f"Doses may follow after {span_words(course.min_interval)}; the guardrail of this route is {span_words(guard.min_interval)}."
    if course.max_in_7_days > guard.most_in_7_days:
        yield f"{course.max_in_7_days} doses in seven days; the guardrail of this route is {guard.most_in_7_days}."
